// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
)

// addresses are where problems are.
func addresses(problems []problem.Problem) []string {
	list := []string{}
	for _, found := range problems {
		address := strings.TrimSuffix(strings.TrimSuffix(found.Attribute+"/"+found.Key+"/"+found.Field, "/"), "/")
		if found.IsWarning {
			address += " (warning)"
		}
		list = append(list, address)
	}
	slices.Sort(list)
	return list
}

func TestCheck(t *testing.T) {
	t.Parallel()
	changed := func(t template.Template, change func(*template.Template)) template.Template {
		t.Columns = slices.Clone(t.Columns)
		change(&t)
		return t
	}
	third := template.Arguments{Kind: template.ThirdParty}
	issue := template.Arguments{Kind: template.Issue}
	for name, test := range map[string]struct {
		arguments template.Arguments
		template  template.Template
		want      []string
		says      string
	}{
		"third parties":                     {third, thirdPartyTemplate, nil, ""},
		"issues":                            {issue, issueTemplate, nil, ""},
		"issues by External ID":             {issue, changed(issueTemplate, func(t *template.Template) { t.KeyColumn, t.Columns[0] = "External ID", "External ID" }), nil, ""},
		"no key":                            {third, changed(thirdPartyTemplate, func(t *template.Template) { t.KeyColumn = "" }), []string{"template_id"}, `no key column. Set it to "Id"`},
		"another key for third parties":     {third, changed(thirdPartyTemplate, func(t *template.Template) { t.KeyColumn = "Name" }), []string{"template_id"}, `the key column "Name"`},
		"another case for third parties":    {third, changed(thirdPartyTemplate, func(t *template.Template) { t.KeyColumn = "ID" }), []string{"template_id"}, `the key column "ID"`},
		"another key for issues":            {issue, changed(issueTemplate, func(t *template.Template) { t.KeyColumn = "Name" }), []string{"template_id"}, `Set it to "External Id"`},
		"the key is no column":              {third, changed(thirdPartyTemplate, func(t *template.Template) { t.Columns = []string{"Name"} }), []string{"template_id"}, "among its columns"},
		"no updates":                        {third, changed(thirdPartyTemplate, func(t *template.Template) { t.Updates = false }), []string{"template_id"}, "Set Updates"},
		"third parties are made":            {third, changed(thirdPartyTemplate, func(t *template.Template) { t.Inserts = true }), []string{"template_id"}, "allow_inserts"},
		"third parties are made, and may":   {template.Arguments{Kind: template.ThirdParty, AllowInserts: true}, changed(thirdPartyTemplate, func(t *template.Template) { t.Inserts = true }), nil, ""},
		"issues are not made":               {issue, changed(issueTemplate, func(t *template.Template) { t.Inserts = false }), []string{"template_id"}, "Set Inserts"},
		"a column twice":                    {third, changed(thirdPartyTemplate, func(t *template.Template) { t.Columns = append(t.Columns, "Name") }), []string{"template_id"}, `"Name" twice`},
		"an unknown column":                 {template.Arguments{Columns: map[string][]string{"7": {"Grade", "Shade"}}}, thirdPartyTemplate, []string{"rows/7/Shade"}, `has no column "Shade". Its columns are "Grade"`},
		"another case":                      {template.Arguments{Columns: map[string][]string{"7": {"GRADE "}}}, thirdPartyTemplate, []string{"rows/7/GRADE "}, `Did you mean "Grade"?`},
		"the key among the values":          {template.Arguments{Columns: map[string][]string{"7": {"Id"}}}, thirdPartyTemplate, []string{"rows/7/Id"}, "is the key column"},
		"an unknown timestamp":              {template.Arguments{TimestampColumn: "Time"}, thirdPartyTemplate, []string{"timestamp_column/Time"}, ""},
		"a timestamp that is the key":       {template.Arguments{TimestampColumn: "Id"}, thirdPartyTemplate, []string{"timestamp_column/Id"}, ""},
		"columns of the other arguments":    {template.Arguments{Kind: template.Issue, InsertOnlyColumns: []string{"A", "Status"}, BlankColumns: []string{"B"}, OnRemoved: template.Row{"C": "", "Status": ""}}, issueTemplate, []string{"blank_columns/B", "insert_only_columns/A", "on_removed/C"}, ""},
		"only the template, when it is bad": {template.Arguments{Kind: template.Issue, Columns: map[string][]string{"7": {"Shade"}}}, thirdPartyTemplate, []string{"template_id", "template_id"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			problems := test.arguments.Check(test.template)
			if diff := cmp.Diff(append([]string{}, test.want...), addresses(problems)); diff != "" {
				t.Fatalf("problems (-want +got):\n%s\n%+v", diff, problems)
			}
			if len(problems) > 0 && !strings.Contains(problems[0].Message, test.says) {
				t.Errorf("the problem does not say %q: %s", test.says, problems[0].Message)
			}
		})
	}
}

func TestCheckRows(t *testing.T) {
	t.Parallel()
	arguments := template.Arguments{Kind: template.Issue, TimestampColumn: "Stamp"}
	problems := arguments.CheckRows(map[string]template.Row{
		"":                       {"Name": "A"},
		"a":                      {"Name": "A", "Impact": ""},
		"b":                      {},
		"c":                      {"Stamp": "now"},
		strings.Repeat("é", 100): {"Name": "A"},
		strings.Repeat("e", 101): {"Name": "A"},
	})
	want := []string{"rows", "rows/a/Impact (warning)", "rows/b", "rows/c/Stamp", "rows/" + strings.Repeat("e", 101) + " (warning)"}
	slices.Sort(want)
	if diff := cmp.Diff(want, addresses(problems)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if problems := (template.Arguments{}).CheckRows(map[string]template.Row{strings.Repeat("1", 101): {"A": "b"}}); len(problems) > 0 {
		t.Errorf("an Id is as long as it is: %+v", problems)
	}
}
