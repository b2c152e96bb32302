// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// baselineOracle asks of each rule and each subject of a later world: is it met,
// waived, or broken no more than before, when it was broken and not waived?
type baselineOracle struct{ before, after world }

func (o baselineOracle) passes() bool {
	for _, c := range o.after.companies {
		was, existed := find(o.before.companies, c.Domain)
		if !o.passesCompany(c, was, existed) {
			return false
		}
	}
	for _, name := range []string{"a.example", "b.example", "c.example", "d.example", "laptop"} {
		if !o.passesFindings(name) {
			return false
		}
	}
	return true
}

func find(companies []posture.Rating, domain string) (posture.Rating, bool) {
	for _, c := range companies {
		if c.Domain == domain {
			return c, true
		}
	}
	return posture.Rating{}, false
}

func isWaivedIn(w world, name string, rules ...string) bool {
	return slices.ContainsFunc(w.gate.Waivers, func(waiver posture.Waiver) bool {
		return waiver.Subject == name && slices.Contains(append(rules, "*"), waiver.Rule)
	})
}

// wasBroken reports whether the baseline has a violation of a rule.
func (o baselineOracle) wasBroken(name, rule string, broken bool) bool {
	return broken && !isWaivedIn(o.before, name, rule)
}

func (o baselineOracle) passesCompany(c, was posture.Rating, existed bool) bool {
	g, name := o.after.gate, c.Domain
	known := []bool{c.Grade != "" && c.Grade != "?"}
	grade := func(rule string, now, before, minimum posture.Grade) bool {
		return minimum == "" || now <= minimum || isWaivedIn(o.after, name, rule) ||
			existed && o.wasBroken(name, rule, before > minimum) && now <= before
	}
	if !grade("minimum_grade", c.Grade, was.Grade, g.MinimumGrade) {
		return false
	}
	for factor, minimum := range g.MinimumFactorGrades {
		known = append(known, c.Factors[factor] != "")
		if !grade("minimum_factor_grades", c.Factors[factor], was.Factors[factor], minimum) {
			return false
		}
	}
	if g.MinimumScore != nil {
		known = append(known, c.Score != nil)
		if c.Score != nil && c.Score.Cmp(g.MinimumScore) < 0 && !isWaivedIn(o.after, name, "minimum_score") {
			if !existed || was.Score == nil || !o.wasBroken(name, "minimum_score", was.Score.Cmp(g.MinimumScore) < 0) || c.Score.Cmp(was.Score) < 0 {
				return false
			}
		}
	}
	if g.MaximumScoreDrop != nil {
		known = append(known, c.ScoreChange30d != nil)
		if c.ScoreChange30d != nil && !isWaivedIn(o.after, name, "maximum_score_drop") {
			most, _ := g.MaximumScoreDrop.Float64()
			if now, _ := c.ScoreChange30d.Float64(); -now > most {
				return false
			}
		}
	}
	if slices.Contains(known, false) && !isWaivedIn(o.after, name, "unknown_grade") {
		return false
	}
	if c.IsProvisional && !isWaivedIn(o.after, name, "provisional_score") {
		return false
	}
	return o.knowsFindings(c) && o.passesCounts(c, was)
}

// knowsFindings never looks at the baseline: what is missing always blocks.
func (o baselineOracle) knowsFindings(c posture.Rating) bool {
	isRead := slices.Contains(o.after.gate.CoveredSubjects, c.Domain)
	if len(o.after.gate.MaximumFindings) > 0 && c.FindingCounts == nil && !isRead && !isWaivedIn(o.after, c.Domain, "maximum_findings") {
		return false
	}
	hasAny := c.FindingCounts == nil
	for _, count := range c.FindingCounts {
		hasAny = hasAny || count != 0
	}
	return o.after.gate.DeniedFindingTypes == nil || isRead || !hasAny || isWaivedIn(o.after, c.Domain, "denied_finding_types")
}

var worstFirst = []posture.Severity{"critical", "high", "medium", "low", "info", "positive"}

