// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// outcome is what a log says of a row.
type outcome struct{ Status, Message string }

// log returns what became of the rows, in their order.
func (r reply) log(t *testing.T) []outcome {
	t.Helper()
	var outcomes []outcome
	lines, _ := r.decode(t)["Log"].([]any)
	for _, line := range lines {
		members, _ := line.(map[string]any)
		status, _ := members["STATUS"].(string)
		message, _ := members["MESSAGE"].(string)
		outcomes = append(outcomes, outcome{status, message})
	}
	return outcomes
}

// quality imports one row of each kind through the template for issues.
func quality(served api) reply {
	served.t.Helper()
	return served.importRows(issues,
		served.issue("legal-2024-017", "Low"),
		served.issue("new", "Low"),
		served.issue("", "Low"),
		served.issue("odd", "low"),
		served.row(issues, map[string]string{}),
		served.row(issues, map[string]string{"External Id": "linked", "Linked Third Party Id": "Aurora Payments"}),
		served.issue(strings.Repeat("x", 101), "Low"),
		served.issue(strings.Repeat("é", 100), "Low"))
}

func TestRowsFailOneByOne(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	got := quality(served)
	want := map[string]string{
		"TotalRecords": "8", "TotalAddedRecords": "2", "TotalUpdatedRecords": "1", "TotalNoKeyRecords": "1",
		"TotalInvalid": "3", "TotalEmptyRecords": "1",
	}
	if diff := cmp.Diff(want, got.totals(t)); diff != "" {
		t.Errorf("totals (-want +got):\n%s", diff)
	}
	if got.member(t, "HasError") != "false" || got.member(t, "Message") != "<nil>" || got.status != 200 {
		t.Errorf("rows that fail are not an error of the call: %+v", got)
	}
	wantLog := []outcome{
		{"SUCCESS", "Item updated"},
		{"SUCCESS", "Item inserted."},
		{"ERROR", "No key value."},
		{"ERROR", "Invalid value (Risk Severity)"},
		{"SKIPPED", "Empty record."},
		{"ERROR", "Invalid value (Linked Third Party Id)"},
		{"ERROR", "Invalid value (External Id)"},
		{"SUCCESS", "Item inserted."},
	}
	if diff := cmp.Diff(wantLog, got.log(t)); diff != "" {
		t.Errorf("log (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"new", strings.Repeat("é", 100)}, served.world.InsertedKeys(issues)); diff != "" {
		t.Errorf("inserted (-want +got):\n%s", diff)
	}
}

func TestResultMayBeAnEnvelope(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{Result: processunity.ResultEnvelope})
	got := quality(served)
	want := map[string]string{
		"TotalRecords": "8", "TotalReadyRecords": "3", "TotalErrorRecords": "4", "TotalInsertRecords": "2", "TotalUpdateRecords": "1",
	}
	if diff := cmp.Diff(want, got.totals(t)); diff != "" {
		t.Errorf("totals (-want +got):\n%s", diff)
	}
	if got.member(t, "HasError") != "false" || got.member(t, "HasErrors") != "false" || len(got.log(t)) != 8 {
		t.Errorf("answer %+v", got)
	}
}

func TestLogIsOptional(t *testing.T) {
	t.Parallel()
	for _, shape := range []processunity.ResultShape{processunity.ResultDirect, processunity.ResultEnvelope} {
		served := serve(t, processunity.Quirks{Result: shape})
		asked := importBody(served.issue("a", "High"))
		for body, want := range map[string]bool{
			asked: true,
			strings.Replace(asked, "IncludeLog\":true", "includelog\":\"true\"", 1): true,
			strings.Replace(asked, "true", "false", 1):                              false,
			strings.Replace(asked, `{"IncludeLog":true}`, `{}`, 1):                  false,
		} {
			if got := served.post("Import/123451", body); strings.Contains(got.body, `"Log":[`) != want {
				t.Errorf("%s: %s", body, got.body)
			}
		}
		never := serve(t, processunity.Quirks{Result: shape, NoLog: true})
		if got := never.post("Import/123451", asked); got.status != 200 || strings.Contains(got.body, `"Log"`) || len(got.totals(t)) == 0 {
			t.Errorf("%s", got.body)
		}
	}
}

