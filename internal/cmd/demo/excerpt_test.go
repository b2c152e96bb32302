// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExcerpt_keepsWhatMatters(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, want string }{
		"changes": {
			`data.vendorrisk_gate.critical: Reading...
Terraform will perform the following actions:
  # vendorrisk_secureframe_push.scorecards will be updated in-place
  ~ resource "vendorrisk_secureframe_push" "scorecards" {
      ~ id    = "1" -> (known after apply)
      ~ hash  = "` + strings.Repeat("c", 64) + `" -> "` + strings.Repeat("a", 64) + `"
      ~ score = 97 -> 93
        # (5 unchanged elements hidden)
    }
Plan: 0 to add, 2 to change, 0 to destroy.
`, `  # vendorrisk_secureframe_push.scorecards will be updated in-place
      ~ score = 97 -> 93
Plan: 0 to add, 2 to change, 0 to destroy.
`,
		},
		"errors": {
			`Warning: One

  of the warnings

Error: First

  explained

Error: Second

  not explained
`, `Warning: One
Error: First

  explained

Error: Second
`,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, excerpt(test.text)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestBlock_endsWhereItEnds(t *testing.T) {
	t.Parallel()
	got := block("a {\n}\n\nb {\n  c {\n  }\n}\n\nd {\n}\n", "b {")
	if want := "b {\n  c {\n  }\n}\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
