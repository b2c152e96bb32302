// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// row is the values of a template's columns, blank where none is given.
type row map[string]string

func issue(externalID, severity string) row {
	return row{"External Id": externalID, "Name": "Issue " + externalID, "Risk Severity": severity}
}

// importRows imports rows through a template, with a log.
func importRows(t *testing.T, client sandboxtest.Client, w *world.World, templateID int, rows ...row) sandboxtest.Answer {
	t.Helper()
	templates := w.ImportTemplates()
	at := slices.IndexFunc(templates, func(template world.ImportTemplate) bool { return template.ID == templateID })
	var data []string
	for _, row := range rows {
		var members []string
		for i, column := range templates[at].Columns {
			members = append(members, fmt.Sprintf(`"%d":%q`, i, row[column])) // names have no meaning
		}
		data = append(data, "{"+strings.Join(members, ",")+"}")
	}
	return client.Send(t, http.MethodPost, imports+fmt.Sprint(templateID), `{"data":[`+strings.Join(data, ",")+`],"param":{"IncludeLog":true}}`)
}

// outcome is what an answer says of an import: the totals other than 0, and the
// log, in which rows are parted by a semicolon.
func outcome(t *testing.T, got sandboxtest.Answer) string {
	t.Helper()
	var body map[string]any
	if err := json.Unmarshal([]byte(got.Text), &body); err != nil || got.Status != http.StatusOK {
		t.Fatalf("%v in %+v", err, got)
	}
	totals := body
	if data, enveloped := body["Data"].(map[string]any); enveloped {
		totals = data
	}
	var words, log []string
	for name, value := range totals {
		if number, ok := value.(float64); ok && number != 0 {
			words = append(words, fmt.Sprint(strings.TrimPrefix(name, "Total"), " ", number))
		}
	}
	slices.Sort(words)
	lines, _ := body["Log"].([]any)
	for _, line := range lines {
		line, _ := line.(map[string]any)
		log = append(log, fmt.Sprint(line["STATUS"], " ", line["MESSAGE"]))
	}
	return strings.TrimSpace(strings.Join(append(words, strings.Join(log, "; ")), ", "))
}

func TestRows_areJudgedOneByOne(t *testing.T) {
	t.Parallel()
	const (
		kept  = "SUCCESS Item updated; SUCCESS Item inserted.; ERROR No key value.; SKIPPED Empty record.; "
		known = "ERROR Invalid value (Linked Third Party Id); ERROR Invalid value (External Id); SUCCESS Item inserted."
		fails = kept + "ERROR Invalid value (Risk Severity); " + known
	)
	for want, quirks := range map[string]processunity.Quirks{
		"AddedRecords 2, EmptyRecords 1, Invalid 3, NoKeyRecords 1, Records 8, UpdatedRecords 1, " + fails: {},
		"ErrorRecords 4, InsertRecords 2, ReadyRecords 3, Records 8, UpdateRecords 1, " + fails:            {Result: processunity.ResultEnvelope},
		"AddedRecords 2, EmptyRecords 1, Invalid 3, NoKeyRecords 1, Records 8, UpdatedRecords 1,":          {NoLog: true},
		"AddedRecords 2, EmptyRecords 1, Invalid 2, NoKeyRecords 1, Records 8, UpdatedRecords 1, " + kept +
			"SKIPPED Invalid value (Risk Severity); " + known: {Rules: world.ImportRules{UnknownOption: world.OptionSkipsTheRow}},
		"AddedRecords 3, EmptyRecords 1, Invalid 2, NoKeyRecords 1, Records 8, UpdatedRecords 1, Warnings 1, " + kept +
			"SUCCESS Item inserted.; " + known: {Rules: world.ImportRules{UnknownOption: world.OptionIsBlank}},
	} {
		w := world.Default()
		got := outcome(t, importRows(t, serve(t, w, quirks), w, world.IssueTemplateID,
			issue("legal-2024-017", "Low"), issue("new", "Low"), issue("", "Low"), row{}, issue("odd", "low"),
			row{"External Id": "linked", "Linked Third Party Id": "Aurora Payments"},
			issue(strings.Repeat("x", 101), "Low"), issue(strings.Repeat("é", 100), "Low")))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", quirks, diff)
		}
		blank := quirks.Rules.UnknownOption == world.OptionIsBlank
		if odd := w.FindItems(world.IssueItem, "External Id", "odd"); (odd != nil) != blank || blank && odd[0].Value("Risk Severity") != "" {
			t.Errorf("%+v: stored %v", quirks, odd)
		}
	}
}

