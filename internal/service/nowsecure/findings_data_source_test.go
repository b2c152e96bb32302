// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"maps"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// finding is a row of the list with what most rows have; changes are the rest.
func finding(changes map[string]any) map[string]any {
	row := map[string]any{
		"source": "nowsecure", "subject": "ios/com.aurora.pay", "status": "open", "first_seen_at": nil, "last_seen_at": nil, "url": nil,
		"cvss": nil, "cvss_vector": nil, "category": nil, "app_ref": world.AuroraIOSRef, "package": "com.aurora.pay", "platform": "ios", "group": "Retail",
		"analysis_type": nil, "policy_category": nil, "cve": nil, "cwe": nil, "owasp": nil, "masvs": nil, "hidden": false,
		"vulnerability_id": nil, "opened_at": nil, "closed_at": nil, "affected": true,
		"opened_in_version": nil, "last_seen_in_version": nil, "closed_in_version": nil,
		"assessment_status": nil, "assessed_at": nil, "build_digest": nil, "build_version": nil, "package_version": nil, "release_version": nil, "is_appstore_download": nil,
	}
	maps.Copy(row, changes)
	return row
}

// ofAuroraIOS adds what a row of the report on that application has.
func ofAuroraIOS(changes map[string]any) map[string]any {
	row := finding(map[string]any{
		"last_seen_at": auroraIOSSeen, "assessment_status": "completed", "assessed_at": auroraIOSSeen, "build_digest": world.MobileDigest(world.AuroraIOSRef, "4.3.0"),
		"build_version": "4.3.0-1", "package_version": "4.3.0", "is_appstore_download": false, "cwe": []any{}, "owasp": []any{},
	})
	maps.Copy(row, changes)
	return row
}

const (
	webView       = "uiwebview_insecure_load"
	webViewTitle  = "Insecure Load in a Web View"
	webViewVector = "CVSS:3.0/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N"
	auroraIOSSeen = "2026-11-19T07:28:00Z"
)

// vulnerabilityID is the record of a check in an application's last report.
func vulnerabilityID(t *testing.T, ref, check string) string {
	t.Helper()
	app, _ := world.Default().NowSecure.App(ref)
	for _, record := range app.Vulnerabilities {
		if record.CheckID == check {
			return strconv.FormatInt(record.ID, 10)
		}
	}
	t.Fatalf("no record of %s", check)
	return ""
}

func TestFindingsDataSource_latestAssessment(t *testing.T) {
	t.Parallel()
	terraformTest(t, "findings", `
data "vendorrisk_nowsecure_findings" "test" {
  apps = ["`+world.CobaltRef+`", "`+world.AuroraIOSRef+`"]
}`,
		map[string]any{
			"findings": []any{
				ofAuroraIOS(map[string]any{
					"type": "ipa_certificate_pinning", "check_id": "ipa_certificate_pinning", "title": "Certificates Are Not Pinned",
					"severity": "info", "category": "resilience", "cvss": 0, "analysis_type": "dynamic", "policy_category": "Informational",
				}),
				ofAuroraIOS(map[string]any{
					"type": webView, "check_id": webView, "title": webViewTitle, "severity": "medium", "category": "network",
					"cvss": 5.9, "cvss_vector": webViewVector, "vulnerability_id": vulnerabilityID(t, world.AuroraIOSRef, webView), "analysis_type": "static", "policy_category": "Review Required",
					"cwe": []any{"CWE-319"}, "owasp": []any{"MASVS-PLATFORM-2 (OWASP MASVS v2.1.0)"}, "masvs": []any{"MASVS-PLATFORM-2"},
				}),
				finding(map[string]any{
					"subject": "ios/com.cobalt.scan", "package": "com.cobalt.scan", "app_ref": world.CobaltRef, "type": "not_assessed", "check_id": nil,
					"title":    "The application has no completed assessment: its findings are not known",
					"severity": "unknown", "status": "unknown", "affected": nil,
				}),
			},
			"counts": map[string]any{"info": 1, "medium": 1, "unknown": 1}, "hidden_counts": map[string]any{}, "total": 3, "errors": []any{}, "evaluated_apps": 2,
			"covered_subjects": []any{"ios/com.aurora.pay"},
		},
		map[string]int{"/graphql": 3, "/app/": 1})
}

