// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"fmt"
	"strings"
	"unicode"
)

const (
	maximumLabel  = 60 // characters of a name inside a text
	maximumListed = 5  // names in an enumeration
)

// Printable returns value on one line, without the control and formatting
// characters that could affect a terminal or imitate other text.
func Printable(value string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, value)), " ")
}

// label returns a name from outside the provider in a form that is safe in our
// texts.
func label(name string) string {
	printable := Printable(name)
	if printable == "" {
		return "(none)"
	}
	return shorten(printable, maximumLabel)
}

// shorten cuts value to at most limit characters, the ellipsis included.
func shorten(value string, limit int) string {
	runes := []rune(value)
	if len(runes) <= limit {
		return value
	}
	return string(runes[:limit-1]) + "…"
}

// enumerate lists the first few words and counts the rest.
func enumerate(words []string) string {
	if len(words) <= maximumListed {
		return strings.Join(words, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(words[:maximumListed], ", "), len(words)-maximumListed)
}

// number returns a count with its noun: "1 company", "2 companies".
func number(count int64, one, many string) string {
	if count == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", count, many)
}

func atLeast[T Grade | int64](minimum T) string { return fmt.Sprintf("at least %v", minimum) }
