// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"regexp"
	"strings"
)

// matters are the lines of Terraform's output that say what will happen, or has
// happened: resources, changed values, totals, and titles of diagnostics.
var matters = regexp.MustCompile(`^  # |^ +~ .* -> |^(Plan:|No changes|Apply complete!|Error:|Warning:|  \+ gate |gate )`)

// hash is a SHA-256, which says nothing to a reader.
var hash = regexp.MustCompile(`"[0-9a-f]{64}"`)

// excerpt leaves the lines that matter, and all of the first error.
func excerpt(text string) string {
	var kept strings.Builder
	explained, inError := false, false
	for line := range strings.Lines(text) {
		if title := strings.HasPrefix(line, "Error:") || strings.HasPrefix(line, "Warning:"); title {
			inError = strings.HasPrefix(line, "Error:") && !explained
			explained = explained || inError
		}
		if inError || matters.MatchString(line) && !strings.Contains(line, "(known after apply)") && !hash.MatchString(line) {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

// block is the block of a configuration that begins with the header.
func block(configuration, header string) string {
	_, after, _ := strings.Cut(configuration, header)
	body, _, _ := strings.Cut(after, "\n}\n")
	return header + body + "\n}\n"
}
