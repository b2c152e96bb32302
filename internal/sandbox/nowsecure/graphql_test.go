// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Every query that this project's facts hold is answered without an error.
var queries = map[string]string{
	"organization": `query Organization { my {
		user { ref name email role { ref name label } }
		organization { id name usage {
			assessment { limit unlimited reached total } application { limit unlimited reached total } } } } }`,
	"users": `query Users($active: Boolean) { my { organization { users(active: $active, limit: null) {
		ref name email createdAt active note role { ref name label } groups { ref name } } } } }`,
	"groups": `query Groups($active: Boolean) { my { organization { groups(active: $active) {
		ref id name active createdAt note currentApplicationCount completedAssessmentCount } } } }`,
	"applications": `query Applications($refs: [UUID!], $groupRefs: [UUID!], $platformTypes: [PlatformEnum!], $packageKeys: [String!], $limit: Int, $offset: Int) {
		auto { applications(refs: $refs, groupRefs: $groupRefs, platformTypes: $platformTypes, packageKeys: $packageKeys, limit: $limit, offset: $offset) {
			ref platformType packageKey title createdAt archivedAt appstoreApplicationKey analysisConfigLevel group { ref name }
			latestCompleteAssessment { ref taskId createdAt score packageVersion buildVersion analysis { status isComplete } } } } }`,
	"assessments of apps": `query AppAssessmentsSince($refs: [UUID!], $since: DateTime) { auto { applications(refs: $refs) { ref
		assessments(status: "completed", since: $since) { ref taskId createdAt score packageVersion buildVersion isAppstoreDownload } } } }`,
	"findings": `query AssessmentFindings($refs: [UUID!]) { auto { assessments(scope: "*", refs: $refs) {
		ref taskId applicationRef groupRef platformType packageKey packageVersion buildVersion createdAt score
		analysis { status isComplete isCancelled errorCode }
		report { createdAt findings {
			checkId key title category kind affected severity impactType cvss cvssVector hidden summary uniqueVulnerabilityId
			policyCategory { policyCategory label }
			check { id title analysisType category platformType issue { title category severity cvss cvssVector cve warn
				impactSummary recommendation regulations { type label links { title url } } } } } } } } }`,
	"catalog": `query FindingCatalog($platformType: PlatformEnum) { findings { list(platformType: $platformType) {
		id title analysisType category platformType deprecated issue { title severity category cvss cvssVector cve warn } } } }`,
}

func TestGraphQLAnswers(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	aurora, _ := a.world.App(world.AuroraAndroidRef)
	last, _ := aurora.LatestCompleted()
	for name, query := range queries {
		variables := map[string]any{}
		if name == "findings" {
			variables["refs"] = []string{last.Ref}
		}
		if got := a.ask(query, variables); got.at("errors") != nil || got.at("data") == nil {
			t.Errorf("%s: %s", name, got.text)
		}
	}
}