func TestLogRepeatsTheRowByColumns(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	got := served.importRows(issues, served.issue("a", "High"))
	want := `"Log":[{"Name":"Issue a","Description":"","External Id":"a","Risk Severity":"High","Issue Status":"",` +
		`"Issue Source":"","Linked Third Party Id":"","Risk Impact":"","Resolution":"","STATUS":"SUCCESS","MESSAGE":"Item inserted."}]`
	if !strings.Contains(got.body, want) {
		t.Errorf("answer %s, want %s in it", got.body, want)
	}
}

func TestUnknownOptionMayBeTakenInOtherWays(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		unknown world.UnknownOption
		totals  map[string]string
		log     outcome
		stored  int
	}{
		"fails":   {world.OptionIsInvalid, map[string]string{"TotalRecords": "1", "TotalInvalid": "1"}, outcome{"ERROR", "Invalid value (Risk Severity)"}, 0},
		"skipped": {world.OptionSkipsTheRow, map[string]string{"TotalRecords": "1"}, outcome{"SKIPPED", "Invalid value (Risk Severity)"}, 0},
		"blank": {
			world.OptionIsBlank,
			map[string]string{"TotalRecords": "1", "TotalAddedRecords": "1", "TotalWarnings": "1"},
			outcome{"SUCCESS", "Item inserted."},
			1,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			served := serve(t, processunity.Quirks{Rules: world.ImportRules{UnknownOption: test.unknown}})
			got := served.importRows(issues, served.issue("a", "Severe"))
			if diff := cmp.Diff(test.totals, got.totals(t)); diff != "" {
				t.Errorf("totals (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]outcome{test.log}, got.log(t)); diff != "" {
				t.Errorf("log (-want +got):\n%s", diff)
			}
			stored := served.world.FindItems(world.IssueItem, "External Id", "a")
			if len(stored) != test.stored || (len(stored) > 0 && stored[0].Value("Risk Severity") != "") {
				t.Errorf("stored %+v", stored)
			}
			long := served.importRows(issues, served.issue(strings.Repeat("x", 101), "Low"))
			if got := long.totals(t)["TotalInvalid"]; got != "1" {
				t.Errorf("a text that is too long is no unknown option: %s", long.body)
			}
		})
	}
}

func TestThirdPartiesAreOnlyUpdated(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	aurora, before := served.thirdParty("Aurora Payments"), len(served.world.Items(world.ThirdPartyItem))
	values := func(id, score string) []string {
		return served.row(thirdParties, map[string]string{"Id": id, "Third-Party Name": "Aurora", "SS Overall Score": score, "SS Monitored": "Yes"})
	}
	got := served.importRows(thirdParties, values(aurora.ID, "97"), values("1", "97"), values(aurora.ID, "97.5"))
	want := map[string]string{"TotalRecords": "3", "TotalUpdatedRecords": "1", "TotalSkippedInserts": "1", "TotalInvalid": "1"}
	if diff := cmp.Diff(want, got.totals(t)); diff != "" {
		t.Errorf("totals (-want +got):\n%s", diff)
	}
	wantLog := []outcome{{"SUCCESS", "Item updated"}, {"SKIPPED", "Insert skipped."}, {"ERROR", "Invalid value (SS Overall Score)"}}
	if diff := cmp.Diff(wantLog, got.log(t)); diff != "" {
		t.Errorf("log (-want +got):\n%s", diff)
	}
	wantValues := map[string]string{
		"Third-Party Name": "Aurora", "SS Overall Score": "97", "SS Monitored": "Yes",
		"Third-Party Manager": "Sam Steward", // stands in no template; the website does, and was blank
	}
	updated := served.thirdParty("Aurora")
	if diff := cmp.Diff(wantValues, updated.Values); diff != "" || updated.ID != aurora.ID {
		t.Errorf("%s, was %s (-want +got):\n%s", updated.ID, aurora.ID, diff)
	}
	if after := len(served.world.Items(world.ThirdPartyItem)); after != before {
		t.Errorf("%d third parties, were %d", after, before)
	}
}

