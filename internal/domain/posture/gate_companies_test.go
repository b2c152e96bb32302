// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

func TestMinimumGrade(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MinimumGrade: "B"}
	ignoring := posture.Gate{MinimumGrade: "B", IgnoreUnknownGrade: true}
	grade := func(grade posture.Grade) []posture.Company {
		return with(func(c *posture.Company) { c.Grade = grade })
	}
	runGateTests(t, map[string]gateTest{
		"better":  {gate: gate, companies: grade("A")},
		"equal":   {gate: gate, companies: grade("B")},
		"worse":   {gate: gate, companies: grade("C"), want: []string{"a.example | minimum_grade | grade C | at least B"}},
		"worst":   {gate: gate, companies: grade("F"), want: []string{"a.example | minimum_grade | grade F | at least B"}},
		"unknown": {gate: gate, companies: grade(""), want: []string{"a.example | unknown_grade | grade unknown | at least B"}},
		"no grade's word": {
			gate: gate, companies: grade("?"),
			want: []string{"a.example | unknown_grade | grade unknown | at least B"},
		},
		"ignored unknown":            {gate: ignoring, companies: grade("")},
		"known is judged regardless": {gate: ignoring, companies: grade("D"), want: []string{"a.example | minimum_grade | grade D | at least B"}},
		"a minimum that is no grade": {
			gate: posture.Gate{MinimumGrade: "E"}, companies: grade("A"),
			want: []string{"a.example | minimum_grade | grade A | at least E"},
		},
	})
}

func TestMinimumScore(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MinimumScore: new(int64(70))}
	score := func(score *int64) []posture.Company {
		return with(func(c *posture.Company) { c.Score = score })
	}
	runGateTests(t, map[string]gateTest{
		"equal":           {gate: gate, companies: score(new(int64(70)))},
		"below":           {gate: gate, companies: score(new(int64(69))), want: []string{"a.example | minimum_score | score 69 | at least 70"}},
		"zero":            {gate: gate, companies: score(new(int64(0))), want: []string{"a.example | minimum_score | score 0 | at least 70"}},
		"unknown":         {gate: gate, companies: score(nil), want: []string{"a.example | unknown_grade | score unknown | at least 70"}},
		"minimum of zero": {gate: posture.Gate{MinimumScore: new(int64(0))}, companies: score(nil), want: []string{"a.example | unknown_grade | score unknown | at least 0"}},
		"ignored unknown": {gate: posture.Gate{MinimumScore: new(int64(70)), IgnoreUnknownGrade: true}, companies: score(nil)},
	})
}

func TestMaximumScoreDrop(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MaximumScoreDrop: new(int64(5))}
	change := func(change *int64) []posture.Company {
		return with(func(c *posture.Company) { c.ScoreChange30d = change })
	}
	runGateTests(t, map[string]gateTest{
		"gained":  {gate: gate, companies: change(new(int64(50)))},
		"equal":   {gate: gate, companies: change(new(int64(-5)))},
		"more":    {gate: gate, companies: change(new(int64(-6))), want: []string{"a.example | maximum_score_drop | 6 points lost in 30 days | at most 5"}},
		"unknown": {gate: gate, companies: change(nil), want: []string{"a.example | unknown_grade | 30-day score change unknown | at most 5"}},
		"none allowed": {
			gate: posture.Gate{MaximumScoreDrop: new(int64(0))}, companies: change(new(int64(-1))),
			want: []string{"a.example | maximum_score_drop | 1 point lost in 30 days | at most 0"},
		},
		"ignored unknown": {gate: posture.Gate{MaximumScoreDrop: new(int64(5)), IgnoreUnknownGrade: true}, companies: change(nil)},
	})
}

func TestMinimumFactorGrades(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MinimumFactorGrades: map[string]posture.Grade{"dns_health": "B", "network_security": "A"}}
	ignoring := gate
	ignoring.IgnoreUnknownGrade = true
	factors := func(factors map[string]posture.Factor) []posture.Company {
		return with(func(c *posture.Company) { c.Factors = factors })
	}
	runGateTests(t, map[string]gateTest{
		"good": {gate: gate, companies: factors(map[string]posture.Factor{"dns_health": {Grade: "B"}, "network_security": {Grade: "A"}})},
		"one bad": {
			gate: gate, companies: factors(map[string]posture.Factor{"dns_health": {Grade: "C"}, "network_security": {Grade: "A"}}),
			want: []string{"a.example | minimum_factor_grades | dns_health grade C | at least B"},
		},
		"both bad, worse first": {
			gate: gate, companies: factors(map[string]posture.Factor{"dns_health": {Grade: "C"}, "network_security": {Grade: "D"}}),
			want: []string{
				"a.example | minimum_factor_grades | network_security grade D | at least A",
				"a.example | minimum_factor_grades | dns_health grade C | at least B",
			},
		},
		"missing and ungraded": {
			gate: gate, companies: factors(map[string]posture.Factor{"dns_health": {Score: new(int64(100))}}),
			want: []string{
				"a.example | unknown_grade | dns_health grade unknown | at least B",
				"a.example | unknown_grade | network_security grade unknown | at least A",
			},
		},
		"not read": {
			gate: gate, companies: factors(nil),
			want: []string{
				"a.example | unknown_grade | dns_health grade unknown | at least B",
				"a.example | unknown_grade | network_security grade unknown | at least A",
			},
		},
		"ignored unknown": {gate: ignoring, companies: factors(nil)},
	})
}