func TestFindingsDataSource_history(t *testing.T) {
	t.Parallel()
	terraformTest(t, "findings", `
data "vendorrisk_nowsecure_findings" "test" {
  mode           = "history"
  apps           = ["`+world.AuroraAndroidRef+`"]
  seen_after     = "2026-09-01T02:00:00+02:00"
  include_closed = true
  minimum_cvss   = 3.5

  on_newer_assessment = "ignore"
}`,
		map[string]any{
			"findings": []any{
				historyRow(t, "android_debuggable_webviews", "Debuggable Web Views", "medium", 5.5),
				historyRow(t, "certificate_validity_check", "Certificate Validation Missing", "high", 7.4),
				finding(map[string]any{
					"type": "keysize_check", "check_id": "keysize_check", "title": "Short Key of the Signature", "severity": "low", "cvss": 3.7,
					"app_ref": world.AuroraAndroidRef, "platform": "android", "vulnerability_id": "2802540", "status": "closed", "affected": false, "subject": "android/com.aurora.pay/Retail",
					"opened_in_version": "4.1.0", "last_seen_in_version": "4.1.0", "closed_in_version": "4.2.0",
					"first_seen_at": "2026-09-17T07:28:00Z", "opened_at": "2026-09-17T07:28:00Z", "last_seen_at": "2026-09-17T07:28:00Z", "closed_at": "2026-10-22T07:28:00Z",
				}),
				historyRow(t, "leaked_data_in_files_password", "Password Stored in Files", "high", 7.5),
			},
			// What is closed does not count.
			"counts": map[string]any{"high": 2, "medium": 1}, "hidden_counts": nil, "total": 4, "errors": []any{}, "evaluated_apps": 1,
			"covered_subjects": []any{"android/com.aurora.pay/Retail"},
		},
		map[string]int{"/graphql": 2, "/app/": 1, "/resource/app/" + world.AuroraAndroidRef + "/vulnerability/": 1})
}

func historyRow(t *testing.T, check, title, severity string, score float64) any {
	t.Helper()
	const seen = "2026-11-22T07:28:00Z"
	return finding(map[string]any{
		"type": check, "check_id": check, "title": title, "severity": severity, "cvss": score,
		"app_ref": world.AuroraAndroidRef, "platform": "android", "vulnerability_id": vulnerabilityID(t, world.AuroraAndroidRef, check),
		"first_seen_at": seen, "opened_at": seen, "last_seen_at": seen, "subject": "android/com.aurora.pay/Retail",
		"opened_in_version": "4.3.1", "last_seen_in_version": "4.3.1",
	})
}

// What is read of everything, by the arguments.
func TestFindingsDataSource_arguments(t *testing.T) {
	t.Parallel()
	asOf := acctest.String(world.NowSecureAsOf.Format(time.RFC3339))
	for name, test := range map[string]struct {
		given arguments
		want  map[string]any
		apps  int
	}{
		"everything": {nil, map[string]any{"critical": 1, "high": 2, "medium": 3, "low": 2, "info": 4, "unknown": 4}, 7},
		"platforms":  {arguments{"platforms": acctest.Strings("ios")}, map[string]any{"medium": 1, "info": 1, "unknown": 1}, 2},
		"groups":     {arguments{"groups": acctest.Strings("Partners")}, map[string]any{"critical": 1, "unknown": 2}, 2},
		"severity":   {arguments{"minimum_severity": acctest.String("high")}, map[string]any{"critical": 1, "high": 2, "unknown": 4}, 7},
		"inconclusive": {
			arguments{"include_inconclusive": acctest.Bool(true), "apps": acctest.Strings(world.EmberRef)},
			map[string]any{"medium": 2, "low": 1, "info": 2, "unknown": 1},
			1,
		},
		"history of 30 days": {
			arguments{"mode": acctest.String("history"), "as_of": asOf},
			map[string]any{"critical": 1, "high": 2, "medium": 4, "low": 2, "unknown": 4},
			7,
		},
		"history of 10 days": {
			arguments{"mode": acctest.String("history"), "as_of": asOf, "seen_within_days": acctest.Number(10)},
			map[string]any{"critical": 1, "high": 2, "medium": 4, "low": 2, "unknown": 6},
			7,
		},
		// Everything has been seen long before a late enough day, and is open.
		"history of the 30 days before another day": {
			arguments{"mode": acctest.String("history"), "as_of": acctest.String("2027-12-01T00:00:00Z")},
			map[string]any{"critical": 1, "high": 2, "medium": 4, "low": 2, "unknown": 9},
			7,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state := read(t, acctest.StartSandbox(t), "findings", test.given)
			acctest.Equal(t, "counts", state["counts"], any(test.want))
			acctest.Equal(t, "evaluated_apps", state["evaluated_apps"], any(test.apps))
		})
	}
}

