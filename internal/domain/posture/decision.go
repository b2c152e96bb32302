// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// Decision is the result of a gate.
type Decision struct {
	// Passed is true when there are no violations.
	Passed bool
	// Subjects are the subjects with violations, the worst first.
	Subjects []SubjectViolations
	// Waived are the violations that waivers removed, ordered by subject.
	Waived []Waived
	// ExpiredWaivers were not applied.
	ExpiredWaivers []Waiver
	// EndingWaivers are in use and end within Gate.WaiverWarningDays, the first to
	// end first.
	EndingWaivers []Waiver
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
	// Severity says how far the subject is from meeting the rule.
	Severity Severity
	// Observed and Required are short: "grade D", "at least B".
	Observed string
	Required string
	Message  string
	// ObservedValue and RequiredValue are the grades or numbers in these texts:
	// "D", "B". They are empty if there is none.
	ObservedValue string
	RequiredValue string
	// FindingTypes are the findings that break the rule, the worst first.
	FindingTypes []FindingType
	// URL is where a system describes one of these findings, or empty.
	URL string
}

// Sources returns the systems that report the findings, sorted.
func (v Violation) Sources() []string {
	var sources []string
	for _, counted := range v.FindingTypes {
		sources = append(sources, counted.Source)
	}
	slices.Sort(sources)
	return slices.Compact(sources)
}

// Waived is a violation that a waiver removed. If the waiver is for a finding
// type, the violation covers only the findings of that type.
type Waived struct {
	Violation
	Reason    string
	ExpiresOn time.Time
}

// SubjectViolations has all violations of one subject, the most severe first,
// and the waivers that a reader may have counted on.
type SubjectViolations struct {
	Subject    string
	Violations []Violation
	// ExpiredWaivers would have removed a violation.
	ExpiredWaivers []Waiver
	// NearWaivers are valid and unused, and would remove a violation if their rule
	// or their subject were spelled in another way.
	NearWaivers []Waiver
}

// Violations returns all violations, the worst subject first, and by severity
// within a subject.
func (d Decision) Violations() []Violation {
	violations := []Violation{}
	for _, subject := range d.Subjects {
		violations = append(violations, subject.Violations...)
	}
	return violations
}

// rank returns the subjects that have violations in the order of a Decision, each
// violation once.
func rank(subjects map[string]*subject, hints waiverHints) []SubjectViolations {
	var ranked []SubjectViolations
	for _, key := range slices.Sorted(maps.Keys(subjects)) {
		s := subjects[key]
		if len(s.violations) == 0 {
			continue
		}
		slices.SortFunc(s.violations, compareViolations)
		s.violations = slices.CompactFunc(s.violations, hasSameTexts)
		ranked = append(ranked, SubjectViolations{
			Subject: s.name(), Violations: s.violations,
			ExpiredWaivers: hints.expiredFor(s), NearWaivers: hints.nearFor(s),
		})
	}
	slices.SortStableFunc(ranked, func(a, b SubjectViolations) int {
		return cmp.Or(
			CompareSeverities(a.Violations[0].Severity, b.Violations[0].Severity),
			cmp.Compare(len(b.Violations), len(a.Violations)),
			cmp.Compare(a.Subject, b.Subject),
		)
	})
	return ranked
}

// compareViolations orders the violations of a subject, the most severe first.
// Of the same violation by findings and by counts, the one that has the types of
// the findings is the first.
func compareViolations(a, b Violation) int {
	return cmp.Or(
		CompareSeverities(a.Severity, b.Severity),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Observed, b.Observed),
		cmp.Compare(a.Required, b.Required),
		cmp.Compare(a.Message, b.Message),
		cmp.Compare(len(b.FindingTypes), len(a.FindingTypes)),
	)
}

// hasSameTexts reports whether a reader sees the same violation twice.
func hasSameTexts(a, b Violation) bool {
	return a.Rule == b.Rule && a.Observed == b.Observed && a.Required == b.Required && a.Message == b.Message
}

// sortWaived sorts waived by subject, and removes duplicates.
func sortWaived(waived []Waived) []Waived {
	compare := func(a, b Waived) int {
		return cmp.Or(
			cmp.Compare(a.Subject, b.Subject),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Observed, b.Observed),
			compareViolations(a.Violation, b.Violation),
			cmp.Compare(a.Reason, b.Reason),
			a.ExpiresOn.Compare(b.ExpiresOn),
		)
	}
	slices.SortFunc(waived, compare)
	return slices.CompactFunc(waived, func(a, b Waived) bool {
		return a.Subject == b.Subject && a.Reason == b.Reason && a.ExpiresOn.Equal(b.ExpiresOn) && hasSameTexts(a.Violation, b.Violation)
	})
}
