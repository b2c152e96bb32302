// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// sound are arguments that are fine, changed by attributes.
func sound(attributes object) object {
	arguments := object{
		"minimum_grade": "B",
		"companies":     list{company("a.example", nil)},
		"findings":      list{finding("a.example", "x", "low")},
	}
	maps.Copy(arguments, attributes)
	return arguments
}

// TestValidate_refusesBadInputAtTheAttribute has each message say what is allowed.
func TestValidate_refusesBadInputAtTheAttribute(t *testing.T) {
	t.Parallel()
	const grades, severities = `["A" "B" "C" "D" "F"]`, `["critical" "high" "medium" "low" "info" "positive"]`
	waivers := func(attributes object) object {
		row := waiver("a.example", "minimum_grade", "2026-12-31")
		maps.Copy(row, attributes)
		return sound(object{"waivers": list{row}})
	}
	tests := map[string]struct {
		arguments object
		attribute string
		text      string
	}{
		"an unknown grade":                    {sound(object{"minimum_grade": "E"}), "minimum_grade", grades},
		"a grade in lower case":               {sound(object{"minimum_grade": "b"}), "minimum_grade", grades},
		"an empty grade":                      {sound(object{"minimum_grade": ""}), "minimum_grade", grades},
		"a score above 100":                   {sound(object{"minimum_score": 101}), "minimum_score", "a number from 0 to 100"},
		"a negative score":                    {sound(object{"minimum_score": -1}), "minimum_score", "a number from 0 to 100"},
		"a fraction of a company":             {sound(object{"minimum_companies": 1.5}), "minimum_companies", "a whole number of 0 or more, but is 1.5"},
		"a fraction of a finding":             {sound(object{"maximum_findings": object{"high": 0.5}}), `maximum_findings["high"]`, "a whole number of 0 or more, but is 0.5"},
		"a fraction of a day":                 {sound(object{"waiver_warning_days": 0.5}), "waiver_warning_days", "a whole number of 0 or more"},
		"a null covered subject":              {sound(object{"covered_subjects": list{nil}}), "covered_subjects", "null"},
		"a window of nothing":                 {sound(object{"score_drop_days": 0, "maximum_score_drop": 5, "histories": list{}}), "score_drop_days", "a whole number from 1 to 3650"},
		"a window without histories":          {sound(object{"score_drop_days": 90, "maximum_score_drop": 5}), "score_drop_days", "set histories"},
		"a window without a rule":             {sound(object{"score_drop_days": 90, "histories": list{}}), "score_drop_days", "Only maximum_score_drop judges"},
		"histories without a rule":            {sound(object{"histories": list{}}), "histories", "Only maximum_score_drop judges"},
		"a history of no one":                 {sound(object{"maximum_score_drop": 5, "histories": list{object{"scores": list{}}}}), "histories[0].domain", "is required, and must not be null"},
		"a negative drop":                     {sound(object{"maximum_score_drop": -1}), "maximum_score_drop", "a number from 0 to 100"},
		"an unknown factor grade":             {sound(object{"minimum_factor_grades": object{"dns_health": "E"}}), `minimum_factor_grades["dns_health"]`, grades},
		"a null factor grade":                 {sound(object{"minimum_factor_grades": object{"dns_health": nil}}), `minimum_factor_grades`, "null value"},
		"no factor grades":                    {sound(object{"minimum_factor_grades": object{}}), "minimum_factor_grades", "at least 1 elements"},
		"an unknown severity":                 {sound(object{"maximum_findings": object{"severe": 1}}), `maximum_findings["severe"]`, severities},
		"a severity in upper case":            {sound(object{"maximum_findings": object{"HIGH": 1}}), `maximum_findings["HIGH"]`, severities},
		"a negative number of findings":       {sound(object{"maximum_findings": object{"high": -1}}), `maximum_findings["high"]`, "a whole number of 0 or more"},
		"a null number of findings":           {sound(object{"maximum_findings": object{"high": nil}}), `maximum_findings`, "null value"},
		"no severities":                       {sound(object{"maximum_findings": object{}}), "maximum_findings", "at least 1 elements"},
		"no denied types":                     {sound(object{"denied_finding_types": list{}}), "denied_finding_types", "at least 1 elements"},
		"an empty denied type":                {sound(object{"denied_finding_types": list{"x", ""}}), "denied_finding_types[1]", "at least 1"},
		"a null denied type":                  {sound(object{"denied_finding_types": list{nil}}), "denied_finding_types", "null value"},
		"a negative number of companies":      {sound(object{"minimum_companies": -1}), "minimum_companies", "a whole number of 0 or more"},
		"an unknown way with unknown grades":  {sound(object{"unknown_grade": "pass"}), "unknown_grade", `["fail" "ignore"]`},
		"an unknown way with unknown finding": {sound(object{"unknown_findings": "pass"}), "unknown_findings", `["fail" "ignore"]`},
		"an unknown enforcement":              {sound(object{"enforcement": "off"}), "enforcement", `["error" "warning" "none"]`},
		"an as_of without a time":             {sound(object{"as_of": "2026-06-30"}), "as_of", "RFC3339"},
		"an as_of without a zone":             {sound(object{"as_of": "2026-06-30T12:00:00"}), "as_of", "RFC3339"},
		"an as_of that is no date":            {sound(object{"as_of": "2026-02-30T12:00:00Z"}), "as_of", "RFC3339"},

		"a waiver with a null reason":       {waivers(object{"reason": nil}), "waivers[0].reason", "required"},
		"a waiver with an empty reason":     {waivers(object{"reason": ""}), "waivers[0].reason", "not blank"},
		"a waiver with a blank reason":      {waivers(object{"reason": " \n"}), "waivers[0].reason", "not blank"},
		"a waiver with a null subject":      {waivers(object{"subject": nil}), "waivers[0].subject", "required"},
		"a waiver with a blank subject":     {waivers(object{"subject": " "}), "waivers[0].subject", "not blank"},
		"a waiver with a null rule":         {waivers(object{"rule": nil}), "waivers[0].rule", "required"},
		"a waiver with a blank rule":        {waivers(object{"rule": ""}), "waivers[0].rule", "not blank"},
		"a waiver with a null expiry":       {waivers(object{"expires_on": nil}), "waivers[0].expires_on", "required"},
		"a waiver with an empty expiry":     {waivers(object{"expires_on": ""}), "waivers[0].expires_on", "a date as YYYY-MM-DD"},
		"a waiver that expires on no date":  {waivers(object{"expires_on": "2026-02-30"}), "waivers[0].expires_on", "a date as YYYY-MM-DD"},
		"a waiver that expires at a time":   {waivers(object{"expires_on": "2026-06-30T12:00:00Z"}), "waivers[0].expires_on", "a date as YYYY-MM-DD"},
		"a waiver that expires some day":    {waivers(object{"expires_on": "never"}), "waivers[0].expires_on", "a date as YYYY-MM-DD"},
		"a null company":                    {sound(object{"companies": list{nil}}), "companies[0].domain", "required"},
		"a company with a null domain":      {sound(object{"companies": list{company("", object{"domain": nil})}}), "companies[0].domain", "required"},
		"a company with a null count":       {sound(object{"companies": list{company("a.example", object{"finding_counts": object{"low": nil}})}}), "companies[0].finding_counts", "null value"},
		"a finding with a null subject":     {sound(object{"findings": list{object{"type": "x"}}}), "findings[0].subject", "required"},
		"a finding with a null type":        {sound(object{"findings": list{object{"subject": "x"}}}), "findings[0].type", "required"},
		"minimum_grade without companies":   {object{"minimum_grade": "B"}, "minimum_grade", "set companies"},
		"minimum_score without companies":   {object{"minimum_score": 1}, "minimum_score", "set companies"},
		"maximum_score_drop without any":    {object{"maximum_score_drop": 1}, "maximum_score_drop", "set companies"},
		"minimum_factor_grades without any": {object{"minimum_factor_grades": object{"dns_health": "B"}}, "minimum_factor_grades", "set companies"},
		"maximum_findings without any":      {object{"maximum_findings": object{"high": 0}}, "maximum_findings", "set findings, or companies"},
		"denied_finding_types without findings": {
			object{"denied_finding_types": list{"x"}, "companies": list{company("a.example", nil)}}, "denied_finding_types", "set findings",
		},
		"minimum_grade with findings only": {
			object{"minimum_grade": "B", "findings": list{finding("a.example", "x", "low")}}, "minimum_grade", "set companies",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diagnostics := validate(t, test.arguments)
			if len(diagnostics) != 1 || diagnostics[0].Severity != tfprotov6.DiagnosticSeverityError {
				t.Fatalf("want one error, got %s", acctest.Explain(diagnostics))
			}
			acctest.Equal(t, "attribute", attributeOf(diagnostics[0]), test.attribute)
			if text := diagnostics[0].Summary + "\n" + diagnostics[0].Detail; !strings.Contains(text, test.text) {
				t.Errorf("the error does not say %q: %s", test.text, text)
			}
		})
	}
}

