// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// What takes the short way is what the long way would return.
func TestIsPlainDomain_isNormalized(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"a", "b", "1", "9", "-", "--", ".", "..", "xn--", "r3---sn", "A", "_", "@", ":", "/", " ", "é", "com", "example", strings.Repeat("a", 63)}
	plain := 0
	for range 300_000 {
		var value strings.Builder
		for range 1 + random.IntN(7) {
			value.WriteString(pieces[random.IntN(len(pieces))])
		}
		if !isPlainDomain(value.String()) {
			continue
		}
		plain++
		if domain, err := normalizeDomain(value.String()); err != nil || domain != value.String() {
			t.Fatalf("%q is taken as it is, but is %q, %v", value.String(), domain, err)
		}
	}
	if plain < 500 {
		t.Errorf("only %d values took the short way", plain)
	}
}

func TestIsPlainDomain(t *testing.T) {
	t.Parallel()
	long := strings.Repeat(strings.Repeat("a", 62)+".", 4) + "a"
	for value, want := range map[string]bool{
		"example.com":                    true,
		"r3---sn.example.com":            true,
		"a.b":                            true,
		"1.example":                      true,
		long:                             true,
		long + "a":                       false,
		strings.Repeat("a", 64) + ".com": false,
		"example":                        false,
		"10.0.0.1":                       false,
		"example.com.":                   false,
		".example.com":                   false,
		"example..com":                   false,
		"-a.com":                         false,
		"a-.com":                         false,
		"Example.com":                    false,
		"xn--bcher-kva.example":          false,
		"https://example.com":            false,
		"":                               false,
	} {
		if got := isPlainDomain(value); got != want {
			t.Errorf("%q: got %t, want %t", value, got, want)
		}
	}
}
