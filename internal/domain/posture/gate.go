// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import "time"

// Rule is the rule that a violation breaks, named after the arguments of the
// gate.
type Rule string

// The rules. The unknown ones and minimum_companies apply without being set:
// missing data never reads as good news.
const (
	RuleMinimumGrade        Rule = "minimum_grade"
	RuleMinimumScore        Rule = "minimum_score"
	RuleMaximumScoreDrop    Rule = "maximum_score_drop"
	RuleMinimumFactorGrades Rule = "minimum_factor_grades"
	RuleMaximumFindings     Rule = "maximum_findings"
	RuleDeniedFindingTypes  Rule = "denied_finding_types"
	RuleUnknownGrade        Rule = "unknown_grade"
	RuleUnknownFindings     Rule = "unknown_findings"
	RuleUnknownSeverity     Rule = "unknown_severity"
	RuleMinimumCompanies    Rule = "minimum_companies"
)

// Rules returns every rule.
func Rules() []Rule {
	return []Rule{
		RuleMinimumGrade, RuleMinimumScore, RuleMaximumScoreDrop, RuleMinimumFactorGrades,
		RuleMaximumFindings, RuleDeniedFindingTypes,
		RuleUnknownGrade, RuleUnknownFindings, RuleUnknownSeverity, RuleMinimumCompanies,
	}
}

// Gate has the rules that companies and findings must meet. A field with its
// zero value is a rule that is not set. The zero Gate still blocks a company
// without a grade and a finding of unknown status.
type Gate struct {
	MinimumGrade Grade
	// MinimumScore is from 0 to 100.
	MinimumScore *int64
	// MaximumScoreDrop is the number of points that a company may have lost in 30
	// days.
	MaximumScoreDrop *int64
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
	// IgnoreUnknownFindings lets findings of unknown status pass.
	IgnoreUnknownFindings bool
	// MinimumCompanies is the minimum number of different companies. Nil means 1
	// if a rule for companies is set, and otherwise 0.
	MinimumCompanies *int64
	Waivers          []Waiver
}

// Evaluate judges companies and findings. A nil slice means that the data was
// not given. An empty slice means that there is none. Only the expiry of
// waivers depends on asOf, and nothing depends on the order of the input.
//
// The number of open findings that MaximumFindings limits is taken from the
// FindingCounts of a company if it has them, and otherwise from findings.
func (g Gate) Evaluate(companies []Company, findings []Finding, asOf time.Time) Decision {
	e := evaluation{
		Gate:          g,
		findingsGiven: findings != nil,
		findingChecks: g.findingChecks(),
		deniedTypes:   deniedTypes(g.DeniedFindingTypes),
		waivers:       newWaiverSet(g.Waivers, asOf),
	}
	e.subjects = newSubjects(e.waivers)
	for i := range companies {
		e.subjects.addCompany(&companies[i])
	}
	for i := range findings {
		e.addFinding(&findings[i])
	}
	e.judgeCompanyCount(companies != nil)
	for _, s := range e.subjects.byKey {
		e.judge(s)
	}
	return e.decide(len(findings))
}

// evaluation is one run of Gate.Evaluate.
type evaluation struct {
	Gate
	findingsGiven bool
	findingChecks []findingCheck
	deniedTypes   map[string]bool
	waivers       *waiverSet
	subjects      *subjects
	waived        []Waived
}

// judge collects the violations of s, and separates the waived ones.
func (e *evaluation) judge(s *subject) {
	for _, company := range s.companies {
		e.judgeCompany(s, company)
	}
	e.judgeFindings(s)

	found := s.violations
	s.violations = nil
	for _, v := range found {
		v.Subject = s.name
		if waiver, ok := e.waivers.use(s.waivers, string(v.Rule), AnyRule); ok {
			e.waived = append(e.waived, Waived{Violation: v.Violation, Reason: waiver.Reason, ExpiresOn: waiver.ExpiresOn})
			continue
		}
		s.violations = append(s.violations, v)
	}
}

// decide sorts the results into a Decision.
func (e *evaluation) decide(findings int) Decision {
	violations := rank(e.subjects.byKey)
	return Decision{
		Passed:             len(violations) == 0,
		Violations:         violations,
		Waived:             sortWaived(e.waived),
		ExpiredWaivers:     sortWaivers(e.waivers.expired),
		UnusedWaivers:      sortWaivers(e.waivers.unused()),
		EvaluatedCompanies: e.subjects.companies,
		EvaluatedFindings:  findings,
	}
}

// deniedTypes returns the set of types. It includes the empty type, because a
// finding without a type could be of any of them.
func deniedTypes(types []string) map[string]bool {
	if len(types) == 0 {
		return nil
	}
	denied := map[string]bool{"": true}
	for _, findingType := range types {
		denied[findingType] = true
	}
	return denied
}
