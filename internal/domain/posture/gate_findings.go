// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// addFinding counts finding for its subject. Only the status closed means that
// there is no weakness: an unrecognized status counts as open.
func (e *evaluation) addFinding(finding *Finding) {
	if finding.Status == Closed || finding.Status == Unknown && e.IgnoreUnknownFindings {
		return
	}
	s := e.subjects.at(finding.Subject)
	s.tallyFor(finding.Type).add(finding, e.deniedTypes[finding.Type])
}

// judgeFindings applies the rules for findings to the findings of s.
func (e *evaluation) judgeFindings(s *subject) {
	all := &s.findings
	if len(s.waived) > 0 {
		all = new(tally)
		all.addAll(&s.findings)
		for _, waived := range s.waived {
			all.addAll(waived)
		}
	}
	for i := range e.findingChecks {
		check := &e.findingChecks[i]
		if check.rule != RuleMaximumFindings || s.limitedByFindings() {
			check.judge(s, &s.findings)
			e.noteWaivedTypes(check, s, all)
		}
		if check.bySeverity {
			for _, company := range s.companies {
				check.judge(s, &tally{open: company.FindingCounts})
			}
		}
	}
}

// limitedByFindings reports whether MaximumFindings limits the findings of s,
// or only the finding counts of its companies.
func (s *subject) limitedByFindings() bool {
	return len(s.companies) == 0 || slices.ContainsFunc(s.companies, func(company *Company) bool {
		return company.FindingCounts == nil
	})
}

// noteWaivedTypes records each waiver for a finding type that removed findings
// from a check, if s would fail the check without waivers.
func (e *evaluation) noteWaivedTypes(check *findingCheck, s *subject, all *tally) {
	if len(s.waived) == 0 || check.count(all) <= check.limit {
		return
	}
	for findingType, waived := range s.waived {
		count := check.count(waived)
		if count == 0 {
			continue
		}
		waiver, _ := e.waivers.use(s.waivers, findingType)
		observed := number(count, "finding", "findings") + " of type " + label(findingType)
		e.waived = append(e.waived, Waived{
			Violation: Violation{
				Subject: s.name, Rule: check.rule, Observed: observed, Required: check.required,
				Message: observed + "; required: " + check.required,
			},
			Reason: waiver.Reason, ExpiresOn: waiver.ExpiresOn,
		})
	}
}

// findingCheck is one limit on the findings of a subject.
type findingCheck struct {
	rule     Rule
	limit    int64
	required string
	// bySeverity says that the check can also judge Company.FindingCounts.
	bySeverity bool
	// count returns the number of findings that the limit applies to.
	count func(*tally) int64
	// describe returns these findings in words, and the worst severity.
	describe func(*tally) (observed string, worst Severity)
}

func (c *findingCheck) judge(s *subject, t *tally) {
	if c.count(t) <= c.limit {
		return
	}
	observed, worst := c.describe(t)
	s.violate(worst, Violation{Rule: c.rule, Observed: observed, Required: c.required})
}

// findingChecks returns the checks that g asks for.
func (g Gate) findingChecks() []findingCheck {
	checks := g.limitChecks()
	if len(g.MaximumFindings) > 0 {
		checks = append(checks, unknownSeverityCheck())
	}
	return append(checks, deniedTypesCheck(), unknownFindingsCheck())
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
	required := fmt.Sprintf("at most %d %s", limit, severities[len(severities)-1])
	if len(severities) > 1 {
		required += " or worse"
	}
	return findingCheck{
		rule: RuleMaximumFindings, limit: limit, required: required, bySeverity: true,
		count: func(t *tally) int64 {
			return sum(t.open, func(s Severity) bool { return slices.Contains(severities, s) })
		},
		describe: func(t *tally) (string, Severity) {
			var parts []string
			var worst Severity
			for _, severity := range severities {
				if count := t.open[severity]; count > 0 {
					parts = append(parts, fmt.Sprintf("%d %s", count, severity))
					worst = cmp.Or(worst, severity)
				}
			}
			return strings.Join(parts, ", "), worst
		},
	}
}

// unknownSeverityCheck prevents findings of unknown severity from passing the
// limits.
func unknownSeverityCheck() findingCheck {
	isUnknown := func(s Severity) bool { return !s.Known() }
	return findingCheck{
		rule: RuleUnknownSeverity, required: "no finding of unknown severity", bySeverity: true,
		count: func(t *tally) int64 { return sum(t.open, isUnknown) },
		describe: func(t *tally) (string, Severity) {
			return listing("of unknown severity", t.open, isUnknown), Critical
		},
	}
}

func deniedTypesCheck() findingCheck {
	return findingCheck{
		rule: RuleDeniedFindingTypes, required: "no finding of a denied type",
		count: func(t *tally) int64 { return sum(t.denied, anyType) },
		describe: func(t *tally) (string, Severity) {
			worst := t.deniedWorst
			if !worst.Known() {
				worst = Critical
			}
			return listing("of denied types", t.denied, anyType), worst
		},
	}
}

func unknownFindingsCheck() findingCheck {
	return findingCheck{
		rule: RuleUnknownFindings, required: "no finding of unknown status",
		count: func(t *tally) int64 { return sum(t.unknown, anyType) },
		describe: func(t *tally) (string, Severity) {
			return listing("of unknown status", t.unknown, anyType), Critical
		},
	}
}

func anyType(string) bool { return true }

// listing returns the number of findings and their names: "3 findings of
// unknown status: mfa (2), patching (1)".
func listing[K ~string](which string, counts map[K]int64, wanted func(K) bool) string {
	var words []string
	for word, count := range counts {
		if count > 0 && wanted(word) {
			words = append(words, fmt.Sprintf("%s (%d)", label(string(word)), count))
		}
	}
	slices.Sort(words)
	return fmt.Sprintf("%s %s: %s", number(sum(counts, wanted), "finding", "findings"), which, enumerate(words))
}
