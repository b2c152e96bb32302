// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
)

// reportsIn are the paths of all reports in a directory that does not exist yet.
func reportsIn(t *testing.T) object {
	t.Helper()
	directory := filepath.Join(t.TempDir(), "reports", "gate")
	paths := object{}
	for _, format := range report.Formats() {
		paths[format] = filepath.Join(directory, "report."+format)
	}
	return paths
}

func readFile(t *testing.T, path any) string {
	t.Helper()
	name, _ := path.(string)
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// judging is a gate over one company of a grade, with other arguments.
func judging(grade any, others object) object {
	arguments := object{
		"minimum_grade": "B", "name": "critical", "source_file": "vendors/main.tf",
		"companies": list{company("low.example", object{"grade": grade, "url": "https://platform.example/low"})},
	}
	maps.Copy(arguments, others)
	return arguments
}

// Rows of snapshots pass through Terraform only if they are asked for.
func TestGate_includesJSON(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		arguments object
		want      bool
	}{
		"rows":              {judging("A", nil), true},
		"rows, left out":    {judging("A", object{"include_json": false}), false},
		"a snapshot":        {object{"snapshots": list{document(t, nil)}, "minimum_grade": "B"}, false},
		"a snapshot, asked": {object{"snapshots": list{document(t, nil)}, "minimum_grade": "B", "include_json": true}, true},
	} {
		if got := verdict(t, test.arguments)["json"] != nil; got != test.want {
			t.Errorf("%s: the result has JSON: %v", name, got)
		}
	}
}

// TestReports_areWrittenWhenTheGateBlocks compares the files with each other and
// with the attributes.
func TestReports_areWrittenWhenTheGateBlocks(t *testing.T) {
	t.Parallel()
	paths := reportsIn(t)
	_, diagnostics := judge(t, judging("D", object{"reports": paths}))
	if len(diagnostics) != 1 || diagnostics[0].Severity != tfprotov6.DiagnosticSeverityError {
		t.Fatalf("the gate does not block: %s", acctest.Explain(diagnostics))
	}
	written, err := report.Parse(readFile(t, paths["json"]))
	if err != nil {
		t.Fatal(err)
	}
	if written.Gate != "critical" || written.SourceFile != "vendors/main.tf" || written.Passed || written.Violations[0].Subject != "low.example" {
		t.Errorf("the report: %+v", written)
	}
	for _, format := range report.Formats() {
		want, _ := written.In(format)
		acctest.Equal(t, format, readFile(t, paths[format]), want)
	}
	if markdown := readFile(t, paths["markdown"]); !strings.Contains(markdown, "[`platform.example`](https://platform.example/low)") {
		t.Errorf("the company has no link:\n%s", markdown)
	}
	state := verdict(t, judging("D", object{"reports": paths}))
	acctest.Equal(t, "markdown", state["markdown"], readFile(t, paths["markdown"]))
	acctest.Equal(t, "json", state["json"], readFile(t, paths["json"]))

	// A later judgment replaces them.
	verdict(t, judging("A", object{"reports": paths}))
	if written, err := report.Parse(readFile(t, paths["json"])); err != nil || !written.Passed {
		t.Errorf("the report is of the earlier judgment: %v", err)
	}
}

// TestReports_thatCannotBeWritten is an error in addition to the verdict, and
// leaves the other reports alone.
func TestReports_thatCannotBeWritten(t *testing.T) {
	t.Parallel()
	paths := reportsIn(t)
	if err := os.MkdirAll(filepath.Join(paths["junit"].(string), "x"), 0o750); err != nil { //nolint:forcetypeassert // It is a path.
		t.Fatal(err)
	}
	for grade, errors := range map[string]int{"D": 2, "A": 1} {
		_, diagnostics := judge(t, judging(grade, object{"reports": paths}))
		if len(diagnostics) != errors {
			t.Fatalf("%s: want %d errors, got %s", grade, errors, acctest.Explain(diagnostics))
		}
		failure := diagnostics[errors-1]
		acctest.Equal(t, "attribute", attributeOf(failure), "reports.junit")
		if !strings.Contains(failure.Detail, "The gate has judged, but its junit report could not be written to") {
			t.Errorf("the error: %s", failure.Detail)
		}
		readFile(t, paths["sarif"])
	}
}

