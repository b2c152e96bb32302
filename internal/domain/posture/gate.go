// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"cmp"
	"math/big"
	"slices"
	"time"
)

// Rule is the rule that a violation breaks, named after the arguments of the
// gate.
type Rule string

// The rules. The unknown ones, minimum_companies, and those for snapshots that
// are given apply without being set: missing data never reads as good news. So
// does provisional_score.
const (
	RuleMinimumGrade        Rule = "minimum_grade"
	RuleMinimumScore        Rule = "minimum_score"
	RuleMaximumScoreDrop    Rule = "maximum_score_drop"
	RuleMinimumFactorGrades Rule = "minimum_factor_grades"
	RuleMaximumFindings     Rule = "maximum_findings"
	RuleDeniedFindingTypes  Rule = "denied_finding_types"
	RuleUnknownGrade        Rule = "unknown_grade"
	RuleProvisionalScore    Rule = "provisional_score"
	RuleUnknownFindings     Rule = "unknown_findings"
	RuleUnknownSeverity     Rule = "unknown_severity"
	RuleMinimumCompanies    Rule = "minimum_companies"
	RuleSnapshots           Rule = "snapshots"
	RuleMaximumSnapshotAge  Rule = "maximum_snapshot_age"
	RuleSnapshotScope       Rule = "snapshot_scope"
	RulePublicKeys          Rule = "public_keys"
)

// Rules returns every rule.
func Rules() []Rule {
	return []Rule{
		RuleMinimumGrade, RuleMinimumScore, RuleMaximumScoreDrop, RuleMinimumFactorGrades,
		RuleMaximumFindings, RuleDeniedFindingTypes,
		RuleUnknownGrade, RuleProvisionalScore, RuleUnknownFindings, RuleUnknownSeverity, RuleMinimumCompanies,
		RuleSnapshots, RuleMaximumSnapshotAge, RuleSnapshotScope, RulePublicKeys,
	}
}

// Gate has the rules that companies and findings must meet. A field with its
// zero value is a rule that is not set. The zero Gate still blocks a company
// without a grade and a finding of unknown status.
type Gate struct {
	MinimumGrade Grade
	// MinimumScore is from 0 to 100.
	MinimumScore *big.Rat
	// MaximumScoreDrop is the number of points that a company may have lost in
	// ScoreDropDays.
	MaximumScoreDrop *big.Rat
	// ScoreDropDays is the window of MaximumScoreDrop: the days before asOf. 0 is 30,
	// and another number needs Histories.
	ScoreDropDays int64
	// Histories are the past scores of companies. If they are not nil, they alone say
	// what a company has lost: the difference between the score at the beginning of
	// the window and the last one. Each may be up to 7 days older than its end of the
	// window. A company without these two scores is unknown.
	Histories []ScoreHistory
	// MinimumFactorGrades maps a factor's name to its minimum grade.
	MinimumFactorGrades map[string]Grade
	// MaximumFindings maps one of Severities to the number of open findings
	// allowed per subject. A severity that is not in the map counts toward the
	// nearest lower severity in the map: {high: 0} also blocks critical findings,
	// and {critical: 0} does not limit high findings.
	MaximumFindings map[Severity]int64
	// DeniedFindingTypes are the types that may have no open finding.
	DeniedFindingTypes []string
	// IgnoreUnknownGrade lets unknown grades, scores, score changes, and factor
	// grades pass.
	IgnoreUnknownGrade bool
	// IgnoreProvisionalScore takes a provisional score for a final one.
	IgnoreProvisionalScore bool
	// IgnoreUnknownFindings lets findings of unknown status pass.
	IgnoreUnknownFindings bool
	// MinimumCompanies is the minimum number of different companies. Nil means 1
	// if a rule for companies is set, and otherwise 0.
	MinimumCompanies *int64
	// CoveredSubjects are the subjects whose findings were read completely. Nil
	// means that it is not known: findings of a subject then show that its findings
	// were read.
	CoveredSubjects []string
	// Snapshots are the documents that companies and findings come from.
	Snapshots []Snapshot
	// MaximumSnapshotAge is how old a snapshot may be. Zero means
	// DefaultMaximumSnapshotAge.
	MaximumSnapshotAge time.Duration
	// SnapshotScope are the scopes that a snapshot must have, by ID or name.
	SnapshotScope map[ScopeKind][]string
	// RequireSignatures says that Snapshot.Unsigned is a violation.
	RequireSignatures bool
	Waivers           []Waiver
	// Baseline has the violations of an earlier decision, Decision.Violations and
	// Decision.Known. What is in it and is not worse does not block. Missing data
	// always blocks.
	Baseline []Violation
	// WaiverWarningDays says how many days before its end a waiver that is in use
	// is among Decision.EndingWaivers. Zero means never.
	WaiverWarningDays int64
}

