// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"cmp"
	"fmt"
	"slices"
)

// addFinding counts finding for its subject. Only the status closed means that
// there is no weakness: an unrecognized status counts as open.
func (e *evaluation) addFinding(finding *Finding) {
	s := e.subjects.of(finding)
	s.given++
	s.hasFindings = s.hasFindings || finding.Status != Unknown
	if finding.Status == Unknown {
		s.unknown++
	}
	if finding.Status == Closed || finding.Status == Unknown && e.IgnoreUnknownFindings {
		return
	}
	if s.findings == nil {
		s.findings = make(tally)
	}
	s.findings.add(finding)
}

// judgeFindings applies the rules for findings to the findings of s, and to the
// finding counts of its companies. Each is judged alone, so that nothing counts
// twice and nothing is left out.
func (e *evaluation) judgeFindings(s *subject) {
	for i := range e.findingChecks {
		check := &e.findingChecks[i]
		all := s.findings.matching(check.applies)
		counted := slices.DeleteFunc(slices.Clone(all), func(t FindingType) bool { return s.isWaived(t.Type) })
		if violation, ok := check.judge(counted); ok {
			s.violate(violation)
		}
		if total(all) > check.limit {
			e.noteWaivedTypes(check, s, all)
		}
		if !check.bySeverity {
			continue
		}
		for _, company := range s.companies {
			if violation, ok := check.judge(countedTypes(company.FindingCounts).matching(check.applies)); ok {
				violation.FindingTypes, violation.Rows = nil, 1
				s.violate(violation)
			}
		}
	}
}

// noteWaivedTypes records each waiver for a finding type that removed findings
// from a check that s fails without waivers.
func (e *evaluation) noteWaivedTypes(check *findingCheck, s *subject, all []FindingType) {
	for _, findingType := range waivedTypes(s, all) {
		waiver, _ := e.waivers.use(s.waivers, findingType)
		types := slices.DeleteFunc(slices.Clone(all), func(t FindingType) bool { return t.Type != findingType })
		observed := Plural(total(types), "finding", "findings") + " of type " + label(findingType)
		violation := check.violation(types)
		violation.Subject, violation.Observed = s.name(), observed
		violation.Message = observed + "; required: " + check.required
		e.waived = append(e.waived, waiver.waive(violation))
		e.baseline.see(violation)
	}
}

// waivedTypes returns the types among types for which s has waivers.
func waivedTypes(s *subject, types []FindingType) []string {
	var waived []string
	for _, counted := range types {
		if s.isWaived(counted.Type) && !slices.Contains(waived, counted.Type) {
			waived = append(waived, counted.Type)
		}
	}
	return waived
}

// findingCheck is one limit on the findings of a subject.
type findingCheck struct {
	rule     Rule
	measure  string
	limit    int64
	required string
	// bySeverity says that the check can also judge Rating.FindingCounts.
	bySeverity bool
	// applies selects the findings that the limit applies to.
	applies func(kind) bool
	// describe returns these findings in words.
	describe func([]FindingType) string
	// worst returns the severity of the violation.
	worst func([]FindingType) Severity
}

// judge returns the violation if there are too many of types.
func (c *findingCheck) judge(types []FindingType) (Violation, bool) {
	if total(types) <= c.limit {
		return Violation{}, false
	}
	return c.violation(types), true
}

func (c *findingCheck) violation(types []FindingType) Violation {
	v := Violation{
		Rule: c.rule, Measure: c.measure, Severity: c.worst(types), FindingTypes: types,
		Observed: c.describe(types), ObservedValue: Decimal(Points(total(types))),
		Required: c.required, RequiredValue: Decimal(Points(c.limit)),
	}
	for _, counted := range types {
		v.URL = cmp.Or(v.URL, counted.URL)
	}
	_, v.FindingCounts = countBy(types, func(t FindingType) Severity { return t.Severity })
	return v
}

// findingChecks returns the checks that g asks for.
func (g Gate) findingChecks(denied map[string]bool) []findingCheck {
	checks := g.limitChecks()
	if len(g.MaximumFindings) > 0 {
		checks = append(checks, unknownSeverityCheck())
	}
	return append(checks, deniedTypesCheck(denied), unknownFindingsCheck())
}

// limitChecks returns one check for each severity in MaximumFindings. It also
// covers the worse severities, up to the next one that is in MaximumFindings.
func (g Gate) limitChecks() []findingCheck {
	var checks []findingCheck
	var covered []Severity
	for _, severity := range severitiesWorstFirst {
		covered = append(covered, severity)
		if limit, ok := g.MaximumFindings[severity]; ok {
			checks = append(checks, limitCheck(covered, limit))
			covered = nil
		}
	}
	return checks
}

// limitCheck limits the findings of the given severities, worst first.
func limitCheck(severities []Severity, limit int64) findingCheck {
	lowest := severities[len(severities)-1]
	required := fmt.Sprintf("at most %d %s", limit, lowest)
	if len(severities) > 1 {
		required += " or worse"
	}
	return findingCheck{
		rule: RuleMaximumFindings, measure: measureLimit(lowest), limit: limit, required: required, bySeverity: true,
		applies:  func(k kind) bool { return !k.unknown && slices.Contains(severities, k.severity) },
		describe: bySeverity,
		worst:    worstSeverity,
	}
}

// unknownSeverityCheck prevents findings of unknown severity from passing the
// limits.
func unknownSeverityCheck() findingCheck {
	return findingCheck{
		rule: RuleUnknownSeverity, measure: measureFindings, required: "no finding of unknown severity", bySeverity: true,
		applies: func(k kind) bool { return !k.unknown && !k.severity.Known() },
		describe: func(types []FindingType) string {
			return listing("of unknown severity", types, func(t FindingType) string { return string(t.Severity) })
		},
		worst: alwaysCritical,
	}
}

func deniedTypesCheck(denied map[string]bool) findingCheck {
	return findingCheck{
		rule: RuleDeniedFindingTypes, measure: measureFindings, required: "no finding of a denied type",
		applies: func(k kind) bool { return denied[k.findingType] },
		describe: func(types []FindingType) string {
			return listing("of denied types", types, func(t FindingType) string { return t.Type })
		},
		worst: worstSeverity,
	}
}

func unknownFindingsCheck() findingCheck {
	return findingCheck{
		rule: RuleUnknownFindings, measure: measureFindings, required: "no finding of unknown status",
		applies: func(k kind) bool { return k.unknown },
		describe: func(types []FindingType) string {
			return listing("of unknown status", types, func(t FindingType) string { return t.Type })
		},
		worst: alwaysCritical,
	}
}

func alwaysCritical([]FindingType) Severity { return Critical }

// worstSeverity returns the worst severity of types. An unknown one may be
// critical.
func worstSeverity(types []FindingType) Severity {
	if len(types) == 0 || !types[0].Severity.Known() {
		return Critical
	}
	return types[0].Severity
}
