// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"fmt"
	"strings"
	"time"
)

// 100 rows of at most 5 cells make at most 60,000 characters of a report: four
// cells of cellLimit and a date.
const (
	reportRows = 100
	cellLimit  = 140 // characters between the backticks
)

// report writes a Markdown document with a limited number of table rows.
type report struct {
	strings.Builder
	rowsLeft int
}

// table writes a section with one table row for each of count, as far as rows
// are left, and says how many there are more. It writes nothing for no rows.
func (r *report) table(title string, header []string, count int, row func(int) []string) {
	if count == 0 {
		return
	}
	fmt.Fprintf(r, "\n#### %s\n", title)
	shown := min(count, r.rowsLeft)
	r.rowsLeft -= shown
	if shown > 0 {
		r.WriteString("\n")
		r.row(header)
		r.WriteString(strings.Repeat("| --- ", len(header)) + "|\n")
	}
	for i := range shown {
		cells := row(i)
		for j, cell := range cells {
			cells[j] = codeSpan(cell)
		}
		r.row(cells)
	}
	if more := count - shown; more > 0 {
		fmt.Fprintf(r, "\n%d more not shown.\n", more)
	}
}

func (r *report) row(cells []string) {
	r.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

func (r *report) waivers(title string, waivers []Waiver) {
	r.table(title, []string{"Subject", "Rule", "Reason", "Expires on"}, len(waivers), func(i int) []string {
		w := waivers[i]
		return []string{w.Subject, w.Rule, w.Reason, w.ExpiresOn.Format(time.DateOnly)}
	})
}

// cellEscapes keep a code span and its table cell whole: only a backtick ends
// the one, and a pipe without a backslash before it the other. A backslash that
// was there already is kept apart, since two of them would be an escape.
var cellEscapes = strings.NewReplacer("`", "'", `\|`, `\ \|`, "|", `\|`)

// codeSpan makes value a code span for a table cell. Inside one, Markdown,
// HTML, links and mentions have no meaning.
func codeSpan(value string) string {
	text := shorten(cellEscapes.Replace(Printable(value)), cellLimit)
	if text == "" {
		return ""
	}
	return "`" + text + "`"
}
