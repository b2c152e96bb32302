// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// changes are the lines of a digest.
type changes struct {
	fell, unknown, rose, gone        []string
	added, worse, fixed, unconfirmed []string
}

// measured is what a violation is about.
type measured struct {
	subject string
	rule    posture.Rule
	measure string
}

func (v Violation) measured() measured { return measured{v.Subject, v.Rule, v.Measure} }

func compareReports(before, after Report) changes {
	var c changes
	c.compareSubjects(before, after)
	c.compareViolations(before, after)
	return c
}

func (c *changes) compareSubjects(before, after Report) {
	later := subjectsByName(after)
	for _, was := range before.Subjects {
		is, ok := later[was.Subject]
		switch {
		case !ok || len(was.Companies) > 0 && len(is.Companies) == 0:
			c.gone = append(c.gone, inlineCode(was.Subject))
		case len(was.Companies) > 0:
			c.compareCompany(was, is, after.isProvisional)
		}
	}
}

// compareCompany compares the worst rows. A grade that is not final has not risen.
func (c *changes) compareCompany(was, is Subject, isProvisional func(Company) bool) {
	before, after := was.Companies[0], is.Companies[0]
	line := inlineCode(is.Subject) + ": " + orUnknown(string(valueOf(before.Grade))) + " to " + orUnknown(string(valueOf(after.Grade))) +
		", score " + orUnknown(textOf(before.Score)) + " to " + orUnknown(textOf(after.Score))
	switch order := posture.CompareGrades(valueOf(after.Grade), valueOf(before.Grade)); {
	case after.Grade == nil && before.Grade != nil:
		c.unknown = append(c.unknown, line)
	case order < 0:
		c.fell = append(c.fell, line)
	case isProvisional(after):
		if !before.Provisional {
			c.unknown = append(c.unknown, line+", which is provisional")
		}
	case order > 0 && before.Grade != nil:
		c.rose = append(c.rose, line)
	}
}

func (c *changes) compareViolations(before, after Report) {
	earlier, wasWaived := map[measured][]Violation{}, map[measured]bool{}
	for _, v := range slices.Concat(before.Violations, before.KnownViolations) {
		earlier[v.measured()] = append(earlier[v.measured()], v)
	}
	for _, w := range before.Waived {
		wasWaived[w.measured()] = true
	}
	seen := map[measured]int{}
	for _, v := range slices.Concat(after.Violations, after.KnownViolations) {
		key := v.measured()
		i := seen[key]
		seen[key]++
		switch {
		case i >= len(earlier[key]) && wasWaived[key]:
			c.added = append(c.added, v.digestLine()+", which was waived")
		case i >= len(earlier[key]):
			c.added = append(c.added, v.digestLine())
		case v.posture().IsWorseThan(earlier[key][i].posture()):
			c.worse = append(c.worse, v.digestLine()+", before: "+inlineCode(earlier[key][i].Observed))
		}
	}
	for _, w := range after.Waived {
		seen[w.measured()]++
	}
	later := subjectsByName(after)
	for _, v := range slices.Concat(before.Violations, before.KnownViolations) {
		switch {
		case seen[v.measured()] > 0:
		case after.isKnown(v, later):
			c.fixed = append(c.fixed, v.digestLine())
		default:
			c.unconfirmed = append(c.unconfirmed, v.digestLine())
		}
	}
}

func (v Violation) digestLine() string {
	return inlineCode(v.Subject) + " " + inlineCode(string(v.Rule)) + ": " + inlineCode(v.Observed) + ", required: " + inlineCode(v.Required)
}

func subjectsByName(r Report) map[string]Subject {
	subjects := make(map[string]Subject, len(r.Subjects))
	for _, s := range r.Subjects {
		subjects[s.Subject] = s
	}
	return subjects
}

// isKnown reports whether the data that an earlier violation is about is known
// now, and was judged by the same rule. Then a violation that is gone is fixed.
func (r Report) isKnown(v Violation, subjects map[string]Subject) bool {
	if !slices.Contains(r.Rules.Applied, v.Rule) {
		return false
	}
	s, ok := subjects[v.Subject]
	switch v.Rule {
	case posture.RuleMinimumCompanies:
		return true
	case posture.RuleSnapshots, posture.RuleMaximumSnapshotAge, posture.RuleSnapshotScope, posture.RulePublicKeys:
		return r.isSnapshotJudged(v.Rule, v.Subject)
	case posture.RuleUnknownFindings, posture.RuleUnknownSeverity, posture.RuleDeniedFindingTypes:
		return ok && s.FindingsKnown
	case posture.RuleMaximumFindings:
		return ok && (s.FindingsKnown || len(v.FindingTypes) == 0) && (v.Rows == 0 || s.areCountsKnown())
	default:
		return ok && len(s.Companies) > 0 && r.unknown(s, ruleOf(v)) == "" && !r.isOfAnotherWindow(v)
	}
}

// isOfAnotherWindow reports whether a violation is about points that were lost in
// another number of days than is judged now.
func (r Report) isOfAnotherWindow(v Violation) bool {
	return strings.HasPrefix(v.Measure, measureScoreChange) && v.Measure != fmt.Sprintf("%s%dd", measureScoreChange, r.scoreDropDays())
}

// measureScoreChange begins the measure of the change of a score.
const measureScoreChange = "score_change_"

// ruleOf is the rule that needs what a violation of a company is about.
func ruleOf(v Violation) posture.Rule {
	switch {
	case v.Measure == "grade":
		return posture.RuleMinimumGrade
	case v.Measure == "score":
		return posture.RuleMinimumScore
	case strings.HasPrefix(v.Measure, measureScoreChange):
		return posture.RuleMaximumScoreDrop
	case strings.HasPrefix(v.Measure, "factors."):
		return posture.RuleMinimumFactorGrades
	default:
		return v.Rule
	}
}

func (s Subject) areCountsKnown() bool {
	return len(s.Companies) > 0 && !slices.ContainsFunc(s.Companies, func(c Company) bool { return c.FindingCounts == nil })
}
