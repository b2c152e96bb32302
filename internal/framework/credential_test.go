// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework_test

import (
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// Words that tell the kinds of characters apart.
const (
	mark      = "a byte order mark (U+FEFF)"
	invisible = "an invisible character"
	noBreak   = "not a plain space"
	outer     = "begins or ends with white space"
	inner     = "contains white space: give the value alone"
	control   = "a control character"
	notASCII  = "not ASCII"
	notUTF8   = "is not UTF-8"
)

// flaws are values with what must be said of each of them, as a secret, a
// password and a URL.
var flaws = map[string]struct {
	value                 string
	secret, password, url []string
}{
	"byte order mark":            {"\ufeff" + planted, []string{mark}, []string{mark}, []string{mark}},
	"file of PowerShell":         {"\ufeff" + planted + "\r\n", []string{mark, outer}, []string{mark, outer}, []string{mark, outer}},
	"byte order mark inside":     {"pl\ufeff" + planted, []string{mark}, []string{mark}, []string{mark}},
	"zero-width space":           {planted + "\u200b", []string{invisible}, []string{invisible}, []string{invisible}},
	"word joiner":                {"\u2060" + planted, []string{invisible}, []string{invisible}, []string{invisible}},
	"soft hyphen":                {"pl\u00ad" + planted, []string{invisible}, []string{invisible}, []string{invisible}},
	"right-to-left mark":         {planted + "\u200f", []string{invisible}, []string{invisible}, []string{invisible}},
	"Hangul filler":              {planted + "\u3164", []string{invisible}, []string{invisible}, []string{invisible}},
	"joiner between Latin words": {"pl\u200d" + planted, []string{invisible}, []string{invisible}, []string{invisible}},
	"joiner between others":      {"\u0645\u06cc\u200c\u0646", []string{notASCII}, nil, nil},
	"no-break space at the end":  {planted + "\u00a0", []string{noBreak, outer}, []string{outer}, []string{noBreak, outer}},
	"narrow space inside":        {"pl\u202f" + planted, []string{noBreak}, nil, []string{noBreak}},
	"line end":                   {planted + "\n", []string{outer}, []string{outer}, []string{outer}},
	"line end of Windows":        {planted + "\r\n", []string{outer}, []string{outer}, []string{outer}},
	"scheme word":                {"Bearer " + planted, []string{inner}, nil, []string{inner}},
	"two lines":                  {"pl\n" + planted, []string{inner, control}, []string{control}, []string{inner, control}},
	"zero byte":                  {planted + "\x00", []string{control}, []string{control}, []string{control}},
	"escape":                     {"\x1b[0m" + planted, []string{control}, []string{control}, []string{control}},
	"letter with an accent":      {"p\u00e4" + planted, []string{notASCII}, nil, nil},
	"dash of a word processor":   {"pl\u2013" + planted, []string{notASCII}, nil, nil},
	"quotation marks":            {"\u201c" + planted + "\u201d", []string{notASCII}, nil, nil},
	"Latin-1":                    {"p\xe4" + planted, []string{notUTF8}, []string{notUTF8}, []string{notUTF8}},
	"nothing":                    {"", []string{"is empty"}, []string{"is empty"}, []string{"is empty"}},
	"printable ASCII":            {"!~" + planted, nil, nil, nil},
}

// Each kind of character is named, and no other one. The value is not.
func TestCheck_namesTheCharacters(t *testing.T) {
	t.Parallel()
	all := []string{mark, invisible, noBreak, outer, inner, control, notASCII, notUTF8, "is empty"}
	for name, flaw := range flaws {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for check, want := range map[string]struct {
				err  error
				says []string
			}{
				"secret":   {framework.CheckSecret(flaw.value), flaw.secret},
				"password": {framework.CheckPassword(flaw.value), flaw.password},
				"URL":      {framework.CheckURL(flaw.value), flaw.url},
			} {
				said := ""
				if want.err != nil {
					said = want.err.Error()
				}
				found := []string{}
				for _, kind := range all {
					if strings.Contains(said, kind) {
						found = append(found, kind)
					}
				}
				if strings.Join(found, ", ") != strings.Join(sortedLike(all, want.says), ", ") || (said == "") != (len(want.says) == 0) {
					t.Errorf("%s: got %q, want %q", check, said, want.says)
				}
				if strings.Contains(said, planted) {
					t.Errorf("%s: the error has the value in it: %s", check, said)
				}
			}
		})
	}
}

// sortedLike returns the words in the order of all.
func sortedLike(all, words []string) []string {
	sorted := []string{}
	for _, one := range all {
		for _, word := range words {
			if one == word {
				sorted = append(sorted, word)
			}
		}
	}
	return sorted
}
