// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// The newest assessment is of any status, and the newest complete one is not.
func TestGraphQL_builds(t *testing.T) {
	t.Parallel()
	const fields = `{ packageVersion buildDigest releaseVersion isAppstoreDownload analysis { status isComplete } }`
	served := serve(nowsecure.Quirks{})
	got := served.ask(t, `{ auto { applications(refs: ["`+world.AuroraAndroidRef+`", "`+world.GraniteRef+`", "`+world.EmberRef+`"]) {
		latestAssessment `+fields+` latestCompleteAssessment `+fields+` assessments(status: "completed") { ref } } } }`)
	digest := func(version string) string { return world.MobileDigest(world.AuroraAndroidRef, version) }
	for place, want := range map[string]string{
		"0.latestAssessment": `{"analysis":{"isComplete":false,"status":"pending"},"buildDigest":"` + digest("4.4.0") + `","isAppstoreDownload":false,"packageVersion":"4.4.0","releaseVersion":null}`,
		"0.latestCompleteAssessment": `{"analysis":{"isComplete":true,"status":"completed"},"buildDigest":"` + digest("4.3.1") +
			`","isAppstoreDownload":false,"packageVersion":"4.3.1","releaseVersion":null}`,
		"1":                                     "null", // it cannot be seen
		"2.latestAssessment.releaseVersion":     `"0.9"`,
		"2.latestAssessment.isAppstoreDownload": "true",
	} {
		if value := got.At("data.auto.applications." + place); value != want {
			t.Errorf("%s: %s", place, value)
		}
	}
	if completed := got.Len("data.auto.applications.0.assessments"); completed != 3 {
		t.Errorf("%d completed assessments", completed)
	}
}

// A query that does not fit the schema has a status of its own, or none.
func TestGraphQL_invalidQueries(t *testing.T) {
	t.Parallel()
	const query = `{ auto { applications { latestAssessment { buildDigest report { findings(hidden: true) { checkId } } } } } }`
	refused := []string{"AutoAssessment.buildDigest", "AssessmentReport.hidden"}
	for quirks, want := range map[*nowsecure.Quirks]int{
		{ReportsPerQuery: 99}:                               http.StatusOK,
		{RefusedFields: refused}:                            http.StatusBadRequest,
		{RefusedFields: refused, InvalidQueriesAs200: true}: http.StatusOK,
	} {
		got := serve(*quirks).ask(t, query)
		isRefused := strings.Contains(got.Text, `Cannot query field \"buildDigest\" on type \"AutoAssessment\"`) && strings.Contains(got.Text, `Unknown argument \"hidden\"`)
		if got.Status != want || isRefused != (quirks.RefusedFields != nil) {
			t.Errorf("%+v: %d %s", *quirks, got.Status, got.Text)
		}
	}
}

// The components are in one place, with a path that must not be shown.
func TestGraphQL_components(t *testing.T) {
	t.Parallel()
	app, _ := world.Default().NowSecure.App(world.AuroraAndroidRef)
	last, _ := app.LatestCompleted()
	got := serve(nowsecure.Quirks{}).ask(t, `{ auto { assessments(refs: ["`+last.Ref+`"]) {
		found: _raw(path: "yaap.complete.results[0].deputy.deputy.data[0].results") other: _raw(path: "yaap") } } }`)
	for place, want := range map[string]string{
		"found.components.0.name":                        `"com.squareup.okhttp3:okhttp"`,
		"found.components.0.vulnerabilities.0.cvssScore": `"7.5"`,
		"found.components.3.version":                     "null",
		"other":                                          "null",
	} {
		if value := got.At("data.auto.assessments.0." + place); value != want {
			t.Errorf("%s: %s", place, value)
		}
	}
	if !strings.Contains(got.At("data.auto.assessments.0.found.components.0.source"), world.PlantedSecret) {
		t.Errorf("no secret in %s", got.Text)
	}
}

func TestREST_storeApps(t *testing.T) {
	t.Parallel()
	const place = "/v2/risk-intelligence/apps?orderBy=-createdAt"
	served := serve(nowsecure.Quirks{StoreAppsPage: 3})
	served.api.Check(t, map[string]string{
		place + "&pageSize=50 pageInfo":              `{"end":3,"start":0,"totalResults":4}`,
		place + "&pageSize=50&pageNumber=1 pageInfo": `{"end":4,"start":3,"totalResults":4}`,
		place + "&pageSize=2&pageNumber=9 rows":      `[]`,
		place + " 0":                                 "",
		place + " rows.0.recentScore.riskRating":     "null", // added last
		place + " rows.1.recentScore.riskScore":      "81.5",
	})
	if got := served.api.Send(t, http.MethodGet, "/v2/risk-intelligence/apps?orderBy=publisher", ""); got.Status != http.StatusBadRequest {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	if got := serve(nowsecure.Quirks{NoRiskIntelligence: true}).api.Send(t, http.MethodGet, place, ""); got.Status != http.StatusForbidden {
		t.Errorf("%d %s", got.Status, got.Text)
	}
}
