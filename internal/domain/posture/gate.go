// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import "time"

// Rule says what a violation breaks, in the words of the gate's arguments.
type Rule string

// The rules. The unknown ones and minimum_companies need not be asked for:
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

// Gate is the bar that companies and findings must reach. The zero value of a
// field is a rule that is not set. The zero Gate still refuses a company
// without a grade and a finding of unknown status.
type Gate struct {
	MinimumGrade Grade
	// MinimumScore is from 0 to 100.
	MinimumScore *int64
	// MaximumScoreDrop is how many points a company may have lost in 30 days.
	MaximumScoreDrop *int64
	// MinimumFactorGrades maps a factor's name to its minimum grade.
	MinimumFactorGrades map[string]Grade
	// MaximumFindings maps one of Severities to the number of open findings
	// allowed per subject. A severity that is not in it counts toward the
	// nearest one below that is: {high: 0} refuses critical findings too, and
	// {critical: 0} says nothing about high ones.
	MaximumFindings map[Severity]int64
	// DeniedFindingTypes are the types of which no finding may be open.
	DeniedFindingTypes []string
	// IgnoreUnknownGrade lets grades, scores, score changes and factor grades
	// that are not known pass.
	IgnoreUnknownGrade bool
	// IgnoreUnknownFindings lets findings whose status is unknown pass.
	IgnoreUnknownFindings bool
	// MinimumCompanies is how many different companies there must be. Nil is 1
	// when a rule is set that companies are judged by, else 0.
	MinimumCompanies *int64
	Waivers          []Waiver
}

// Evaluate judges companies and findings. A nil slice was not given, an empty
// one is known to be empty. Only the expiry of waivers depends on asOf, and
// nothing depends on the order of the input.
//
// The number of open findings that MaximumFindings limits is taken from a
// company's FindingCounts where it has them, else from findings.
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

// judge finds what s violates and sets aside what is waived.
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

// decide puts everything in its order.
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

// deniedTypes is the set of types. A finding without a type might be of any of
// them.
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
