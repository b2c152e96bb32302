// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"cmp"
	"math/big"
	"regexp"
	"slices"
	"strings"
)

// isComparable reports whether a violation says exactly what is wrong. What
// missing data has caused never does: it could be anything.
func (v Violation) isComparable() bool {
	if v.Subject == SubjectUnnamed {
		return false
	}
	switch v.Rule {
	case RuleMinimumGrade, RuleMinimumFactorGrades:
		return Grade(v.ObservedValue).Known()
	case RuleMinimumScore, RuleMaximumScoreDrop:
		return plainNumber.MatchString(v.ObservedValue)
	case RuleMaximumFindings, RuleDeniedFindingTypes:
		return len(v.FindingCounts) > 0 && v.areFindingsKnown()
	default:
		return false
	}
}

// plainNumber is a number as Decimal writes it.
var plainNumber = regexp.MustCompile(`^-?[0-9]{1,50}(\.[0-9]{1,50})?$`)

func (v Violation) areFindingsKnown() bool {
	for severity, count := range v.FindingCounts {
		if !severity.Known() || count < 0 {
			return false
		}
	}
	return !slices.ContainsFunc(v.FindingTypes, func(t FindingType) bool { return t.Type == "" || !t.Severity.Known() })
}

// IsWorseThan reports whether a violation is worse than another one that is about
// the same. It is false where missing data makes them incomparable.
func (v Violation) IsWorseThan(before Violation) bool {
	return v.isComparable() && before.isComparable() && !v.isNoWorseThan(before)
}

// isNoWorseThan compares two violations that are about the same, and comparable.
func (v Violation) isNoWorseThan(before Violation) bool {
	switch v.Rule {
	case RuleMinimumGrade, RuleMinimumFactorGrades, RuleMinimumScore, RuleMaximumScoreDrop:
		return compareBadness(v, before) >= 0
	}
	if !areNoMore(v.FindingCounts, before.FindingCounts) {
		return false
	}
	counted, countedBefore := countTypes(v.FindingTypes), countTypes(before.FindingTypes)
	for key, counts := range counted {
		if !areNoMore(counts, countedBefore[key]) {
			return false
		}
	}
	return true
}

// areNoMore reports whether there are no more findings of any severity or worse.
func areNoMore(now, before map[Severity]int64) bool {
	var sum, sumBefore int64
	for _, severity := range severitiesWorstFirst {
		sum, sumBefore = add(sum, now[severity]), add(sumBefore, before[severity])
		if sum > sumBefore {
			return false
		}
	}
	return true
}

func add(a, b int64) int64 { return total([]FindingType{{Count: a}, {Count: b}}) }

type typeOfSource struct{ source, findingType string }

// countTypes returns the numbers of findings by severity, for each type.
func countTypes(types []FindingType) map[typeOfSource]map[Severity]int64 {
	counted := make(map[typeOfSource]map[Severity]int64, len(types))
	for _, t := range types {
		key := typeOfSource{t.Source, t.Type}
		if counted[key] == nil {
			counted[key] = make(map[Severity]int64)
		}
		counted[key][t.Severity] = add(counted[key][t.Severity], t.Count)
	}
	return counted
}

// compareBadness orders violations that are about the same, the worst first.
func compareBadness(a, b Violation) int {
	switch a.Rule {
	case RuleMinimumGrade, RuleMinimumFactorGrades:
		return CompareGrades(Grade(a.ObservedValue), Grade(b.ObservedValue))
	case RuleMinimumScore:
		return comparePoints(points(a.ObservedValue), points(b.ObservedValue))
	case RuleMaximumScoreDrop:
		return comparePoints(points(b.ObservedValue), points(a.ObservedValue))
	}
	for _, severity := range severitiesWorstFirst {
		if order := cmp.Compare(b.FindingCounts[severity], a.FindingCounts[severity]); order != 0 {
			return order
		}
	}
	return 0
}

// points reads a number as Decimal writes it. Nil is another text.
func points(text string) *big.Rat {
	if !plainNumber.MatchString(text) {
		return nil
	}
	number, _ := new(big.Rat).SetString(text)
	return number
}

// isMeasured reports whether the data that a violation of the baseline is about
// is known now, so that the rule is met if s does not break it.
func (e *evaluation) isMeasured(s *subject, v Violation) bool {
	isFinal := func(c *Rating) bool { return !e.isProvisional(c) }
	switch v.Rule {
	case RuleMinimumGrade:
		return e.MinimumGrade != UnknownGrade && s.hasEvery(isFinal) && s.hasEvery(func(c *Rating) bool { return c.Grade.Known() })
	case RuleMinimumScore:
		return e.MinimumScore != nil && s.hasEvery(isFinal) && s.hasEvery(func(c *Rating) bool { return c.Score != nil && isBetween(c.Score, 0, 100) })
	case RuleMinimumFactorGrades:
		name := strings.TrimPrefix(v.Measure, measureFactors)
		return e.MinimumFactorGrades[name] != UnknownGrade && s.hasEvery(isFinal) && s.hasEvery(func(c *Rating) bool { return c.Factors[name].Known() })
	case RuleDeniedFindingTypes:
		return len(e.deniedTypes) > 0 && e.areFindingsKnown(s)
	default:
		_, isLimited := e.MaximumFindings[Severity(strings.TrimPrefix(v.Measure, measureLimit("")))]
		return isLimited && (v.Rows == 0 || s.hasEvery(areCountsKnown)) && (len(v.FindingTypes) == 0 || e.areFindingsKnown(s))
	}
}

// hasEvery reports whether there are companies, and has is true of all.
func (s *subject) hasEvery(has func(*Rating) bool) bool {
	return len(s.companies) > 0 && !slices.ContainsFunc(s.companies, func(c *Rating) bool { return !has(c) })
}

func areCountsKnown(c *Rating) bool {
	for severity := range c.FindingCounts {
		if !severity.Known() {
			return false
		}
	}
	return c.FindingCounts != nil && !hasNegativeCount(c)
}

// areFindingsKnown reports whether all findings of s were read, and nothing about
// them is unknown.
func (e *evaluation) areFindingsKnown(s *subject) bool {
	for counted := range s.findings {
		if counted.findingType == "" || !counted.severity.Known() {
			return false
		}
	}
	return e.areFindingsRead(s) && s.unknown == 0
}
