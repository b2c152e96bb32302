// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function_test

import (
	"maps"
	"regexp"
	"testing"

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
	server := acctest.NewServer(t)
	whole := object{
		"SS Domain": "a.example", "SS Industry": "technology", "SS Monitored": "Yes", "SS Overall Grade": "B", "SS Overall Score": "80",
		"SS Hacker Sites Grade": "A", "SS Hacker Sites Score": "99", "SS CUBIT Score Grade": "C",
	}
	for name, test := range map[string]struct {
		company   any
		overrides any
		want      object
	}{
		"a company":         {company, object{}, whole},
		"without overrides": {company, nil, whole},
		"with an id":        {with(company, object{"id": "uuid"}), nil, with(whole, object{"SS Third Party ID": "uuid"})},
		"the domain alone":  {object{"domain": "a.example"}, nil, object{"SS Domain": "a.example"}},
		"what is not known": {object{"domain": "a.example", "grade": nil, "score": nil, "industry": "unknown", "portfolio_ids": nil, "factors": nil}, nil, object{"SS Domain": "a.example"}},
		"a score of 0":      {object{"domain": "a.example", "score": 0}, nil, object{"SS Domain": "a.example", "SS Overall Score": "0"}},
		"an invalid grade":  {object{"domain": "a.example", "grade": "?"}, nil, object{"SS Domain": "a.example"}},
		"in no portfolio":   {object{"domain": "a.example", "portfolio_ids": tuple{}}, nil, object{"SS Domain": "a.example", "SS Monitored": "No"}},
		"other names":       {object{"domain": "a.example", "score": 7, "portfolio_ids": tuple{}}, object{"SS Domain": "Domain", "SS Monitored": nil}, object{"Domain": "a.example", "SS Overall Score": "7"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantResult(t, "row", server, thirdPartyRow, []any{test.company, test.overrides}, test.want)
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
	server := acctest.NewServer(t)
	whole := object{"Name": "No CSP", "Risk Severity": "High", "Issue Status": "Open", "Issue Source": "SecurityScorecard", "Linked Third Party Id": "7"}
	for name, test := range map[string]struct {
		finding, options object
		want             object
	}{
		"a finding":        {finding, options, whole},
		"little":           {object{"subject": "a.example", "type": "csp_no_policy", "severity": "high"}, object{"severities": object{"high": "High"}}, object{"Name": "csp_no_policy", "Risk Severity": "High"}},
		"nulls":            {with(finding, object{"title": nil, "source": nil}), with(options, object{"status": nil, "source": nil, "third_party_id": nil}), object{"Name": "csp_no_policy", "Risk Severity": "High"}},
		"a recommendation": {with(finding, object{"recommendation": "- Fix it."}), options, with(whole, object{"Resolution": "* Fix it."})},
		"more texts":       {finding, with(options, object{"risk_impact": "5", "description": "D", "resolution": "R"}), with(whole, object{"Risk Impact": "5", "Description": "D", "Resolution": "R"})},
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
			want := object{}
			if test.want != nil {
				want["ssc:a.example:csp_no_policy"] = test.want
			}
			wantResult(t, "rows", server, issueRow, []any{test.finding, test.options}, want)
		})
	}
}

// What is no company, finding or option is an error of the argument that says
// what is allowed.
func TestProcessUnityRows_refuse(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	for name, test := range map[string]struct {
		function      string
		first, second any
		position      int64
		says          string
	}{
		"a text":               {thirdPartyRow, "a.example", nil, 0, "company cannot be used: it must be an object or a map"},
		"a list":               {thirdPartyRow, tuple{company}, nil, 0, "it must be an object or a map"},
		"null":                 {thirdPartyRow, nil, nil, 0, "null"},
		"no domain":            {thirdPartyRow, object{"grade": "A"}, nil, 0, "its attribute domain must be a string that is not empty"},
		"a domain of null":     {thirdPartyRow, with(company, object{"domain": nil}), nil, 0, "domain must be a string"},
		"a domain of a number": {thirdPartyRow, with(company, object{"domain": 7}), nil, 0, "domain must be a string"},
		"a score in words":     {thirdPartyRow, with(company, object{"score": "eighty"}), nil, 0, "its attribute score must be a whole number or null"},
		"half a score":         {thirdPartyRow, with(company, object{"score": 79.6}), nil, 0, "whole number"},
		"a grade of a number":  {thirdPartyRow, with(company, object{"grade": 1}), nil, 0, "its attribute grade must be a string or null"},
		"portfolios of a text": {thirdPartyRow, with(company, object{"portfolio_ids": "p"}), nil, 0, "portfolio_ids must be a list or null"},
		"factors of a list":    {thirdPartyRow, with(company, object{"factors": tuple{"A"}}), nil, 0, "its attribute factors must be an object or a map"},
		"a factor of a grade":  {thirdPartyRow, with(company, object{"factors": object{"dns_health": "A"}}), nil, 0, "factors.dns_health must be an object or a map"},
		"a factor's score":     {thirdPartyRow, with(company, object{"factors": object{"dns_health": object{"score": true}}}), nil, 0, "factors.dns_health.score must be a whole number"},
		"no such column":       {thirdPartyRow, company, object{"SS Shade": "Shade"}, 1, `overrides cannot be used: "SS Shade" is not one of the columns that can be renamed: "SS Domain"`},
		"two columns of one":   {thirdPartyRow, company, object{"SS Domain": "SS Industry"}, 1, "two columns would have the name"},

		"a finding of null":         {issueRow, nil, options, 0, "null"},
		"a finding of a text":       {issueRow, "csp_no_policy", options, 0, "finding cannot be used: it must be an object or a map"},
		"no subject":                {issueRow, with(finding, object{"subject": ""}), options, 0, "its attribute subject must be a string that is not empty"},
		"no type":                   {issueRow, with(finding, object{"type": nil}), options, 0, "its attribute type must be"},
		"no severity":               {issueRow, with(finding, object{"severity": nil}), options, 0, "its attribute severity must be"},
		"a title of a list":         {issueRow, with(finding, object{"title": tuple{}}), options, 0, "its attribute title must be a string or null"},
		"another system's":          {issueRow, with(finding, object{"source": "nowsecure"}), options, 0, `it is of "nowsecure"`},
		"options of null":           {issueRow, finding, nil, 1, "null"},
		"options of a text":         {issueRow, finding, "High", 1, "options cannot be used: it must be an object or a map"},
		"no severities":             {issueRow, finding, object{"status": "Open"}, 1, "its attribute severities must be a map"},
		"severities of null":        {issueRow, finding, object{"severities": nil}, 1, "its attribute severities must be a map"},
		"severities of a text":      {issueRow, finding, object{"severities": "High"}, 1, "its attribute severities must be an object or a map"},
		"severities of numbers":     {issueRow, finding, object{"severities": object{"high": 1}}, 1, `its attribute severities["high"] must be a string or null`},
		"a severity without text":   {issueRow, with(finding, object{"severity": "medium"}), options, 1, `the severities have no text for "medium"`},
		"an unknown severity":       {issueRow, with(finding, object{"severity": "unknown"}), options, 1, `null to omit such findings`},
		"an unknown option":         {issueRow, finding, with(options, object{"shade": "red"}), 1, `it has the attribute "shade", but may have only severities, third_party_id`},
		"a status of a number":      {issueRow, finding, with(options, object{"status": 1}), 1, "its attribute status must be a string or null"},
		"an unknown column":         {issueRow, finding, with(options, object{"columns": object{"Shade": "Hue"}}), 1, `its attribute columns: "Shade" is not one of the columns`},
		"the key among the columns": {issueRow, finding, with(options, object{"columns": object{"External Id": "Key"}}), 1, `"External Id" is not one of the columns`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantFailure(t, test.function, server, test.function, []any{test.first, test.second}, test.position, test.says)
		})
	}
}

// A part that is known only after apply makes the result so, as OpenTofu needs.
func TestProcessUnityRows_unknown(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	for name, test := range map[string]struct {
		function      string
		first, second any
	}{
		"a grade":    {thirdPartyRow, with(company, object{"grade": unknown{}}), nil},
		"a title":    {issueRow, with(finding, object{"title": unknown{}}), options},
		"a severity": {issueRow, finding, object{"severities": object{"high": unknown{}}}},
	} {
		wantResult(t, name, server, test.function, []any{test.first, test.second}, unknown{})
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
	acctest.UnitTest(t,
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