// The window counts back from now, and over thirty days, when nothing else is
// said.
func TestFindingsDataSource_historyFromNow(t *testing.T) {
	t.Parallel()
	w := world.Default()
	w.NowSecure.UpdateApp(world.BorealisRef, func(app *world.MobileApp) {
		for i := range app.Assessments {
			app.Assessments[i].CreatedAt = time.Now().AddDate(0, 0, -31).Add(time.Hour)
		}
	})
	systems := acctest.StartWorld(t, w)
	given := arguments{"mode": acctest.String("history"), "apps": acctest.Strings(world.BorealisRef)}
	acctest.Equal(t, "of 30 days", acctest.Column(t, read(t, systems, "findings", given)["findings"], "type"), []any{"not_assessed"})
	given["seen_within_days"] = acctest.Number(31)
	acctest.Equal(t, "of 31 days", acctest.Column(t, read(t, systems, "findings", given)["findings"], "type"), []any{})
}

// An application that cannot be read is in errors, has a finding, and blocks.
func TestFindingsDataSource_onAppError(t *testing.T) {
	t.Parallel()
	w := world.Default()
	w.NowSecure.UpdateApp(world.AuroraPartnersRef, func(app *world.MobileApp) { app.Unauthorized = true })
	systems := acctest.StartWorld(t, w)
	for _, given := range []arguments{
		{"apps": acctest.Strings(world.AuroraPartnersRef, world.BorealisRef)},
		{"apps": acctest.Strings(world.AuroraPartnersRef, world.BorealisRef), "mode": acctest.String("history"), "seen_after": acctest.String("2026-01-01T00:00:00Z")},
	} {
		acctest.WantText(t, readError(t, systems, "findings", given), "Unable to Read NowSecure Findings", "The token is valid",
			"com.aurora.pay (android, "+world.AuroraPartnersRef+")", "Unauthorized access to application")
		given["on_app_error"] = acctest.String("report")
		state := read(t, systems, "findings", given)
		failures := acctest.Rows(t, state["errors"])
		if len(failures) != 1 || failures[0]["message"] == nil {
			t.Fatalf("errors: got %v", failures)
		}
		delete(failures[0], "message")
		acctest.Equal(t, "errors", failures[0], map[string]any{"app_ref": world.AuroraPartnersRef, "package": "com.aurora.pay", "platform": "android"})
		acctest.Equal(t, "findings", state["findings"], any([]any{finding(map[string]any{
			"app_ref": world.AuroraPartnersRef, "subject": "android/com.aurora.pay/Partners", "group": "Partners", "platform": "android", "type": "not_readable", "check_id": nil, "affected": nil,
			"title":    "The application could not be read: its findings are not known",
			"severity": "unknown", "status": "unknown",
		})}))
		acctest.Equal(t, "counts", state["counts"], any(map[string]any{"unknown": 1}))
		acctest.Equal(t, "evaluated_apps", state["evaluated_apps"], any(2))
		acctest.Equal(t, "covered subjects", state["covered_subjects"], any([]any{"android/com.borealis.notes"}))
	}
}

