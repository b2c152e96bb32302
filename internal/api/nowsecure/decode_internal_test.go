// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"encoding/json"
	"testing"
)

// An ID is a string or a whole number, and its digits are kept: tasks are in
// milliseconds, and records have 64 bits.
func TestIdentifier(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]identifier{
		`null`: "", `""`: "", `"a1"`: "a1", `0`: "0", `-7`: "-7", `1615165066367`: "1615165066367", `"1615165066367"`: "1615165066367",
		`9223372036854775807`: "9223372036854775807", `18446744073709551616`: "18446744073709551616",
	} {
		got := identifier("before")
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s: got %q, %v", text, got, err)
		}
	}
	for _, text := range []string{`1.5`, `1e12`, `true`, `{}`, `[]`, `[1]`} {
		var got identifier
		if err := json.Unmarshal([]byte(text), &got); err == nil || err.Error() != "an ID is neither a string nor a whole number" {
			t.Errorf("%s: got %q, %v", text, got, err)
		}
	}
}
