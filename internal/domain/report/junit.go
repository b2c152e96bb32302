// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// JUnit is the report as JUnit XML, in the elements and attributes that GitLab,
// Jenkins and Azure DevOps read: a suite for the gate, and a case for each subject
// and rule. A violation is a failure. One that is waived or known is skipped.
func (r Report) JUnit() string {
	suite := junitSuite{Name: r.Gate, Time: "0", Cases: r.cases()}
	for _, c := range suite.Cases {
		suite.Tests++
		if c.Failure != nil {
			suite.Failures++
		} else if c.Skipped != nil {
			suite.Skipped++
		}
	}
	text, err := xml.MarshalIndent(junitSuites{
		Name: "vendorrisk_gate", Tests: suite.Tests, Failures: suite.Failures, Skipped: suite.Skipped, Time: suite.Time, Suites: []junitSuite{suite},
	}, "", "  ")
	if err != nil {
		panic(fmt.Sprintf("a report cannot be written as XML: %s", err)) // Every type here can.
	}
	return xml.Header + string(text) + "\n"
}

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Skipped  int          `xml:"skipped,attr"`
	Time     string       `xml:"time,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Time     string      `xml:"time,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	// Name has the subject too, because GitLab and Azure DevOps show no other name.
	Name      string        `xml:"name,attr"`
	ClassName string        `xml:"classname,attr"`
	File      string        `xml:"file,attr"`
	Time      string        `xml:"time,attr"`
	Failure   *junitFailure `xml:"failure"`
	Skipped   *junitSkipped `xml:"skipped"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",cdata"`
}

type junitSkipped struct {
	Message string `xml:"message,attr"`
}

// ruled is what came of one rule for one subject.
type ruled struct {
	subject string
	rule    posture.Rule
}

// cases returns a case for every rule that was applied to a subject, and for every
// violation.
func (r Report) cases() []junitCase {
	failed, skipped := map[ruled][]string{}, map[ruled][]string{}
	for _, v := range r.Violations {
		failed[v.ruled()] = append(failed[v.ruled()], v.line())
	}
	for _, v := range r.KnownViolations {
		skipped[v.ruled()] = append(skipped[v.ruled()], "known from the baseline: "+v.line())
	}
	for _, w := range r.Waived {
		skipped[w.ruled()] = append(skipped[w.ruled()], fmt.Sprintf("waived until %s: %s. %s", w.ExpiresOn, w.Reason, w.line()))
	}
	subjects := r.Subjects
	if slices.Contains(r.Rules.Applied, posture.RuleMinimumCompanies) {
		subjects = append([]Subject{{Subject: posture.SubjectCompanies}}, subjects...)
	}
	var cases []junitCase
	for _, s := range append(r.snapshotSubjects(), subjects...) {
		for _, rule := range posture.Rules() {
			key := ruled{s.Subject, rule}
			if r.isApplied(rule, s) || failed[key] != nil || skipped[key] != nil {
				cases = append(cases, r.junitCase(s, key, failed[key], skipped[key]))
			}
			delete(failed, key)
			delete(skipped, key)
		}
	}
	return cases
}

// isApplied reports whether a subject was judged by a rule.
func (r Report) isApplied(rule posture.Rule, s Subject) bool {
	if !slices.Contains(r.Rules.Applied, rule) {
		return false
	}
	isCompany := len(s.Companies) > 0
	switch rule {
	case posture.RuleMinimumCompanies:
		return s.Subject == posture.SubjectCompanies && !isCompany && s.Findings == 0
	case posture.RuleSnapshots, posture.RuleMaximumSnapshotAge, posture.RuleSnapshotScope, posture.RulePublicKeys:
		return r.isSnapshotJudged(rule, s.Subject)
	case posture.RuleMaximumFindings, posture.RuleDeniedFindingTypes:
		return isCompany || s.Findings > 0
	case posture.RuleUnknownFindings, posture.RuleUnknownSeverity:
		return s.Findings > 0
	default:
		return isCompany
	}
}

