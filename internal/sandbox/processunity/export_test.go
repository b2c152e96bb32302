// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// rows are the exported rows as text.
func rows(t *testing.T, got reply) []string {
	t.Helper()
	var body struct {
		HasError bool
		Data     []json.RawMessage
	}
	if err := json.Unmarshal([]byte(got.body), &body); err != nil || body.HasError || got.status != http.StatusOK {
		t.Fatalf("%v in %+v", err, got)
	}
	var rows []string
	for _, row := range body.Data {
		rows = append(rows, string(row))
	}
	return rows
}

func TestTemplateIsExportedByItsColumns(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	overdue := served.world.FindItems(world.IssueItem, "Name", "Penetration test overdue")[0]
	got := rows(t, served.post("Export/123451", "{}"))
	want := `{"Name":"Penetration test overdue","Description":"","External Id":"","Risk Severity":"High","Issue Status":"In Progress",` +
		`"Issue Source":"Assessment","Linked Third Party Id":"` + overdue.Value("Linked Third Party Id") + `","Risk Impact":"","Resolution":""}`
	if len(got) != 2 || got[0] != want {
		t.Errorf("exported %s, want %s first", got, want)
	}
	for _, row := range rows(t, served.post("Export/123450", "{}")) {
		var cells map[string]string // every cell is text, the Id too
		if err := json.Unmarshal([]byte(row), &cells); err != nil || len(cells) != 30 || cells["Id"] == "" {
			t.Errorf("%v in %s", err, row)
		}
		if _, exported := cells[world.ThirdPartyManager]; exported {
			t.Errorf("%s has a property that stands in no template", row)
		}
	}
}

func TestTemplatesAreLiveAndReportsAreNot(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	aurora := served.thirdParty("Aurora Payments")
	shows := func(id int, name string) bool {
		return strings.Contains(served.post(fmt.Sprintf("Export/%d", id), "{}").body, `"Third-Party Name":"`+name+`"`)
	}
	if !shows(world.ThirdPartyReportID, "Aurora Payments") {
		t.Error("the report does not show a third party")
	}
	served.world.SetItem(world.ThirdPartyItem, aurora.ID, world.ThirdPartyName, "Renamed")
	if !shows(thirdParties, "Renamed") || shows(world.ThirdPartyReportID, "Renamed") {
		t.Error("a change must show in the template, and not in the report")
	}
	served.world.RefreshCustomReport(world.ThirdPartyReportID)
	if !shows(world.ThirdPartyReportID, "Renamed") {
		t.Error("a change must show in a refreshed report")
	}
}

func TestTemplatesMayNotBeExportable(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{NoTemplateExport: true})
	checkPage(t, served.post("Export/123451", "{}"), http.StatusNotFound)
	if got := rows(t, served.post(fmt.Sprintf("Export/%d", world.IssueReportID), "{}")); len(got) != 2 {
		t.Errorf("exported %s", got)
	}
}

func TestHiddenColumnsAreBlank(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	property := served.world.Property(world.IssueItem, "Risk Severity")
	property.Hidden = true
	served.world.DefineProperty(world.IssueItem, property)
	for _, id := range []int{issues, world.IssueReportID} {
		for _, row := range rows(t, served.post(fmt.Sprintf("Export/%d", id), "{}")) {
			if !strings.Contains(row, `"Risk Severity":""`) || strings.Contains(row, `"Issue Status":""`) {
				t.Errorf("exported %s", row)
			}
		}
	}
	if got := served.importRows(issues, served.issue("a", "Low"), served.issue("b", "Lower")).log(t); got[0].Status != "SUCCESS" || got[1].Status != "ERROR" {
		t.Errorf("a hidden column is imported as any other: %+v", got)
	}
	if got := served.world.FindItems(world.IssueItem, "External Id", "a")[0].Value("Risk Severity"); got != "Low" {
		t.Errorf("stored %q", got)
	}
}

func TestFilters(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	status := func(values string) string { return `{"ColumnName":"Issue Status","Values":[` + values + `]}` }
	for filters, want := range map[string]int{
		``:                               2,
		status(`"Closed"`):               1,
		status(`"closed"`):               0,
		status(`"Close"`):                0,
		status(`"Closed","In Progress"`): 2,
		status(``):                       0,
		status(`"Closed"`) + "," + status(`"In Progress"`):                                  0,
		status(`"Closed"`) + `,{"ColumnName":"External Id","Values":["legal-2024-017"]}`:    1,
		status(`"Closed"`) + `,{"ColumnName":"External Id","Values":["legal-2024-017 "]}`:   0,
		status(`"In Progress"`) + `,{"ColumnName":"External Id","Values":["", "whatever"]}`: 1,
	} {
		if got := rows(t, served.post("Export/123451", `{"Filters":[`+filters+`]}`)); len(got) != want {
			t.Errorf("%s: %s, want %d", filters, got, want)
		}
	}
	unknown := served.post("Export/123451", `{"Filters":[{"ColumnName":"Status","Values":["Closed"]}]}`)
	checkRefused(t, served, unknown, http.StatusOK, "Invalid filter column")
}

// The rows of a report are kept from one export to the next.
func TestFilterLeavesAReportAsItIs(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	path := fmt.Sprintf("Export/%d", world.IssueReportID)
	for body, want := range map[string]int{`{}`: 2, `{"Filters":[{"ColumnName":"Issue Status","Values":["Closed"]}]}`: 1} {
		for range 3 {
			if got := rows(t, served.post(path, body)); len(got) != want {
				t.Errorf("%s: %s, want %d", body, got, want)
			}
		}
	}
	got := rows(t, served.post(path, "{}"))
	if len(got) != 2 || got[0] == got[1] {
		t.Errorf("a filter has changed the report: %s", got)
	}
}

func TestExportMustBeTheKnownRequest(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	for _, body := range []string{``, `null`, `[]`, `{"filter":[]}`, `{"Filters":{}}`, `{}{}`, `{"Filters":[{"Column":"Name"}]}`} {
		checkMessage(t, served.post("Export/123451", body), http.StatusBadRequest, "The request is invalid.")
	}
	checkMessage(t, served.send(http.MethodPost, exchange+"Export/123451", "{}", served.token()), http.StatusBadRequest, "The request is invalid.")
	for _, id := range []string{"1", "x", "123452"} {
		checkPage(t, served.post("Export/"+id, "{}"), http.StatusNotFound)
	}
}

func TestCellsMayHaveTypes(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{TypedCells: true})
	aurora := served.thirdParty("Aurora Payments")
	served.world.SetItem(world.ThirdPartyItem, aurora.ID, "SS Overall Score", "97")
	served.world.SetItem(world.ThirdPartyItem, aurora.ID, "SS Industry", "42")
	row := rows(t, served.post("Export/123450", `{"Filters":[{"ColumnName":"Id","Values":["`+aurora.ID+`"]}]}`))[0]
	var cells map[string]any
	if err := json.Unmarshal([]byte(row), &cells); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, name := range []string{"Id", "SS Overall Score", "SS Industry", "SS Domain"} {
		got[name] = fmt.Sprintf("%T", cells[name])
	}
	want := map[string]string{"Id": "float64", "SS Overall Score": "float64", "SS Industry": "string", "SS Domain": "<nil>"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("types (-want +got):\n%s", diff)
	}
}
