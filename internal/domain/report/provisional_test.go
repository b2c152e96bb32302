// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report_test

import (
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Reports say that a score is provisional, and that the rules over it met
// nothing.
func TestReports_ofProvisionalScores(t *testing.T) {
	t.Parallel()
	w := world{gate: posture.Gate{MinimumGrade: "C"}, companies: []posture.Rating{rated("a.example", "A", 95)}}
	w.companies[0].IsProvisional = true
	checkSchema(t, publishedSchema, w.report().JSON())
	for text, want := range map[string]string{
		w.report().JSON():     `"provisional":true,`,
		w.report().Markdown(): "| `a.example` | blocked | A (provisional) | 95 |",
		w.report().SARIF():    `"ruleId": "provisional_score"`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("want %s in\n%s", want, text)
		}
	}
	if got := readJUnit(t, w.report().JUnit()).Totals; got.Skipped != 1 || got.Failed != 1 || !strings.Contains(w.report().JUnit(), "not judged: the final score is unknown") {
		t.Errorf("the cases are %+v", got)
	}
	w.gate.IgnoreProvisionalScore = true
	if got := readJUnit(t, w.report().JUnit()).Totals; got.Skipped != 0 || got.Failed != 0 {
		t.Errorf("the cases are %+v", got)
	}
	checkSchema(t, publishedSchema, w.report().JSON())
}
