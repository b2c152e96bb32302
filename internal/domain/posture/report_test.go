// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// blocked is a decision with everything that a report can hold.
func blocked() posture.Decision {
	gate := posture.Gate{
		MinimumGrade: "B", MaximumFindings: limits{"high": 0},
		Waivers: []posture.Waiver{
			waive("b.example", "minimum_grade"),
			waive("b.example", "unknown_grade"),
			{Subject: "a.example", Rule: "*", Reason: "last year's | audit", ExpiresOn: today.AddDate(-1, 0, 0)},
		},
	}
	a, b, c := graded("a.example"), graded("b.example"), graded("c.example")
	a.Grade, b.Grade, c.Grade = "F", "C", ""
	b.FindingCounts, c.FindingCounts = limits{}, limits{}
	findings := append(open(2, "a.example", "malware", "critical"), open(1, "a.example", "tls", "high")...)
	return gate.Evaluate([]posture.Rating{a, b, c}, findings, today)
}

func TestSummary(t *testing.T) {
	t.Parallel()
	want := `Blocked: 3 violations of 2 subjects, 1 waived, 1 expired waiver, 1 unused waiver; 3 companies and 3 findings evaluated.
- a.example: 2 critical, 1 high (maximum_findings: at most 0 high or worse), grade F (minimum_grade: at least B)
- c.example: grade unknown (unknown_grade: at least B)`
	if diff := cmp.Diff(want, blocked().Summary()); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
	passed := posture.Gate{MinimumGrade: "B"}.Evaluate([]posture.Rating{graded("a.example")}, nil, today)
	if diff := cmp.Diff("Passed: no violations; 1 company and 0 findings evaluated.", passed.Summary()); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
}

func TestSummary_namesTheWorstFew(t *testing.T) {
	t.Parallel()
	decision := ungraded(7, "vendor")
	lines := strings.Split(decision.Summary(), "\n")
	if got, want := len(lines), 7; got != want {
		t.Fatalf("%d lines, want %d", got, want)
	}
	if got, want := lines[6], "And 2 more subjects."; got != want {
		t.Errorf("last line %q, want %q", got, want)
	}
	gate := posture.Gate{MinimumFactorGrades: make(map[string]posture.Grade)}
	for i := range 9 {
		gate.MinimumFactorGrades[strings.Repeat(fmt.Sprint(i), 100)] = "A"
	}
	summary := gate.Evaluate([]posture.Rating{graded("a.example")}, nil, today).Summary()
	if length := len([]rune(strings.Split(summary, "\n")[1])); length != 300 {
		t.Errorf("nine violations of one subject make a line of %d characters", length)
	}
	long := ungraded(7, strings.Repeat("\x1b[2J\n<b>é", 10_000)).Summary()
	if len([]rune(long)) > 2_000 || strings.Count(long, "\n") != 6 || strings.Contains(long, "\x1b") {
		t.Errorf("long names make a summary of %d characters:\n%.3000s", len([]rune(long)), long)
	}
}

func TestMarkdown(t *testing.T) {
	t.Parallel()
	want := strings.ReplaceAll(`### Vendor risk gate: blocked

3 violations of 2 subjects, 1 waived, 1 expired waiver, 1 unused waiver; 3 companies and 3 findings evaluated.

#### Violations

| Subject | Rule | Observed | Required |
| --- | --- | --- | --- |
| 'a.example' | 'maximum_findings' | '2 critical, 1 high' | 'at most 0 high or worse' |
| 'a.example' | 'minimum_grade' | 'grade F' | 'at least B' |
| 'c.example' | 'unknown_grade' | 'grade unknown' | 'at least B' |

#### Waived

| Subject | Rule | Observed | Reason | Expires on |
| --- | --- | --- | --- | --- |
| 'b.example' | 'minimum_grade' | 'grade C' | 'accepted' | '2026-03-15' |

#### Expired waivers

| Subject | Rule | Reason | Expires on |
| --- | --- | --- | --- |
| 'a.example' | '*' | 'last year’s \| audit' | '2025-03-15' |

#### Unused waivers

| Subject | Rule | Reason | Expires on |
| --- | --- | --- | --- |
| 'b.example' | 'unknown_grade' | 'accepted' | '2026-03-15' |
`, "'", "`")
	want = strings.ReplaceAll(want, "’", "'")
	if diff := cmp.Diff(want, blocked().Markdown()); diff != "" {
		t.Errorf("Markdown (-want +got):\n%s", diff)
	}
	passed := posture.Gate{MinimumGrade: "B"}.Evaluate([]posture.Rating{graded("a.example")}, nil, today)
	want = "### Vendor risk gate: passed\n\nNo violations; 1 company and 0 findings evaluated.\n"
	if diff := cmp.Diff(want, passed.Markdown()); diff != "" {
		t.Errorf("Markdown (-want +got):\n%s", diff)
	}
}