// TestReports_areGoneWhenNothingWasJudged has the reports of an earlier judgment.
func TestReports_areGoneWhenNothingWasJudged(t *testing.T) {
	t.Parallel()
	paths := reportsIn(t)
	state := verdict(t, judging("A", object{"reports": paths}))
	server := acctest.NewServer(t)
	// Terraform validates what is known, but a baseline may be known later.
	broken := acctest.WireAttributes(t, server.Schema(t, typeName), judging("A", object{"reports": paths, "baseline": state["json"], "name": "other"}))
	_, diagnostics := server.Read(t.Context(), t, typeName, broken)
	if len(diagnostics) != 1 || attributeOf(diagnostics[0]) != "baseline" {
		t.Fatalf("the baseline is accepted: %s", acctest.Explain(diagnostics))
	}
	for format, path := range paths {
		name, _ := path.(string)
		if _, err := os.Stat(name); !os.IsNotExist(err) {
			t.Errorf("the %s report is still there: %v", format, err)
		}
	}
}

func TestReports_refuseBadArguments(t *testing.T) {
	t.Parallel()
	baseline, _ := verdict(t, judging("A", nil))["json"].(string)
	tests := map[string]struct {
		arguments       object
		attribute, text string
	}{
		"no file":                   {object{"reports": object{}}, "reports", "Set at least one of markdown, json, junit and sarif"},
		"a blank path":              {object{"reports": object{"json": " "}}, "reports.json", "not blank"},
		"one file twice":            {object{"reports": object{"json": "x/report", "sarif": "./x//report"}}, "reports.sarif", "json and sarif cannot be the same file"},
		"a name with a comment":     {object{"name": "a--b"}, "name", "single dots, dashes and underscores"},
		"a name that ends it":       {object{"name": "x -->"}, "name", "single dots, dashes and underscores"},
		"a long name":               {object{"name": strings.Repeat("x", 65)}, "name", "at most 64"},
		"an absolute source file":   {object{"source_file": "/main.tf"}, "source_file", "relative to the root"},
		"a source file elsewhere":   {object{"source_file": "../main.tf"}, "source_file", "relative to the root"},
		"a baseline that is empty":  {object{"baseline": ""}, "baseline", "it is not a JSON report of a gate"},
		"a baseline that is cut":    {object{"baseline": baseline[:len(baseline)-20]}, "baseline", "it is not a JSON report of a gate"},
		"the plan":                  {object{"baseline": `{"format_version": "1.2", "planned_values": {}}`}, "baseline", `it has the format_version "1.2"`},
		"the baseline of another":   {object{"baseline": strings.Replace(baseline, `"gate": "critical"`, `"gate": "other"`, 1)}, "baseline", `it is a report of the gate "other", and this gate has the name "critical"`},
		"a baseline with a company": {object{"baseline": strings.Replace(baseline, `"evaluated_companies": 1`, `"evaluated_companies": 2`, 1)}, "baseline", "it is not whole, or was changed"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diagnostics := validate(t, judging("A", test.arguments))
			if len(diagnostics) != 1 || attributeOf(diagnostics[0]) != test.attribute || !strings.Contains(diagnostics[0].Detail, test.text) {
				t.Errorf("want %q at %s, got %s", test.text, test.attribute, acctest.Explain(diagnostics))
			}
		})
	}
	if diagnostics := validate(t, judging("A", object{"baseline": unknown{}, "reports": object{"json": unknown{}}})); len(diagnostics) > 0 {
		t.Errorf("unknown arguments: %s", acctest.Explain(diagnostics))
	}
}

// TestBaseline_letsTheOldPass has the report of a blocked plan be the baseline of
// the next one.
func TestBaseline_letsTheOldPass(t *testing.T) {
	t.Parallel()
	baseline := verdict(t, judging("D", nil))["json"]
	state, diagnostics := judge(t, judging("D", object{"baseline": baseline}))
	acctest.Equal(t, "passed", state["passed"], true)
	acctest.Equal(t, "diagnostics", len(diagnostics), 0)
	acctest.Equal(t, "known_violations", rows(t, state["known_violations"], "subject", "rule", "observed"), []string{"low.example | minimum_grade | grade D"})

	state = verdict(t, judging("C", object{"baseline": baseline}))
	acctest.Equal(t, "fixed_violations", rows(t, state["fixed_violations"], "subject", "observed", "now"), []string{"low.example | grade D | grade C"})

	state = verdict(t, judging(nil, object{"baseline": baseline, "unknown_grade": "ignore"}))
	acctest.Equal(t, "unconfirmed_violations", rows(t, state["unconfirmed_violations"], "subject", "observed"), []string{"low.example | grade D"})

	_, diagnostics = judge(t, judging("F", object{"baseline": baseline}))
	if len(diagnostics) != 1 || !strings.Contains(diagnostics[0].Detail, "- minimum_grade: grade F; required: at least B.\n  - worse than the baseline, which has: grade D\n") {
		t.Errorf("what is worse passes: %s", acctest.Explain(diagnostics))
	}
}
