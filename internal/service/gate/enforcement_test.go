// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
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
	const destroy = "\n\nThis blocks terraform destroy too: run it with -refresh=false, or set enforcement to \"warning\"."
	const advice = "\n\nAsk the vendor to fix it, or add a waiver with a reason and an expiry date."
	want := []*tfprotov6.Diagnostic{
		{
			Severity: tfprotov6.DiagnosticSeverityError, Summary: "Vendor Risk Gate Blocks worse.example",
			Detail: "Subject worse.example breaks 1 of the gate's rules:\n\n- minimum_grade: grade F; required: at least B." + advice + destroy,
		},
		{
			Severity: tfprotov6.DiagnosticSeverityError, Summary: "Vendor Risk Gate Blocks two.example",
			Detail: "Subject two.example breaks 2 of the gate's rules:\n\n" +
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
		detail, _, _ := strings.Cut(errors[i].Detail, "\n\nThis blocks terraform destroy")
		acctest.Equal(t, "detail", warning.Detail, detail)
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
				companies = append(companies, company(fmt.Sprintf("d%02d.example", i), object{"grade": "D", "finding_counts": object{"low": i + 1}}))
			}
			// The worst one is named last.
			companies[subjects-1] = company("f.example", object{"grade": "F"})
			_, diagnostics := judge(t, object{"minimum_grade": "B", "maximum_findings": object{"low": 0}, "companies": companies})

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

// Subjects with the same fault share a diagnostic, which names them.
func TestDiagnostics_joinSubjectsWithOneFault(t *testing.T) {
	t.Parallel()
	companies := list{company("z.example", object{"grade": "D"})}
	for i := range 24 {
		companies = append(companies, company(fmt.Sprintf("c%02d.example", i), object{"grade": "C"}))
	}
	_, diagnostics := judge(t, object{"minimum_grade": "B", "companies": companies})
	if len(diagnostics) != 2 {
		t.Fatalf("want two diagnostics, got %s", acctest.Explain(diagnostics))
	}
	acctest.Equal(t, "the first", diagnostics[0].Summary, "Vendor Risk Gate Blocks z.example")
	acctest.Equal(t, "the second", diagnostics[1].Summary, "Vendor Risk Gate Blocks 24 Subjects")
	for _, phrase := range []string{
		"24 subjects break 1 of the gate's rules:\n\n- minimum_grade: grade C; required: at least B.\n\nSubjects:\n\n- c00.example\n",
		"\n- c19.example\n- and 4 more\n\nAsk the vendor to fix it",
	} {
		if !strings.Contains(diagnostics[1].Detail, phrase) {
			t.Errorf("the second does not say %q:\n%s", phrase, diagnostics[1].Detail)
		}
	}
}

// A diagnostic names the findings, and says who can fix them.
func TestDiagnostics_nameTheFindings(t *testing.T) {
	t.Parallel()
	of := func(source, findingType, title, severity string) object {
		row := finding("subject of "+source, findingType, severity)
		row["source"], row["title"] = source, title
		return row
	}
	tests := map[string]struct {
		findings list
		want     string
	}{
		"jumpcloud": {
			list{of("jumpcloud", "admin-mfa-enrolled", "Administrator without MFA", "critical"), of("jumpcloud", "admin-mfa-enrolled", "Administrator without MFA", "critical")},
			"- maximum_findings: 2 critical; required: at most 0 low or worse.\n" +
				"  - critical: admin-mfa-enrolled, Administrator without MFA (2)\n\n" +
				"Fix it in your JumpCloud organization, or add a waiver",
		},
		"nowsecure": {
			list{of("nowsecure", "leak", "", "low"), of("nowsecure", "mitm", "mitm", "high")},
			"- maximum_findings: 1 high, 1 low; required: at most 0 low or worse.\n  - high: mitm\n  - low: leak\n\n" +
				"Fix it in the application and assess the application again, or add a waiver",
		},
		"secureframe": {
			list{of("secureframe", "penetration-test", "Penetration test fails", "high")},
			"Fix it in your organization, where Secureframe tests it, or add a waiver",
		},
		"another system": {
			list{of("scanner", "a", "A", "severe")},
			"- unknown_severity: 1 finding of unknown severity: severe (1); required: no finding of unknown severity.\n" +
				"  - unknown severity: a, A\n\nFix it, or add a waiver",
		},
		"when they were seen": {
			list{
				seen(of("x", "a", "", "low"), "2026-01-31T12:00:00Z", "2026-03-15T12:00:00Z"), seen(of("x", "a", "", "low"), "2026-02-01T12:00:00Z", "2026-03-16T00:00:00Z"),
				seen(of("x", "b", "", "low"), "2026-03-15T12:00:00Z", "2026-03-15T13:00:00Z"), seen(of("x", "c", "", "low"), "2026-01-31", nil), seen(of("x", "d", "", "low"), "soon", nil),
			},
			"  - low: a (2), seen from 2026-01-31 to 2026-03-16\n  - low: b, seen on 2026-03-15\n  - low: c, seen first on 2026-01-31\n  - low: d\n\nFix it, or",
		},
		"many types": {
			list{of("x", "a", "", "low"), of("x", "b", "", "low"), of("x", "c", "", "low"), of("x", "d", "", "low"), of("x", "e", "", "low"), of("x", "f", "", "low")},
			"  - low: e\n  - and 1 more\n\nFix it, or",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, diagnostics := judge(t, object{"maximum_findings": object{"low": 0}, "findings": test.findings})
			if len(diagnostics) != 1 || !strings.Contains(diagnostics[0].Detail, test.want) {
				t.Errorf("want %q, got\n%s", test.want, acctest.Explain(diagnostics))
			}
		})
	}
}

