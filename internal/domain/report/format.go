// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

// The formats of a report.
const (
	FormatMarkdown = "markdown"
	FormatJSON     = "json"
	FormatJUnit    = "junit"
	FormatSARIF    = "sarif"
)

// Formats returns the formats.
func Formats() []string { return []string{FormatMarkdown, FormatJSON, FormatJUnit, FormatSARIF} }

// In returns the report in one of Formats. It returns false for another one.
func (r Report) In(format string) (string, bool) {
	switch format {
	case FormatMarkdown:
		return r.Markdown(), true
	case FormatJSON:
		return r.JSON(), true
	case FormatJUnit:
		return r.JUnit(), true
	case FormatSARIF:
		return r.SARIF(), true
	default:
		return "", false
	}
}
