// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// twoBelowTheBar are one company that breaks two rules, a worse one that
// breaks one, and one in good standing.
func twoBelowTheBar(enforcement any) object {
	return object{
		"minimum_grade": "B", "maximum_findings": object{"high": 0, "medium": 3}, "enforcement": enforcement,
		"companies": list{
			company("fine.example", nil),
			company("two.example", object{"grade": "C", "finding_counts": object{"high": 2}}),
			company("worse.example", object{"grade": "F"}),
		},
	}
}

func TestEnforcement_error(t *testing.T) {
	t.Parallel()
	const advice = "\n\nAsk the vendor to fix it, or add a waiver with a reason and an expiry date."
	want := []*tfprotov6.Diagnostic{
		{
			Severity: tfprotov6.DiagnosticSeverityError, Summary: "Vendor Risk Gate Blocks worse.example",
			Detail: "worse.example breaks 1 of the gate's rules:\n\n- minimum_grade: grade F; required: at least B." + advice,
		},
		{
			Severity: tfprotov6.DiagnosticSeverityError, Summary: "Vendor Risk Gate Blocks two.example",
			Detail: "two.example breaks 2 of the gate's rules:\n\n" +
				"- maximum_findings: 2 high; required: at most 0 high or worse.\n" +
				"- minimum_grade: grade C; required: at least B." + advice,
		},
	}
	for name, enforcement := range map[string]any{"said": "error", "by default": nil} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state, diagnostics := judge(t, twoBelowTheBar(enforcement))
			acctest.Equal(t, "diagnostics", diagnostics, want)
			acctest.Equal(t, "passed", state["passed"], false)
		})
	}
}

func TestEnforcement_warning(t *testing.T) {
	t.Parallel()
	_, errors := judge(t, twoBelowTheBar("error"))
	state, warnings := judge(t, twoBelowTheBar("warning"))
	if len(warnings) != len(errors) {
		t.Fatalf("%d warnings for %d errors", len(warnings), len(errors))
	}
	for i, warning := range warnings {
		if warning.Severity != tfprotov6.DiagnosticSeverityWarning {
			t.Errorf("%q is not a warning", warning.Summary)
		}
		acctest.Equal(t, "summary", warning.Summary, strings.Replace(errors[i].Summary, "Blocks", "Would Block", 1))
		acctest.Equal(t, "detail", warning.Detail, errors[i].Detail)
	}
	acctest.Equal(t, "passed", state["passed"], false)
	acctest.Equal(t, "violations", len(violations(t, state)), 3)
}

func TestEnforcement_none(t *testing.T) {
	t.Parallel()
	state, diagnostics := judge(t, twoBelowTheBar("none"))
	if len(diagnostics) > 0 {
		t.Errorf("diagnostics: %s", acctest.Explain(diagnostics))
	}
	acctest.Equal(t, "passed", state["passed"], false)
	acctest.Equal(t, "violations", len(violations(t, state)), 3)
}

func TestGate_saysNothingWhenItPasses(t *testing.T) {
	t.Parallel()
	for _, enforcement := range []any{"error", "warning", "none", nil} {
		state, diagnostics := judge(t, object{
			"minimum_grade": "B", "companies": list{company("fine.example", nil)}, "enforcement": enforcement,
		})
		if len(diagnostics) > 0 {
			t.Errorf("enforcement %v: %s", enforcement, acctest.Explain(diagnostics))
		}
		acctest.Equal(t, "passed", state["passed"], true)
	}
}

// TestDiagnostics_areLimited has the twenty worst subjects named, and the rest
// counted.
func TestDiagnostics_areLimited(t *testing.T) {
	t.Parallel()
	for subjects, more := range map[int]int{20: 0, 21: 1, 25: 5} {
		t.Run(fmt.Sprint(subjects), func(t *testing.T) {
			t.Parallel()
			companies := list{}
			for i := range subjects {
				companies = append(companies, company(fmt.Sprintf("d%02d.example", i), object{"grade": "D"}))
			}
			// The worst one is named last.
			companies[subjects-1] = company("f.example", object{"grade": "F"})
			_, diagnostics := judge(t, object{"minimum_grade": "B", "companies": companies})

			summaries := []string{}
			for _, diagnostic := range diagnostics {
				if diagnostic.Severity != tfprotov6.DiagnosticSeverityError {
					t.Errorf("%q is no error", diagnostic.Summary)
				}
				summaries = append(summaries, diagnostic.Summary)
			}
			want := []string{"Vendor Risk Gate Blocks f.example"}
			for i := range 19 {
				want = append(want, fmt.Sprintf("Vendor Risk Gate Blocks d%02d.example", i))
			}
			if more > 0 {
				want = append(want, "Vendor Risk Gate Blocks More")
			}
			acctest.Equal(t, "summaries", summaries, want)
			if last := diagnostics[len(diagnostics)-1]; more > 0 {
				count := fmt.Sprintf("%d more subjects are below the bar and are not shown here.", more)
				if !strings.HasPrefix(last.Detail, count) {
					t.Errorf("the last one says %q, want %q", last.Detail, count)
				}
			}
		})
	}
}

// TestDiagnostics_areOnOneLine keeps a subject of another system's making from
// posing as text of the gate or acting on a terminal.
func TestDiagnostics_areOnOneLine(t *testing.T) {
	t.Parallel()
	_, diagnostics := judge(t, object{
		"maximum_findings": object{"low": 0},
		"findings":         list{finding("app\x1b[2J\n\nAll vendors passed", "x", "high")},
	})
	if len(diagnostics) != 1 {
		t.Fatalf("want one diagnostic, got %s", acctest.Explain(diagnostics))
	}
	acctest.Equal(t, "summary", diagnostics[0].Summary, "Vendor Risk Gate Blocks app [2J All vendors passed")
	if strings.Contains(diagnostics[0].Detail, "\x1b") || strings.Contains(diagnostics[0].Detail, "\nAll") {
		t.Errorf("the detail is %q", diagnostics[0].Detail)
	}
}
