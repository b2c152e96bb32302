// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
)

const guides = "../../../templates/guides"

// writeGuides writes the guides, and returns their texts by the names of files.
func writeGuides(t *testing.T) map[string]string {
	t.Helper()
	directory := t.TempDir()
	if err := write(directory); err != nil {
		t.Fatal(err)
	}
	return readGuides(t, directory)
}

func readGuides(t *testing.T, directory string) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(directory, "jumpcloud-checks*.md"))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(path)] = string(text)
	}
	return texts
}

// The guides in the repository are what the checks say now.
func TestGuides_areCurrent(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff(writeGuides(t), readGuides(t, guides)); diff != "" {
		t.Errorf("run 'make generate' (-want +got):\n%s", diff)
	}
}

// No guide is longer than what people read in ten minutes.
func TestGuides_areShort(t *testing.T) {
	t.Parallel()
	for name, text := range writeGuides(t) {
		if words := len(strings.Fields(text)); words > 2400 {
			t.Errorf("%s has %d words", name, words)
		}
	}
}

// Every check has one row of three cells, which a line of a screen can hold
// whatever its texts hold, and which leads to its section.
func TestGuides_haveEveryCheck(t *testing.T) {
	t.Parallel()
	texts := writeGuides(t)
	row := regexp.MustCompile("(?m)^\\| \\[`(.+)`\\]\\((.+)#(.+)\\) \\| (.+) \\| (.+) \\|$")
	var ids []string
	for _, found := range row.FindAllStringSubmatch(texts["jumpcloud-checks.md"], -1) {
		ids = append(ids, found[1])
		if found[1] != found[3] || strings.Count(texts[found[2]], "\n### "+found[1]+"\n") != 1 {
			t.Errorf("the row leads to no section: %s", found[0])
		}
		if len(found[4])+len(found[5]) > 110 {
			t.Errorf("too long: %s", found[0])
		}
	}
	slices.Sort(ids)
	if diff := cmp.Diff(check.IDs(), ids); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}