func (r Report) junitCase(s Subject, key ruled, failed, skipped []string) junitCase {
	c := junitCase{Name: label(key.subject) + ": " + string(key.rule), ClassName: r.Gate, File: r.SourceFile, Time: "0"}
	switch {
	case failed != nil:
		c.Failure = &junitFailure{Message: line(failed), Type: string(key.rule), Text: "\n" + bullets(failed)}
	case skipped != nil:
		c.Skipped = &junitSkipped{Message: line(skipped)}
	default:
		if unknown := r.unknown(s, key.rule); unknown != "" {
			c.Skipped = &junitSkipped{Message: "not judged: " + unknown + " unknown"}
		}
	}
	return c
}

// unknown names what a rule needs of a subject and is unknown. A rule that was not
// judged is not a rule that was met.
func (r Report) unknown(s Subject, rule posture.Rule) string {
	lacks := func(isUnknown func(Company) bool) bool { return slices.ContainsFunc(s.Companies, isUnknown) }
	if slices.Contains(scoreRules, rule) && lacks(r.isProvisional) {
		return "the final score is"
	}
	switch rule {
	case posture.RuleMinimumGrade:
		if lacks(func(c Company) bool { return c.Grade == nil }) {
			return "the grade is"
		}
	case posture.RuleMinimumScore:
		if lacks(func(c Company) bool { return textOf(c.Score) == "" }) {
			return "the score is"
		}
	case posture.RuleMaximumScoreDrop:
		if lacks(func(c Company) bool { return textOf(r.scoreChange(c)) == "" }) {
			return fmt.Sprintf("the %d-day score change is", r.scoreDropDays())
		}
	case posture.RuleMinimumFactorGrades:
		if lacks(func(c Company) bool { return slices.Contains(slices.Collect(maps.Values(c.LowFactors)), nil) }) {
			return "the grade of a factor is"
		}
	case posture.RuleMaximumFindings, posture.RuleDeniedFindingTypes:
		if s.UnknownFindings > 0 {
			return "the status of findings is"
		}
	}
	return ""
}

// scoreRules judge what a provisional score leaves unknown.
var scoreRules = []posture.Rule{
	posture.RuleMinimumGrade, posture.RuleMinimumScore, posture.RuleMaximumScoreDrop, posture.RuleMinimumFactorGrades,
}

// scoreDropDays is the window of maximum_score_drop.
func (r Report) scoreDropDays() int64 { return cmp.Or(r.Rules.ScoreDropDays, 30) }

// scoreChange is the change that maximum_score_drop judges.
func (r Report) scoreChange(c Company) jsontext.Value {
	if r.Rules.ScoreDropDays > 0 {
		return c.ScoreChange
	}
	return c.ScoreChange30d
}

// isProvisional reports whether the gate takes the scores of a company for
// unknown because they are not final.
func (r Report) isProvisional(c Company) bool {
	return c.Provisional && r.Rules.ProvisionalScore != ignore
}

func (v Violation) ruled() ruled { return ruled{v.Subject, v.Rule} }

// line is the violation in one line: what was found, what is required, and of
// which types the findings are.
func (v Violation) line() string {
	text := v.Observed + "; required: " + v.Required
	if v.Before != "" {
		text += "; in the baseline: " + v.Before
	}
	if len(v.FindingTypes) > 0 {
		types := make([]string, len(v.FindingTypes))
		for i, t := range v.FindingTypes {
			types[i] = fmt.Sprintf("%s (%d)", label(t.Type), t.Count)
		}
		text += "; types: " + enumerate(types)
	}
	return text
}

// maximumLine is the length of a line for people, in characters.
const maximumLine = 1_000

func line(texts []string) string {
	return posture.Shorten(posture.Printable(strings.Join(texts, "; and ")), maximumLine)
}

// bullets writes a line for each text. No line begins with a name, so that no CI
// system takes one for a command.
func bullets(texts []string) string {
	var b strings.Builder
	for _, text := range texts {
		b.WriteString("- " + posture.Shorten(posture.Printable(text), maximumLine) + "\n")
	}
	return b.String()
}