// An application is covered by itself, and a check without a result was read.
func TestFindingsDataSource_coveredSubjects(t *testing.T) {
	t.Parallel()
	w := world.Default()
	w.NowSecure.UpdateApp(world.AuroraPartnersRef, func(app *world.MobileApp) { app.Unauthorized = true })
	systems := acctest.StartWorld(t, w)
	report := acctest.String("report")
	for name, test := range map[string]struct {
		given arguments
		want  []any
	}{
		"one of a package's applications fails": {
			arguments{"on_app_error": report, "apps": acctest.Strings(world.AuroraPartnersRef, world.AuroraIOSRef)}, []any{"ios/com.aurora.pay"},
		},
		"the one that fails is not chosen": {arguments{"apps": acctest.Strings(world.AuroraIOSRef)}, []any{"ios/com.aurora.pay"}},
		"not listed": {
			arguments{"on_app_error": report, "apps": acctest.Strings("00000000-0000-4000-8000-000000000000", world.BorealisRef)}, []any{"android/com.borealis.notes"},
		},
		"never assessed":        {arguments{"apps": acctest.Strings(world.CobaltRef)}, []any{}},
		"checks without result": {arguments{"apps": acctest.Strings(world.EmberRef), "include_inconclusive": acctest.Bool(true)}, []any{"android/com.ember.wallet"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.Equal(t, "covered subjects", read(t, systems, "findings", test.given)["covered_subjects"], any(test.want))
		})
	}
}

// An error that is reported never reads as clean: the gate blocks.
func TestFindingsDataSource_reportedErrorBlocksTheGate(t *testing.T) {
	t.Parallel()
	w := world.Default()
	w.NowSecure.UpdateApp(world.BorealisRef, func(app *world.MobileApp) { app.Unauthorized = true })
	systems := acctest.StartWorld(t, w)
	acctest.UnitTest(t, resource.TestStep{
		Config: acctest.ProviderConfig(systems) + `
data "vendorrisk_nowsecure_findings" "test" {
  apps         = ["` + world.BorealisRef + `"]
  on_app_error = "report"
}

data "vendorrisk_gate" "test" {
  findings         = data.vendorrisk_nowsecure_findings.test.findings
  maximum_findings = { high = 0 }
}`,
		ExpectError: regexp.MustCompile(`(?s)Gate Blocks android/com\.borealis\.notes.*unknown_findings.*not_readable`),
	})
}

// Findings of two systems go into one gate by concat alone.
func TestFindingsDataSource_oneGateForTwoSystems(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	violation := func(subject, observed string) any {
		return map[string]any{"subject": subject, "rule": "maximum_findings", "observed": observed}
	}
	acctest.UnitTest(t, resource.TestStep{
		Config: acctest.ProviderConfig(systems) + `
data "vendorrisk_securityscorecard_findings" "vendors" {
  domains          = ["delta-data.example"]
  minimum_severity = "high"
}

data "vendorrisk_nowsecure_findings" "apps" {
  apps             = ["` + world.AuroraAndroidRef + `", "` + world.AuroraPartnersRef + `"]
  minimum_severity = "high"

  on_newer_assessment = "ignore"
}

data "vendorrisk_nowsecure_findings" "history" {
  mode       = "history"
  apps       = ["` + world.AuroraIOSRef + `"]
  seen_after = "2026-11-01T00:00:00Z"
}

data "vendorrisk_gate" "test" {
  findings = concat(
    data.vendorrisk_securityscorecard_findings.vendors.findings,
    data.vendorrisk_nowsecure_findings.apps.findings,
    data.vendorrisk_nowsecure_findings.history.findings,
  )
  maximum_findings = { high = 0, medium = 0 }
  enforcement      = "none"
}

output "violations" {
  value = [for v in data.vendorrisk_gate.test.violations : { subject = v.subject, rule = v.rule, observed = v.observed }]
}`,
		ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
			plancheck.ExpectKnownOutputValue("violations", acctest.Exactly([]any{
				violation("android/com.aurora.pay/Partners", "1 critical"),
				violation("android/com.aurora.pay/Retail", "2 high"),
				violation("delta-data.example", "3 high"),
				violation("ios/com.aurora.pay", "1 medium"),
			})),
		}},
	})
}
