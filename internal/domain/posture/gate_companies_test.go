// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"math/big"
	"slices"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

func TestMinimumGrade(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MinimumGrade: "B"}
	ignoring := posture.Gate{MinimumGrade: "B", IgnoreUnknownGrade: true}
	grade := func(grade posture.Grade) []posture.Rating {
		return with(func(c *posture.Rating) { c.Grade = grade })
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
	gate := posture.Gate{MinimumScore: posture.Points(70)}
	score := func(score *big.Rat) []posture.Rating {
		return with(func(c *posture.Rating) { c.Score = score })
	}
	runGateTests(t, map[string]gateTest{
		"equal":            {gate: gate, companies: score(posture.Points(70))},
		"below":            {gate: gate, companies: score(posture.Points(69)), want: []string{"a.example | minimum_score | score 69 | at least 70"}},
		"zero":             {gate: gate, companies: score(posture.Points(0)), want: []string{"a.example | minimum_score | score 0 | at least 70"}},
		"a fraction below": {gate: gate, companies: score(big.NewRat(6999, 100)), want: []string{"a.example | minimum_score | score 69.99 | at least 70"}},
		"a fraction above": {gate: gate, companies: score(big.NewRat(701, 10))},
		"a third":          {gate: gate, companies: score(big.NewRat(1, 3)), want: []string{"a.example | minimum_score | score 0.333 | at least 70"}},
		"off the scale": {
			gate: gate, companies: slices.Concat(score(posture.Points(1000)), score(big.NewRat(-1, 2)), score(posture.Points(100))),
			want: []string{
				"a.example | unknown_grade | score unknown: -0.5 is not from 0 to 100 | at least 70",
				"a.example | unknown_grade | score unknown: 1000 is not from 0 to 100 | at least 70",
			},
		},
		"unknown":         {gate: gate, companies: score(nil), want: []string{"a.example | unknown_grade | score unknown | at least 70"}},
		"minimum of zero": {gate: posture.Gate{MinimumScore: posture.Points(0)}, companies: score(nil), want: []string{"a.example | unknown_grade | score unknown | at least 0"}},
		"ignored unknown": {gate: posture.Gate{MinimumScore: posture.Points(70), IgnoreUnknownGrade: true}, companies: score(nil)},
	})
}

func TestMaximumScoreDrop(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MaximumScoreDrop: posture.Points(5)}
	change := func(change *big.Rat) []posture.Rating {
		return with(func(c *posture.Rating) { c.ScoreChange30d = change })
	}
	runGateTests(t, map[string]gateTest{
		"gained": {gate: gate, companies: change(posture.Points(50))},
		"equal":  {gate: gate, companies: change(posture.Points(-5))},
		"more":   {gate: gate, companies: change(posture.Points(-6)), want: []string{"a.example | maximum_score_drop | 6 points lost in 30 days | at most 5"}},
		"a fraction more": {
			gate: gate, companies: change(big.NewRat(-51, 10)), want: []string{"a.example | maximum_score_drop | 5.1 points lost in 30 days | at most 5"},
		},
		"off the scale": {
			gate: gate, companies: slices.Concat(change(posture.Points(101)), change(posture.Points(-101)), change(posture.Points(100))),
			want: []string{
				"a.example | unknown_grade | 30-day score change unknown: -101 is not from -100 to 100 | at most 5",
				"a.example | unknown_grade | 30-day score change unknown: 101 is not from -100 to 100 | at most 5",
			},
		},
		"unknown": {gate: gate, companies: change(nil), want: []string{"a.example | unknown_grade | 30-day score change unknown | at most 5"}},
		"none allowed": {
			gate: posture.Gate{MaximumScoreDrop: posture.Points(0)}, companies: change(posture.Points(-1)),
			want: []string{"a.example | maximum_score_drop | 1 point lost in 30 days | at most 0"},
		},
		"ignored unknown": {gate: posture.Gate{MaximumScoreDrop: posture.Points(5), IgnoreUnknownGrade: true}, companies: change(nil)},
	})
}

