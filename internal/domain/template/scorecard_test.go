// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
)

// wholeScorecard has everything, and another score for each factor.
func wholeScorecard() template.Scorecard {
	isMonitored := true
	return template.Scorecard{
		ThirdPartyID: "uuid", IsMonitored: &isMonitored,
		Company: posture.Company{
			Domain: "a.example", Grade: "B", Score: new(int64(80)), Industry: "technology",
			Factors: map[string]posture.Factor{
				"application_security": {Grade: "A", Score: new(int64(91))},
				"cubit_score":          {Grade: "B", Score: new(int64(82))},
				"dns_health":           {Grade: "C", Score: new(int64(73))},
				"endpoint_security":    {Grade: "D", Score: new(int64(64))},
				"hacker_chatter":       {Grade: "F", Score: new(int64(0))},
				"leaked_information":   {Grade: "A", Score: new(int64(96))},
				"ip_reputation":        {Grade: "B", Score: new(int64(87))},
				"network_security":     {Grade: "C", Score: new(int64(78))},
				"patching_cadence":     {Grade: "D", Score: new(int64(69))},
				"social_engineering":   {Grade: "A", Score: new(int64(100))},
				"another_one":          {Grade: "A", Score: new(int64(1))},
			},
		},
	}
}

// The properties are those of the onboarding steps but for the timestamp.
func TestScorecard_Row(t *testing.T) {
	t.Parallel()
	want := template.Row{
		"SS Domain": "a.example", "SS Third Party ID": "uuid", "SS Industry": "technology", "SS Monitored": "Yes",
		"SS Overall Grade": "B", "SS Overall Score": "80",
		"SS Application Security Grade": "A", "SS Application Security Score": "91",
		"SS CUBIT Score Grade": "B", "SS CUBIT Score Score": "82",
		"SS DNS Health Grade": "C", "SS DNS Health Score": "73",
		"SS Endpoint Security Grade": "D", "SS Endpoint Security Score": "64",
		"SS Hacker Sites Grade": "F", "SS Hacker Sites Score": "0",
		"SS Info Leak/Password Exposure Grade": "A", "SS Info Leak/Password Exposure Score": "96",
		"SS IP Reputation Grade": "B", "SS IP Reputation Score": "87",
		"SS Network Security Grade": "C", "SS Network Security Score": "78",
		"SS Patching Cadence Grade": "D", "SS Patching Cadence Score": "69",
		"SS Social Engineering Grade": "A", "SS Social Engineering Score": "100",
	}
	if diff := cmp.Diff(want, wholeScorecard().Row()); diff != "" {
		t.Errorf("row (-want +got):\n%s", diff)
	}
	if got := len(template.ScorecardColumns()); got != len(want) {
		t.Errorf("%d columns, want %d", got, len(want))
	}
}

// What is not known is left out, and is never 0 or F.
func TestScorecard_RowOfLittle(t *testing.T) {
	t.Parallel()
	no := false
	got := template.Scorecard{IsMonitored: &no, Company: posture.Company{
		Domain: "a.example", Grade: "?", Industry: "unknown", Factors: map[string]posture.Factor{"dns_health": {Grade: "Z"}},
	}}.Row()
	if diff := cmp.Diff(template.Row{"SS Domain": "a.example", "SS Monitored": "No"}, got); diff != "" {
		t.Errorf("row (-want +got):\n%s", diff)
	}
	got = template.Scorecard{Company: posture.Company{Domain: "a.example"}}.Row()
	if diff := cmp.Diff(template.Row{"SS Domain": "a.example"}, got); diff != "" {
		t.Errorf("row (-want +got):\n%s", diff)
	}
}

func TestRenames(t *testing.T) {
	t.Parallel()
	columns := []string{"A", "B", "C"}
	row := template.Renames{"A": "Alpha", "B": ""}.Rename(template.Row{"A": "1", "B": "2", "C": "3"})
	if diff := cmp.Diff(template.Row{"Alpha": "1", "C": "3"}, row); diff != "" {
		t.Errorf("row (-want +got):\n%s", diff)
	}
	for name, test := range map[string]struct {
		renames template.Renames
		ok      bool
	}{
		"none":                {nil, true},
		"a name":              {template.Renames{"A": "Alpha"}, true},
		"two that change":     {template.Renames{"A": "B", "B": "A"}, true},
		"two are left out":    {template.Renames{"A": "", "B": ""}, true},
		"a name that is used": {template.Renames{"A": "B"}, false},
		"one name for two":    {template.Renames{"A": "X", "B": "X"}, false},
		"no column":           {template.Renames{"Z": "X"}, false},
	} {
		if err := test.renames.Check(columns); (err == nil) != test.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestIssue(t *testing.T) {
	t.Parallel()
	finding := posture.Finding{Subject: "a.example", Type: "csp_no_policy", Title: "No CSP", Severity: "high", Status: posture.Open}
	options := template.IssueOptions{
		Severities: map[string]string{"high": "High", "low": ""}, ThirdPartyID: "7", Status: "Open", Source: "SecurityScorecard",
		RiskImpact: "Some", Description: "Text", Resolution: "More",
	}
	with := func(change func(*posture.Finding)) posture.Finding {
		changed := finding
		change(&changed)
		return changed
	}
	whole := template.Row{
		"Name": "No CSP", "Risk Severity": "High", "Issue Status": "Open", "Issue Source": "SecurityScorecard",
		"Linked Third Party Id": "7", "Risk Impact": "Some", "Description": "Text", "Resolution": "More",
	}
	for name, test := range map[string]struct {
		finding posture.Finding
		options template.IssueOptions
		want    template.Row
		fails   bool
	}{
		"everything": {finding, options, whole, false},
		"little":     {with(func(f *posture.Finding) { f.Title = "" }), template.IssueOptions{Severities: options.Severities}, template.Row{"Name": "csp_no_policy", "Risk Severity": "High"}, false},
		"a recommendation": {
			with(func(f *posture.Finding) { f.Recommendation = "- Set one.\n- Test it - well." }),
			template.IssueOptions{Severities: options.Severities},
			template.Row{"Name": "No CSP", "Risk Severity": "High", "Resolution": "* Set one.\n* Test it - well."},
			false,
		},
		"a resolution of one's own":  {with(func(f *posture.Finding) { f.Recommendation = "- Set one." }), options, whole, false},
		"one that is not known":      {with(func(f *posture.Finding) { f.Status = posture.Unknown }), options, whole, false},
		"one that is closed":         {with(func(f *posture.Finding) { f.Status = posture.Closed }), options, nil, false},
		"one that is left out":       {with(func(f *posture.Finding) { f.Severity = "low" }), options, nil, false},
		"one that is positive":       {with(func(f *posture.Finding) { f.Severity = "positive" }), options, nil, false},
		"a severity without a text":  {with(func(f *posture.Finding) { f.Severity = "medium" }), options, nil, true},
		"a severity of another word": {with(func(f *posture.Finding) { f.Severity = "unknown" }), options, nil, true},
	} {
		key, row, ok, err := test.options.Issue(test.finding)
		if (err != nil) != test.fails || ok != (test.want != nil) {
			t.Errorf("%s: %t, %v", name, ok, err)
		}
		if ok && key != "ssc:a.example:csp_no_policy" {
			t.Errorf("%s: key %q", name, key)
		}
		if diff := cmp.Diff(test.want, row); diff != "" {
			t.Errorf("%s: row (-want +got):\n%s", name, diff)
		}
	}
	if len(template.IssueColumns()) != len(whole) {
		t.Errorf("%d columns, want %d", len(template.IssueColumns()), len(whole))
	}
}