func TestGraphQLRefusesWhatTheSchemaDoesNotHave(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	tests := map[string]struct {
		query     string
		variables map[string]any
		want      string
	}{
		"field":             {`{ my { organization { id vendor } } }`, nil, `Cannot query field "vendor"`},
		"newer field":       {`{ auto { assessments(limit: 1) { report { findings { findingStatus } } } } }`, nil, `Cannot query field "findingStatus"`},
		"evidence":          {`{ auto { assessments(limit: 1) { report { findings { context { items } } } } } }`, nil, `Cannot query field "context"`},
		"argument":          {`{ auto { applications(pageSize: 5) { ref } } }`, nil, `Unknown argument "pageSize"`},
		"type of argument":  {`{ my { organization { users(limit: "all") { ref } } } }`, nil, `non-integer value`},
		"type of variable":  {`query($r: [String!]) { auto { applications(refs: $r) { ref } } }`, nil, `"$r"`},
		"word of an enum":   {`{ auto { applications(platformTypes: [symbian]) { ref } } }`, nil, `symbian`},
		"enum in variable":  {`query($p: [PlatformEnum!]) { auto { applications(platformTypes: $p) { ref } } }`, map[string]any{"p": []string{"symbian"}}, `symbian`},
		"no selection":      {`{ my { organization } }`, nil, `must have a selection`},
		"syntax":            {`{ my { organization { id }`, nil, `syntax error`},
		"mutation":          {`mutation { organization { id } }`, nil, `mutation`},
		"required argument": {`{ auto { application { ref } } }`, nil, `"ref"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := a.ask(test.query, test.variables)
			message, _ := got.at("errors", 0, "message").(string)
			if !strings.Contains(message, test.want) || got.at("data") != nil {
				t.Errorf("%s, want %s in it", got.text, test.want)
			}
		})
	}
}

func TestGraphQLRefusesArgumentsThatAreNone(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	for query, want := range map[string]string{
		`{ auto { application(ref: "1") { ref } } }`:                           "a UUID is expected",
		`{ auto { assessments(since: "yesterday", limit: 1) { ref } } }`:       "yesterday",
		`{ auto { assessments(refs: ["` + world.EmberRef + `x"]) { ref } } }`:  "a UUID is expected",
		`{ auto { applications(groupRefs: ["Retail"], limit: 1) { title } } }`: "a UUID is expected",
	} {
		got := a.ask(query, nil)
		if message, _ := got.at("errors", 0, "message").(string); !strings.Contains(message, want) {
			t.Errorf("%s: %s, want %s in it", query, got.text, want)
		}
	}
}

func TestGraphQLTransport(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	const authorized = "Authorization: Bearer " + token
	query := `query($active: Boolean) { my { organization { id users(active: $active) { name } } } }`
	body := `{"query":"{ my { organization { id } } }"}`
	byGet := "/graphql?query=" + url.QueryEscape(query) + "&variables=" + url.QueryEscape(`{"active":false}`)
	got := a.send(http.MethodGet, a.api+byGet, "", authorized)
	if diff := cmp.Diff([]any{"Gus Quality"}, got.pluck("name", "data", "my", "organization", "users")); diff != "" {
		t.Errorf("GET (-want +got):\n%s", diff)
	}
	statuses := map[string]int{}
	for name, sent := range map[string][]string{
		"lab host":         {http.MethodPost, a.lab + "/graphql", body, authorized, "Content-Type: application/json"},
		"slash and UTF-8":  {http.MethodPost, a.api + "/graphql/", body, authorized, "Content-Type: application/json; charset=utf-8"},
		"no content type":  {http.MethodPost, a.api + "/graphql", body, authorized},
		"form":             {http.MethodPost, a.api + "/graphql", body, authorized, "Content-Type: application/x-www-form-urlencoded"},
		"no JSON":          {http.MethodPost, a.api + "/graphql", "{ my { organization { id } } }", authorized, "Content-Type: application/json"},
		"no query":         {http.MethodPost, a.api + "/graphql", "{}", authorized, "Content-Type: application/json"},
		"wrong token":      {http.MethodPost, a.api + "/graphql", body, authorized + "x", "Content-Type: application/json"},
		"put":              {http.MethodPut, a.api + "/graphql", body, authorized, "Content-Type: application/json"},
		"variables of GET": {http.MethodGet, a.api + "/graphql?query=x&variables=x", "", authorized},
	} {
		statuses[name] = a.send(sent[0], sent[1], sent[2], sent[3:]...).status
	}
	want := map[string]int{
		"lab host": 200, "slash and UTF-8": 200, "no content type": 400, "form": 400, "no JSON": 400, "no query": 400,
		"wrong token": 401, "put": 405, "variables of GET": 400,
	}
	if diff := cmp.Diff(want, statuses); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
}

func TestGraphQLAnswersTenUsersWhenNotAskedForAll(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	for arguments, want := range map[string]int{
		"": 10, "(limit: null)": 12, "(limit: 3)": 3, "(limit: 100)": 12, "(active: true, limit: null)": 11, "(active: true)": 10,
	} {
		got := a.ask(`{ my { organization { users`+arguments+` { ref } } } }`, nil)
		if got.length("data", "my", "organization", "users") != want {
			t.Errorf("users%s: %d, want %d", arguments, got.length("data", "my", "organization", "users"), want)
		}
	}
	quirky := serve(t, nowsecure.Quirks{NullLimitAsDefault: true})
	for arguments, want := range map[string]int{"(limit: null)": 10, "(limit: 11)": 11} {
		got := quirky.ask(`{ my { organization { users`+arguments+` { ref } } } }`, nil)
		if got.length("data", "my", "organization", "users") != want {
			t.Errorf("users%s, null taken for none: %d, want %d", arguments, got.length("data", "my", "organization", "users"), want)
		}
	}
	asVariable := a.ask(`query($l: Int) { my { organization { users(limit: $l) { ref } } } }`, map[string]any{"l": nil})
	if got := asVariable.length("data", "my", "organization", "users"); got != 12 {
		t.Errorf("%d users with null in a variable", got)
	}
}

func TestGraphQLOrganization(t *testing.T) {
	t.Parallel()
	got := serve(t, nowsecure.Quirks{}).ask(queries["organization"], nil)
	want := decode(t, `{
		"id":"1187","name":"Customer Mobile Security","usage":{
			"application":{"limit":25,"unlimited":false,"reached":false,"total":3},
			"assessment":{"limit":null,"unlimited":true,"reached":false,"total":412}}}`)
	if diff := cmp.Diff(want, got.at("data", "my", "organization")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestGraphQLApplications(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	tests := map[string]struct {
		variables map[string]any
		want      []any
	}{
		"all": {nil, []any{
			world.AuroraAndroidRef, world.AuroraIOSRef, world.AuroraPartnersRef, world.BorealisRef,
			world.CobaltRef, world.DeltaRef, world.EmberRef, world.FoxtrotRef,
		}},
		"page":     {map[string]any{"limit": 2, "offset": 1}, []any{world.AuroraIOSRef, world.AuroraPartnersRef}},
		"past end": {map[string]any{"limit": 2, "offset": 8}, []any{}},
		"group":    {map[string]any{"groupRefs": []string{world.PartnersGroupRef}}, []any{world.AuroraPartnersRef, world.DeltaRef, world.FoxtrotRef}},
		"hidden":   {map[string]any{"groupRefs": []string{world.BoardGroupRef}}, []any{}},
		"package": {
			map[string]any{"packageKeys": []string{"com.aurora.pay"}, "platformTypes": []string{"android"}},
			[]any{world.AuroraAndroidRef, world.AuroraPartnersRef},
		},
		"refs, null for what is not visible": {
			map[string]any{"refs": []string{world.EmberRef, world.GraniteRef, world.CobaltRef}}, []any{world.EmberRef, nil, world.CobaltRef},
		},
	}
	for name, test := range tests {
		got := a.ask(queries["applications"], test.variables)
		if diff := cmp.Diff(test.want, got.pluck("ref", "data", "auto", "applications")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestGraphQLLatestAssessments(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	got := a.ask(`{ auto { applications { ref latestAssessment { analysis { status } } latestCompleteAssessment { taskId score createdAt packageVersion } } } }`, nil)
	aurora, _ := a.world.App(world.AuroraAndroidRef)
	last, _ := aurora.LatestCompleted()
	latest := got.at("data", "auto", "applications", 0, "latestCompleteAssessment")
	want := map[string]any{
		"taskId": json.Number(jsonOf(t, last.Task)).String(), "score": json.Number(jsonOf(t, *last.Score)),
		"createdAt": "2026-11-22T07:28:00.066Z", "packageVersion": "4.3.1",
	}
	if diff := cmp.Diff(want, latest); diff != "" {
		t.Errorf("latest of Aurora (-want +got):\n%s", diff)
	}
	if status := got.at("data", "auto", "applications", 0, "latestAssessment", "analysis", "status"); status != "pending" {
		t.Errorf("the newest assessment of Aurora is %v", status)
	}
	for _, without := range []string{world.CobaltRef, world.DeltaRef} {
		if app := got.with(t, "ref", without, "data", "auto", "applications"); app["latestCompleteAssessment"] != nil {
			t.Errorf("a completed assessment of %v", app)
		}
	}
}

func jsonOf(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestGraphQLReports(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	aurora, _ := a.world.App(world.AuroraAndroidRef)
	last, _ := aurora.LatestCompleted()
	const query = `query($refs: [UUID!], $all: Boolean) { auto { assessments(scope: "*", refs: $refs) { ref report {
		findings(hidden: $all, indeterminate: $all) { checkId affected severity impactType cvss hidden category } } } } }`
	path := []any{"data", "auto", "assessments", 0, "report", "findings"}
	some, all := a.ask(query, map[string]any{"refs": []string{last.Ref}}), a.ask(query, map[string]any{"refs": []string{last.Ref}, "all": true})
	if all.length(path...) != len(last.Findings) || some.length(path...) != len(last.Findings)-2 {
		t.Errorf("%d rows of %d, %d without what is hidden or inconclusive", all.length(path...), len(last.Findings), some.length(path...))
	}
	for check, want := range map[string]map[string]any{
		"world_readable_files_check":    {"affected": nil, "severity": nil, "impactType": "indeterminate", "cvss": nil, "hidden": false, "category": "fs"},
		"leaked_data_in_files_password": {"affected": true, "severity": "high", "impactType": "high", "cvss": json.Number("7.5"), "hidden": false, "category": "storage"},
		"android_janus_vuln":            {"affected": false, "severity": nil, "impactType": "pass", "cvss": json.Number("0"), "hidden": false, "category": "code"},
		"android_debuggable_webviews":   {"affected": true, "severity": "medium", "impactType": "medium", "cvss": json.Number("5.5"), "hidden": true, "category": "code"},
		"geoip":                         {"affected": true, "severity": "info", "impactType": "artifact", "cvss": json.Number("0"), "hidden": false, "category": "artifact"},
	} {
		want["checkId"] = check
		if diff := cmp.Diff(want, all.with(t, "checkId", check, path...)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestGraphQLReportsOfManyAssessmentsAreTooMuch(t *testing.T) {
	t.Parallel()
	query := `{ auto { assessments(limit: 3) { report { createdAt } } } }`
	got := serve(t, nowsecure.Quirks{}).post(query, nil)
	if got.status != http.StatusServiceUnavailable || !strings.HasPrefix(got.text, "<html>") {
		t.Errorf("status %d, %s", got.status, got.text)
	}
	serve(t, nowsecure.Quirks{ReportsPerQuery: 3}).ask(query, nil)
}

func TestGraphQLErrorsBesideData(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{PartialData: true})
	got := a.ask(queries["applications"], nil)
	if got.length("errors") != 6 || got.length("data", "auto", "applications") != 8 {
		t.Errorf("%d errors and %d apps", got.length("errors"), got.length("data", "auto", "applications"))
	}
	for i := range got.length("errors") {
		path := got.at("errors", i, "path")
		index, _ := got.at("errors", i, "path", 2).(json.Number)
		if diff := cmp.Diff([]any{"auto", "applications", index, "latestCompleteAssessment"}, path); diff != "" {
			t.Errorf("path (-want +got):\n%s", diff)
		}
	}
}

func TestGraphQLKeepsSomeForAdmins(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{NoOrgAdmin: true})
	partial := a.ask(`{ my { organization { id createdAt } } }`, nil)
	if partial.at("data", "my", "organization", "id") != "1187" || partial.length("errors") != 1 {
		t.Errorf("a field that may be null: %s", partial.text)
	}
	if got := a.ask(queries["users"], nil); got.at("data") != nil || got.length("errors") == 0 {
		t.Errorf("a field that may not be null: %s", got.text)
	}
}

func TestGraphQLLimitsApplicationsSilently(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{ApplicationsLimit: 5})
	for limit, want := range map[any]int{nil: 5, 8: 8} {
		got := a.ask(queries["applications"], map[string]any{"limit": limit})
		if got.length("data", "auto", "applications") != want || got.at("errors") != nil {
			t.Errorf("limit %v: %d apps, want %d", limit, got.length("data", "auto", "applications"), want)
		}
	}
}

func TestGraphQLHasNoWordForOtherPlatforms(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	ref := a.world.AddApp(world.MobileApp{Platform: "roku", Package: "1", GroupRef: world.RetailGroupRef})
	if got := a.ask(queries["applications"], nil); got.length("data", "auto", "applications") != 8 || got.at("errors") != nil {
		t.Errorf("%s", got.text)
	}
	if got := a.ask(queries["applications"], map[string]any{"refs": []string{ref}}); got.at("data", "auto", "applications", 0) != nil || got.at("errors") != nil {
		t.Errorf("%s", got.text)
	}
	if got := a.get("/app/?platform=roku"); got.length() != 1 {
		t.Errorf("REST: %s", got.text)
	}
}
