// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// waive returns a waiver that is valid today.
func waive(subject, rule string) posture.Waiver {
	return posture.Waiver{Subject: subject, Rule: rule, Reason: "accepted", ExpiresOn: today}
}

// outcome is a decision in short.
type outcome struct{ Violations, Waived, Expired, Unused []string }

func outcomeOf(decision posture.Decision) outcome {
	result := outcome{Violations: lines(decision.Violations())}
	for _, w := range decision.Waived {
		line := lines([]posture.Violation{w.Violation})[0]
		result.Waived = append(result.Waived, fmt.Sprintf("%s | %s until %s", line, w.Reason, w.ExpiresOn.Format(time.DateOnly)))
	}
	result.Expired = waiverLines(decision.ExpiredWaivers)
	result.Unused = waiverLines(decision.UnusedWaivers)
	return result
}

func waiverLines(waivers []posture.Waiver) []string {
	var lines []string
	for _, w := range waivers {
		lines = append(lines, fmt.Sprintf("%s | %s | %s until %s", w.Subject, w.Rule, w.Reason, w.ExpiresOn.Format(time.DateOnly)))
	}
	return lines
}

func TestWaiver_expiry(t *testing.T) {
	t.Parallel()
	east := time.FixedZone("east", 14*60*60)
	expiresOn := time.Date(2026, time.March, 15, 0, 0, 0, 0, time.UTC)
	tests := map[string]struct {
		expiresOn, asOf time.Time
		passed          bool
	}{
		"long before":         {expiresOn, expiresOn.AddDate(-1, 0, 0), true},
		"on the day":          {expiresOn, expiresOn, true},
		"last moment":         {expiresOn, expiresOn.Add(24*time.Hour - 1), true},
		"day over":            {expiresOn, expiresOn.Add(24 * time.Hour), false},
		"still the day UTC":   {expiresOn, time.Date(2026, time.March, 16, 13, 59, 0, 0, east), true},
		"day over in UTC":     {expiresOn, time.Date(2026, time.March, 16, 14, 0, 0, 0, east), false},
		"time of day is none": {expiresOn.Add(time.Hour), expiresOn.Add(23 * time.Hour), true},
		"location is none":    {time.Date(2026, time.March, 15, 0, 0, 0, 0, east), expiresOn.Add(23 * time.Hour), true},
		"no date":             {time.Time{}, expiresOn, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			waiver := posture.Waiver{Subject: "a.example", Rule: "minimum_grade", Reason: "r", ExpiresOn: test.expiresOn}
			gate := posture.Gate{MinimumGrade: "A", Waivers: []posture.Waiver{waiver}}
			decision := gate.Evaluate(with(func(c *posture.Rating) { c.Grade = "B" }), nil, test.asOf)
			if decision.Passed != test.passed {
				t.Errorf("passed = %t", decision.Passed)
			}
			var expired []posture.Waiver
			if !test.passed {
				expired = []posture.Waiver{waiver}
			}
			if diff := cmp.Diff(expired, decision.ExpiredWaivers); diff != "" {
				t.Errorf("expired waivers (-want +got):\n%s", diff)
			}
			if len(decision.UnusedWaivers) != 0 {
				t.Errorf("unused waivers: %v", decision.UnusedWaivers)
			}
		})
	}
}