// bands are the severities that count toward each limit.
func bands(w world) [][]posture.Severity {
	var bands [][]posture.Severity
	var band []posture.Severity
	for _, severity := range worstFirst {
		band = append(band, severity)
		if _, ok := w.gate.MaximumFindings[severity]; ok {
			bands, band = append(bands, band), nil
		}
	}
	return bands
}

func (o baselineOracle) passesCounts(c, was posture.Rating) bool {
	if isWaivedIn(o.after, c.Domain, "maximum_findings") {
		return true
	}
	for _, band := range bands(o.after) {
		limit, now, then := o.after.gate.MaximumFindings[band[len(band)-1]], int64(0), int64(0)
		isWorse := false
		for _, severity := range band {
			now, then = now+c.FindingCounts[severity], then+was.FindingCounts[severity]
			isWorse = isWorse || now > then
		}
		if now > limit && (isWorse || !o.wasBroken(c.Domain, "maximum_findings", then > limit)) {
			return false
		}
	}
	return true
}

// open are the findings that count for a subject: not those of a waived type.
func openIn(w world, name string, counts func(posture.Finding) bool) []posture.Finding {
	return slices.DeleteFunc(slices.Clone(w.findings), func(f posture.Finding) bool {
		isTypeWaived := slices.ContainsFunc(w.gate.Waivers, func(waiver posture.Waiver) bool { return waiver.Subject == name && f.Type == waiver.Rule })
		return f.Subject != name || isTypeWaived || !counts(f)
	})
}

func (o baselineOracle) passesFindings(name string) bool {
	for rule, breaks := range map[string]func(posture.Finding) bool{
		"unknown_findings": func(f posture.Finding) bool { return f.Status == "unknown" },
		"unknown_severity": func(f posture.Finding) bool {
			return len(o.after.gate.MaximumFindings) > 0 && f.Status != "unknown" && !slices.Contains(worstFirst, f.Severity)
		},
	} {
		if len(openIn(o.after, name, breaks)) > 0 && !isWaivedIn(o.after, name, rule) {
			return false
		}
	}
	isDenied := func(f posture.Finding) bool {
		return o.after.gate.DeniedFindingTypes != nil && (f.Type == "malware" || f.Type == "")
	}
	if !o.passesLimit(name, "denied_finding_types", 0, isDenied) {
		return false
	}
	for _, band := range bands(o.after) {
		isCounted := func(f posture.Finding) bool { return f.Status != "unknown" && slices.Contains(band, f.Severity) }
		if !o.passesLimit(name, "maximum_findings", o.after.gate.MaximumFindings[band[len(band)-1]], isCounted) {
			return false
		}
	}
	return true
}

// passesLimit compares all findings, and those of each type, by severity.
func (o baselineOracle) passesLimit(name, rule string, limit int64, counts func(posture.Finding) bool) bool {
	now, then := openIn(o.after, name, counts), openIn(o.before, name, counts)
	if int64(len(now)) <= limit || isWaivedIn(o.after, name, rule) {
		return true
	}
	if !o.wasBroken(name, rule, int64(len(then)) > limit) {
		return false
	}
	isVague := func(f posture.Finding) bool { return f.Type == "" || !slices.Contains(worstFirst, f.Severity) }
	if slices.ContainsFunc(now, isVague) || slices.ContainsFunc(then, isVague) {
		return false
	}
	for _, example := range now {
		for _, severity := range worstFirst {
			worse := func(f posture.Finding) bool {
				return slices.Index(worstFirst, f.Severity) <= slices.Index(worstFirst, severity)
			}
			same := func(f posture.Finding) bool {
				return worse(f) && f.Type == example.Type && f.Source == example.Source
			}
			if countOf(now, worse) > countOf(then, worse) || countOf(now, same) > countOf(then, same) {
				return false
			}
		}
	}
	return true
}

func countOf(findings []posture.Finding, is func(posture.Finding) bool) int {
	count := 0
	for _, f := range findings {
		if is(f) {
			count++
		}
	}
	return count
}
