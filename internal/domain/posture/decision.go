// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"cmp"
	"slices"
	"time"
)

// Decision is the result of a gate.
type Decision struct {
	// Passed is true when there are no violations.
	Passed bool
	// Violations are ordered by subject, the worst subject first, and by severity
	// within a subject.
	Violations []Violation
	// Waived are the violations that waivers removed, ordered by subject.
	Waived []Waived
	// ExpiredWaivers were not applied.
	ExpiredWaivers []Waiver
	// UnusedWaivers are valid, but removed nothing.
	UnusedWaivers []Waiver
	// EvaluatedCompanies is the number of different companies.
	EvaluatedCompanies int
	// EvaluatedFindings is the number of findings given, of any status.
	EvaluatedFindings int
}

// Violation is one rule that one subject does not meet. Its texts are for
// people: the names in them are printable and have a limited length. Subject is
// unchanged.
type Violation struct {
	Subject string
	Rule    Rule
	// Observed and Required are short: "grade D", "at least B".
	Observed string
	Required string
	Message  string
}

// Waived is a violation that a waiver removed. If the waiver is for a finding
// type, the violation covers only the findings of that type.
type Waived struct {
	Violation
	Reason    string
	ExpiresOn time.Time
}

// SubjectViolations has all violations of one subject.
type SubjectViolations struct {
	Subject    string
	Violations []Violation
}

// Subjects groups the violations by subject, in their order.
func (d Decision) Subjects() []SubjectViolations {
	var subjects []SubjectViolations
	for start := 0; start < len(d.Violations); {
		end := start + 1
		for end < len(d.Violations) && d.Violations[end].Subject == d.Violations[start].Subject {
			end++
		}
		subjects = append(subjects, SubjectViolations{
			Subject: d.Violations[start].Subject, Violations: d.Violations[start:end:end],
		})
		start = end
	}
	return subjects
}

// violation is a Violation with its severity.
type violation struct {
	Violation
	severity Severity
}

// rank returns the violations of all subjects in the order of a Decision,
// without duplicates.
func rank(subjects map[string]*subject) []Violation {
	var ranked []*subject
	total := 0
	for _, s := range subjects {
		if len(s.violations) == 0 {
			continue
		}
		slices.SortFunc(s.violations, compareBySeverity)
		s.violations = slices.Compact(s.violations)
		ranked = append(ranked, s)
		total += len(s.violations)
	}
	slices.SortFunc(ranked, func(a, b *subject) int {
		return cmp.Or(
			CompareSeverities(a.violations[0].severity, b.violations[0].severity),
			cmp.Compare(len(b.violations), len(a.violations)),
			cmp.Compare(a.name, b.name),
		)
	})
	violations := make([]Violation, 0, total)
	for _, s := range ranked {
		for _, v := range s.violations {
			violations = append(violations, v.Violation)
		}
	}
	return violations
}

func compareBySeverity(a, b violation) int {
	return cmp.Or(CompareSeverities(a.severity, b.severity), compareViolations(a.Violation, b.Violation))
}

func compareViolations(a, b Violation) int {
	return cmp.Or(
		cmp.Compare(a.Subject, b.Subject),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Observed, b.Observed),
		cmp.Compare(a.Required, b.Required),
		cmp.Compare(a.Message, b.Message),
	)
}

// sortWaived sorts waived and removes duplicates.
func sortWaived(waived []Waived) []Waived {
	compare := func(a, b Waived) int {
		return cmp.Or(
			compareViolations(a.Violation, b.Violation),
			cmp.Compare(a.Reason, b.Reason),
			a.ExpiresOn.Compare(b.ExpiresOn),
		)
	}
	slices.SortFunc(waived, compare)
	return slices.CompactFunc(waived, func(a, b Waived) bool { return compare(a, b) == 0 })
}
