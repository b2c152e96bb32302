// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"cmp"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// TestSubjects_order gives each subject one violation, or two, of a severity
// that its name tells: 5 is critical, 1 is info.
func TestSubjects_order(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{
		MinimumGrade: "A", MinimumScore: posture.Points(90), MaximumScoreDrop: posture.Points(1),
		MaximumFindings: limits{"high": 0, "info": 0}, DeniedFindingTypes: []string{"denied"},
		MinimumCompanies: new(int64(100)),
	}
	company := func(domain string, grade posture.Grade, score, change int64) posture.Rating {
		return posture.Rating{Domain: domain, Grade: grade, Score: posture.Points(score), ScoreChange30d: posture.Points(change), FindingCounts: limits{}}
	}
	var findings []posture.Finding
	for _, f := range []posture.Finding{
		{Subject: "5-finding", Severity: "critical"},
		{Subject: "5-denied", Severity: "severe", Type: "denied"},
		{Subject: "5-unknown-severity", Severity: "severe"},
		{Subject: "5-unknown-status", Severity: "info", Status: "unknown"},
		{Subject: "4-finding", Severity: "high"},
		{Subject: "4-denied-twice", Severity: "high", Type: "denied"},
		{Subject: "4-denied-twice", Severity: "info", Type: "denied"},
		{Subject: "2-finding", Severity: "low"},
		{Subject: "1-finding", Severity: "info"},
	} {
		f.Type = cmp.Or(f.Type, "other")
		findings = append(findings, f)
	}
	companies := []posture.Rating{
		company("2.b.example", "B", 90, 0),
		company("2.score.example", "A", 81, 0),
		company("2.drop.example", "A", 90, -10),
		company("3.c.example", "C", 90, 0),
		company("3.score.example", "A", 80, 0),
		company("3.drop.example", "A", 90, -11),
		company("4.d.example", "D", 90, 0),
		company("4.score.example", "A", 70, 0),
		company("4.drop.example", "A", 90, -21),
		company("5.f.example", "F", 90, 0),
		company("5.score.example", "A", 60, 0),
		company("5.drop.example", "A", 90, -31),
		company("5.unknown.example", "?", 90, 0),
		company("5.twice.example", "F", 89, 0),
	}
	var got []string
	for _, subject := range gate.Evaluate(companies, findings, today).Subjects {
		got = append(got, subject.Subject)
	}
	want := []string{
		// Critical, two violations before one.
		"5-denied", "5.twice.example",
		"5-finding", "5-unknown-severity", "5-unknown-status",
		"5.drop.example", "5.f.example", "5.score.example", "5.unknown.example", "companies",
		// High.
		"4-denied-twice", "4-finding", "4.d.example", "4.drop.example", "4.score.example",
		// Medium.
		"3.c.example", "3.drop.example", "3.score.example",
		// Low.
		"2-finding", "2.b.example", "2.drop.example", "2.score.example",
		// Info.
		"1-finding",
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("subjects (-want +got):\n%s", diff)
	}
}

func TestSubjects_orderOfDeniedFindings(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MinimumGrade: "A", DeniedFindingTypes: []string{"x", "y"}}
	companies := []posture.Rating{
		{Domain: "critical.example", Grade: "F", FindingCounts: limits{}},
		{Domain: "high.example", Grade: "D", FindingCounts: limits{}},
		{Domain: "low.example", Grade: "B", FindingCounts: limits{}},
	}
	findings := slices.Concat(
		open(1, "unknown as critical", "x", "severe"),
		open(1, "the worst is high", "x", "info"), open(1, "the worst is high", "y", "high"), open(1, "the worst is high", "x", "low"),
		open(1, "medium", "y", "medium"),
	)
	var got []string
	for _, subject := range gate.Evaluate(companies, findings, today).Subjects {
		got = append(got, subject.Subject)
	}
	want := []string{"critical.example", "unknown as critical", "high.example", "the worst is high", "medium", "low.example"}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("subjects (-want +got):\n%s", diff)
	}
}

func TestSubjects_groupTheViolations(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MinimumGrade: "A", MinimumScore: posture.Points(90)}
	decision := gate.Evaluate([]posture.Rating{
		{Domain: "a.example", Grade: "B", Score: posture.Points(10)},
		{Domain: "b.example", Grade: "D", Score: posture.Points(90)},
		graded("c.example"),
	}, nil, today)

	subjects := decision.Subjects
	var flat []posture.Violation
	for _, subject := range subjects {
		for _, v := range subject.Violations {
			if v.Subject != subject.Subject {
				t.Errorf("%q stands under %q", v.Subject, subject.Subject)
			}
		}
		flat = append(flat, subject.Violations...)
	}
	if diff := gocmp.Diff(decision.Violations(), flat); diff != "" {
		t.Errorf("the subjects' violations differ from all violations (-want +got):\n%s", diff)
	}
	want := []string{
		"a.example | minimum_score | score 10 | at least 90",
		"a.example | minimum_grade | grade B | at least A",
		"b.example | minimum_grade | grade D | at least A",
	}
	if diff := gocmp.Diff(want, lines(flat)); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
	if len(subjects) != 2 {
		t.Errorf("%d subjects, want 2", len(subjects))
	}
	if subjects := (posture.Decision{}).Subjects; len(subjects) != 0 {
		t.Errorf("subjects without violations: %v", subjects)
	}
}
