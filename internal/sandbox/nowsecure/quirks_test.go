// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestOnlyOneFormOfTheTokenIsAccepted(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	tests := map[string][]string{
		"none":         {"Accept: */*"},
		"wrong":        {"Authorization: Bearer other"},
		"other scheme": {"Authorization: Token " + token},
		"lower case":   {"Authorization: bearer " + token},
		"bare":         {"Authorization: " + token},
		"twice":        {"Authorization: Bearer " + token, "Authorization: Bearer " + token},
	}
	for name, headers := range tests {
		for _, host := range []string{a.api, a.lab} {
			got := a.send(http.MethodGet, host+"/user/token/", "", headers...)
			if diff := cmp.Diff(map[string]any{"message": "Unauthorized"}, got.body); got.status != http.StatusUnauthorized || diff != "" {
				t.Errorf("%s: %d (-want +got):\n%s", name, got.status, diff)
			}
		}
	}
	if got := a.send(http.MethodGet, a.api+"/user/token/", ""); got.status != http.StatusOK {
		t.Errorf("the right one: %d", got.status)
	}
}

func TestRESTHasItsOwnHost(t *testing.T) {
	t.Parallel()
	two, one := serve(t, nowsecure.Quirks{}), serve(t, nowsecure.Quirks{OneHost: true})
	for _, path := range []string{"/app/", "/account/user/", historyOfAurora, assessmentsOfAurora} {
		statuses := []int{
			two.send(http.MethodGet, two.api+path, "").status, two.send(http.MethodGet, two.lab+path, "").status,
			one.send(http.MethodGet, one.api+path, "").status, one.send(http.MethodGet, one.lab+path, "").status,
		}
		if diff := cmp.Diff([]int{404, 200, 200, 200}, statuses); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

func TestIDsMayBeStrings(t *testing.T) {
	t.Parallel()
	for quirks, want := range map[nowsecure.Quirks][]any{
		{}:                   {json.Number("2803001"), json.Number("9000"), json.Number("2802901"), nil},
		{IDsAsStrings: true}: {"2803001", "9000", "2802901", nil},
	} {
		a := serve(t, quirks)
		rows := a.get(a.latest(world.EmberRef) + "/findings")
		got := []any{
			a.get("/resource/app/"+world.FoxtrotRef+"/vulnerability").at(0, "unique_vulnerability_id"), a.get("/account/user").at(0, "id"),
			rows.at(0, "unique_vulnerability_id"), rows.at(1, "unique_vulnerability_id"),
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", quirks, diff)
		}
	}
}

func TestNullsMayBeAbsent(t *testing.T) {
	t.Parallel()
	plain, absent := serve(t, nowsecure.Quirks{}), serve(t, nowsecure.Quirks{NullsAbsent: true})
	for path := range documented {
		got := absent.get(absent.documentedPath(path))
		if diff := cmp.Diff(withoutNulls(plain.get(plain.documentedPath(path)).body), got.body); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
	record, _ := absent.get(historyOfAurora).at(0).(map[string]any)
	if _, present := record["closed_at"]; present || record["opened_at"] == nil {
		t.Errorf("an open record: %v", record)
	}
}

func withoutNulls(value any) any {
	switch value := value.(type) {
	case map[string]any:
		for name, field := range value {
			if field == nil {
				delete(value, name)
			}
			withoutNulls(field)
		}
	case []any:
		for _, element := range value {
			withoutNulls(element)
		}
	}
	return value
}

func TestExtraFieldsAreInEveryObject(t *testing.T) {
	t.Parallel()
	plain, extra := serve(t, nowsecure.Quirks{}), serve(t, nowsecure.Quirks{ExtraFields: true})
	for path := range documented {
		got := extra.get(extra.documentedPath(path))
		if diff := cmp.Diff(plain.get(plain.documentedPath(path)).body, withoutExtraFields(t, got.body)); diff != "" {
			t.Errorf("%s, the other fields (-want +got):\n%s", path, diff)
		}
	}
}

// withoutExtraFields removes the extra field, which every object must have.
func withoutExtraFields(t *testing.T, value any) any {
	t.Helper()
	switch value := value.(type) {
	case map[string]any:
		if _, present := value["x_undocumented"]; !present {
			t.Errorf("no extra field in %v", value)
		}
		delete(value, "x_undocumented")
		for _, field := range value {
			withoutExtraFields(t, field)
		}
	case []any:
		for _, element := range value {
			withoutExtraFields(t, element)
		}
	}
	return value
}

func TestInconclusiveMayBeFalse(t *testing.T) {
	t.Parallel()
	for quirks, want := range map[nowsecure.Quirks]any{{}: nil, {InconclusiveAsFalse: true}: false} {
		a := serve(t, quirks)
		row := a.get(a.latest(world.AuroraAndroidRef)+"/findings").with(t, "check_id", "world_readable_files_check")
		if row["affected"] != want {
			t.Errorf("%+v: affected is %v", quirks, row["affected"])
		}
	}
}

func TestTitleMayBeMisspelled(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{MisspelledTitle: true})
	row, _ := a.get(a.latest(world.EmberRef) + "/findings").at(0).(map[string]any)
	if _, present := row["title"]; present || row["vulnerability_titl"] != "World Readable Files" {
		t.Errorf("row %v", row)
	}
}

func TestStatusOfErrorsMayBeAString(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{ErrorStatusAsString: true})
	if got := a.want(http.StatusNotFound, "/assessment/1/summary"); got.at("status") != "404" {
		t.Errorf("%s", got.text)
	}
}

func TestListsOfAppsMayBeCutShort(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{AppsLimit: 5})
	for path, want := range map[string]int{"/app/": 5, "/app/?limit=3": 3, "/app/?limit=1000": 5, "/app/?platform=ios": 3} {
		if got := a.get(path); got.length() != want {
			t.Errorf("%s: %d apps, want %d", path, got.length(), want)
		}
	}
}

func TestChangesOfTheWorldShow(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	a.world.UpdateFinding(world.BorealisRef, "keysize_check", func(row *world.MobileFinding) {
		row.Affected, row.Severity, row.Impact, row.CVSS = new(true), "apocalyptic", "apocalyptic", new(9.9)
	})
	row := a.get(a.latest(world.BorealisRef)+"/findings").with(t, "check_id", "keysize_check")
	if row["severity"] != "apocalyptic" || row["affected"] != true || row["cvss"] != json.Number("9.9") {
		t.Errorf("row %v", row)
	}
	got := a.ask(`{ auto { application(ref: "`+world.BorealisRef+`") { latestCompleteAssessment { report { findings { checkId severity impactType } } } } } }`, nil)
	row = got.with(t, "checkId", "keysize_check", "data", "auto", "application", "latestCompleteAssessment", "report", "findings")
	if row["severity"] != "apocalyptic" || row["impactType"] != "apocalyptic" || got.at("errors") != nil {
		t.Errorf("GraphQL: %s", got.text)
	}
}

func TestBudgetIsOneForBothHosts(t *testing.T) {
	t.Parallel()
	a := serveConfig(t, nowsecure.Config{Budget: budget.New(2, time.Hour)})
	for i, host := range []string{a.api, a.lab, a.api, a.lab} {
		got := a.send(http.MethodGet, host+"/user/token/", "")
		if want := []int{200, 200, 429, 429}[i]; got.status != want || (want == 429) != (got.header.Get("Retry-After") == "3600") {
			t.Errorf("request %d: status %d, Retry-After %q", i, got.status, got.header.Get("Retry-After"))
		}
	}
}
