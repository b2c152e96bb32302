// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"math/big"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// passesCompany asks each rule for companies about one row.
func (o oracle) passesCompany(name string, c posture.Rating) bool {
	g := o.gate
	waived := func(rule posture.Rule) bool { return o.isWaived(name, string(rule), "*") }
	unknownPasses := g.IgnoreUnknownGrade || waived(posture.RuleUnknownGrade)
	grade := func(rule posture.Rule, grade, minimum posture.Grade) bool {
		switch {
		case !slices.Contains([]posture.Grade{"A", "B", "C", "D", "F"}, grade):
			return unknownPasses
		case minimum == "" || grade <= minimum: // A is the best and the first
			return true
		}
		return waived(rule)
	}
	if c.IsProvisional && !g.IgnoreProvisionalScore && !waived(posture.RuleProvisionalScore) {
		return false
	}
	if !grade(posture.RuleMinimumGrade, c.Grade, g.MinimumGrade) {
		return false
	}
	if g.MinimumScore != nil {
		switch {
		case c.Score == nil || c.Score.Sign() < 0 || c.Score.Cmp(posture.Points(100)) > 0:
			if !unknownPasses {
				return false
			}
		case c.Score.Cmp(g.MinimumScore) < 0 && !waived(posture.RuleMinimumScore):
			return false
		}
	}
	if g.MaximumScoreDrop != nil {
		change := c.ScoreChange30d
		if g.Histories != nil {
			change = o.pastChange(name)
		}
		switch {
		case change == nil || change.Cmp(posture.Points(-100)) < 0 || change.Cmp(posture.Points(100)) > 0:
			if !unknownPasses {
				return false
			}
		default:
			change, _ := change.Float64()
			most, _ := g.MaximumScoreDrop.Float64()
			if -change > most && !waived(posture.RuleMaximumScoreDrop) {
				return false
			}
		}
	}
	for factor, minimum := range g.MinimumFactorGrades {
		if !grade(posture.RuleMinimumFactorGrades, c.Factors[factor], minimum) {
			return false
		}
	}
	return o.knowsFindings(name, c)
}

// pastChange is the change by the histories of a subject, or nil if it is unknown.
func (o oracle) pastChange(name string) *big.Rat {
	for _, c := range o.rows(name) {
		for _, other := range o.rows(name) {
			same := func(a, b *big.Rat) bool { return (a == nil) == (b == nil) && (a == nil || a.Cmp(b) == 0) }
			if c.Grade != other.Grade || !same(c.Score, other.Score) || !same(c.ScoreChange30d, other.ScoreChange30d) {
				return nil
			}
		}
	}
	before, now := o.pastScore(name, 10), o.pastScore(name, 0)
	if before == nil || now == nil {
		return nil
	}
	return new(big.Rat).Sub(now, before)
}

// pastScore looks at one day after the other, from some days ago to a week before.
func (o oracle) pastScore(name string, days int) *big.Rat {
	for back := days; back <= days+7; back++ {
		var said []*big.Rat
		for _, history := range o.gate.Histories {
			for _, past := range history.Scores {
				if o.isNamed(name, history.Domain) && past.Date.Equal(today.AddDate(0, 0, -back)) {
					said = append(said, past.Score)
				}
			}
		}
		for _, score := range said {
			if score == nil || score.Cmp(said[0]) != 0 || score.Cmp(posture.Points(100)) > 0 {
				return nil
			}
		}
		if len(said) > 0 {
			return said[0]
		}
	}
	return nil
}

// knowsFindings asks whether the findings of a company are known to the rules
// that need them.
func (o oracle) knowsFindings(name string, c posture.Rating) bool {
	isRead := slices.ContainsFunc(o.gate.CoveredSubjects, func(covered string) bool { return o.isNamed(name, covered) })
	if o.gate.CoveredSubjects == nil {
		isRead = slices.ContainsFunc(o.findingsOf(name), func(f posture.Finding) bool { return f.Status != "unknown" })
	}
	hasNegative, hasAny := false, false
	for _, count := range c.FindingCounts {
		hasNegative = hasNegative || count < 0
		hasAny = hasAny || count != 0
	}
	if len(o.gate.MaximumFindings) > 0 && (hasNegative || c.FindingCounts == nil && !isRead) {
		if !o.isWaived(name, "maximum_findings", "*") {
			return false
		}
	}
	if o.gate.DeniedFindingTypes != nil && !isRead && (o.findings == nil || c.FindingCounts == nil || hasAny) {
		return o.isWaived(name, "denied_finding_types", "*")
	}
	return true
}

// passesFindings asks each rule for findings about the findings of a subject, and
// about the counts of its companies.
func (o oracle) passesFindings(name string) bool {
	open, denied, unknown := limits{}, 0, 0
	for _, f := range o.findingsOf(name) {
		findingType := strings.NewReplacer(" ", "", "\u200b", "", "\u3164", "", "\ufe0f", "").Replace(f.Type)
		if f.Status == "closed" || f.Status == "unknown" && o.gate.IgnoreUnknownFindings || findingType != "" && o.isWaived(name, findingType) {
			continue
		}
		if f.Status == "unknown" {
			unknown++
		} else {
			open[f.Severity]++
		}
		if o.gate.DeniedFindingTypes != nil && (findingType == "malware" || findingType == "") {
			denied++
		}
	}
	if unknown > 0 && !o.isWaived(name, "unknown_findings", "*") || denied > 0 && !o.isWaived(name, "denied_finding_types", "*") {
		return false
	}
	if !o.passesLimits(name, open) {
		return false
	}
	for _, c := range o.rows(name) {
		if !o.passesLimits(name, c.FindingCounts) {
			return false
		}
	}
	return true
}

// passesLimits counts each severity toward its own limit, or else toward that of
// the nearest lower severity that has one.
func (o oracle) passesLimits(name string, counts limits) bool {
	if len(o.gate.MaximumFindings) == 0 {
		return true
	}
	scale := []posture.Severity{"critical", "high", "medium", "low", "info", "positive"}
	used := limits{}
	for severity, count := range counts {
		if count <= 0 {
			continue
		}
		at := slices.Index(scale, severity)
		if at < 0 {
			if !o.isWaived(name, "unknown_severity", "*") {
				return false
			}
			continue
		}
		for _, lower := range scale[at:] {
			if _, ok := o.gate.MaximumFindings[lower]; ok {
				used[lower] += count
				break
			}
		}
	}
	for severity, count := range used {
		if count > o.gate.MaximumFindings[severity] && !o.isWaived(name, "maximum_findings", "*") {
			return false
		}
	}
	return true
}