func TestWaiver_byRule(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MinimumGrade: "B", MinimumScore: posture.Points(50)}
	companies := []posture.Rating{
		{Domain: "a.example", Grade: "C", Score: posture.Points(40)},
		{Domain: "b.example", Score: posture.Points(60)},
	}
	aGrade := "a.example | minimum_grade | grade C | at least B"
	aScore := "a.example | minimum_score | score 40 | at least 50"
	bGrade := "b.example | unknown_grade | grade unknown | at least B"
	waived := func(line string) string { return line + " | accepted until 2026-03-15" }
	tests := map[string]struct {
		waivers []posture.Waiver
		want    outcome
	}{
		"one rule": {
			[]posture.Waiver{waive("a.example", "minimum_grade")},
			outcome{Violations: []string{bGrade, aScore}, Waived: []string{waived(aGrade)}},
		},
		"every rule": {
			[]posture.Waiver{waive("a.example", "*")},
			outcome{Violations: []string{bGrade}, Waived: []string{waived(aGrade), waived(aScore)}},
		},
		"another spelling": {
			[]posture.Waiver{waive("https://A.Example./", "minimum_grade"), waive("B.EXAMPLE", "unknown_grade")},
			outcome{Violations: []string{aScore}, Waived: []string{waived(aGrade), waived(bGrade)}},
		},
		"another rule, subject, or case": {
			[]posture.Waiver{waive("a.example", "Minimum_Grade"), waive("a.example", "maximum_findings"), waive("c.example", "*"), waive("b.example", "minimum_grade")},
			outcome{Violations: []string{bGrade, aGrade, aScore}, Unused: []string{
				"a.example | Minimum_Grade | accepted until 2026-03-15",
				"a.example | maximum_findings | accepted until 2026-03-15",
				"b.example | minimum_grade | accepted until 2026-03-15",
				"c.example | * | accepted until 2026-03-15",
			}},
		},
		"the particular one before the general one": {
			[]posture.Waiver{waive("b.example", "*"), waive("b.example", "unknown_grade")},
			outcome{
				Violations: []string{aGrade, aScore}, Waived: []string{waived(bGrade)},
				Unused: []string{"b.example | * | accepted until 2026-03-15"},
			},
		},
		"the longer of two": {
			[]posture.Waiver{
				waive("b.example", "*"), waive("c.example", "*"),
				{Subject: "d.example", Rule: "*", Reason: "longest", ExpiresOn: today.AddDate(1, 0, 0)},
				{Subject: "B.example", Rule: "*", Reason: "longer", ExpiresOn: today.AddDate(0, 1, 0)},
				{Subject: "b.example", Rule: "*", Reason: "over", ExpiresOn: today.AddDate(0, -1, 0)},
			},
			outcome{
				Violations: []string{aGrade, aScore}, Waived: []string{bGrade + " | longer until 2026-04-15"},
				Unused: []string{
					"b.example | * | accepted until 2026-03-15", "c.example | * | accepted until 2026-03-15",
					"d.example | * | longest until 2027-03-15",
				},
				Expired: []string{"b.example | * | over until 2026-02-15"},
			},
		},
		"of two alike the first by reason": {
			[]posture.Waiver{
				{Subject: "b.example", Rule: "*", Reason: "y", ExpiresOn: today},
				{Subject: "b.example", Rule: "*", Reason: "x", ExpiresOn: today},
				{Subject: "b.example", Rule: "*", Reason: "z", ExpiresOn: today},
			},
			outcome{
				Violations: []string{aGrade, aScore}, Waived: []string{bGrade + " | x until 2026-03-15"},
				Unused: []string{"b.example | * | y until 2026-03-15", "b.example | * | z until 2026-03-15"},
			},
		},
		"a subject or a rule that says nothing": {
			[]posture.Waiver{waive("", "*"), waive("*", "*"), waive("a.example", "")},
			outcome{Violations: []string{bGrade, aGrade, aScore}, Unused: []string{
				" | * | accepted until 2026-03-15",
				"* | * | accepted until 2026-03-15",
				"a.example |  | accepted until 2026-03-15",
			}},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			gate := gate
			gate.Waivers = test.waivers
			decision := gate.Evaluate(companies, nil, today)
			if diff := cmp.Diff(test.want, outcomeOf(decision)); diff != "" {
				t.Errorf("outcome (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWaiver_ofOtherSubjects(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MinimumGrade: "A", Waivers: []posture.Waiver{waive("companies", "minimum_companies")}}
	if decision := gate.Evaluate(nil, nil, today); !decision.Passed || len(decision.Waived) != 1 {
		t.Errorf("a waived minimum_companies: %+v", decision)
	}
	gate.Waivers = []posture.Waiver{waive("", "*"), waive("  ", "*")}
	if decision := gate.Evaluate([]posture.Rating{{}}, nil, today); decision.Passed {
		t.Error("a waiver without a subject waives an unnamed company")
	}
	gate.Waivers = []posture.Waiver{waive(posture.SubjectUnnamed, "*")}
	if decision := gate.Evaluate([]posture.Rating{{}}, nil, today); !decision.Passed {
		t.Error("an unnamed company cannot be waived by its name in the report")
	}
	findings := withStatus("unknown", 1, "laptop 7", "mfa", "high")
	for subject, passed := range map[string]bool{"laptop 7": true, "Laptop 7": false, "laptop": false} {
		gate = posture.Gate{Waivers: []posture.Waiver{waive(subject, "unknown_findings")}}
		if decision := gate.Evaluate(nil, findings, today); decision.Passed != passed {
			t.Errorf("a waiver for %q: passed = %t", subject, decision.Passed)
		}
	}
}

func TestWaived_holdsTheWholeViolation(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MinimumGrade: "B", DeniedFindingTypes: []string{"malware"}, Waivers: []posture.Waiver{
		waive("A.example", "minimum_grade"), waive("a.example", "malware"),
	}}
	decision := gate.Evaluate(with(func(c *posture.Rating) { c.Grade = "D" }), open(1, "a.example", "malware", "high"), today)
	want := []posture.Waived{
		{Violation: posture.Violation{
			Subject: "a.example", Rule: "denied_finding_types", Observed: "1 finding of type malware",
			Required: "no finding of a denied type", Message: "1 finding of type malware; required: no finding of a denied type",
			Severity: "high", ObservedValue: "1", RequiredValue: "0",
			FindingTypes:  []posture.FindingType{{Type: "malware", Severity: "high", Count: 1}},
			FindingCounts: map[posture.Severity]int64{"high": 1}, Measure: "findings",
		}, Reason: "accepted", ExpiresOn: today},
		{Violation: posture.Violation{
			Subject: "a.example", Rule: "minimum_grade", Observed: "grade D",
			Required: "at least B", Message: "grade D; required: at least B",
			Severity: "high", ObservedValue: "D", RequiredValue: "B", Measure: "grade", Rows: 1,
		}, Reason: "accepted", ExpiresOn: today},
	}
	if diff := cmp.Diff(want, decision.Waived); diff != "" {
		t.Errorf("waived (-want +got):\n%s", diff)
	}
}