// ungraded is the decision over n subjects without a grade, whose names begin
// with name.
func ungraded(n int, name string) posture.Decision {
	companies := make([]posture.Rating, n)
	for i := range companies {
		companies[i].Domain = fmt.Sprintf("%s %d", name, i)
	}
	return posture.Gate{}.Evaluate(companies, nil, today)
}

func TestMarkdown_showsAtMostAHundredRows(t *testing.T) {
	t.Parallel()
	rows := func(markdown string) int { return strings.Count(markdown, "\n| `") }
	if markdown := ungraded(100, "v").Markdown(); rows(markdown) != 100 || strings.Contains(markdown, "not shown") {
		t.Errorf("100 violations make %d rows:\n%s", rows(markdown), markdown)
	}
	decision := ungraded(250, "v")
	decision.UnusedWaivers = []posture.Waiver{waive("a", "*"), waive("b", "*")}
	markdown := decision.Markdown()
	if rows(markdown) != 100 || !strings.Contains(markdown, "\n150 more not shown.\n\n#### Unused waivers\n\n2 more not shown.\n") {
		t.Errorf("250 violations and 2 unused waivers make %d rows:\n%s", rows(markdown), markdown)
	}
}

func TestMarkdown_fitsAComment(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"x", "|", `\|`, "`", "\n", "é", "𝔵", "&amp;"} {
		long := strings.Repeat(name, 500)
		decision := ungraded(60, long)
		for _, subject := range decision.Subjects {
			for i := range subject.Violations {
				subject.Violations[i].Observed, subject.Violations[i].Required = long, long
			}
		}
		for i, v := range decision.Violations() {
			waiver := waive(fmt.Sprint(i, long), long)
			waiver.Reason = long
			decision.Waived = append(decision.Waived, posture.Waived{Violation: v, Reason: long, ExpiresOn: today})
			decision.UnusedWaivers = append(decision.UnusedWaivers, waiver)
			decision.EndingWaivers = append(decision.EndingWaivers, waiver)
			decision.ExpiredWaivers = append(decision.ExpiredWaivers, waiver)
		}
		if length := len([]rune(decision.Markdown())); length >= 65_536 {
			t.Errorf("names of %q make %d characters", name, length)
		}
		decision.Subjects = nil
		if length := len([]rune(decision.Markdown())); length >= 65_536 {
			t.Errorf("names of %q make %d characters without violations", name, length)
		}
	}
}

func TestDecision_doesNotTellTheTime(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MinimumGrade: "B", Waivers: []posture.Waiver{
		{Subject: "a.example", Rule: "minimum_grade", Reason: "r", ExpiresOn: today.AddDate(1, 0, 0)},
	}}
	companies := []posture.Rating{{Domain: "a.example", Grade: "C"}, {Domain: "b.example", Grade: "C"}}
	first, later := gate.Evaluate(companies, nil, today), gate.Evaluate(companies, nil, today.AddDate(0, 11, 5))
	if diff := cmp.Diff(first, later); diff != "" {
		t.Errorf("another day, another decision (-first +later):\n%s", diff)
	}
	if first.Summary() != later.Summary() || first.Markdown() != later.Markdown() {
		t.Error("another day, another text")
	}
}
