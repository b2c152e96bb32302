// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

const (
	maximumLabel  = 60 // characters of a name inside a text
	maximumListed = 5  // names in an enumeration
)

// commands are the texts at which CI systems look for a command: in a line of
// GitHub Actions or Azure Pipelines.
var commands = regexp.MustCompile(`(^| )::|##`)

// Printable makes a text of any origin safe in a line for people: invisible
// characters and line ends become spaces, and no CI system finds a command.
func Printable(value string) string {
	line := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, value)), " ")
	return commands.ReplaceAllStringFunc(line, func(command string) string {
		return command[:len(command)-1] + " " + command[len(command)-1:]
	})
}

// isPlain reports whether a text is printable ASCII without spaces at its ends.
func isPlain(value string) bool {
	for i := range len(value) {
		if value[i] < ' ' || value[i] > '~' {
			return false
		}
	}
	return strings.Trim(value, " ") == value
}

// IsInvisible reports whether nothing is shown for a character that is not white
// space: a zero-width space, a byte order mark, a filler, a variation selector.
func IsInvisible(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// visible removes white space at the ends, control characters, and invisible
// characters.
func visible(value string) string {
	if isPlain(value) { // most are, and there may be a million
		return value
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if IsInvisible(r) || unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, value))
}

// label returns a name from outside the provider in a form that is safe in our
// texts.
func label(name string) string {
	printable := Printable(name)
	if printable == "" {
		return "(none)"
	}
	return Shorten(printable, maximumLabel)
}

// Shorten cuts value to at most limit characters, the ellipsis included.
func Shorten(value string, limit int) string {
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

// Plural returns a count with its noun: "1 company", "2 companies".
func Plural(count int64, one, many string) string {
	if count == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", count, many)
}

func atLeast(minimum string) string { return "at least " + minimum }
