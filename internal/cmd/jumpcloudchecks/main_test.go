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

// Every check has a row of five cells, whatever its texts hold.
func TestGuide_hasEveryCheck(t *testing.T) {
	t.Parallel()
	var guide bytes.Buffer
	if err := write(&guide); err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for line := range strings.Lines(guide.String()) {
		if id, ok := strings.CutPrefix(line, "| `"); ok {
			id, _, _ = strings.Cut(id, "`")
			rows[id] = line
		}
	}
	for _, id := range check.IDs() {
		if strings.Count(rows[id], " | ") != 4 {
			t.Errorf("%s: not a row: %q", id, rows[id])
		}
	}
	if len(rows) != len(check.IDs()) {
		t.Errorf("%d rows", len(rows))
	}
}