func TestTemplateThatInsertsMakesVendors(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	served.world.UpdateImportTemplate(thirdParties, func(template *world.ImportTemplate) { template.Inserts = true })
	served.importRows(thirdParties, served.row(thirdParties, map[string]string{"Id": "1", "Third-Party Name": "Nobody"}))
	if made := served.thirdParty("Nobody"); made.ID == "1" {
		t.Error("an item has an Id that it was not given by the system")
	}
}

func TestTemplateThatDoesNotUpdateSkips(t *testing.T) {
	t.Parallel()
	for duplicates, want := range map[bool]map[string]string{
		false: {"TotalRecords": "2", "TotalAddedRecords": "1", "TotalSkippedUpdates": "1"},
		true:  {"TotalRecords": "2", "TotalAddedRecords": "2"},
	} {
		served := serve(t, processunity.Quirks{Rules: world.ImportRules{InsertOnlyDuplicates: duplicates}})
		served.world.UpdateImportTemplate(issues, func(template *world.ImportTemplate) { template.Updates = false })
		got := served.importRows(issues, served.issue("a", "Low"), served.issue("a", "High"))
		if diff := cmp.Diff(want, got.totals(t)); diff != "" {
			t.Errorf("duplicates %t, totals (-want +got):\n%s", duplicates, diff)
		}
		if found := served.world.FindItems(world.IssueItem, "External Id", "a"); (len(found) == 2) != duplicates || found[0].Value("Risk Severity") != "Low" {
			t.Errorf("duplicates %t: %+v", duplicates, found)
		}
	}
}

func TestBlankClearsOrIsIgnored(t *testing.T) {
	t.Parallel()
	for keep, want := range map[bool]string{false: "", true: "Issue a"} {
		served := serve(t, processunity.Quirks{Rules: world.ImportRules{KeepOnBlank: keep}})
		served.importRows(issues, served.issue("a", "High"))
		got := served.importRows(issues, served.row(issues, map[string]string{"External Id": "a", "Risk Severity": "Low"}))
		if totals := got.totals(t); totals["TotalUpdatedRecords"] != "1" {
			t.Errorf("totals %v", totals)
		}
		stored := served.world.FindItems(world.IssueItem, "External Id", "a")[0]
		if stored.Value("Name") != want || stored.Value("Risk Severity") != "Low" {
			t.Errorf("keep %t: %v", keep, stored.Values)
		}
	}
}

func TestRowsThatChangeNothingAreUpdatesOrNoAction(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		quirks  processunity.Quirks
		totals  map[string]string
		message string
	}{
		"updates": {processunity.Quirks{}, map[string]string{"TotalRecords": "1", "TotalUpdatedRecords": "1"}, "Item updated"},
		"no action": {
			processunity.Quirks{Rules: world.ImportRules{NoAction: true}},
			map[string]string{"TotalRecords": "1", "TotalNoActionRecords": "1"},
			"No action.",
		},
		"no action in the envelope": {
			processunity.Quirks{Rules: world.ImportRules{NoAction: true}, Result: processunity.ResultEnvelope},
			map[string]string{"TotalRecords": "1", "TotalReadyRecords": "1", "TotalNoActionRecords": "1"},
			"No action.",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			served := serve(t, test.quirks)
			served.importRows(issues, served.issue("a", "High"))
			got := served.importRows(issues, served.issue("a", "High"))
			if diff := cmp.Diff(test.totals, got.totals(t)); diff != "" {
				t.Errorf("totals (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]outcome{{"SUCCESS", test.message}}, got.log(t)); diff != "" {
				t.Errorf("log (-want +got):\n%s", diff)
			}
			changed := served.importRows(issues, served.issue("a", "Low")).totals(t)
			if changed["TotalNoActionRecords"] != "" {
				t.Errorf("a change is no action: %v", changed)
			}
		})
	}
}