func TestMinimumCompanies(t *testing.T) {
	t.Parallel()
	none := []string{"companies | minimum_companies | 0 companies | at least 1"}
	limits := posture.Gate{MaximumFindings: map[posture.Severity]int64{"high": 0}}
	denied := posture.Gate{DeniedFindingTypes: []string{"malware"}}
	empty, noFindings := []posture.Company{}, []posture.Finding{}
	runGateTests(t, map[string]gateTest{
		"grade":         {gate: posture.Gate{MinimumGrade: "F"}, want: none},
		"score":         {gate: posture.Gate{MinimumScore: new(int64(0))}, want: none},
		"score drop":    {gate: posture.Gate{MaximumScoreDrop: new(int64(0))}, want: none},
		"factor grades": {gate: posture.Gate{MinimumFactorGrades: map[string]posture.Grade{"x": "F"}}, want: none},
		"unknown grades ignored": {
			gate: posture.Gate{MinimumGrade: "F", IgnoreUnknownGrade: true}, companies: empty, findings: noFindings, want: none,
		},
		"limits over nothing":                 {gate: limits, want: none},
		"limits over no companies":            {gate: limits, companies: empty, findings: noFindings, want: none},
		"limits over findings only":           {gate: limits, findings: noFindings},
		"denied types over nothing":           {gate: denied, want: none},
		"denied types over findings only":     {gate: denied, findings: noFindings},
		"no rule, no companies":               {companies: empty},
		"allowed to be empty":                 {gate: posture.Gate{MinimumGrade: "A", MinimumCompanies: new(int64(0))}},
		"asked for without another rule":      {gate: posture.Gate{MinimumCompanies: new(int64(1))}, want: none},
		"enough":                              {gate: posture.Gate{MinimumCompanies: new(int64(2))}, companies: []posture.Company{graded("a.example"), graded("b.example")}},
		"one company twice is not two":        {gate: posture.Gate{MinimumCompanies: new(int64(2))}, companies: []posture.Company{graded("a.example"), graded("A.Example")}, want: []string{"companies | minimum_companies | 1 company | at least 2"}},
		"findings' subjects are no companies": {gate: posture.Gate{MinimumCompanies: new(int64(1))}, findings: open(1, "a.example", "x", "low"), want: none},
	})
}

func TestGate_judgesUnnamedAndRepeatedCompanies(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MinimumGrade: "B", MinimumScore: new(int64(50))}
	company := func(domain string, grade posture.Grade, score int64) posture.Company {
		return posture.Company{Domain: domain, Grade: grade, Score: &score}
	}
	runGateTests(t, map[string]gateTest{
		"no domain": {
			gate: gate, companies: []posture.Company{company("", "D", 60), company(" ", "F", 60)},
			want: []string{
				"(unnamed) | minimum_grade | grade F | at least B",
				"(unnamed) | minimum_grade | grade D | at least B",
			},
		},
		"no domain name": {
			gate: gate, companies: []posture.Company{company("Intern\n", "C", 60)},
			want: []string{"Intern\n | minimum_grade | grade C | at least B"},
		},
		"another spelling": {
			gate: gate, companies: []posture.Company{company("https://A.example/", "C", 60)},
			want: []string{"a.example | minimum_grade | grade C | at least B"},
		},
		"two spellings, second bad": {
			gate: gate, companies: []posture.Company{company("a.example", "A", 60), company("https://A.example/", "C", 60)},
			want: []string{"a.example | minimum_grade | grade C | at least B"},
		},
		"the same violation once": {
			gate: gate, companies: []posture.Company{company("a.example", "C", 40), company("a.example", "C", 45), company("a.example.", "C", 40)},
			want: []string{
				"a.example | minimum_grade | grade C | at least B",
				"a.example | minimum_score | score 40 | at least 50",
				"a.example | minimum_score | score 45 | at least 50",
			},
		},
	})
}
