// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	assessmentsOfAurora = "/app/android/com.aurora.pay/assessment?group=" + world.RetailGroupRef
	historyOfAurora     = "/resource/app/" + world.AuroraAndroidRef + "/vulnerability/"
)

// latest returns the path of an app's newest completed assessment.
func (a api) latest(ref string) string {
	a.t.Helper()
	app, _ := a.world.App(ref)
	last, ok := app.LatestCompleted()
	if !ok {
		a.t.Fatalf("%s has no completed assessment", ref)
	}
	return "/assessment/" + strconv.FormatInt(last.Task, 10)
}

// shape is value with every scalar replaced by its type, and every array by
// the shape of its first element.
func shape(value any) any {
	switch value := value.(type) {
	case map[string]any:
		fields := map[string]any{}
		for name, field := range value {
			fields[name] = shape(field)
		}
		return fields
	case []any:
		if len(value) == 0 {
			return []any{}
		}
		return []any{shape(value[0])}
	default:
		return fmt.Sprintf("%T", value)
	}
}

const canceled = `"cancelled"` //nolint:misspell // the field's name

// The fields are those of the specification in the vendor's clients.
var documented = map[string]string{ //nolint:gosec // shapes, no credentials
	"/account/user/": `[{"id":1,"ref":"x","name":"x","email":"x","username":"x","active":true,"avatar_url":null,"note":"x",
		"organizationId":1,"groupRefs":["x"],"groups":[{"id":1,"ref":"x","name":"x","active":true,"note":"x","organizationId":1,
		"createdAt":"x","updatedAt":"x","deleted_at":null,"updated_by":null}],"roleRef":"x","roles":[{"id":1,"ref":"x","name":"x",
		"label":"x","defaultLabel":"x","description":null,"isCustomized":false,"is_internal":false}],"privileges":["x"],
		"capabilities":[{"ref":"x","name":"x","permissions":["x"]}],"all_capabilities":[{"ref":"x","name":"x","permissions":["x"]}],
		"created_at":"x","updated_at":"x","updated_by":null}]`,
	"/app/": `[{"ref":"x","platform":"x","package":"x","group":"x","account":"x","title":"x","created":"x","archived_at":null,
		"config_level":"x","binary":"x","test_runner_binary":null,"appstore_application_key":"x","forbidden":null,
		"findings_overrides":null,"integrations":[],"config":{"static":{"enabled":true},"dynamic":{"search_data":{
		"username":{"type":"x","value":"x","enabled":true},"password":{"type":"x","value":"x","enabled":true}}}}}]`,
	historyOfAurora: `[{"unique_vulnerability_id":1,"finding_id":"x","finding_title":"x","opened_at":"x","last_seen_at":"x",
		"last_seen_cvss":1,"closed_at":null,"opened_in_assessment_id":"x","last_seen_in_assessment_id":"x",
		"closed_in_assessment_id":null,"opened_in_app_version":"x","last_seen_in_app_version":"x","closed_in_app_version":null}]`,
	assessmentsOfAurora: `[{"ref":"x","task":1,"task_status":"x","task_error_code":"x","application":"x","group":"x","account":"x",
		"platform":"x","package":"x","binary":"x","creator":"x","created":"x","updated":"x",` + canceled + `:false,"favorite":false,
		"appstore_download":null,"adjusted_score":null,"adjusted_issues":{},"identified_vuln_map":{},"status":{"state":"x"},"events":[],
		"config":{"static":{"enabled":true},"dynamic":{"search_data":{"username":{"type":"x","value":"x","enabled":true},
		"password":{"type":"x","value":"x","enabled":true}}}}}]`,
	"findings": `[{"check_id":"x","title":"x","severity":"x","affected":false,"hidden":false,"analysis_type":"x","category":"x",
		"cvss":0,"cvss_vector":"x","unique_vulnerability_id":null,"description":"x","vulnerability_detail":null,
		"recommendations":{"developer":"x"},"regulations":[{"type":"cwe","links":[{"id":"x","url":"x"}]}],
		"context":{"title":"x","fields":["x"],"rows":[{"file":"x","value":"x"}]},"changes":null}]`,
	"summary": `{"status":"x","score":1,"base_score":1,"cvss_version":"x","issues":{"allow_backup_check":1,
		"certificate_validity_check":1,"leaked_data_in_files_password":1},"adjusted_issues":{"allow_backup_check":1,
		"certificate_validity_check":1,"leaked_data_in_files_password":1},"changes":[],"findings_digest":"x"}`,
	"/user/token/": `[{"iss":"x","jti":"x","sub":"x","exp":1,"iat":1,"name":"x"}]`,
}

