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
	// Known are the violations that the baseline has, and that are not worse. They
	// do not block. The most severe is the first.
	Known []Violation
	// Fixed are the violations of the baseline that are gone or not as bad as they
	// were.
	Fixed []Fixed
	// Unconfirmed are the violations of the baseline that are gone because their
	// data is: the subject, or a value. Whether they are fixed is unknown.
	Unconfirmed []Violation
	// Snapshots are those of the gate.
	Snapshots []Snapshot
	// Rules are the rules that were applied, in the order of Rules.
	Rules []Rule
	// Assessed are all subjects that were judged, ordered by name.
	Assessed []Assessed
	// EvaluatedCompanies is the number of different companies.
	EvaluatedCompanies int
	// EvaluatedFindings is the number of findings given, of any status.
	EvaluatedFindings int
}

// Assessed is one subject that was judged.
type Assessed struct {
	Subject string
	// Companies are the rows of the company, the worst first. Other subjects have
	// none.
	Companies []AssessedCompany
	// Findings is the number of findings of the subject, of any status, and
	// UnknownFindings the number of those of unknown status.
	Findings        int64
	UnknownFindings int64
	// FindingsKnown says that all findings of the subject were read, and that
	// nothing about them is unknown.
	FindingsKnown bool
}

// AssessedCompany is one row of a company, for reports. Values that are off their
// scale are unknown.
type AssessedCompany struct {
	Grade Grade
	// Score and ScoreChange30d are decimal numbers, or empty if they are unknown.
	Score          string
	ScoreChange30d string
	// ScoreChange is the change in Gate.ScoreDropDays by Gate.Histories, or empty if
	// it is unknown, or if there are no histories.
	ScoreChange string
	// IsProvisional says that the grades and scores are not final.
	IsProvisional bool
	// LowFactors are the grades of the factors that do not reach
	// Gate.MinimumFactorGrades. An unknown one is UnknownGrade.
	LowFactors map[string]Grade
	// FindingCounts are nil if one of them is unknown.
	FindingCounts map[Severity]int64
	URL           string
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
	// FindingCounts are the numbers of these findings, or those of a company, by
	// severity.
	FindingCounts map[Severity]int64
	// URL is where a system describes one of these findings, or empty.
	URL string
	// Measure tells the violations of a rule apart: "grade", "score",
	// "score_change_<days>d", "provisional", "factors.<name>", "findings", "findings.<severity>" for
	// the limit of a severity, "companies", "snapshot", or "snapshot.<scope>".
	Measure string
	// Rows is how many rows of the company break the rule in this way. It is 0 if
	// only findings do.
	Rows int64
	// Before is what Gate.Baseline has observed in its place, if this is worse.
	Before string
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
	// Labels are those of the waiver.
	Labels map[string]string
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
func rank(subjects []*subject, hints waiverHints) []SubjectViolations {
	blocked := slices.DeleteFunc(slices.Clone(subjects), func(s *subject) bool { return len(s.violations) == 0 })
	slices.SortFunc(blocked, func(a, b *subject) int { return cmp.Compare(a.key, b.key) })
	var ranked []SubjectViolations
	for _, s := range blocked {
		slices.SortFunc(s.violations, compareViolations)
		s.violations = join(s.violations)
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
		cmp.Compare(a.Measure, b.Measure),
		cmp.Compare(a.Before, b.Before),
		cmp.Compare(len(b.FindingTypes), len(a.FindingTypes)),
		slices.CompareFunc(a.FindingTypes, b.FindingTypes, compareFindingTypes),
	)
}

// compareSubjectViolations orders violations of several subjects, the most severe
// first.
func compareSubjectViolations(a, b Violation) int {
	return cmp.Or(
		CompareSeverities(a.Severity, b.Severity),
		cmp.Compare(a.Subject, b.Subject),
		compareViolations(a, b),
	)
}

// join makes one violation of those that a reader cannot tell apart. They are in
// the order of compareViolations.
func join(sorted []Violation) []Violation {
	joined := sorted[:0]
	for _, v := range sorted {
		if last := len(joined) - 1; last >= 0 && hasSameTexts(joined[last], v) {
			joined[last].Rows += v.Rows
			continue
		}
		joined = append(joined, v)
	}
	return joined
}

// hasSameTexts reports whether a reader sees the same violation twice.
func hasSameTexts(a, b Violation) bool {
	return a.Subject == b.Subject && a.Rule == b.Rule && a.Measure == b.Measure && a.Before == b.Before &&
		a.Observed == b.Observed && a.Required == b.Required && a.Message == b.Message
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