// Evaluate judges companies and findings. A nil slice means that the data was
// not given. An empty slice means that there is none. Only the expiry of
// waivers and the window of Histories depend on asOf, and nothing depends on the
// order of the input.
//
// MaximumFindings limits the open findings of a subject and, separately, the
// FindingCounts of its companies.
func (g Gate) Evaluate(companies []Rating, findings []Finding, asOf time.Time) Decision {
	e := evaluation{
		Gate:          g,
		asOf:          asOf,
		findingsGiven: findings != nil,
		deniedTypes:   deniedTypes(g.DeniedFindingTypes),
		subjects:      newSubjects(companies),
		covered:       make(map[*subject]bool),
	}
	e.findingChecks = g.findingChecks(e.deniedTypes)
	for i := range findings {
		e.addFinding(&findings[i])
	}
	for _, covered := range g.CoveredSubjects {
		for _, s := range e.subjects.named(covered) {
			e.covered[s] = true
		}
	}
	e.indexHistories()
	e.judgeCompanyCount(companies != nil)
	e.judgeSnapshots()
	e.waivers = newWaiverSet(g.Waivers, asOf, e.subjects)
	e.baseline = newBaseline(g.Baseline)
	for _, s := range e.subjects.list {
		e.judge(s)
	}
	e.judgeBaseline()
	return e.decide(len(findings), companies != nil)
}

// evaluation is one run of Gate.Evaluate.
type evaluation struct {
	Gate
	asOf          time.Time
	findingsGiven bool
	findingChecks []findingCheck
	deniedTypes   map[string]bool
	covered       map[*subject]bool
	waivers       *waiverSet
	subjects      *subjects
	histories     map[*subject][]*ScoreHistory
	waived        []Waived
	baseline      baseline
	known         []Violation
	fixed         []Fixed
	unconfirmed   []Violation
}

// judge collects the violations of s, and separates the waived ones.
func (e *evaluation) judge(s *subject) {
	for _, company := range s.companies {
		e.judgeCompany(s, company)
	}
	e.judgeFindings(s)

	s.violations = slices.DeleteFunc(s.violations, func(v Violation) bool {
		waiver, ok := e.waivers.use(s.waivers, string(v.Rule), AnyRule)
		if ok {
			e.waived = append(e.waived, waiver.waive(v))
			e.baseline.see(v)
		}
		return ok
	})
	e.compareWithBaseline(s)
}

// decide sorts the results into a Decision.
func (e *evaluation) decide(findings int, companiesGiven bool) Decision {
	used, unused := e.waivers.split()
	subjects := rank(e.subjects.list, newWaiverHints(e.waivers.expired, unused))
	return Decision{
		Passed:             len(subjects) == 0,
		Subjects:           subjects,
		Waived:             sortWaived(e.waived),
		ExpiredWaivers:     sortWaivers(e.waivers.expired),
		EndingWaivers:      e.ending(used),
		UnusedWaivers:      sortWaivers(unused),
		Known:              sortViolations(e.known),
		Fixed:              sortFixed(e.fixed),
		Unconfirmed:        sortViolations(e.unconfirmed),
		Snapshots:          e.Snapshots,
		Rules:              e.rules(companiesGiven),
		Assessed:           e.assess(),
		EvaluatedCompanies: e.subjects.companies,
		EvaluatedFindings:  findings,
	}
}

// ending returns the waivers in use that end soon, the first to end first.
func (e *evaluation) ending(used []Waiver) []Waiver {
	if e.WaiverWarningDays <= 0 {
		return nil
	}
	ending := slices.DeleteFunc(used, func(w Waiver) bool { return !w.endsWithin(e.WaiverWarningDays, e.asOf) })
	slices.SortFunc(ending, func(a, b Waiver) int {
		return cmp.Or(a.ExpiresOn.Compare(b.ExpiresOn), compareWaivers(a, b))
	})
	return ending
}

// deniedTypes returns the set of types. It includes the empty type, because a
// finding without a type could be of any of them.
func deniedTypes(types []string) map[string]bool {
	if len(types) == 0 {
		return nil
	}
	denied := map[string]bool{"": true}
	for _, findingType := range types {
		denied[visible(findingType)] = true
	}
	return denied
}
