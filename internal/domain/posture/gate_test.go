// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"fmt"
	"math/big"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

var today = time.Date(2026, time.March, 15, 12, 0, 0, 0, time.UTC)

// sameNumbers compares numbers by their value.
var sameNumbers = cmp.Comparer(func(a, b *big.Rat) bool { return (a == nil) == (b == nil) && (a == nil || a.Cmp(b) == 0) })

// graded is a company of which everything is known and nothing is bad.
func graded(domain string) posture.Rating {
	return posture.Rating{
		Domain: domain, Grade: "A", Score: posture.Points(95), ScoreChange30d: posture.Points(0),
		Factors: map[string]posture.Grade{"dns_health": "A", "network_security": "A"},
	}
}

// with returns graded("a.example") after change.
func with(change func(*posture.Rating)) []posture.Rating {
	company := graded("a.example")
	change(&company)
	return []posture.Rating{company}
}

// counted returns a company with the given finding counts.
func counted(counts map[posture.Severity]int64) []posture.Rating {
	return with(func(c *posture.Rating) { c.FindingCounts = counts })
}

// open returns n open findings of a subject.
func open(n int, subject, findingType string, severity posture.Severity) []posture.Finding {
	return withStatus(posture.Open, n, subject, findingType, severity)
}

func withStatus(status posture.Status, n int, subject, findingType string, severity posture.Severity) []posture.Finding {
	findings := make([]posture.Finding, n)
	for i := range findings {
		findings[i] = posture.Finding{Subject: subject, Type: findingType, Severity: severity, Status: status}
	}
	return findings
}

// lines writes violations one a line, without the message.
func lines(violations []posture.Violation) []string {
	var lines []string
	for _, v := range violations {
		lines = append(lines, fmt.Sprintf("%s | %s | %s | %s", v.Subject, v.Rule, v.Observed, v.Required))
	}
	return lines
}

type gateTest struct {
	gate      posture.Gate
	companies []posture.Rating
	findings  []posture.Finding
	want      []string
}

// run evaluates each test and compares the violations.
func runGateTests(t *testing.T, tests map[string]gateTest) {
	t.Helper()
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			decision := test.gate.Evaluate(test.companies, test.findings, today)
			if diff := cmp.Diff(test.want, lines(decision.Violations())); diff != "" {
				t.Errorf("violations (-want +got):\n%s", diff)
			}
			if decision.Passed != (len(test.want) == 0) {
				t.Errorf("passed = %t with %d violations", decision.Passed, len(decision.Violations()))
			}
		})
	}
}

func TestRules_areDistinct(t *testing.T) {
	t.Parallel()
	want := []posture.Rule{
		"minimum_grade", "minimum_score", "maximum_score_drop", "minimum_factor_grades",
		"maximum_findings", "denied_finding_types",
		"unknown_grade", "provisional_score", "unknown_findings", "unknown_severity", "minimum_companies",
		"snapshots", "maximum_snapshot_age", "snapshot_scope", "public_keys",
	}
	if diff := cmp.Diff(want, posture.Rules()); diff != "" {
		t.Errorf("Rules() (-want +got):\n%s", diff)
	}
}

func TestGate_withoutRules(t *testing.T) {
	t.Parallel()
	runGateTests(t, map[string]gateTest{
		"nothing given": {},
		"all is well":   {companies: []posture.Rating{graded("a.example")}},
		"bad but known": {
			companies: with(func(c *posture.Rating) {
				c.Grade, c.Score, c.ScoreChange30d = "F", posture.Points(0), posture.Points(-100)
			}),
			findings: open(3, "a.example", "malware", "critical"),
		},
		"unknown severity": {findings: open(1, "a.example", "malware", "odd")},
		"no grade": {
			companies: with(func(c *posture.Rating) { c.Grade = posture.UnknownGrade }),
			want:      []string{"a.example | unknown_grade | grade unknown | a known grade"},
		},
		"no score, no change, no factors": {companies: []posture.Rating{{Domain: "a.example", Grade: "A"}}},
		"unknown status": {
			findings: withStatus(posture.Unknown, 2, "a.example", "mfa", "low"),
			want:     []string{"a.example | unknown_findings | 2 findings of unknown status: mfa (2) | no finding of unknown status"},
		},
	})
}

