// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"fmt"
	"strings"
	"time"
)

const (
	summarySubjects = 5
	summaryLine     = 300 // characters about one subject
)

// Summary returns the outcome of the decision and the violations of the worst
// subjects, in a few lines of plain text.
func (d Decision) Summary() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s.", d.outcome(), d.counts())
	for _, subject := range d.Subjects[:min(len(d.Subjects), summarySubjects)] {
		// The line begins with a dash, so that no CI system takes a name for a command.
		b.WriteString("\n" + shorten("- "+label(subject.Subject)+": "+subject.observations(), summaryLine))
	}
	if more := len(d.Subjects) - summarySubjects; more > 0 {
		fmt.Fprintf(&b, "\nAnd %s.", number(int64(more), "more subject", "more subjects"))
	}
	return b.String()
}

func (s SubjectViolations) observations() string {
	observations := make([]string, len(s.Violations))
	for i, v := range s.Violations {
		observations[i] = fmt.Sprintf("%s (%s: %s)", v.Observed, v.Rule, v.Required)
	}
	return enumerate(observations)
}

func (d Decision) outcome() string {
	if d.Passed {
		return "Passed"
	}
	return "Blocked"
}

// counts returns text such as "2 violations of 1 subject, 1 waived; 3 companies
// and 0 findings evaluated", with the waivers that need attention.
func (d Decision) counts() string {
	parts := []string{fmt.Sprintf("%s of %s",
		number(int64(len(d.Violations())), "violation", "violations"),
		number(int64(len(d.Subjects)), "subject", "subjects"))}
	if d.Passed {
		parts = []string{"no violations"}
	}
	for _, part := range []struct {
		count     int
		one, many string
	}{
		{len(d.Waived), "waived", "waived"},
		{len(d.ExpiredWaivers), "expired waiver", "expired waivers"},
		{len(d.EndingWaivers), "waiver that ends soon", "waivers that end soon"},
		{len(d.UnusedWaivers), "unused waiver", "unused waivers"},
	} {
		if part.count > 0 {
			parts = append(parts, number(int64(part.count), part.one, part.many))
		}
	}
	return fmt.Sprintf("%s; %s and %s evaluated", strings.Join(parts, ", "),
		number(int64(d.EvaluatedCompanies), "company", "companies"),
		number(int64(d.EvaluatedFindings), "finding", "findings"))
}

// Markdown is the decision as a comment on a pull request. It stays below the
// 65,536 characters that GitHub allows. Names from systems and users are in
// code spans, so that they cannot become markup, a link, or a mention.
func (d Decision) Markdown() string {
	r := report{rowsLeft: reportRows}
	fmt.Fprintf(&r, "### Vendor risk gate: %s\n\n%s.\n", strings.ToLower(d.outcome()), capitalize(d.counts()))
	violations := d.Violations()
	r.table("Violations", []string{"Subject", "Rule", "Observed", "Required"}, len(violations), func(i int) []string {
		v := violations[i]
		return []string{v.Subject, string(v.Rule), v.Observed, v.Required}
	})
	r.table("Waived", []string{"Subject", "Rule", "Observed", "Reason", "Expires on"}, len(d.Waived), func(i int) []string {
		w := d.Waived[i]
		return []string{w.Subject, string(w.Rule), w.Observed, w.Reason, w.ExpiresOn.Format(time.DateOnly)}
	})
	r.waivers("Waivers that end soon", d.EndingWaivers)
	r.waivers("Expired waivers", d.ExpiredWaivers)
	r.waivers("Unused waivers", d.UnusedWaivers)
	return r.String()
}

func capitalize(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
