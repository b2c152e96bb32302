// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
)

// The guide in the repository is what the checks say now.
func TestGuide_isCurrent(t *testing.T) {
	t.Parallel()
	var current bytes.Buffer
	if err := write(&current); err != nil {
		t.Fatal(err)
	}
	committed, err := os.ReadFile("../../../templates/guides/jumpcloud-checks.md")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(current.String(), string(committed)); diff != "" {
		t.Errorf("run 'make generate' (-want +got):\n%s", diff)
	}
}

// Every check is in one section, with a row of three cells that a line of a
// screen can hold, whatever its texts hold.
func TestGuide_hasEveryCheck(t *testing.T) {
	t.Parallel()
	var guide bytes.Buffer
	if err := write(&guide); err != nil {
		t.Fatal(err)
	}
	rows, headings := map[string]string{}, 0
	for line := range strings.Lines(guide.String()) {
		if id, ok := strings.CutPrefix(line, "| [`"); ok {
			id, _, _ = strings.Cut(id, "`")
			if rows[id] != "" {
				t.Errorf("%s has two rows", id)
			}
			rows[id] = line
		}
		if strings.HasPrefix(line, "### ") {
			headings++
		}
	}
	for _, id := range check.IDs() {
		if strings.Count(rows[id], " | ") != 2 || len(rows[id])-2*len(id) > 110 {
			t.Errorf("%s: not a row, or too long: %q", id, rows[id])
		}
	}
	if len(rows) != len(check.IDs()) || headings != len(rows) {
		t.Errorf("%d rows, %d headings", len(rows), headings)
	}
}
