// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function_test

import (
	"maps"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

const (
	thirdPartyRow = "processunity_third_party_row"
	issueRow      = "processunity_issue_row"
)

// object is an HCL object, tuple a list of any.
type (
	object = map[string]any
	tuple  = []any
)

// hcl is the wire value of what HCL makes of a literal.
func hcl(value any) tftypes.Value {
	switch value := value.(type) {
	case unknown:
		return tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	case nil:
		return tftypes.NewValue(tftypes.DynamicPseudoType, nil)
	case object:
		types, values := map[string]tftypes.Type{}, map[string]tftypes.Value{}
		for name, attribute := range value {
			values[name] = hcl(attribute)
			types[name] = values[name].Type()
		}
		return tftypes.NewValue(tftypes.Object{AttributeTypes: types}, values)
	case tuple:
		types, values := []tftypes.Type{}, []tftypes.Value{}
		for _, element := range value {
			values = append(values, hcl(element))
			types = append(types, values[len(values)-1].Type())
		}
		return tftypes.NewValue(tftypes.Tuple{ElementTypes: types}, values)
	case bool:
		return tftypes.NewValue(tftypes.Bool, value)
	case int, float64:
		return tftypes.NewValue(tftypes.Number, value)
	default:
		return tftypes.NewValue(tftypes.String, value)
	}
}

// callHCL calls a function whose arguments are dynamic, but for a last one that
// is a map of strings.
func callHCL(t *testing.T, function string, first any, second tftypes.Value) (any, *tfprotov6.FunctionError) {
	t.Helper()
	secondType := second.Type()
	if function == issueRow {
		secondType = tftypes.DynamicPseudoType
	}
	one, err := tfprotov6.NewDynamicValue(tftypes.DynamicPseudoType, hcl(first))
	if err != nil {
		t.Fatal(err)
	}
	two, err := tfprotov6.NewDynamicValue(secondType, second)
	if err != nil {
		t.Fatal(err)
	}
	return callDynamic(t, function, &one, &two)
}

func overrides(names object) tftypes.Value {
	mapType := tftypes.Map{ElementType: tftypes.String}
	if names == nil {
		return tftypes.NewValue(mapType, nil)
	}
	values := map[string]tftypes.Value{}
	for column, name := range names {
		values[column] = tftypes.NewValue(tftypes.String, name)
	}
	return tftypes.NewValue(mapType, values)
}

func with(base, changes object) object {
	changed := maps.Clone(base)
	maps.Copy(changed, changes)
	return changed
}

var company = object{
	"domain": "a.example", "name": "A", "grade": "B", "score": 80, "industry": "technology", "portfolio_ids": tuple{"p"},
	"factors": object{
		"hacker_chatter": object{"grade": "A", "score": 99},
		"dns_health":     object{"grade": nil, "score": nil},
		"cubit_score":    object{"grade": "C"},
	},
	"finding_counts": object{"high": 1},
}

func TestProcessUnityThirdPartyRow(t *testing.T) {
	t.Parallel()
	whole := object{
		"SS Domain": "a.example", "SS Industry": "technology", "SS Monitored": "Yes", "SS Overall Grade": "B", "SS Overall Score": "80",
		"SS Hacker Sites Grade": "A", "SS Hacker Sites Score": "99", "SS CUBIT Score Grade": "C",
	}
	for name, test := range map[string]struct {
		company   any
		overrides tftypes.Value
		want      object
	}{
		"a company":         {company, overrides(object{}), whole},
		"without overrides": {company, overrides(nil), whole},
		"with an id":        {with(company, object{"id": "uuid"}), overrides(nil), with(whole, object{"SS Third Party ID": "uuid"})},
		"the domain alone":  {object{"domain": "a.example"}, overrides(nil), object{"SS Domain": "a.example"}},
		"what is not known": {object{"domain": "a.example", "grade": nil, "score": nil, "industry": "unknown", "portfolio_ids": nil, "factors": nil}, overrides(nil), object{"SS Domain": "a.example"}},
		"a score of 0":      {object{"domain": "a.example", "score": 0}, overrides(nil), object{"SS Domain": "a.example", "SS Overall Score": "0"}},
		"an invalid grade":  {object{"domain": "a.example", "grade": "?"}, overrides(nil), object{"SS Domain": "a.example"}},
		"in no portfolio":   {object{"domain": "a.example", "portfolio_ids": tuple{}}, overrides(nil), object{"SS Domain": "a.example", "SS Monitored": "No"}},
		"other names":       {object{"domain": "a.example", "score": 7, "portfolio_ids": tuple{}}, overrides(object{"SS Domain": "Domain", "SS Monitored": nil}), object{"Domain": "a.example", "SS Overall Score": "7"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, failure := callHCL(t, thirdPartyRow, test.company, test.overrides)
			if failure != nil {
				t.Fatal(failure.Text)
			}
			if diff := cmp.Diff(any(test.want), got); diff != "" {
				t.Errorf("row (-want +got):\n%s", diff)
			}
		})
	}
}

var (
	finding = object{
		"source": "securityscorecard", "subject": "a.example", "type": "csp_no_policy", "title": "No CSP", "severity": "high",
		"status": "open", "first_seen_at": nil, "port": 443, "target": nil,
	}
	options = object{"severities": object{"high": "High", "low": nil}, "third_party_id": "7", "status": "Open", "source": "SecurityScorecard"}
)

func TestProcessUnityIssueRow(t *testing.T) {
	t.Parallel()
	whole := object{"Name": "No CSP", "Risk Severity": "High", "Issue Status": "Open", "Issue Source": "SecurityScorecard", "Linked Third Party Id": "7"}
	for name, test := range map[string]struct {
		finding, options object
		want             object
	}{
		"a finding":  {finding, options, whole},
		"little":     {object{"subject": "a.example", "type": "csp_no_policy", "severity": "high"}, object{"severities": object{"high": "High"}}, object{"Name": "csp_no_policy", "Risk Severity": "High"}},
		"nulls":      {with(finding, object{"title": nil, "source": nil}), with(options, object{"status": nil, "source": nil, "third_party_id": nil}), object{"Name": "csp_no_policy", "Risk Severity": "High"}},
		"more texts": {finding, with(options, object{"risk_impact": "5", "description": "D", "resolution": "R"}), with(whole, object{"Risk Impact": "5", "Description": "D", "Resolution": "R"})},
		"other names": {
			finding, with(options, object{"columns": object{"Name": "Title", "Issue Source": nil}}),
			object{"Title": "No CSP", "Risk Severity": "High", "Issue Status": "Open", "Linked Third Party Id": "7"},
		},
		"closed":   {with(finding, object{"status": "closed"}), options, nil},
		"left out": {with(finding, object{"severity": "low"}), options, nil},
		"positive": {with(finding, object{"severity": "positive"}), options, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, failure := callHCL(t, issueRow, test.finding, hcl(test.options))
			if failure != nil {
				t.Fatal(failure.Text)
			}
			want := object{}
			if test.want != nil {
				want["ssc:a.example:csp_no_policy"] = test.want
			}
			if diff := cmp.Diff(any(want), got); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

// What is no company, finding or option is an error of the argument that says
// what is allowed.
func TestProcessUnityRows_refuse(t *testing.T) {
	t.Parallel()
	good := hcl(options)
	for name, test := range map[string]struct {
		function string
		first    any
		second   tftypes.Value
		position int64
		says     string
	}{
		"a text":               {thirdPartyRow, "a.example", overrides(nil), 0, "company cannot be used: it must be an object or a map"},
		"a list":               {thirdPartyRow, tuple{company}, overrides(nil), 0, "it must be an object or a map"},
		"null":                 {thirdPartyRow, nil, overrides(nil), 0, "null"},
		"no domain":            {thirdPartyRow, object{"grade": "A"}, overrides(nil), 0, "its attribute domain must be a string that is not empty"},
		"a domain of null":     {thirdPartyRow, with(company, object{"domain": nil}), overrides(nil), 0, "domain must be a string"},
		"a domain of a number": {thirdPartyRow, with(company, object{"domain": 7}), overrides(nil), 0, "domain must be a string"},
		"a score in words":     {thirdPartyRow, with(company, object{"score": "eighty"}), overrides(nil), 0, "its attribute score must be a whole number or null"},
		"half a score":         {thirdPartyRow, with(company, object{"score": 79.6}), overrides(nil), 0, "whole number"},
		"a grade of a number":  {thirdPartyRow, with(company, object{"grade": 1}), overrides(nil), 0, "its attribute grade must be a string or null"},
		"portfolios of a text": {thirdPartyRow, with(company, object{"portfolio_ids": "p"}), overrides(nil), 0, "portfolio_ids must be a list or null"},
		"factors of a list":    {thirdPartyRow, with(company, object{"factors": tuple{"A"}}), overrides(nil), 0, "its attribute factors must be an object or a map"},
		"a factor of a grade":  {thirdPartyRow, with(company, object{"factors": object{"dns_health": "A"}}), overrides(nil), 0, "factors.dns_health must be an object or a map"},
		"a factor's score":     {thirdPartyRow, with(company, object{"factors": object{"dns_health": object{"score": true}}}), overrides(nil), 0, "factors.dns_health.score must be a whole number"},
		"no such column":       {thirdPartyRow, company, overrides(object{"SS Shade": "Shade"}), 1, `overrides cannot be used: "SS Shade" is not one of the columns that can be renamed: "SS Domain"`},
		"two columns of one":   {thirdPartyRow, company, overrides(object{"SS Domain": "SS Industry"}), 1, "two columns would have the name"},

		"a finding of null":         {issueRow, nil, good, 0, "null"},
		"a finding of a text":       {issueRow, "csp_no_policy", good, 0, "finding cannot be used: it must be an object or a map"},
		"no subject":                {issueRow, with(finding, object{"subject": ""}), good, 0, "its attribute subject must be a string that is not empty"},
		"no type":                   {issueRow, with(finding, object{"type": nil}), good, 0, "its attribute type must be"},
		"no severity":               {issueRow, with(finding, object{"severity": nil}), good, 0, "its attribute severity must be"},
		"a title of a list":         {issueRow, with(finding, object{"title": tuple{}}), good, 0, "its attribute title must be a string or null"},
		"another system's":          {issueRow, with(finding, object{"source": "nowsecure"}), good, 0, `it is of "nowsecure"`},
		"options of null":           {issueRow, finding, hcl(nil), 1, "null"},
		"options of a text":         {issueRow, finding, hcl("High"), 1, "options cannot be used: it must be an object or a map"},
		"no severities":             {issueRow, finding, hcl(object{"status": "Open"}), 1, "its attribute severities must be a map"},
		"severities of null":        {issueRow, finding, hcl(object{"severities": nil}), 1, "its attribute severities must be a map"},
		"severities of a text":      {issueRow, finding, hcl(object{"severities": "High"}), 1, "its attribute severities must be an object or a map"},
		"severities of numbers":     {issueRow, finding, hcl(object{"severities": object{"high": 1}}), 1, `its attribute severities["high"] must be a string or null`},
		"a severity without text":   {issueRow, with(finding, object{"severity": "medium"}), good, 1, `the severities have no text for "medium"`},
		"an unknown severity":       {issueRow, with(finding, object{"severity": "unknown"}), good, 1, `null to omit such findings`},
		"an unknown option":         {issueRow, finding, hcl(with(options, object{"shade": "red"})), 1, `it has the attribute "shade", but may have only severities, third_party_id`},
		"a status of a number":      {issueRow, finding, hcl(with(options, object{"status": 1})), 1, "its attribute status must be a string or null"},
		"an unknown column":         {issueRow, finding, hcl(with(options, object{"columns": object{"Shade": "Hue"}})), 1, `its attribute columns: "Shade" is not one of the columns`},
		"the key among the columns": {issueRow, finding, hcl(with(options, object{"columns": object{"External Id": "Key"}})), 1, `"External Id" is not one of the columns`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, failure := callHCL(t, test.function, test.first, test.second)
			if failure == nil {
				t.Fatalf("no error, but %v", got)
			}
			if failure.FunctionArgument == nil || *failure.FunctionArgument != test.position {
				t.Errorf("the error is of argument %v, want %d", failure.FunctionArgument, test.position)
			}
			if !strings.Contains(failure.Text, test.says) {
				t.Errorf("the error does not say %q: %s", test.says, failure.Text)
			}
		})
	}
}

// A part that is known only after apply makes the result so, as OpenTofu needs.
func TestProcessUnityRows_unknown(t *testing.T) {
	t.Parallel()
	server, err := acctest.ProviderFactories()["vendorrisk"]()
	if err != nil {
		t.Fatal(err)
	}
	rowType := tftypes.Map{ElementType: tftypes.String}
	for name, test := range map[string]struct {
		function   string
		first      any
		second     tftypes.Value
		resultType tftypes.Type
	}{
		"a grade":    {thirdPartyRow, with(company, object{"grade": unknown{}}), overrides(nil), rowType},
		"a title":    {issueRow, with(finding, object{"title": unknown{}}), hcl(options), tftypes.Map{ElementType: rowType}},
		"a severity": {issueRow, finding, hcl(object{"severities": object{"high": unknown{}}}), tftypes.Map{ElementType: rowType}},
	} {
		secondType := test.second.Type()
		if test.function == issueRow {
			secondType = tftypes.DynamicPseudoType
		}
		one, oneErr := tfprotov6.NewDynamicValue(tftypes.DynamicPseudoType, hcl(test.first))
		two, twoErr := tfprotov6.NewDynamicValue(secondType, test.second)
		if oneErr != nil || twoErr != nil {
			t.Fatal(oneErr, twoErr)
		}
		response, err := server.CallFunction(t.Context(), &tfprotov6.CallFunctionRequest{Name: test.function, Arguments: []*tfprotov6.DynamicValue{&one, &two}})
		if err != nil || response.Error != nil {
			t.Fatalf("%s: %v, %v", name, err, response.Error)
		}
		result, err := response.Result.Unmarshal(test.resultType)
		if err != nil || result.IsKnown() {
			t.Errorf("%s: %s, %v", name, result, err)
		}
	}
}

// With Terraform: rows of what is known only at the apply, and the error of a
// wrong argument at the plan.
func TestProcessUnityRows_underTerraform(t *testing.T) {
	t.Parallel()
	config := `
resource "terraform_data" "grade" {
  input = "A"
}

output "row" {
  value = provider::vendorrisk::processunity_third_party_row({ domain = "a.example", grade = terraform_data.grade.output }, {})
}

output "rows" {
  value = merge([
    for type in ["a", "b", "a"] : provider::vendorrisk::processunity_issue_row(
      { subject = "a.example", type = type, severity = "high", title = terraform_data.grade.output },
      { severities = { high = "High" } },
    )
  ]...)
}
`
	run(t,
		resource.TestStep{
			Config:      outputs(map[string]string{"row": `provider::vendorrisk::processunity_third_party_row({ grade = "A" }, {})`}),
			ExpectError: regexp.MustCompile(`(?s)Invalid value for "company".*domain must be`),
		},
		resource.TestStep{
			Config: config,
			ConfigPlanChecks: resource.ConfigPlanChecks{
				PreApply:             []plancheck.PlanCheck{plancheck.ExpectUnknownOutputValue("row")},
				PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
			},
			ConfigStateChecks: expectOutputs(map[string]knownvalue.Check{
				"row": acctest.Exactly(map[string]any{"SS Domain": "a.example", "SS Overall Grade": "A"}),
				"rows": acctest.Exactly(map[string]any{
					"ssc:a.example:a": map[string]any{"Name": "A", "Risk Severity": "High"},
					"ssc:a.example:b": map[string]any{"Name": "A", "Risk Severity": "High"},
				}),
			}),
		},
	)
}