func TestTemplates_options(t *testing.T) {
	t.Parallel()
	two := []row{issue("a", "High"), issue("a", "High")}
	parties := []row{
		{"Id": "226701", "Third-Party Name": "Aurora", "SS Overall Score": "97"},
		{"Id": "1", "Third-Party Name": "New"},
		{"Id": "226701", "SS Overall Score": "97.5"},
	}
	for name, test := range map[string]struct {
		templateID int
		option     func(*world.ImportTemplate)
		quirks     processunity.Quirks
		rows       []row
		want       string
	}{
		"inserts and updates": {
			world.IssueTemplateID, nil,
			processunity.Quirks{},
			two,
			"AddedRecords 1, Records 2, UpdatedRecords 1, SUCCESS Item inserted.; SUCCESS Item updated",
		},
		"no action": {
			world.IssueTemplateID, nil,
			processunity.Quirks{Rules: world.ImportRules{NoAction: true}},
			append(two, issue("a", "Low")),
			"AddedRecords 1, NoActionRecords 1, Records 3, UpdatedRecords 1, SUCCESS Item inserted.; SUCCESS No action.; SUCCESS Item updated",
		},
		"inserts only": {
			world.IssueTemplateID, func(template *world.ImportTemplate) { template.Updates = false },
			processunity.Quirks{},
			two,
			"AddedRecords 1, Records 2, SkippedUpdates 1, SUCCESS Item inserted.; SKIPPED Update skipped.",
		},
		"no key": {
			world.IssueTemplateID, func(template *world.ImportTemplate) { template.KeyColumn = "" },
			processunity.Quirks{},
			two,
			"AddedRecords 2, Records 2, SUCCESS Item inserted.; SUCCESS Item inserted.",
		},
		"updates only": {
			world.ThirdPartyTemplateID, nil,
			processunity.Quirks{},
			parties,
			"Invalid 1, Records 3, SkippedInserts 1, UpdatedRecords 1, " +
				"SUCCESS Item updated; SKIPPED Insert skipped.; ERROR Invalid value (SS Overall Score)",
		},
		"inserts third parties": {
			world.ThirdPartyTemplateID, func(template *world.ImportTemplate) { template.Inserts = true },
			processunity.Quirks{},
			parties,
			"AddedRecords 1, Invalid 1, Records 3, UpdatedRecords 1, " +
				"SUCCESS Item updated; SUCCESS Item inserted.; ERROR Invalid value (SS Overall Score)",
		},
	} {
		w := world.Default()
		if test.option != nil {
			w.UpdateImportTemplate(test.templateID, test.option)
		}
		got := outcome(t, importRows(t, serve(t, w, test.quirks), w, test.templateID, test.rows...))
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if test.templateID != world.ThirdPartyTemplateID {
			continue
		}
		want := world.Item{ID: "226701", Values: map[string]string{ // a blank has cleared the website
			"Third-Party Name": "Aurora", "SS Overall Score": "97", "Third-Party Manager": "Sam Steward",
		}}
		if diff := cmp.Diff(want, w.Items(world.ThirdPartyItem)[0]); diff != "" {
			t.Errorf("%s: updated (-want +got):\n%s", name, diff)
		}
		for _, made := range w.FindItems(world.ThirdPartyItem, world.ThirdPartyName, "New") {
			if made.ID == "1" {
				t.Error("an item has an Id that the system has not given it")
			}
		}
	}
}

// A client that sorts the names, as a map of Go's is written, moves the values.
func TestRows_namesOfValuesHaveNoMeaning(t *testing.T) {
	t.Parallel()
	w := world.Default()
	client := serve(t, w, processunity.Quirks{})
	for _, template := range w.ImportTemplates() {
		if slices.IsSorted(template.Columns) && !template.NotAutomated {
			t.Errorf("template %d has its columns in the order of bytes: %q", template.ID, template.Columns)
		}
	}
	sent := map[string]string{}
	for _, column := range w.ImportTemplates()[3].Columns {
		sent[column] = column
	}
	sent["type"] = "Regulation"
	data, err := json.Marshal(map[string]any{"Data": []any{sent}, "Param": map[string]any{"includeLog": "true"}})
	if err != nil {
		t.Fatal(err)
	}
	got := client.Send(t, http.MethodPost, imports+"258740", string(data))
	if outcome := outcome(t, got); outcome != "AddedRecords 1, Records 1, SUCCESS Item inserted." {
		t.Errorf("an import that mixes up values must look like any other: %s", outcome)
	}
	stored := w.Items(world.RegulationItem)[0]
	for column, want := range map[string]string{"External Id": "display_id", "display_id": "External Id", "Name": "last_synced_at"} {
		if stored.Value(column) != want || got.At("Log.0."+column) != fmt.Sprintf("%q", want) {
			t.Errorf("%s is %q in %s", column, stored.Value(column), got.Text)
		}
	}
}

func TestImport_failsAsAWhole(t *testing.T) {
	t.Parallel()
	const (
		good     = `{"1":"Issue a","2":"","3":"a","4":"High","5":"","6":"","7":"","8":"","9":""}`
		mismatch = "Column count mismatch between import template columns and data columns being imported. (9 vs. %d)"
		second   = "General error (line 2)"
	)
	severity := func(value string) string { return strings.Replace(good, `"High"`, value, 1) }
	for rows, want := range map[string]string{
		`{}`:                                 fmt.Sprintf(mismatch, 0),
		good[:len(good)-1] + `,"x":""}`:      fmt.Sprintf(mismatch, 10),
		good[:len(good)-1] + `,"1":""}`:      fmt.Sprintf(mismatch, 10),
		good + `,{"x":""}`:                   fmt.Sprintf(mismatch, 1),
		severity(`3`):                        second,
		severity(`true`):                     second,
		severity(`null`):                     second,
		severity(`{"a":"b"}`):                second,
		`"a"`:                                second,
		good + `,null`:                       "General error (line 3)",
		good + `,[],` + severity(`3`):        "General error (line 4)",
		`[]` + strings.Repeat(",[]", 20_000): "The number of records exceeds the maximum of 20000.",
		// Arrays are passed over in silence.
		"": "",
		`[],["a","b","c","d","e","f","g","h","i"]`: "",
		`[]` + strings.Repeat(",[]", 19_999):       "",
	} {
		w := world.Default()
		got := serve(t, w, processunity.Quirks{}).Send(t, http.MethodPost, issues, `{"data":[`+rows+`]}`)
		refused := got.At("") == `{"Data":null,"HasError":true,"Message":"`+want+`"}`
		silent := want == "" && got.At("HasError") == "false" && got.At("TotalRecords") == "0"
		if got.Status != http.StatusOK || !refused && !silent || len(w.Items(world.IssueItem)) != 2 {
			t.Errorf("%.100s: %d %s, want %s", rows, got.Status, got.Text, want)
		}
	}
}
