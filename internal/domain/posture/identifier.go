// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// IdentifierFlaw says what is wrong with a text that identifies something for good
// at another system, such as "begins or ends with white space". It is "" if nothing
// is.
func IdentifierFlaw(text string) string {
	switch {
	case !utf8.ValidString(text):
		return "is not UTF-8"
	case strings.TrimSpace(text) != text:
		return "begins or ends with white space, such as the line end of a file: use trimspace() to remove it"
	case strings.ContainsFunc(text, isHidden):
		return "contains a control character, a line separator or a zero-width space: copy it again from where it was created"
	}
	return ""
}

// isHidden reports whether a character has no place in an identifier. Joiners and
// variation selectors belong to the spelling of some scripts.
func isHidden(r rune) bool {
	return unicode.IsControl(r) || strings.ContainsRune("\u200b\u2028\u2029\u2060\ufeff", r)
}
