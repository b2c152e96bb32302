// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"strconv"
	"strings"
)

// formulaStarts are the characters that make a spreadsheet read a text as a formula
// (OWASP, CSV Injection).
const formulaStarts = "=+-@\t\r"

// isFormula reports whether a spreadsheet may take a text for a formula. Numbers
// are none.
func isFormula(text string) bool {
	if text == "" || !strings.Contains(formulaStarts, text[:1]) {
		return false
	}
	_, err := strconv.ParseFloat(text, 64)
	return err != nil
}

// Escaped is the text that is sent for a cell. A leading apostrophe makes it a text
// in a spreadsheet.
func (c Composer) Escaped(text string) string {
	if c.EscapeFormulas && isFormula(text) {
		return "'" + text
	}
	return text
}
