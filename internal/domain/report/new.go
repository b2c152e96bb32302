// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

import (
	"cmp"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// About is what a report says of its gate.
type About struct {
	// Name identifies the gate among others.
	Name string
	// SourceFile is where the gate is configured, relative to the root of the
	// repository.
	SourceFile string
}

// New returns the report of a decision that a gate has made.
func New(about About, gate posture.Gate, decision posture.Decision) Report {
	rules := rulesOf(gate, decision)
	return Report{
		FormatVersion:         FormatVersion,
		Gate:                  about.Name,
		SourceFile:            about.SourceFile,
		Passed:                decision.Passed,
		Rules:                 rules,
		EvaluatedCompanies:    decision.EvaluatedCompanies,
		EvaluatedFindings:     decision.EvaluatedFindings,
		Snapshots:             snapshotsOf(decision),
		Subjects:              subjectsOf(decision, rules.ScoreDropDays > 0),
		Violations:            each(decision.Violations(), violationOf),
		KnownViolations:       each(decision.Known, violationOf),
		FixedViolations:       each(decision.Fixed, fixedOf),
		UnconfirmedViolations: each(decision.Unconfirmed, violationOf),
		Waived:                each(decision.Waived, waivedOf),
		ExpiredWaivers:        each(decision.ExpiredWaivers, waiverOf),
		EndingWaivers:         each(decision.EndingWaivers, waiverOf),
		UnusedWaivers:         each(decision.UnusedWaivers, waiverOf),
	}
}

func rulesOf(gate posture.Gate, decision posture.Decision) Rules {
	rules := Rules{
		MinimumGrade:        gradeOf(gate.MinimumGrade),
		MinimumScore:        numberOf(gate.MinimumScore),
		MaximumScoreDrop:    numberOf(gate.MaximumScoreDrop),
		MinimumFactorGrades: gate.MinimumFactorGrades,
		MaximumFindings:     gate.MaximumFindings,
		DeniedFindingTypes:  slices.Sorted(slices.Values(gate.DeniedFindingTypes)),
		UnknownGrade:        failOrIgnore(gate.IgnoreUnknownGrade),
		ProvisionalScore:    failOrIgnore(gate.IgnoreProvisionalScore),
		UnknownFindings:     failOrIgnore(gate.IgnoreUnknownFindings),
		Applied:             decision.Rules,
	}
	if gate.MaximumScoreDrop != nil && gate.Histories != nil {
		rules.ScoreDropDays = gate.DropDays()
	}
	if slices.Contains(decision.Rules, posture.RuleMinimumCompanies) {
		rules.MinimumCompanies = *cmp.Or(gate.MinimumCompanies, new(int64(1)))
	}
	return rules
}

// ignore is the value of a rule that lets unknown data pass.
const ignore = "ignore"

func failOrIgnore(isIgnored bool) string {
	if isIgnored {
		return ignore
	}
	return "fail"
}

// subjectsOf returns the subjects, the worst first: those that block in the order
// of their violations, and the others by what came of them and by grade and score.
func subjectsOf(decision posture.Decision, byHistories bool) []Subject {
	status, place := statusesOf(decision), map[string]int{}
	for i, s := range decision.Subjects {
		place[s.Subject] = i
	}
	subjects := each(decision.Assessed, func(a posture.Assessed) Subject {
		return Subject{
			Subject: a.Subject, Status: cmp.Or(status[a.Subject], Passed),
			Companies: each(a.Companies, func(c posture.AssessedCompany) Company { return companyOf(c, byHistories) }), Findings: a.Findings, UnknownFindings: a.UnknownFindings, FindingsKnown: a.FindingsKnown,
		}
	})
	order := []Status{Blocked, Known, Waives, Passed}
	slices.SortStableFunc(subjects, func(a, b Subject) int {
		return cmp.Or(
			cmp.Compare(slices.Index(order, a.Status), slices.Index(order, b.Status)),
			cmp.Compare(place[a.Subject], place[b.Subject]),
			compareWorstRows(a, b),
		)
	})
	return subjects
}

// statusesOf returns what came of the subjects that did not pass.
func statusesOf(decision posture.Decision) map[string]Status {
	status := map[string]Status{}
	for _, w := range decision.Waived {
		status[w.Subject] = Waives
	}
	for _, v := range decision.Known {
		status[v.Subject] = Known
	}
	for _, s := range decision.Subjects {
		status[s.Subject] = Blocked
	}
	return status
}

// compareWorstRows compares by the worst row of each company, and puts subjects
// that are no companies last.
func compareWorstRows(a, b Subject) int {
	if len(a.Companies) == 0 || len(b.Companies) == 0 {
		return min(len(b.Companies), 1) - min(len(a.Companies), 1)
	}
	return cmp.Or(
		posture.CompareGrades(valueOf(a.Companies[0].Grade), valueOf(b.Companies[0].Grade)),
		cmp.Compare(float(a.Companies[0].Score), float(b.Companies[0].Score)),
	)
}

// float is a number to sort by; what is unknown comes first.
func float(number jsontext.Value) float64 {
	value, err := strconv.ParseFloat(string(number), 64)
	if err != nil {
		return -1
	}
	return value
}

func companyOf(c posture.AssessedCompany, byHistories bool) Company {
	company := Company{
		Grade: gradeOf(c.Grade), Score: valueOfText(c.Score), ScoreChange30d: valueOfText(c.ScoreChange30d),
		Provisional: c.IsProvisional, URL: c.URL,
	}
	if byHistories {
		company.ScoreChange = valueOfText(c.ScoreChange)
	}
	if c.FindingCounts != nil {
		company.FindingCounts = &c.FindingCounts
	}
	if c.LowFactors != nil { // Most have none, and there may be many.
		company.LowFactors = make(map[string]*posture.Grade, len(c.LowFactors))
	}
	for name, grade := range c.LowFactors {
		company.LowFactors[name] = gradeOf(grade)
	}
	return company
}

func violationOf(v posture.Violation) Violation {
	return Violation{
		Subject: v.Subject, Rule: v.Rule, Measure: v.Measure, Severity: v.Severity,
		Observed: v.Observed, Required: v.Required, Message: v.Message,
		ObservedValue: valueOfText(v.ObservedValue), RequiredValue: valueOfText(v.RequiredValue),
		FindingCounts: v.FindingCounts, FindingTypes: each(v.FindingTypes, findingTypeOf),
		Rows: v.Rows, URL: v.URL, Before: v.Before,
	}
}

func findingTypeOf(t posture.FindingType) FindingType { return FindingType(t) }

func fixedOf(f posture.Fixed) Fixed { return Fixed{Violation: violationOf(f.Violation), Now: f.Now} }

func waivedOf(w posture.Waived) Waived {
	return Waived{Violation: violationOf(w.Violation), Reason: w.Reason, ExpiresOn: w.ExpiresOn.Format(time.DateOnly), Labels: w.Labels}
}

func waiverOf(w posture.Waiver) Waiver {
	return Waiver{Subject: w.Subject, Rule: w.Rule, Reason: w.Reason, ExpiresOn: w.ExpiresOn.Format(time.DateOnly), Labels: w.Labels}
}

// each converts a list. The result is never nil.
func each[A, B any](list []A, convert func(A) B) []B {
	converted := make([]B, len(list))
	for i, element := range list {
		converted[i] = convert(element)
	}
	return converted
}

func gradeOf(grade posture.Grade) *posture.Grade {
	if !grade.Known() {
		return nil
	}
	return &grade
}

func valueOf(grade *posture.Grade) posture.Grade {
	if grade == nil {
		return posture.UnknownGrade
	}
	return *grade
}

var null = jsontext.Value("null")

// jsonNumber is a number that JSON writes like posture.Decimal.
var jsonNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)

// valueOfText is a number, a string, or null for an empty text.
func valueOfText(text string) jsontext.Value {
	switch {
	case text == "":
		return null
	case jsonNumber.MatchString(text):
		return jsontext.Value(text)
	}
	quoted, _ := jsontext.AppendQuote(nil, text) // Invalid UTF-8 is replaced.
	return quoted
}

func numberOf(number *big.Rat) jsontext.Value {
	if number == nil {
		return null
	}
	return valueOfText(posture.Decimal(number))
}
