// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"math/big"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// ago is a score of some days before today.
func ago(days int, score *big.Rat) posture.PastScore {
	return posture.PastScore{Date: today.AddDate(0, 0, -days), Score: score}
}

// fell is the history of a company that had 90 points 90 days ago.
func fell(now int64) posture.ScoreHistory {
	return posture.ScoreHistory{Domain: "a.example", Scores: []posture.PastScore{ago(90, posture.Points(90)), ago(0, posture.Points(now))}}
}

func TestMaximumScoreDrop_inAWindow(t *testing.T) {
	t.Parallel()
	gate := func(scores ...posture.PastScore) posture.Gate {
		return posture.Gate{
			MaximumScoreDrop: posture.Points(5), ScoreDropDays: 90,
			Histories: []posture.ScoreHistory{{Domain: "https://A.example/", Scores: append([]posture.PastScore{}, scores...)}},
		}
	}
	with90 := func(score *big.Rat) posture.PastScore { return ago(90, score) }
	points := posture.Points
	unknown := func(why string) []string {
		return []string{"a.example | unknown_grade | 90-day score change unknown: " + why + " | at most 5"}
	}
	fails := []string{"a.example | maximum_score_drop | 6 points lost in 90 days | at most 5"}
	// The 30-day change of the company is 0.
	companies := []posture.Rating{graded("a.example")}
	several := func(histories ...posture.ScoreHistory) posture.Gate {
		g := gate()
		g.Histories = histories
		return g
	}
	tests := map[string]gateTest{
		"at the limit":            {gate: gate(with90(points(90)), ago(0, points(85)))},
		"beyond the limit":        {gate: gate(with90(points(90)), ago(0, points(84))), want: fails},
		"in another order":        {gate: gate(ago(0, points(84)), ago(45, points(99)), with90(points(90))), want: fails},
		"risen":                   {gate: gate(with90(points(10)), ago(0, points(84)))},
		"a low in between":        {gate: gate(with90(points(90)), ago(45, points(1)), ago(0, points(90)))},
		"a fraction":              {gate: gate(with90(points(90)), ago(0, big.NewRat(169, 2))), want: []string{"a.example | maximum_score_drop | 5.5 points lost in 90 days | at most 5"}},
		"before the window":       {gate: gate(ago(97, points(90)), ago(0, points(84))), want: fails},
		"published with a delay":  {gate: gate(with90(points(90)), ago(7, points(84))), want: fails},
		"the last one counts":     {gate: gate(with90(points(90)), ago(2, points(90)), ago(1, points(84))), want: fails},
		"of tomorrow":             {gate: gate(with90(points(90)), ago(0, points(84)), ago(-1, points(90))), want: fails},
		"twice the same":          {gate: gate(with90(points(90)), ago(0, points(84)), ago(0, points(84))), want: fails},
		"too short":               {gate: gate(ago(89, points(90)), ago(0, points(90))), want: unknown("no score from 2025-12-08 to 2025-12-15")},
		"too long ago":            {gate: gate(ago(98, points(90)), ago(0, points(90))), want: unknown("no score from 2025-12-08 to 2025-12-15")},
		"old":                     {gate: gate(with90(points(90)), ago(8, points(90))), want: unknown("no score from 2026-03-08 to 2026-03-15")},
		"no scores":               {gate: gate(), want: unknown("no score from 2025-12-08 to 2025-12-15")},
		"unknown at last":         {gate: gate(with90(points(90)), ago(1, points(90)), ago(0, nil)), want: unknown("no known score on 2026-03-15")},
		"unknown at first":        {gate: gate(ago(91, points(90)), with90(nil), ago(0, points(90))), want: unknown("no known score on 2025-12-15")},
		"off the scale":           {gate: gate(with90(points(-1)), ago(0, points(90))), want: unknown("the score on 2025-12-15, -1, is not from 0 to 100")},
		"two on one day":          {gate: gate(with90(points(90)), ago(0, points(90)), ago(0, points(10))), want: unknown("several scores on 2026-03-15")},
		"two on an earlier day":   {gate: gate(with90(points(90)), ago(3, points(90)), ago(3, points(10)), ago(0, points(84))), want: fails},
		"known and not on a day":  {gate: gate(with90(points(90)), ago(0, points(90)), ago(0, nil)), want: unknown("several scores on 2026-03-15")},
		"no date":                 {gate: gate(with90(points(90)), ago(0, points(90)), posture.PastScore{Score: points(90)}), want: unknown("a score has no date")},
		"not read":                {gate: several(posture.ScoreHistory{Domain: "a.example"}), want: unknown("a history could not be read")},
		"one of two not read":     {gate: several(fell(90), posture.ScoreHistory{Domain: "a.example"}), want: unknown("a history could not be read")},
		"none":                    {gate: several(), companies: companies, want: nil},
		"of another company":      {gate: several(posture.ScoreHistory{Domain: "b.example", Scores: fell(90).Scores}), want: unknown("it has no history")},
		"in two parts":            {gate: several(posture.ScoreHistory{Domain: "a.example", Scores: fell(0).Scores[:1]}, posture.ScoreHistory{Domain: "A.example.", Scores: fell(84).Scores[1:]}), want: fails},
		"two that contradict":     {gate: several(fell(90), fell(10)), want: unknown("several scores on 2026-03-15")},
		"of one of two cards":     {gate: several(fell(90)), companies: append([]posture.Rating{{Domain: "a.example", Grade: "A"}}, companies...), want: unknown("the history is of one of its scorecards")},
		"of one card, listed two": {gate: several(fell(84)), companies: append(companies, companies...), want: fails},
	}
	for name, test := range tests {
		if test.companies == nil {
			test.companies = companies
			tests[name] = test
		}
	}
	none := tests["none"]
	none.gate.Histories = []posture.ScoreHistory{}
	none.want = unknown("it has no history")
	tests["none"] = none
	ignored := tests["not read"]
	ignored.gate.IgnoreUnknownGrade, ignored.want = true, nil
	tests["unknown is ignored"] = ignored
	waived := tests["not read"]
	waived.gate.Waivers, waived.want = []posture.Waiver{waive("a.example", "unknown_grade")}, nil
	tests["unknown is waived"] = waived
	thirty := tests["too short"]
	thirty.gate.ScoreDropDays, thirty.want = 0, []string{"a.example | unknown_grade | 30-day score change unknown: no score from 2026-02-06 to 2026-02-13 | at most 5"}
	tests["30 days, which the company says"] = thirty
	runGateTests(t, tests)
}

// Reports have the change by the histories, and not that of the company.
func TestMaximumScoreDrop_isAssessed(t *testing.T) {
	t.Parallel()
	gate := posture.Gate{MaximumScoreDrop: posture.Points(5), ScoreDropDays: 90, Histories: []posture.ScoreHistory{fell(84)}}
	decision := gate.Evaluate([]posture.Rating{graded("a.example"), graded("b.example")}, nil, today)
	if got := decision.Assessed[0].Companies[0]; got.ScoreChange != "-6" || got.ScoreChange30d != "0" {
		t.Errorf("a.example: %+v", got)
	}
	if got := decision.Assessed[1].Companies[0]; got.ScoreChange != "" {
		t.Errorf("b.example: %+v", got)
	}
	if v := decision.Violations()[1]; v.Measure != "score_change_90d" || v.ObservedValue != "6" || v.Severity != "low" {
		t.Errorf("violation: %+v", v)
	}
}