// documentedPath resolves the paths that depend on the world.
func (a api) documentedPath(path string) string {
	if !strings.HasPrefix(path, "/") {
		return a.latest(world.AuroraAndroidRef) + "/" + path
	}
	return path
}

func TestAnswersHaveTheDocumentedShape(t *testing.T) {
	t.Parallel()
	for path, sample := range documented {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			a := serve(t, nowsecure.Quirks{})
			got := a.get(a.documentedPath(path))
			if diff := cmp.Diff(shape(decode(t, sample)), shape(got.body)); diff != "" {
				t.Errorf("shape (-want +got):\n%s", diff)
			}
			if kind := got.header.Get("Content-Type"); kind != "application/json; charset=utf-8" {
				t.Errorf("content type %q", kind)
			}
		})
	}
}

func TestSlashAtTheEndMakesNoDifference(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	for path := range documented {
		with, _, _ := strings.Cut(a.documentedPath(path), "?")
		query := strings.TrimPrefix(a.documentedPath(path), with)
		with = strings.TrimSuffix(with, "/") + "/"
		without := strings.TrimSuffix(with, "/")
		if diff := cmp.Diff(a.get(with+query).body, a.get(without+query).body); diff != "" {
			t.Errorf("%s (-with +without):\n%s", path, diff)
		}
		a.want(http.StatusNotFound, with+"/"+query)
	}
}

