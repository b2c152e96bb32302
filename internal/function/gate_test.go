// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function_test

import (
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
)

// reportOf is the report of a gate over one company.
func reportOf(name string, grade posture.Grade) report.Report {
	gate := posture.Gate{MinimumGrade: "B"}
	decision := gate.Evaluate([]posture.Rating{{Domain: "a.example", Grade: grade}}, nil, today)
	return report.New(report.About{Name: name, SourceFile: "main.tf"}, gate, decision)
}

var today = time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC)

func TestGateReport(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	judged := reportOf("critical", "D")
	gate := map[string]any{"passed": false, "companies": []any{}, "json": judged.JSON(), "enforcement": nil}
	for format, want := range map[string]string{
		"markdown": judged.Markdown(), "json": judged.JSON(), "junit": judged.JUnit(), "sarif": judged.SARIF(),
	} {
		invocation{"gate_report", []any{gate, format}, want}.run(t, server)
		invocation{"gate_report", []any{judged.JSON(), format}, want}.run(t, server)
	}
	invocation{"gate_report", []any{map[string]any{"json": unknown{}}, "json"}, unknown{}}.run(t, server)
	refused := map[string]any{
		"null": nil, "a number": 1, "no gate": map[string]any{"passed": true}, "a list": []any{gate},
		"no JSON": "passed", "another document": `{"format_version": "1.2"}`, "a part": judged.JSON()[:200],
	}
	for name, gate := range refused {
		wantFailure(t, name, server, "gate_report", []any{gate, "json"}, 0, "the report cannot be used: it")
	}
	wantFailure(t, "a gate without its report", server, "gate_report", []any{map[string]any{"json": nil}, "json"}, 0, "set include_json = true in the gate")
	for _, format := range []string{"", "html", "JSON", strings.Repeat("x", 5_000)} {
		wantFailure(t, "another format", server, "gate_report", []any{gate, format}, 1, "is not a format: it must be one of markdown, json, junit, sarif")
	}
}

func TestGateDigest(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	before, after := reportOf("critical", "A"), reportOf("critical", "D")
	want := report.Digest(before, after)
	if !strings.Contains(want, "- `a.example`: A to D") {
		t.Fatalf("the digest:\n%s", want)
	}
	invocation{"gate_digest", []any{before.JSON(), map[string]any{"json": after.JSON()}}, want}.run(t, server)
	invocation{"gate_digest", []any{before.JSON(), map[string]any{"json": unknown{}}}, unknown{}}.run(t, server)
	wantFailure(t, "null", server, "gate_digest", []any{nil, after.JSON()}, 0, "is null")
	wantFailure(t, "no report", server, "gate_digest", []any{before.JSON(), "{}"}, 1, "the report cannot be used")
	wantFailure(t, "another gate", server, "gate_digest", []any{before.JSON(), reportOf("other", "A").JSON()}, 1, `different gates, "critical" and "other"`)
}

// TestGateFunctions_ofAGate has Terraform pass a whole gate.
func TestGateFunctions_ofAGate(t *testing.T) {
	t.Parallel()
	config := outputs(map[string]string{
		"same":   `provider::vendorrisk::gate_report(data.vendorrisk_gate.test, "markdown") == data.vendorrisk_gate.test.markdown`,
		"json":   `jsondecode(provider::vendorrisk::gate_report(data.vendorrisk_gate.test.json, "json")).violations[0].observed_value`,
		"digest": `strcontains(provider::vendorrisk::gate_digest(data.vendorrisk_gate.test, data.vendorrisk_gate.test), "Nothing has changed.")`,
	}) + `
data "vendorrisk_gate" "test" {
  companies     = [{ domain = "a.example", grade = "D" }]
  minimum_grade = "B"
  enforcement   = "none"
}
`
	acctest.UnitTest(t, resource.TestStep{Config: config, ConfigStateChecks: expectOutputs(map[string]knownvalue.Check{
		"same": knownvalue.Bool(true), "json": knownvalue.StringExact("D"), "digest": knownvalue.Bool(true),
	})})
}
