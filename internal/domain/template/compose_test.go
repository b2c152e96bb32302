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

// exported decodes an export of records.
func exported(t *testing.T, records string) template.Export {
	t.Helper()
	export, err := template.DecodeExport([]byte(`{"Message":null,"HasError":false,"Data":` + records + `}`))
	if err != nil {
		t.Fatal(err)
	}
	return export
}

var (
	thirdPartyTemplate = template.Template{ID: 1, Name: "T", KeyColumn: "Id", Updates: true, Columns: []string{"Grade", "Id", "Name", "Stamp"}}
	issueTemplate      = template.Template{ID: 2, Name: "I", KeyColumn: "External Id", Inserts: true, Updates: true, Columns: []string{"External Id", "Impact", "Name", "Status"}}
)

func TestCompose(t *testing.T) {
	t.Parallel()
	thirdParty := template.Composer{Template: thirdPartyTemplate, Kind: template.ThirdParty, TimestampColumn: "Stamp", Timestamp: "now"}
	issue := template.Composer{Template: issueTemplate, Kind: template.Issue}
	asserted := func(key string, row template.Row) map[string]template.Row { return map[string]template.Row{key: row} }
	with := func(c template.Composer, change func(*template.Composer)) template.Composer {
		change(&c)
		return c
	}
	const known = `[{"Id":7,"Name":"Seven","Grade":"B","Stamp":"then"},{"Id":"8","Name":"Eight","Grade":null,"Stamp":""}]`
	const issues = `[{"External Id":"a","Name":"A","Status":"Closed","Impact":"High"},{"External Id":"b","Name":"B","Status":"Open","Impact":""}]`
	const blankImpact = `[{"External Id":"a","Name":"A","Status":"Closed","Impact":""}]`
	for name, test := range map[string]struct {
		composer template.Composer
		rows     map[string]template.Row
		export   string
		want     map[string][]string // values by key
		problems []string            // words of them
	}{
		"what a row does not set is sent back": {
			thirdParty,
			map[string]template.Row{"7": {"Grade": "A"}, "8": {"Grade": "F", "Name": "8"}},
			known,
			map[string][]string{"7": {"A", "7", "Seven", "now"}, "8": {"F", "8", "8", "now"}},
			nil,
		},
		"an Id that is not there": {
			thirdParty, map[string]template.Row{"9": {"Grade": "A"}}, known, nil, []string{"rows 9: ProcessUnity has no third party with this Id"},
		},
		"an Id that two records have": {
			thirdParty, map[string]template.Row{"7": {"Grade": "A"}}, `[{"Id":"7"},{"Id":"7"}]`, nil, []string{"rows 7: The key does not identify one record: 2 records have Id"},
		},
		"a column that the export does not have": {
			thirdParty, map[string]template.Row{"7": {"Grade": "A"}}, `[{"Id":"7","Grade":"B"}]`, nil, []string{`export_id : The export does not have columns that a row does not set, and the import would overwrite them, so nothing is sent: "Name".`},
		},
		"an export without the key": {
			thirdParty, map[string]template.Row{"7": {"Grade": "A"}}, `[{"Name":"Seven"}]`, nil, []string{"export_id : Cannot read the current values of the records"},
		},
		"an empty export": {
			thirdParty, map[string]template.Row{"7": {"Grade": "A"}}, `[]`, nil, []string{"rows 7: ProcessUnity has no third party"},
		},
		"a new issue": {
			issue, map[string]template.Row{"c": {"Name": "C", "Status": "Open"}}, issues, map[string][]string{"c": {"c", "", "C", "Open"}}, nil,
		},
		"a known issue": {
			issue, map[string]template.Row{"a": {"Name": "A2"}}, issues, map[string][]string{"a": {"a", "High", "A2", "Closed"}}, nil,
		},
		"a column that is blank here, and not elsewhere": {
			issue, map[string]template.Row{"b": {"Name": "B2"}}, issues, map[string][]string{"b": {"b", "", "B2", "Open"}}, nil,
		},
		"a column that is blank everywhere": {
			issue, map[string]template.Row{"a": {"Name": "A2"}}, blankImpact, nil, []string{`blank_columns : Columns that a row does not set are blank in every exported record: "Impact".`},
		},
		"a column that may be blank everywhere": {
			with(issue, func(c *template.Composer) { c.BlankColumns = []string{"Impact"} }),
			map[string]template.Row{"a": {"Name": "A2"}},
			blankImpact,
			map[string][]string{"a": {"a", "", "A2", "Closed"}},
			nil,
		},
		"a column that is blank everywhere, and another row sets": {
			issue,
			map[string]template.Row{"a": {"Name": "A2"}, "b": {"Impact": "Low"}},
			blankImpact, nil,
			[]string{`blank_columns : Columns that a row does not set are blank in every exported record: "Impact".`},
		},
		"a column that is blank everywhere, and was set before": {
			with(issue, func(c *template.Composer) {
				c.BlankColumns, c.Asserted = []string{"Impact"}, asserted("a", template.Row{"Impact": "High"})
			}),
			map[string]template.Row{"a": {"Name": "A2"}},
			blankImpact, nil,
			[]string{`blank_columns : Columns that a row does not set are blank in every exported record, although this resource has set them before: "Impact".`},
		},
		"a column that was set before in a record that is gone": {
			with(issue, func(c *template.Composer) {
				c.BlankColumns, c.Asserted = []string{"Impact"}, asserted("z", template.Row{"Impact": "High"})
			}),
			map[string]template.Row{"a": {"Name": "A2"}},
			blankImpact,
			map[string][]string{"a": {"a", "", "A2", "Closed"}},
			nil,
		},
		"a column for new issues that is blank everywhere": {
			with(issue, func(c *template.Composer) { c.InsertOnly = []string{"Impact"} }),
			map[string]template.Row{"a": {"Name": "A2", "Impact": "High"}},
			blankImpact, nil,
			[]string{`rows a: The issue is already in ProcessUnity`, `blank_columns : Columns that a row does not set are blank in every exported record: "Impact".`},
		},
		"a column that new issues leave blank": {
			issue,
			map[string]template.Row{"c": {"Name": "C", "Status": "Open"}},
			blankImpact,
			map[string][]string{"c": {"c", "", "C", "Open"}},
			[]string{`blank_columns : A new row does not set columns that are blank in every exported record: "Impact".`},
		},
		"an issue that on_removed has closed": {
			with(issue, func(c *template.Composer) {
				c.InsertOnly, c.OnRemoved = []string{"Status", "Name"}, template.Row{"Status": "Closed"}
			}),
			map[string]template.Row{"a": {"Name": "another", "Status": "Open"}},
			issues,
			map[string][]string{"a": {"a", "High", "A", "Open"}},
			[]string{`rows a: The issue is already in ProcessUnity, and keeps its value of "Name"`},
		},
		"an issue that a person has closed since it was imported": {
			with(issue, func(c *template.Composer) {
				c.InsertOnly, c.OnRemoved = []string{"Status"}, template.Row{"Status": "Closed"}
				c.Asserted = asserted("a", template.Row{"Name": "A", "Status": "Open"})
			}),
			map[string]template.Row{"a": {"Name": "A2", "Status": "Open"}},
			issues,
			map[string][]string{"a": {"a", "High", "A2", "Closed"}},
			nil,
		},
		"an issue that another resource has closed in this run": {
			with(issue, func(c *template.Composer) {
				c.InsertOnly, c.Marks = []string{"Status"}, func(string) map[string]string { return template.Row{"Status": "Closed"} }
				c.Asserted = asserted("a", template.Row{"Name": "A", "Status": "Open"})
			}),
			map[string]template.Row{"a": {"Name": "A2", "Status": "Open"}},
			issues,
			map[string][]string{"a": {"a", "High", "A2", "Open"}},
			nil,
		},
		"an issue that a person has changed since on_removed closed it": {
			with(issue, func(c *template.Composer) {
				c.InsertOnly, c.OnRemoved = []string{"Status"}, template.Row{"Status": "Closed", "Impact": "None"}
			}),
			map[string]template.Row{"a": {"Name": "A", "Status": "Open"}},
			issues,
			map[string][]string{"a": {"a", "High", "A", "Closed"}},
			[]string{"rows a: The issue is already in ProcessUnity"},
		},
		"a formula": {
			with(issue, func(c *template.Composer) { c.EscapeFormulas = true }),
			map[string]template.Row{"a": {"Name": "=1+1", "Status": "-1", "Impact": "a=b"}},
			issues,
			map[string][]string{"a": {"a", "a=b", "'=1+1", "-1"}},
			nil,
		},
		"a row that is refused, and another one": {
			thirdParty,
			map[string]template.Row{"7": {"Grade": "A"}, "9": {"Grade": "A"}},
			known,
			map[string][]string{"7": {"A", "7", "Seven", "now"}},
			[]string{"rows 9: ProcessUnity has no third party with this Id"},
		},
		"a column for new issues": {
			with(issue, func(c *template.Composer) { c.InsertOnly = []string{"Status"} }),
			map[string]template.Row{"a": {"Name": "A2", "Status": "Open"}, "c": {"Name": "C", "Status": "Open"}},
			issues,
			map[string][]string{"a": {"a", "High", "A2", "Closed"}, "c": {"c", "", "C", "Open"}},
			[]string{"rows a: The issue is already in ProcessUnity, and keeps its value of \"Status\""},
		},
		"a column for new issues, in one that was imported": {
			with(issue, func(c *template.Composer) {
				c.InsertOnly, c.Asserted = []string{"Status"}, asserted("a", template.Row{"Name": "A"})
			}),
			map[string]template.Row{"a": {"Name": "A2", "Status": "Open"}},
			issues,
			map[string][]string{"a": {"a", "High", "A2", "Closed"}},
			nil,
		},
		"an issue that was imported and is gone": {
			with(issue, func(c *template.Composer) { c.Asserted = asserted("z", template.Row{"Name": "Z"}) }),
			map[string]template.Row{"z": {"Name": "Z"}},
			issues, nil,
			[]string{"rows z: The issue was imported before, but is not in the export"},
		},
		"an issue that is gone, all of whose columns are set": {
			with(issue, func(c *template.Composer) { c.Asserted = asserted("z", template.Row{"Name": "Z"}) }),
			map[string]template.Row{"z": {"Name": "Z", "Impact": "", "Status": "Open"}},
			issues,
			map[string][]string{"z": {"z", "", "Z", "Open"}},
			nil,
		},
		"issues that exist only": {
			with(issue, func(c *template.Composer) { c.ExistingOnly = true }),
			map[string]template.Row{"a": {"Status": "Closed"}, "z": {"Status": "Closed"}},
			issues,
			map[string][]string{"a": {"a", "High", "A", "Closed"}},
			nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			composition := test.composer.Compose(test.rows, exported(t, test.export))
			problems := slices.Concat(composition.Refused, composition.Problems)
			got := map[string][]string{}
			for _, line := range composition.Lines {
				got[line.Key] = line.Values
			}
			if len(problems) != len(test.problems) {
				t.Fatalf("problems %+v, want %q", problems, test.problems)
			}
			for i, found := range problems {
				if text := found.Attribute + " " + found.Key + ": " + found.Message; !strings.HasPrefix(text, test.problems[i]) {
					t.Errorf("problem %q, want %q", text, test.problems[i])
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" && !problem.HasErrors(composition.Problems) && (test.want != nil || len(got) > 0) {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

func TestComposer_NeedsExport(t *testing.T) {
	t.Parallel()
	whole := template.Row{"Impact": "", "Name": "A", "Status": "Open"}
	wholeThirdParty := template.Row{"Grade": "A", "Name": "A"}
	inserting := thirdPartyTemplate
	inserting.Inserts = true
	for name, test := range map[string]struct {
		composer template.Composer
		row      template.Row
		want     bool
	}{
		"every column is set":               {template.Composer{Template: issueTemplate, Kind: template.Issue}, whole, false},
		"a column is left":                  {template.Composer{Template: issueTemplate, Kind: template.Issue}, template.Row{"Name": "A"}, true},
		"it depends on what is there":       {template.Composer{Template: issueTemplate, Kind: template.Issue, InsertOnly: []string{"Status"}}, whole, true},
		"only what exists":                  {template.Composer{Template: issueTemplate, Kind: template.Issue, ExistingOnly: true}, whole, true},
		"the timestamp is set":              {template.Composer{Template: thirdPartyTemplate, TimestampColumn: "Stamp"}, wholeThirdParty, false},
		"the timestamp is left":             {template.Composer{Template: thirdPartyTemplate}, wholeThirdParty, true},
		"a wrong Id would make another one": {template.Composer{Template: inserting, TimestampColumn: "Stamp"}, wholeThirdParty, true},
	} {
		if got := test.composer.NeedsExport(map[string]template.Row{"a": test.row}); got != test.want {
			t.Errorf("%s: %t, want %t", name, got, test.want)
		}
		if test.composer.NeedsExport(nil) {
			t.Errorf("%s: no row needs an export", name)
		}
	}
}

func TestDecodeExport_refuses(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]string{
		"a page":           "<html>",
		"an error":         `{"HasError":true,"Message":"No access","Data":[]}`,
		"no data":          `{"HasError":false}`,
		"data of no type":  `{"HasError":false,"Data":{"a":1}}`,
		"a row of no type": `{"HasError":false,"Data":[["a"]]}`,
		"a nested value":   `{"HasError":false,"Data":[{"Id":{"a":1}}]}`,
		"cut short":        `{"HasError":false,"Data":[{"Id":`,
	} {
		if export, err := template.DecodeExport([]byte(answer)); err == nil {
			t.Errorf("%s: no error, but %+v", name, export)
		} else if strings.Contains(err.Error(), `"a"`) {
			t.Errorf("%s: the error quotes the answer: %s", name, err)
		}
	}
}