func seen(finding object, first, last any) object {
	finding["first_seen_at"], finding["last_seen_at"] = first, last
	return finding
}

// Subjects that have the same findings share a diagnostic, whenever they were seen.
func TestDiagnostics_joinSubjectsWhateverTheDates(t *testing.T) {
	t.Parallel()
	_, diagnostics := judge(t, object{"maximum_findings": object{"high": 0}, "findings": list{
		seen(finding("laptop", "mfa", "high"), "2026-01-31", "2026-02-28"), seen(finding("tablet", "mfa", "high"), "2025-01-31", "2026-02-27"),
	}})
	if len(diagnostics) != 1 || strings.Contains(diagnostics[0].Detail, "seen") {
		t.Errorf("want one diagnostic without dates, got\n%s", acctest.Explain(diagnostics))
	}
}

// No line of a diagnostic or of the summary begins with a name, and a name cannot
// hold a command of a CI system.
func TestTexts_holdNoCommands(t *testing.T) {
	t.Parallel()
	names := list{}
	for _, name := range []string{
		"::error::a", "a\n::error::b", "##[error]c", "x ##vso[task.setvariable]d", "/close", "x /close", "<img src=x>", "[text](https://evil.example)",
		"@org/team", "a | b", "nul\x00", "esc\x1b[2J", "\u202egpj.exe", "zero\u200bwidth", "line\u2028separator", "carriage\r\nreturn",
	} {
		names = append(names, company(name, object{"grade": "F", "score": 10 + len(names)}))
	}
	arguments := object{"minimum_grade": "B", "minimum_score": 90, "companies": names}
	state, diagnostics := judge(t, arguments)
	text := fmt.Sprint(state["summary"])
	for _, diagnostic := range diagnostics {
		text += "\n" + diagnostic.Summary + "\n" + diagnostic.Detail
	}
	for line := range strings.Lines(text) {
		if trimmed := strings.TrimSpace(line); strings.HasPrefix(trimmed, "::") || strings.HasPrefix(trimmed, "/") || strings.Contains(line, "##[") || strings.Contains(line, "##vso[") {
			t.Errorf("a CI system finds a command in %q", line)
		}
		for _, r := range strings.TrimSuffix(line, "\n") {
			if !unicode.IsPrint(r) || posture.IsInvisible(r) {
				t.Errorf("%U is in %q", r, line)
			}
		}
	}
	if len(diagnostics) != len(names) {
		t.Errorf("%d diagnostics", len(diagnostics))
	}
}