func TestMessages(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{
		MinimumGrade: "B", MinimumFactorGrades: map[string]posture.Grade{"dns_health": "B"},
		MaximumFindings: map[posture.Severity]int64{"high": 0}, DeniedFindingTypes: []string{"malware"},
	}
	companies := []posture.Rating{{Domain: "a.example"}, graded("b.example")}
	companies[1].Grade = "C"
	companies[1].FindingCounts = map[posture.Severity]int64{"critical": 1, "high": 2}

	var got []string
	for _, v := range gate.Evaluate(companies, nil, today).Violations() {
		got = append(got, v.Subject+" "+v.Message)
	}
	want := []string{
		"a.example findings unknown: pass findings, because the types of findings are otherwise unknown",
		"a.example findings unknown: set include_factors = true in the data source that reads the companies, or pass findings",
		"a.example dns_health grade unknown: set include_factors = true in the data source that reads the companies",
		"a.example grade unknown; required: at least B",
		"b.example findings unknown: pass findings, because the types of findings are otherwise unknown",
		"b.example 1 critical, 2 high; required: at most 0 high or worse",
		"b.example grade C; required: at least B",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("messages (-want +got):\n%s", diff)
	}
}

func TestEvaluate_countsCompaniesAndFindings(t *testing.T) {
	t.Parallel()
	companies := []posture.Rating{graded("a.example"), graded("A.example."), graded("b.example"), graded("")}
	findings := append(open(2, "a.example", "x", "low"), withStatus(posture.Closed, 1, "c.example", "y", "low")...)
	decision := posture.Gate{}.Evaluate(companies, findings, today)
	if decision.EvaluatedCompanies != 3 || decision.EvaluatedFindings != 3 {
		t.Errorf("evaluated %d companies and %d findings, want 3 and 3",
			decision.EvaluatedCompanies, decision.EvaluatedFindings)
	}
}

func TestEvaluate_leavesItsInputAlone(t *testing.T) {
	t.Parallel()
	input := func() ([]posture.Waiver, []posture.Rating, []posture.Finding) {
		return []posture.Waiver{
				{Subject: "b.example", Rule: "*", Reason: "r", ExpiresOn: today},
				{Subject: "a.example", Rule: "malware", Reason: "r", ExpiresOn: today.AddDate(0, 0, 1)},
				{Subject: "a.example", Rule: "*", Reason: "r", ExpiresOn: today.AddDate(0, 0, -1)},
			},
			append(counted(map[posture.Severity]int64{"high": 2, "odd": 1}), graded("B.example")),
			append(open(2, "b.example", "malware", "high"), open(1, "a.example", "malware", "odd")...)
	}
	waivers, companies, findings := input()
	gate := posture.Gate{
		MaximumFindings: map[posture.Severity]int64{"high": 0}, DeniedFindingTypes: []string{"malware"}, Waivers: waivers,
	}
	gate.Evaluate(companies, findings, today)
	wantWaivers, wantCompanies, wantFindings := input()
	for _, diff := range []string{
		cmp.Diff(wantWaivers, waivers), cmp.Diff(wantCompanies, companies, sameNumbers), cmp.Diff(wantFindings, findings),
		cmp.Diff([]string{"malware"}, gate.DeniedFindingTypes),
		cmp.Diff(map[posture.Severity]int64{"high": 0}, gate.MaximumFindings),
	} {
		if diff != "" {
			t.Errorf("the input has changed (-want +got):\n%s", diff)
		}
	}
}