// attributeOf is where a diagnostic points, as configurations write it.
func attributeOf(diagnostic *tfprotov6.Diagnostic) string {
	var attribute strings.Builder
	for _, step := range diagnostic.Attribute.Steps() {
		switch step := step.(type) {
		case tftypes.AttributeName:
			attribute.WriteString("." + string(step))
		case tftypes.ElementKeyInt:
			fmt.Fprintf(&attribute, "[%d]", step)
		case tftypes.ElementKeyString:
			fmt.Fprintf(&attribute, "[%q]", step)
		}
	}
	return strings.TrimPrefix(attribute.String(), ".")
}

func TestValidate_refusesAGateWithoutARule(t *testing.T) {
	t.Parallel()
	for name, arguments := range map[string]object{
		"nothing at all":      {},
		"what is judged only": {"companies": list{company("a.example", nil)}, "findings": list{}},
		"no rule of its own":  {"companies": list{}, "unknown_grade": "fail", "unknown_findings": "fail", "waivers": list{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diagnostics := validate(t, arguments)
			if len(diagnostics) != 1 || diagnostics[0].Severity != tfprotov6.DiagnosticSeverityError {
				t.Fatalf("want one error, got %s", acctest.Explain(diagnostics))
			}
			acctest.Equal(t, "detail", diagnostics[0].Detail, "A gate without a rule would let everything pass. Set at least one of "+
				"minimum_grade, minimum_score, maximum_score_drop, minimum_factor_grades, maximum_findings, denied_finding_types, minimum_companies.")
		})
	}
}

