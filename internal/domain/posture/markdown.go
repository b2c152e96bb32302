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

// table writes a section with count table rows, or as many as are left, and
// states how many rows it does not show. It writes nothing if count is 0.
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

// cellEscapes keeps a code span and its table cell intact: only a backtick ends
// the code span, and only a pipe without a backslash before it ends the cell. A
// space separates an existing backslash, because two of them would be an
// escape.
var cellEscapes = strings.NewReplacer("`", "'", `\|`, `\ \|`, "|", `\|`)

// codeSpan returns value as a code span for a table cell. In a code span,
// Markdown, HTML, links, and mentions have no effect.
func codeSpan(value string) string {
	text := shorten(cellEscapes.Replace(Printable(value)), cellLimit)
	if text == "" {
		return ""
	}
	return "`" + text + "`"
}
