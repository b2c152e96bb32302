// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report_test

import (
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
)

// publishedSchema is the schema that the documentation shows.
const publishedSchema = "../../../examples/gate-report/gate-report.schema.json"

const sarifSchema = "testdata/sarif-schema-2.1.0.json"

// compiled are the schemas, each of which is compiled once.
var compiled = map[string]func() (*jsonschema.Schema, error){
	publishedSchema: sync.OnceValues(func() (*jsonschema.Schema, error) { return compile(publishedSchema) }),
	sarifSchema:     sync.OnceValues(func() (*jsonschema.Schema, error) { return compile(sarifSchema) }),
}

func compile(file string) (*jsonschema.Schema, error) {
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	return compiler.Compile(file)
}

// checkSchema validates JSON with a schema.
func checkSchema(t *testing.T, schemaFile, text string) {
	t.Helper()
	schema, err := compiled[schemaFile]()
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%s\n%s", err, text)
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("%s\n%s", err, text)
	}
}

func TestJSON_isAsPublished(t *testing.T) {
	t.Parallel()
	checkSchema(t, publishedSchema, everything(t).JSON())
	checkSchema(t, publishedSchema, world{}.report().JSON())
	checkSchema(t, publishedSchema, world{gate: posture.Gate{MinimumGrade: "B"}}.report().JSON())
}

// The reports in the examples are of this version.
func TestJSON_examplesAreReports(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"recipes/gate-baseline/vendor-risk-baseline.json", "functions/gate_digest/last-week.json"} {
		text, err := os.ReadFile("../../../examples/" + file)
		if err != nil {
			t.Fatal(err)
		}
		checkSchema(t, publishedSchema, string(text))
		if kept, err := report.Parse(string(text)); err != nil || kept.JSON() != string(text) {
			t.Errorf("%s is not as the gate writes it: %v", file, err)
		}
	}
}

// One that is compared with another version shows what has changed.
func TestJSON_hasARowInALine(t *testing.T) {
	t.Parallel()
	whole := everything(t)
	text := whole.JSON()
	if lines := strings.Count(text, "\n    {"); lines < len(whole.Subjects)+len(whole.Violations) || strings.Contains(text, "\n      ") {
		t.Errorf("%d rows begin a line:\n%s", lines, text)
	}
}

func TestJSON_isReadBack(t *testing.T) {
	t.Parallel()
	want := everything(t)
	got, err := report.Parse(want.JSON())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want.JSON(), got.JSON()); diff != "" {
		t.Errorf("written again (-want +got):\n%s", diff)
	}
}

// TestParse_refusesWhatIsNotWhole changes one thing in a report that is.
func TestParse_refusesWhatIsNotWhole(t *testing.T) {
	t.Parallel()
	whole := everything(t).JSON()
	tests := map[string]struct{ old, changed, want string }{
		"empty":                {whole, "", "it is not a JSON report of a gate"},
		"cut":                  {whole, whole[:len(whole)/2], "it is not a JSON report of a gate"},
		"another document":     {whole, `{"version": "2.1.0", "runs": []}`, `it has the format_version ""`},
		"another version":      {`"format_version": "1"`, `"format_version": "2"`, `it has the format_version "2", and this version of the provider reads "1"`},
		"an unknown member":    {`"passed": false`, `"passed": false, "accepted": true`, "unknown object member name"},
		"a member twice":       {`"passed": false`, `"passed": false, "passed": false`, "duplicate object member name"},
		"no list":              {`"waived": [`, `"waived": null, "unused_waivers": [], "x": [`, "it is not a JSON report"},
		"null for a list":      {`"unconfirmed_violations": [`, `"unconfirmed_violations": null, "unused_waivers": [`, "it is not a JSON report"},
		"passed":               {`"passed": false`, `"passed": true`, "passed is true, and there are"},
		"fewer companies":      {`"evaluated_companies": 7`, `"evaluated_companies": 8`, "evaluated_companies is 8, and subjects has 7 companies"},
		"another subject":      {`"subject":"low.example","status"`, `"subject":"flow.example","status"`, `which its violations contradict`},
		"another status":       {`"status":"known"`, `"status":"blocked"`, "which its violations contradict"},
		"an unknown rule":      {`"rule":"unknown_grade"`, `"rule":"unknown_grades"`, "is not a rule"},
		"no measure":           {`"measure":"findings.high",`, ``, "measure, observed_value or rows is missing"},
		"no observed value":    {`"observed_value":2,`, ``, "measure, observed_value or rows is missing"},
		"a negative count":     {`"rows":1`, `"rows":-1`, "measure, observed_value or rows is missing"},
		"more of a severity":   {`"critical":1,`, `"critical":9,`, "which finding_types contradicts"},
		"something at the end": {whole, whole + "{}", "it is not a JSON report of a gate"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(whole, test.old, test.changed, 1)
			if text == whole {
				t.Fatalf("%q is not in the report", test.old)
			}
			if _, err := report.Parse(text); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %q", err, test.want)
			}
		})
	}
}
