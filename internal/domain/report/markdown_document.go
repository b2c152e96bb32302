// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

const (
	cellLimit = 140 // characters between the backticks
	linkLimit = 500 // bytes of a URL
	// tableReserve is room for the titles of the tables that follow and for the
	// lines that say how much they do not show, in bytes.
	tableReserve = 1_500
)

// document is Markdown of limited size.
type document struct {
	strings.Builder
	// limit is the size, in bytes, beyond which no row of a table is written.
	limit int
}

// table writes a section with count table rows, or as many as there is room for,
// and says how many it does not show. It writes nothing if count is 0. Cells must
// be Markdown.
func (d *document) table(title string, header []string, count int, cells func(int) []string) {
	if count == 0 {
		return
	}
	fmt.Fprintf(d, "\n#### %s\n", title)
	head := "\n" + tableRow(header) + strings.Repeat("| --- ", len(header)) + "|\n"
	shown := 0
	for ; shown < count; shown++ {
		row := head + tableRow(cells(shown))
		if d.Len()+len(row) > d.limit-tableReserve {
			break
		}
		d.WriteString(row)
		head = ""
	}
	if more := count - shown; more > 0 {
		fmt.Fprintf(d, "\n%d more not shown.\n", more)
	}
}

func tableRow(cells []string) string { return "| " + strings.Join(cells, " | ") + " |\n" }

func (d *document) waivers(title string, waivers []Waiver) {
	d.table(title, []string{"Subject", "Rule", "Reason", "Expires on"}, len(waivers), func(i int) []string {
		w := waivers[i]
		return []string{codeSpan(w.Subject), codeSpan(w.Rule), reason(w.Reason, w.Labels), codeSpan(w.ExpiresOn)}
	})
}

// reason is why a violation is waived, and what else is noted about it.
func reason(reason string, labels map[string]string) string {
	return strings.TrimSpace(codeSpan(reason) + " " + codeSpan(Details(labels)))
}

// cellEscapes keeps a code span and its table cell intact: only a backtick ends
// the code span, and only a pipe without a backslash before it ends the cell. A
// space separates an existing backslash, because two of them would be an
// escape.
var cellEscapes = strings.NewReplacer("`", "'", `\|`, `\ \|`, "|", `\|`)

// codeSpan returns value as a code span for a table cell. In a code span,
// Markdown, HTML, links, and mentions have no effect.
func codeSpan(value string) string {
	text := posture.Shorten(cellEscapes.Replace(posture.Printable(value)), cellLimit)
	if text == "" {
		return ""
	}
	return "`" + text + "`"
}

// inlineCode is codeSpan outside of a table, where a pipe is a character like others.
func inlineCode(value string) string {
	text := posture.Shorten(strings.ReplaceAll(posture.Printable(value), "`", "'"), cellLimit)
	if text == "" {
		return ""
	}
	return "`" + text + "`"
}

// linkEscapes keep a URL inside its link and its table cell.
var linkEscapes = strings.NewReplacer("(", "%28", ")", "%29", "|", "%7C", "`", "%60", "<", "%3C", ">", "%3E", `\`, "%5C", " ", "%20", "&", "&amp;")

// link returns a link that shows where it leads, or nothing if text is not a plain
// https URL.
func link(text string) string {
	address, err := url.Parse(text)
	if err != nil || address.Scheme != "https" || address.Hostname() == "" || address.User != nil || len(text) > linkLimit {
		return ""
	}
	escaped := linkEscapes.Replace(posture.Printable(address.String()))
	return "[" + codeSpan(address.Hostname()) + "](" + escaped + ")"
}

// lowFactors lists the factors below the bar: "dns_health D".
func lowFactors(c Company) string {
	var words []string
	for _, name := range slices.Sorted(maps.Keys(c.LowFactors)) {
		words = append(words, posture.Shorten(name, maximumLabel)+" "+orUnknown(string(valueOf(c.LowFactors[name]))))
	}
	return codeSpan(enumerate(words))
}

// change writes a number of points with its sign.
func change(number string) string {
	if number == "" || strings.HasPrefix(number, "-") || number == "0" {
		return number
	}
	return "+" + number
}

func orUnknown(text string) string {
	if text == "" {
		return "unknown"
	}
	return text
}
