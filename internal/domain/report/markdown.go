// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

const (
	// maximumMarkdown keeps a report below the 65,536 characters that GitHub allows
	// for a comment, whether they are counted as characters or as bytes.
	maximumMarkdown = 60_000
	// The companies may take half of it, so that there is room for what is wrong.
	maximumCompanies = maximumMarkdown / 2
)

// Marker is the first line of the Markdown of a gate, by which a pipeline finds
// its comment. It is not shown.
func Marker(gate string) string { return "<!-- vendorrisk_gate: " + gate + " -->" }

// Markdown is the report as a comment on a pull request. Names from systems and
// users are in code spans, so that they cannot become markup, a link, or a
// mention.
func (r Report) Markdown() string { return r.markdown(maximumMarkdown, maximumCompanies) }

func (r Report) markdown(limit, companiesLimit int) string {
	d := &document{limit: companiesLimit}
	fmt.Fprintf(d, "%s\n### Vendor risk gate %s: %s\n\n%s.\n", Marker(r.Gate), codeSpan(r.Gate), strings.ToLower(r.outcome()), capitalize(r.counts()))
	r.writeSnapshots(d)
	r.writeCompanies(d)
	d.limit = limit
	r.writeViolations(d)
	r.writeWaivers(d)
	r.writeBaseline(d)
	return d.String()
}

// row is one row of a company in the table of all companies.
type row struct {
	subject *Subject
	company *Company
}

func (r Report) writeCompanies(d *document) {
	rows := make([]row, 0, r.EvaluatedCompanies)
	for i := range r.Subjects {
		s := &r.Subjects[i]
		for j := range s.Companies {
			rows = append(rows, row{s, &s.Companies[j]})
		}
	}
	header := []string{"Company", "Verdict", "Grade", "Score", fmt.Sprintf("%d days", r.scoreDropDays())}
	hasFactors, hasLinks := len(r.Rules.MinimumFactorGrades) > 0, slices.ContainsFunc(rows, func(r row) bool { return r.company.URL != "" })
	if hasFactors {
		header = append(header, "Factors below the bar")
	}
	if hasLinks {
		header = append(header, "Link")
	}
	d.table("Companies", header, len(rows), func(i int) []string {
		s, c := rows[i].subject, rows[i].company
		cells := []string{
			codeSpan(s.Subject), string(s.Status), gradeCell(*c), orUnknown(textOf(c.Score)),
			orUnknown(change(textOf(r.scoreChange(*c)))),
		}
		if hasFactors {
			cells = append(cells, lowFactors(*c))
		}
		if hasLinks {
			cells = append(cells, link(c.URL))
		}
		return cells
	})
}

func gradeCell(c Company) string {
	cell := orUnknown(string(valueOf(c.Grade)))
	if c.Provisional {
		cell += " (provisional)"
	}
	return cell
}

func (r Report) writeViolations(d *document) {
	header := []string{"Subject", "Rule", "Severity", "Observed", "Required", "Details"}
	if r.hasBaseline() {
		header = append(header, "In the baseline")
	}
	d.table("Violations", header, len(r.Violations), func(i int) []string {
		v := r.Violations[i]
		cells := []string{codeSpan(v.Subject), codeSpan(string(v.Rule)), string(v.Severity), codeSpan(v.Observed), codeSpan(v.Required), v.details()}
		if r.hasBaseline() {
			before := "no: new"
			if v.Before != "" {
				before = codeSpan(v.Before)
			}
			cells = append(cells, before)
		}
		return cells
	})
}

func (r Report) writeWaivers(d *document) {
	d.waivers("Waivers that end soon", r.EndingWaivers)
	d.table("Waived", []string{"Subject", "Rule", "Observed", "Reason", "Expires on"}, len(r.Waived), func(i int) []string {
		w := r.Waived[i]
		return []string{codeSpan(w.Subject), codeSpan(string(w.Rule)), codeSpan(w.Observed), reason(w.Reason, w.Labels), codeSpan(w.ExpiresOn)}
	})
	d.waivers("Expired waivers", r.ExpiredWaivers)
	d.waivers("Unused waivers", r.UnusedWaivers)
}

// hasBaseline reports whether a baseline has changed anything.
func (r Report) hasBaseline() bool {
	if len(r.KnownViolations)+len(r.FixedViolations)+len(r.UnconfirmedViolations) > 0 {
		return true
	}
	for _, v := range r.Violations {
		if v.Before != "" {
			return true
		}
	}
	return false
}

func (r Report) writeBaseline(d *document) {
	header := []string{"Subject", "Rule", "Observed", "Required"}
	d.table("Known from the baseline", header, len(r.KnownViolations), func(i int) []string {
		return r.KnownViolations[i].cells()
	})
	d.table("Fixed since the baseline", []string{"Subject", "Rule", "Was", "Is"}, len(r.FixedViolations), func(i int) []string {
		f := r.FixedViolations[i]
		now := "meets the rule"
		if f.Now != "" {
			now = codeSpan(f.Now)
		}
		return []string{codeSpan(f.Subject), codeSpan(string(f.Rule)), codeSpan(f.Observed), now}
	})
	d.table("In the baseline, and not confirmed: the data is missing", header, len(r.UnconfirmedViolations), func(i int) []string {
		return r.UnconfirmedViolations[i].cells()
	})
}

func (v Violation) cells() []string {
	return []string{codeSpan(v.Subject), codeSpan(string(v.Rule)), codeSpan(v.Observed), codeSpan(v.Required)}
}

// details are the types of the findings, and where to read about one of them.
func (v Violation) details() string {
	var types []string
	for _, t := range v.FindingTypes {
		types = append(types, fmt.Sprintf("%s (%d)", posture.Shorten(t.Type, maximumLabel), t.Count))
	}
	return strings.TrimSpace(codeSpan(enumerate(types)) + " " + link(v.URL))
}

func capitalize(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