func TestMinimumFactorGrades(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MinimumFactorGrades: map[string]posture.Grade{"dns_health": "B", "network_security": "A"}}
	ignoring := gate
	ignoring.IgnoreUnknownGrade = true
	factors := func(factors map[string]posture.Grade) []posture.Rating {
		return with(func(c *posture.Rating) { c.Factors = factors })
	}
	runGateTests(t, map[string]gateTest{
		"good": {gate: gate, companies: factors(map[string]posture.Grade{"dns_health": "B", "network_security": "A"})},
		"one bad": {
			gate: gate, companies: factors(map[string]posture.Grade{"dns_health": "C", "network_security": "A"}),
			want: []string{"a.example | minimum_factor_grades | dns_health grade C | at least B"},
		},
		"both bad, worse first": {
			gate: gate, companies: factors(map[string]posture.Grade{"dns_health": "C", "network_security": "D"}),
			want: []string{
				"a.example | minimum_factor_grades | network_security grade D | at least A",
				"a.example | minimum_factor_grades | dns_health grade C | at least B",
			},
		},
		"missing and ungraded": {
			gate: gate, companies: factors(map[string]posture.Grade{"dns_health": ""}),
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

// What is provisional is unknown, and what is bad besides is not hidden by it.
func TestProvisionalScore(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MinimumGrade: "B", MinimumScore: posture.Points(70)}
	ignoring := gate
	ignoring.IgnoreProvisionalScore = true
	waived := gate
	waived.Waivers = []posture.Waiver{waive("a.example", "provisional_score")}
	lenient := gate
	lenient.IgnoreUnknownGrade = true
	provisional := func(grade posture.Grade, score int64) []posture.Rating {
		return with(func(c *posture.Rating) { c.Grade, c.Score, c.IsProvisional = grade, posture.Points(score), true })
	}
	blocked := "a.example | provisional_score | score provisional | a final score"
	runGateTests(t, map[string]gateTest{
		"good":                    {gate: gate, companies: provisional("A", 95), want: []string{blocked}},
		"bad":                     {gate: gate, companies: provisional("F", 95), want: []string{"a.example | minimum_grade | grade F | at least B", blocked}},
		"without another rule":    {companies: provisional("A", 95), want: []string{blocked}},
		"unknown grades pass":     {gate: lenient, companies: provisional("A", 95), want: []string{blocked}},
		"ignored":                 {gate: ignoring, companies: provisional("A", 95)},
		"ignored, bad":            {gate: ignoring, companies: provisional("F", 95), want: []string{"a.example | minimum_grade | grade F | at least B"}},
		"ignored, unknown":        {gate: ignoring, companies: provisional("", 95), want: []string{"a.example | unknown_grade | grade unknown | at least B"}},
		"waived":                  {gate: waived, companies: provisional("A", 95)},
		"waived, bad":             {gate: waived, companies: provisional("F", 95), want: []string{"a.example | minimum_grade | grade F | at least B"}},
		"one row of a company is": {gate: gate, companies: slices.Concat(provisional("A", 95), []posture.Rating{graded("a.example")}), want: []string{blocked}},
	})
}

func TestMinimumCompanies(t *testing.T) {
	t.Parallel()
	none := []string{"companies | minimum_companies | 0 companies | at least 1"}
	limits := posture.Gate{MaximumFindings: map[posture.Severity]int64{"high": 0}}
	denied := posture.Gate{DeniedFindingTypes: []string{"malware"}}
	empty, noFindings := []posture.Rating{}, []posture.Finding{}
	runGateTests(t, map[string]gateTest{
		"grade":         {gate: posture.Gate{MinimumGrade: "F"}, want: none},
		"score":         {gate: posture.Gate{MinimumScore: posture.Points(0)}, want: none},
		"score drop":    {gate: posture.Gate{MaximumScoreDrop: posture.Points(0)}, want: none},
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
		"enough":                              {gate: posture.Gate{MinimumCompanies: new(int64(2))}, companies: []posture.Rating{graded("a.example"), graded("b.example")}},
		"one company twice is not two":        {gate: posture.Gate{MinimumCompanies: new(int64(2))}, companies: []posture.Rating{graded("a.example"), graded("A.Example")}, want: []string{"companies | minimum_companies | 1 company | at least 2"}},
		"findings' subjects are no companies": {gate: posture.Gate{MinimumCompanies: new(int64(1))}, findings: open(1, "a.example", "x", "low"), want: none},
	})
}

func TestGate_judgesUnnamedAndRepeatedCompanies(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MinimumGrade: "B", MinimumScore: posture.Points(50)}
	company := func(domain string, grade posture.Grade, score int64) posture.Rating {
		return posture.Rating{Domain: domain, Grade: grade, Score: posture.Points(score)}
	}
	runGateTests(t, map[string]gateTest{
		"no domain": {
			gate: gate, companies: []posture.Rating{company("", "D", 60), company(" ", "F", 60)},
			want: []string{
				"(unnamed) | minimum_grade | grade F | at least B",
				"(unnamed) | minimum_grade | grade D | at least B",
			},
		},
		"no domain name": {
			gate: gate, companies: []posture.Rating{company("Intern\n", "C", 60)},
			want: []string{"Intern\n | minimum_grade | grade C | at least B"},
		},
		"another spelling": {
			gate: gate, companies: []posture.Rating{company("https://A.example/", "C", 60)},
			want: []string{"a.example | minimum_grade | grade C | at least B"},
		},
		"two spellings, second bad": {
			gate: gate, companies: []posture.Rating{company("a.example", "A", 60), company("https://A.example/", "C", 60)},
			want: []string{"a.example | minimum_grade | grade C | at least B"},
		},
		"the same violation once": {
			gate: gate, companies: []posture.Rating{company("a.example", "C", 40), company("a.example", "C", 45), company("a.example.", "C", 40)},
			want: []string{
				"a.example | minimum_grade | grade C | at least B",
				"a.example | minimum_score | score 40 | at least 50",
				"a.example | minimum_score | score 45 | at least 50",
			},
		},
	})
}
