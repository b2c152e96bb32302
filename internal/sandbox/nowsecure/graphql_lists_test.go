// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestGraphQLGroups(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	const fields = ` { name currentApplicationCount completedAssessmentCount } `
	got := a.ask(`{ my { groups`+fields+`inactive: groups(active: false) { ref } organization { groups(active: true)`+fields+`} } }`, nil)
	group := func(name, apps, completed string) any {
		return map[string]any{"name": name, "currentApplicationCount": json.Number(apps), "completedAssessmentCount": json.Number(completed)}
	}
	// Foxtrot is archived, and Delta was never completed.
	want := []any{group("Retail", "5", "6"), group("Partners", "2", "2")}
	if diff := cmp.Diff(want, got.at("data", "my", "groups")); diff != "" {
		t.Errorf("of the user (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, got.at("data", "my", "organization", "groups")); diff != "" {
		t.Errorf("of the organization (-want +got):\n%s", diff)
	}
	if got.length("data", "my", "inactive") != 0 {
		t.Errorf("inactive ones: %s", got.text)
	}
}

func TestGraphQLUsageThatIsReached(t *testing.T) {
	t.Parallel()
	got := serve(t, nowsecure.Quirks{}).ask(`{ my { organization { usage { baseline { resourceType limit unlimited reached total } } } } }`, nil)
	want := map[string]any{
		"resourceType": "BASELINE_APP", "limit": json.Number("5"), "unlimited": false, "reached": true, "total": json.Number("5"),
	}
	if diff := cmp.Diff(want, got.at("data", "my", "organization", "usage", "baseline")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestGraphQLAssessmentsAreFiltered(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	for arguments, want := range map[string][]any{
		``:                                          {"4.3.2", "4.1.0", "4.3.1", "4.2.0", "4.4.0"},
		`(reverse: true, limit: 2)`:                 {"4.4.0", "4.2.0"},
		`(status: "completed")`:                     {"4.1.0", "4.3.1", "4.2.0"},
		`(since: "2026-11-22T07:28:00.066Z")`:       {"4.3.2", "4.3.1", "4.4.0"},
		`(after: "2026-11-22T07:28:00.066Z")`:       {"4.3.2", "4.4.0"},
		`(until: "2026-10-22T07:28:00.066Z")`:       {"4.1.0", "4.2.0"},
		`(before: "2026-10-22T09:28:00.066+02:00")`: {"4.1.0"},
		`(status: "completed", since: "2026-10-01T00:00:00Z", before: "2026-11-01T00:00:00Z")`: {"4.2.0"},
	} {
		got := a.ask(`{ auto { application(ref: "`+world.AuroraAndroidRef+`") { assessments`+arguments+` { packageVersion } } } }`, nil)
		if diff := cmp.Diff(want, got.pluck("packageVersion", "data", "auto", "application", "assessments")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", arguments, diff)
		}
	}
	got := a.ask(`{ auto { assessments(groupRefs: ["`+world.PartnersGroupRef+`"], platformType: android, status: "failed") { applicationRef errorCode analysis { isComplete isRunning isCancelled } } } }`, nil)
	want := []any{map[string]any{
		"applicationRef": world.DeltaRef, "errorCode": "ERR_ANALYSIS",
		"analysis": map[string]any{"isComplete": false, "isRunning": false, "isCancelled": false},
	}}
	if diff := cmp.Diff(want, got.at("data", "auto", "assessments")); diff != "" {
		t.Errorf("of all apps (-want +got):\n%s", diff)
	}
}

func TestGraphQLReportOfWhatWasNotCompletedIsNull(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	delta := mustApp(t, a.world, world.DeltaRef)
	got := a.ask(`query($ref: UUID) { auto { assessment(ref: $ref) { ref score report { createdAt } } none: assessment { ref } } }`,
		map[string]any{"ref": delta.Assessments[0].Ref})
	want := map[string]any{
		"assessment": map[string]any{"ref": delta.Assessments[0].Ref, "score": nil, "report": nil}, "none": nil,
	}
	if diff := cmp.Diff(want, got.at("data", "auto")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestGraphQLCatalogHasEachCheckOnce(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	for arguments, want := range map[string]int{
		"": 18, "(platformType: ios)": len(world.MobileChecks("ios")), "(platformType: android)": len(world.MobileChecks("android")),
	} {
		checks := map[any]bool{}
		got := a.ask(`{ findings { list`+arguments+` { id } } }`, nil)
		for _, id := range got.pluck("id", "data", "findings", "list") {
			checks[id] = true
		}
		if len(checks) != want || got.length("data", "findings", "list") != want {
			t.Errorf("list%s: %d entries of %d checks, want %d", arguments, got.length("data", "findings", "list"), len(checks), want)
		}
	}
	last, _ := mustApp(t, a.world, world.AuroraIOSRef).LatestCompleted()
	got := a.ask(`query($r: UUID) { auto { assessment(ref: $r) { report { finding(checkId: "uiwebview_insecure_load") {
		uniqueVulnerabilityId policyCategory { policyCategory label } check { issue { category severity regulations { type links { title } } } } }
		none: finding(checkId: "none") { key } } } } }`, map[string]any{"r": last.Ref})
	want := decode(t, `{"none":null,"finding":{"uniqueVulnerabilityId":2802600,
		"policyCategory":{"policyCategory":1,"label":"Needs Remediation"},"check":{"issue":{"category":null,"severity":"medium",
		"regulations":[{"type":"cwe","links":[{"title":"319"}]}]}}}}`)
	if diff := cmp.Diff(want, got.at("data", "auto", "assessment", "report")); diff != "" {
		t.Errorf("one row (-want +got):\n%s", diff)
	}
}