func TestApps(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	tests := map[string][]any{
		"/app/": {
			world.AuroraAndroidRef, world.AuroraIOSRef, world.AuroraPartnersRef, world.BorealisRef,
			world.CobaltRef, world.DeltaRef, world.EmberRef, world.FoxtrotRef,
		},
		"/app/?platform=android&package=com.aurora.pay":      {world.AuroraAndroidRef, world.AuroraPartnersRef},
		"/app/?group=" + world.PartnersGroupRef:              {world.AuroraPartnersRef, world.DeltaRef, world.FoxtrotRef},
		"/app/?ref=" + world.EmberRef:                        {world.EmberRef},
		"/app/?ref=" + world.GraniteRef:                      {},
		"/app/?limit=2":                                      {world.AuroraAndroidRef, world.AuroraIOSRef},
		"/app/?limit=1&platform=ios&package=com.cobalt.scan": {world.CobaltRef},
	}
	for path, want := range tests {
		if diff := cmp.Diff(want, a.get(path).pluck("ref")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
	if got := a.get("/app/ios/com.cobalt.scan"); got.at("ref") != world.CobaltRef || got.at("title") != "Cobalt Scan | <b>beta</b>" {
		t.Errorf("one app: %s", got.text)
	}
	keys := a.get("/app/").pluck("appstore_application_key")
	want := []any{"com.aurora.pay", json.Number("1203847561"), "com.aurora.pay", nil, "1377750263", nil, nil, json.Number("998877665")}
	if diff := cmp.Diff(want, keys); diff != "" {
		t.Errorf("keys of stores (-want +got):\n%s", diff)
	}
}

func TestPackageInTwoGroupsIsAmbiguous(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	for _, path := range []string{"/app/android/com.aurora.pay", "/app/android/com.aurora.pay/assessment", "/app/?group=x", "/app/ios/com.aurora.pay?group=x"} {
		got := a.want(http.StatusBadRequest, path)
		for _, group := range a.world.Groups() {
			if !strings.Contains(got.text, group.Ref) {
				t.Errorf("%s: %s is not among the tenant's groups in %s", path, group.Name, got.text)
			}
		}
	}
	if got := a.get("/app/android/com.aurora.pay?group=" + world.PartnersGroupRef); got.at("ref") != world.AuroraPartnersRef {
		t.Errorf("with a group: %s", got.text)
	}
	if got := a.get("/app/ios/com.aurora.pay"); got.at("ref") != world.AuroraIOSRef {
		t.Errorf("on the other platform: %s", got.text)
	}
}

func TestWhatIsNotVisible(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	a.world.UpdateApp(world.EmberRef, func(app *world.MobileApp) { app.Unauthorized = true })
	for _, path := range []string{
		"/resource/app/" + world.GraniteRef + "/vulnerability/", "/resource/app/none/vulnerability", "/resource/app/" + world.EmberRef + "/vulnerability",
		"/app/android/com.ember.wallet/assessment", "/app/android/com.ember.wallet", "/app/?group=" + world.BoardGroupRef,
		a.latest(world.EmberRef) + "/findings", a.latest(world.EmberRef) + "/summary",
	} {
		got := a.want(http.StatusUnauthorized, path)
		if diff := cmp.Diff(map[string]any{"message": "Unauthorized access to application"}, got.body); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
	if got := a.get("/app/?ref=" + world.EmberRef); got.length() != 1 {
		t.Errorf("an app that may not be read is not listed: %s", got.text)
	}
	last, _ := mustApp(t, a.world, world.EmberRef).LatestCompleted()
	report := a.ask(`query($r: [UUID!]) { auto { assessments(refs: $r) { report { createdAt } } } }`, map[string]any{"r": []string{last.Ref}})
	if report.at("errors", 0, "message") != "Unauthorized access to application" {
		t.Errorf("GraphQL: %s", report.text)
	}
}

func mustApp(t *testing.T, n *world.NowSecure, ref string) world.MobileApp {
	t.Helper()
	app, ok := n.App(ref)
	if !ok {
		t.Fatalf("there is no app %s", ref)
	}
	return app
}

func TestWhatDoesNotExist(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	for path, message := range map[string]string{
		"/assessment/1/findings":                                              "Assessment not found within user scope",
		"/assessment/" + world.EmberRef + "/findings":                         "Assessment not found within user scope",
		a.latest(world.EmberRef) + "/summary?group=" + world.PartnersGroupRef: "Assessment not found within user scope",
		"/app/ios/com.nobody":                                                 "Application not found within user scope",
		"/app/ios/com.granite.board/assessment":                               "Application not found within user scope",
		"/account/user/none":                                                  "User not found within user scope",
		"/v2/assessments":                                                     "Not found",
		"/":                                                                   "Not found",
	} {
		got := a.want(http.StatusNotFound, path)
		want := map[string]any{"name": "NotFoundError", "message": message, "status": json.Number("404")}
		if diff := cmp.Diff(want, got.body); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
	for _, path := range []string{
		"/app/?limit=0", "/app/?limit=all", "/app/?platform=symbian", "/app/?offset=5", "/app/?limit=%zz", "/resource/app/x/vulnerability?since=1",
		a.latest(world.EmberRef) + "/findings?report=all", "/account/user/?exclude_role=boss", assessmentsOfAurora + "&limit=1",
	} {
		if got := a.want(http.StatusBadRequest, path); got.at("name") != "ValidationError" {
			t.Errorf("%s: %s", path, got.text)
		}
	}
	if got := a.send(http.MethodPost, a.lab+"/app/", "{}"); got.status != http.StatusMethodNotAllowed || got.header.Get("Allow") != http.MethodGet {
		t.Errorf("POST: %d %s", got.status, got.text)
	}
}

func TestAssessmentsAreInNoOrder(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	got := a.get(assessmentsOfAurora)
	wantStatuses := []any{"failed", "completed", "completed", "completed", "pending"}
	if diff := cmp.Diff(wantStatuses, got.pluck("task_status")); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
	wantCreated := []any{
		"2026-11-25T07:28:00.066Z", "2026-09-17T07:28:00.066Z", "2026-11-22T07:28:00.066Z", "2026-10-22T07:28:00.066Z", "2026-11-29T07:28:00.066Z",
	}
	if diff := cmp.Diff(wantCreated, got.pluck("created")); diff != "" {
		t.Errorf("created (-want +got):\n%s", diff)
	}
	for i := range got.length() {
		task, _ := got.at(i, "task").(json.Number)
		if milliseconds, err := task.Int64(); err != nil || milliseconds < 1_700_000_000_000 {
			t.Errorf("the task %v is no time in milliseconds", task)
		}
	}
	if got := a.get("/app/ios/com.cobalt.scan/assessment"); got.length() != 0 || got.body == nil {
		t.Errorf("an app that was never assessed: %s", got.text)
	}
	failed, _ := got.at(0, "task").(json.Number)
	if got := a.get("/assessment/" + failed.String() + "/findings"); got.length() != 0 || got.body == nil {
		t.Errorf("findings of a failed assessment: %s", got.text)
	}
}

func TestFindingsAreEveryCheck(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	path := a.latest(world.AuroraAndroidRef) + "/findings"
	got := a.get(path)
	type row struct{ Affected, Hidden, Severity, Category, CVSS any }
	rows := map[string]row{}
	for i := range got.length() {
		id, _ := got.at(i, "check_id").(string)
		rows[id] = row{got.at(i, "affected"), got.at(i, "hidden"), got.at(i, "severity"), got.at(i, "category"), got.at(i, "cvss")}
	}
	want := map[string]row{
		"android_janus_vuln":            {false, false, "critical", "code", json.Number("0")},
		"certificate_validity_check":    {true, false, "high", "network", json.Number("7.4")},
		"leaked_data_in_files_password": {true, false, "high", "storage", json.Number("7.5")},
		"uiwebview_insecure_load":       {false, false, "medium", "network", json.Number("0")},
		"android_debuggable_webviews":   {true, true, "medium", "code", json.Number("5.5")},
		"leaked_memdump_data_email":     {false, false, "low", "Privacy", json.Number("0")},
		"allow_backup_check":            {true, false, "low", "permissions", json.Number("2.3")},
		"world_readable_files_check":    {nil, false, "medium", "fs", nil},
		"keysize_check":                 {false, false, "low", "code", json.Number("0")},
		"obfuscation_check":             {false, false, "warn", "Resilience", json.Number("0")},
		"apk_certificate_pinning":       {false, false, "warn", "Resilience", json.Number("0")},
		"apk_permissions":               {true, false, "info", "permissions", json.Number("0")},
		"sms_communications":            {false, false, "info", "platform", json.Number("0")},
		"geoip":                         {true, false, "info", "artifact", json.Number("0")},
		"okhttp":                        {true, false, "info", "artifact", json.Number("0")},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if odd := a.get(a.latest(world.EmberRef) + "/findings"); odd.at(0, "category") != nil || odd.at(4, "severity") != nil || odd.at(0, "cvss") != json.Number("5") {
		t.Errorf("rows that are not like others: %s", odd.text)
	}
	if got := a.get(path + "?report=lab-auto&using_legacy=true&group=" + world.RetailGroupRef); got.length() != len(want) {
		t.Errorf("%d rows with every parameter", got.length())
	}
}

func TestHistoryIsOpenAndClosed(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	got := a.get("/resource/app/" + world.FoxtrotRef + "/vulnerability/")
	if got.length() != 2 || got.at(0, "finding_id") != got.at(1, "finding_id") || got.at(0, "unique_vulnerability_id") == got.at(1, "unique_vulnerability_id") {
		t.Fatalf("a vulnerability that came back: %s", got.text)
	}
	want := map[string]any{
		"unique_vulnerability_id": json.Number("2803000"), "finding_id": "ipa_broken_ssl", "finding_title": "Broken SSL",
		"opened_at": "2026-02-04T07:28:00.066Z", "last_seen_at": "2026-02-04T07:28:00.066Z", "last_seen_cvss": json.Number("9.1"),
		"closed_at": "2026-05-15T07:28:00.066Z", "opened_in_app_version": "1.0.0", "last_seen_in_app_version": "1.0.0", "closed_in_app_version": "1.1.0",
	}
	closed, _ := got.at(1).(map[string]any)
	for _, name := range []string{"opened_in_assessment_id", "last_seen_in_assessment_id", "closed_in_assessment_id"} {
		delete(closed, name)
	}
	if diff := cmp.Diff(want, closed); diff != "" {
		t.Errorf("closed (-want +got):\n%s", diff)
	}
	if opened := got.with(t, "closed_at", nil); opened["last_seen_at"] != "2026-08-03T07:28:00.066Z" {
		t.Errorf("open: %v", opened)
	}
	if got := a.get("/resource/app/" + world.BorealisRef + "/vulnerability/"); got.length() != 0 || got.body == nil {
		t.Errorf("no history: %s", got.text)
	}
}

func TestUsers(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	all := a.get("/account/user/")
	if all.length() != 12 || all.at(11, "email") != nil {
		t.Errorf("%d users, the last of them %v", all.length(), all.at(11, "email"))
	}
	for query, want := range map[string][]any{
		"?domain=partner.example": {"Eli Developer", "Gus Quality", "Ida Customer"},
		"?domain=partner.example&exclude_role=qa&exclude_role=customer": {"Eli Developer"},
		"?domain=partner.example&domain=customer.example&exclude_role=developer&exclude_role=qa&exclude_role=analyst&exclude_role=internal-x": {
			"Robin Admin", "Hal Executive", "Ida Customer", "Jo Trial",
		},
	} {
		if diff := cmp.Diff(want, a.get("/account/user"+query).pluck("name")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
	ref, _ := all.at(3, "ref").(string)
	if got := a.get("/account/user/" + ref); got.at("name") != "Cas Developer" {
		t.Errorf("one user: %s", got.text)
	}
}

func TestSecretsAreServed(t *testing.T) {
	t.Parallel()
	a := serve(t, nowsecure.Quirks{})
	served := strings.Join([]string{
		a.get("/app/").text, a.get("/account/user/").text, a.get(a.latest(world.EmberRef) + "/findings").text,
		a.want(http.StatusBadRequest, "/app/?group=x").text,
	}, "")
	for _, secret := range slices.Concat(a.world.Secrets(), a.world.PersonalData()) {
		if !strings.Contains(served, secret) {
			t.Errorf("nothing serves %q", secret)
		}
	}
}
