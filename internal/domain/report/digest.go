// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

import (
	"fmt"
	"slices"
	"strings"
)

const digestLines = 15 // of a section

// Digest is what has changed between two reports of a gate, as Markdown that chats
// show too: it has lists, and no tables. It is short enough for a message.
func Digest(before, after Report) string {
	d := &digest{}
	fmt.Fprintf(d, "### Vendor risk digest %s\n\n%s: %s.\n\nBefore, it was %s: %s.\n",
		inlineCode(after.Gate), after.outcome(), after.counts(), strings.ToLower(before.outcome()), before.counts())
	changes := compareReports(before, after)
	d.section("Grades that fell", changes.fell)
	d.section("Grades that are unknown now", changes.unknown)
	d.section("New violations", changes.added)
	d.section("Worse violations", changes.worse)
	d.section("Fixed violations", changes.fixed)
	d.section("Violations that are gone because their data is", changes.unconfirmed)
	d.section("Grades that rose", changes.rose)
	d.section("No longer judged", changes.gone)
	d.section("Waivers that end soon", each(after.EndingWaivers, Waiver.line))
	d.section("Waivers that have ended since", each(ended(before, after), Waiver.line))
	if d.sections == 0 {
		d.WriteString("\nNothing has changed.\n")
	}
	return d.String()
}

// digest is Markdown with sections that have a limited number of lines.
type digest struct {
	strings.Builder
	sections int
}

func (d *digest) section(title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	d.sections++
	fmt.Fprintf(d, "\n#### %s (%d)\n\n", title, len(lines))
	for _, line := range lines[:min(len(lines), digestLines)] {
		d.WriteString("- " + line + "\n")
	}
	if more := len(lines) - digestLines; more > 0 {
		fmt.Fprintf(d, "- and %d more\n", more)
	}
}

func (w Waiver) line() string {
	line := inlineCode(w.Subject) + " " + inlineCode(w.Rule) + ": " + inlineCode(w.ExpiresOn) + ", " + inlineCode(w.Reason)
	if labels := Details(w.Labels); labels != "" {
		line += ", " + inlineCode(labels)
	}
	return line
}

// ended returns the waivers that have expired between two reports.
func ended(before, after Report) []Waiver {
	known := map[string]bool{}
	for _, w := range before.ExpiredWaivers {
		known[w.line()] = true
	}
	return slices.DeleteFunc(slices.Clone(after.ExpiredWaivers), func(w Waiver) bool { return known[w.line()] })
}
