// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// The templates have these numbers.
const (
	thirdParties = world.ThirdPartyTemplateID
	issues       = world.IssueTemplateID
	regulations  = world.RegulationTemplateID
)

// row is the values of a template's columns, in their order; those that are
// not given are blank.
func (a api) row(templateID int, values map[string]string) []string {
	a.t.Helper()
	templates := a.world.ImportTemplates()
	at := slices.IndexFunc(templates, func(template world.ImportTemplate) bool { return template.ID == templateID })
	row := make([]string, len(templates[at].Columns))
	for i, column := range templates[at].Columns {
		row[i] = values[column]
		delete(values, column)
	}
	if len(values) > 0 {
		a.t.Fatalf("template %d has no columns for %v", templateID, values)
	}
	return row
}

// issue is a row of an issue with the external id.
func (a api) issue(externalID, severity string) []string {
	a.t.Helper()
	return a.row(issues, map[string]string{"External Id": externalID, "Name": "Issue " + externalID, "Risk Severity": severity})
}

// thirdParty is the item of the third party with the name.
func (a api) thirdParty(name string) world.Item {
	a.t.Helper()
	found := a.world.FindItems(world.ThirdPartyItem, world.ThirdPartyName, name)
	if len(found) != 1 {
		a.t.Fatalf("%d third parties %q", len(found), name)
	}
	return found[0]
}

func TestIssuesAreInsertedAndThenUpdated(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	before := len(served.world.Items(world.IssueItem))
	first := served.importRows(issues, served.issue("a", "High"), served.issue("b", "Low"))
	second := served.importRows(issues, served.issue("b", "Medium"), served.issue("c", "Low"))
	if diff := cmp.Diff(map[string]string{"TotalRecords": "2", "TotalAddedRecords": "2"}, first.totals(t)); diff != "" {
		t.Errorf("first import (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]string{"TotalRecords": "2", "TotalAddedRecords": "1", "TotalUpdatedRecords": "1"}, second.totals(t)); diff != "" {
		t.Errorf("second import (-want +got):\n%s", diff)
	}
	found := served.world.FindItems(world.IssueItem, "External Id", "b")
	want := []world.Item{{ID: found[0].ID, Values: map[string]string{"External Id": "b", "Name": "Issue b", "Risk Severity": "Medium"}}}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("issue b (-want +got):\n%s", diff)
	}
	if got := len(served.world.Items(world.IssueItem)) - before; got != 3 {
		t.Errorf("%d more issues, want 3", got)
	}
	if diff := cmp.Diff([]string{"a", "b", "c"}, served.world.InsertedKeys(issues)); diff != "" {
		t.Errorf("inserted (-want +got):\n%s", diff)
	}
	if got := served.world.Imports(issues); len(got) != 2 || !slices.Equal(got[1].Keys(world.RowUpdated), []string{"b"}) {
		t.Errorf("imports %+v", got)
	}
}

// Whoever sorts the names, as a map of Go's is written, moves the values.
func TestNamesOfValuesHaveNoMeaning(t *testing.T) {
	t.Parallel()
	for _, templateID := range []int{thirdParties, issues, regulations} {
		served := serve(t, processunity.Quirks{})
		var columns []string
		for _, template := range served.world.ImportTemplates() {
			if template.ID == templateID {
				columns = template.Columns
			}
		}
		if slices.IsSorted(columns) {
			t.Errorf("template %d has its columns in the order of bytes: %q", templateID, columns)
		}
	}
	served := serve(t, processunity.Quirks{})
	sorted := []string{
		"Description", "External Id", "Name", "display_id", "effective_date", "issuing_body", "jurisdiction", "last_synced_at",
		"scf_mapped", "scf_version", "source_url", "status", "sync_source", "type", "version",
	}
	var members []string
	for _, name := range sorted {
		members = append(members, fmt.Sprintf("%q:%q", name, map[bool]string{true: "Regulation", false: name}[name == "type"]))
	}
	got := served.post("Import/258740", `{"data":[{`+strings.Join(members, ",")+`}],"param":{"IncludeLog":true}}`)
	if diff := cmp.Diff(map[string]string{"TotalRecords": "1", "TotalAddedRecords": "1"}, got.totals(t)); diff != "" {
		t.Errorf("an import that mixes up values must look like any other (-want +got):\n%s", diff)
	}
	stored := served.world.Items(world.RegulationItem)[0].Values
	if stored["External Id"] != "display_id" || stored["display_id"] != "External Id" || stored["Name"] != "last_synced_at" {
		t.Errorf("stored %v", stored)
	}
}