// TestValidate_reportsEveryFault has one plan say all that is wrong.
func TestValidate_reportsEveryFault(t *testing.T) {
	t.Parallel()
	diagnostics := validate(t, sound(object{
		"minimum_grade": "E", "minimum_score": 101,
		"maximum_findings": object{"severe": -1},
		"waivers":          list{waiver("a.example", "x", "never"), waiver("", "x", "2026-12-31")},
	}))
	attributes := map[string]bool{}
	for _, diagnostic := range diagnostics {
		attributes[attributeOf(diagnostic)] = true
	}
	acctest.Equal(t, "attributes", attributes, map[string]bool{
		"minimum_grade": true, "minimum_score": true, `maximum_findings["severe"]`: true,
		"waivers[0].expires_on": true, "waivers[1].subject": true,
	})
}

// TestValidate_acceptsWhatIsNotKnownYet has values that are known only after apply
// pass validation: they are judged when they are known.
func TestValidate_acceptsWhatIsNotKnownYet(t *testing.T) {
	t.Parallel()
	tests := map[string]object{
		"companies":                {"minimum_grade": "B", "companies": unknown{}},
		"a company":                {"minimum_grade": "B", "companies": list{unknown{}}},
		"a finding":                {"denied_finding_types": list{"x"}, "findings": list{unknown{}}},
		"a waiver":                 sound(object{"waivers": list{unknown{}}}),
		"a grade":                  {"minimum_grade": "B", "companies": list{company("a.example", object{"grade": unknown{}})}},
		"findings":                 {"maximum_findings": object{"high": 0}, "findings": unknown{}},
		"the minimum":              {"minimum_grade": unknown{}, "companies": list{}},
		"the only rule":            {"minimum_factor_grades": unknown{}, "companies": list{}},
		"one of the factor grades": {"minimum_factor_grades": object{"dns_health": unknown{}}, "companies": list{}},
		"one of the maximums":      {"maximum_findings": object{"high": unknown{}}, "companies": list{}},
		"the waivers":              sound(object{"waivers": unknown{}}),
		"a waiver's expiry":        sound(object{"waivers": list{waiver("a.example", "x", "2026-12-31"), object{"subject": "x", "rule": "x", "reason": "x", "expires_on": unknown{}}}}),
		"the time":                 sound(object{"as_of": unknown{}}),
		"the enforcement":          sound(object{"enforcement": unknown{}}),
	}
	for name, arguments := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diagnostics := validate(t, arguments); len(diagnostics) > 0 {
				t.Error(acctest.Explain(diagnostics))
			}
		})
	}
}