func TestImportThatFailsAsAWhole(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	good := strings.TrimSuffix(strings.TrimPrefix(importBody(served.issue("a", "High")), `{"data":[`), `],"param":{"IncludeLog":true}}`)
	mismatch := "Column count mismatch between import template columns and data columns being imported. (9 vs. %d)"
	tests := map[string]struct{ rows, message string }{
		"no columns":          {`{}`, fmt.Sprintf(mismatch, 0)},
		"a column less":       {`{"1":"","2":"","3":"","4":"","5":"","6":"","7":"","8":""}`, fmt.Sprintf(mismatch, 8)},
		"a column more":       {good[:len(good)-1] + `,"x":""}`, fmt.Sprintf(mismatch, 10)},
		"a column twice":      {good[:len(good)-1] + `,"0":""}`, fmt.Sprintf(mismatch, 10)},
		"second row":          {good + `,{"x":""}`, fmt.Sprintf(mismatch, 1)},
		"number":              {strings.Replace(good, `"High"`, `3`, 1), "General error (line 2)"},
		"boolean":             {strings.Replace(good, `"High"`, `true`, 1), "General error (line 2)"},
		"null":                {strings.Replace(good, `"High"`, `null`, 1), "General error (line 2)"},
		"object":              {strings.Replace(good, `"High"`, `{"a":"b"}`, 1), "General error (line 2)"},
		"number in third row": {good + "," + good + "," + strings.Replace(good, `"High"`, `3`, 1), "General error (line 4)"},
		"row is text":         {`"a"`, "General error (line 2)"},
		"row is null":         {good + `,null`, "General error (line 3)"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			served := serve(t, processunity.Quirks{})
			checkRefused(t, served, served.post("Import/123451", `{"data":[`+test.rows+`]}`), http.StatusOK, test.message)
		})
	}
	refusing := serve(t, processunity.Quirks{RefusalStatus: http.StatusInternalServerError})
	checkRefused(t, refusing, refusing.post("Import/123451", `{"data":[{}]}`), http.StatusInternalServerError, fmt.Sprintf(mismatch, 0))
}

func TestArraysAreImportedInSilence(t *testing.T) {
	t.Parallel()
	for _, quirks := range []processunity.Quirks{{}, {Result: processunity.ResultEnvelope}} {
		for _, rows := range []string{`["a","b","c","d","e","f","g","h","i"]`, `[],[1]`, ``} {
			served := serve(t, quirks)
			got := served.post("Import/123451", `{"data":[`+rows+`]}`)
			if len(got.totals(t)) != 0 || got.member(t, "HasError") != "false" || got.member(t, "Message") != "<nil>" || got.status != 200 {
				t.Errorf("%s: %+v", rows, got)
			}
			if inserted := served.world.InsertedKeys(issues); inserted != nil {
				t.Errorf("inserted %q", inserted)
			}
		}
	}
}

func TestImportMustBeTheKnownRequest(t *testing.T) {
	t.Parallel()
	rows := `"data":[]`
	tests := map[string]struct {
		body    string
		headers []string
		status  int
	}{
		"data alone":             {`{` + rows + `}`, nil, 200},
		"data in other case":     {`{"Data":[]}`, nil, 200},
		"param in other case":    {`{` + rows + `,"Param":{"includeLog":"true"}}`, nil, 200},
		"no log":                 {`{` + rows + `,"param":{"IncludeLog":false}}`, nil, 200},
		"no data":                {`{"param":{"IncludeLog":true}}`, nil, 400},
		"data twice":             {`{` + rows + `,"Data":[]}`, nil, 400},
		"param twice":            {`{` + rows + `,"param":{},"Param":{}}`, nil, 400},
		"data is an object":      {`{"data":{}}`, nil, 400},
		"unknown member":         {`{` + rows + `,"params":{}}`, nil, 400},
		"unknown parameter":      {`{` + rows + `,"param":{"Delete":true}}`, nil, 400},
		"param is text":          {`{` + rows + `,"param":"IncludeLog"}`, nil, 400},
		"log is a number":        {`{` + rows + `,"param":{"IncludeLog":1}}`, nil, 400},
		"array":                  {`[]`, nil, 400},
		"cut short":              {`{"data":[{"a":"b"`, nil, 400},
		"two":                    {`{` + rows + `}{}`, nil, 400},
		"empty":                  {``, nil, 400},
		"no content type":        {`{` + rows + `}`, []string{}, 400},
		"form":                   {`{` + rows + `}`, []string{formType}, 400},
		"content type with more": {`{` + rows + `}`, []string{jsonType + "; charset=utf-8"}, 200},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			served := serve(t, processunity.Quirks{})
			headers := append([]string{served.token()}, test.headers...)
			if test.headers == nil {
				headers = append(headers, jsonType)
			}
			got := served.send(http.MethodPost, exchange+"Import/123451", test.body, headers...)
			if got.status != test.status {
				t.Errorf("answer %+v, want status %d", got, test.status)
			}
			if test.status == http.StatusBadRequest {
				checkMessage(t, got, http.StatusBadRequest, "The request is invalid.")
			}
		})
	}
	served := serve(t, processunity.Quirks{})
	for _, id := range []string{"1", "0123450", "vendorshield-regulations-import", "90210"} {
		checkPage(t, served.post("Import/"+id, `{"data":[]}`), http.StatusNotFound)
	}
}

func TestImportHasLimits(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	rows := func(count int) string { return `{"data":[[]` + strings.Repeat(",[]", count-1) + `]}` }
	checkRefused(t, served, served.post("Import/258740", rows(20_001)), http.StatusOK, "The number of records exceeds the maximum of 20000.")
	checkPage(t, served.post("Import/258740", importBody()+strings.Repeat(" ", 20<<20)), http.StatusRequestEntityTooLarge)
	if got := served.post("Import/258740", rows(20_000)); got.member(t, "HasError") != "false" {
		t.Errorf("answer %+v", got)
	}
}
