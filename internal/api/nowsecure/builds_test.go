// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func pastOf(refs ...string) string {
	return `completedAssessments {"refs":["` + strings.Join(refs, `","`) + `"]}`
}

// assessmentOf is the completed assessment of a version in the world.
func assessmentOf(t *testing.T, ref, version string) string {
	t.Helper()
	app, _ := world.Default().NowSecure.App(ref)
	for _, made := range app.Assessments {
		if made.Version == version {
			return made.Ref
		}
	}
	t.Fatalf("no assessment of %s", version)
	return ""
}

// The build is judged that is asked for, and no other one.
func TestFindings_ofABuild(t *testing.T) {
	t.Parallel()
	digest := func(version string) string { return world.MobileDigest(world.AuroraAndroidRef, version) }
	for version, test := range map[string]struct {
		want   []string
		report string // the version whose report is read
		past   bool
	}{
		// The newest complete one. The one that is pending is of another build.
		"4.3.1": {[]string{"allow_backup_check low open", "apk_permissions info open", "certificate_validity_check high open", "leaked_data_in_files_password high open"}, "4.3.1", false},
		"4.1.0": {[]string{"certificate_validity_check high open", "keysize_check low open"}, "4.1.0", true},
		"4.2.0": {[]string{}, "4.2.0", true},
		"4.3.2": {[]string{"build_not_assessed unknown unknown"}, "", true}, // failed, and is not the newest
		"4.4.0": {[]string{"assessment_running unknown unknown", "build_not_assessed unknown unknown"}, "", true},
		"5.0.0": {[]string{"build_not_assessed unknown unknown"}, "", true},
	} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			client, seen := newClient(t, start(t))
			read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{Apps: only(world.AuroraAndroidRef), BuildDigest: digest(version)}))
			sandboxtest.Equal(t, "findings", brief(read.Findings), test.want)
			requests := []string{otherApps, firstApps, moreApps}
			if test.past {
				requests = append(requests, pastOf(world.AuroraAndroidRef))
			}
			if test.report != "" {
				requests = append(requests, reportOn(assessmentOf(t, world.AuroraAndroidRef, test.report)))
			}
			sandboxtest.Equal(t, "requests", seen.requested(), requests)
			for _, finding := range read.Findings {
				if finding.Assessment != nil && finding.Assessment.BuildDigest != digest(version) {
					t.Errorf("%s is of %s", finding.Type, finding.Assessment.PackageVersion)
				}
			}
		})
	}
}

// A digest that the API does not say fits no build.
func TestFindings_ofABuildWithoutDigest(t *testing.T) {
	t.Parallel()
	client := change(t, func(app *world.MobileApp) { app.Assessments[0].Digest = "" })
	read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{
		Apps: only(world.BorealisRef), BuildDigest: world.MobileDigest(world.BorealisRef, "2.0.0"),
	}))
	sandboxtest.Equal(t, "findings", brief(read.Findings), []string{"assessment_not_scored unknown unknown", "build_not_assessed unknown unknown"})
}

// An assessment without a score is not finished.
func TestFindings_ofABuildWithoutScore(t *testing.T) {
	t.Parallel()
	client := change(t, newer("completed", nil))
	read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{
		Apps: only(world.BorealisRef), BuildDigest: world.MobileDigest(world.BorealisRef, "2.1.0"),
	}))
	sandboxtest.Equal(t, "findings", brief(read.Findings), []string{"assessment_not_scored unknown unknown", "build_not_assessed unknown unknown"})
}

// What the accepted build has is left out, and nothing else.
func TestFindings_newSince(t *testing.T) {
	t.Parallel()
	first := assessmentOf(t, world.AuroraAndroidRef, "4.1.0")
	for name, test := range map[string]struct {
		baseline nowsecure.Baseline
		want     []string
	}{
		"version":               {nowsecure.Baseline{Version: "4.1.0"}, []string{"allow_backup_check low open", "apk_permissions info open", "leaked_data_in_files_password high open"}},
		"assessment":            {nowsecure.Baseline{AssessmentRef: strings.ToUpper(first)}, []string{"allow_backup_check low open", "apk_permissions info open", "leaked_data_in_files_password high open"}},
		"the version itself":    {nowsecure.Baseline{Version: "4.3.1"}, []string{}},
		"a failed version":      {nowsecure.Baseline{Version: "4.3.2"}, []string{"allow_backup_check low open", "apk_permissions info open", "certificate_validity_check high open", "leaked_data_in_files_password high open"}},
		"a version of no build": {nowsecure.Baseline{Version: "9"}, []string{"allow_backup_check low open", "apk_permissions info open", "certificate_validity_check high open", "leaked_data_in_files_password high open"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, _ := newClient(t, start(t))
			read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{
				Apps: only(world.AuroraAndroidRef), Baseline: &test.baseline, IgnoreNewer: true,
			}))
			sandboxtest.Equal(t, "findings", brief(read.Findings), test.want)
		})
	}
	client, _ := newClient(t, start(t))
	_, err := client.Findings(t.Context(), nowsecure.FindingsQuery{Apps: only(world.AuroraIOSRef), Baseline: &nowsecure.Baseline{AssessmentRef: first}})
	if err == nil || err.Error() != "none of the chosen applications has a completed assessment with the ref "+first {
		t.Errorf("got %v", err)
	}
}

// What got worse is new, and so is what was hidden or came to no result.
func TestFindings_newSinceCompares(t *testing.T) {
	t.Parallel()
	rated := func(severity string) func(*world.MobileFinding) {
		return func(row *world.MobileFinding) { row.Severity = severity }
	}
	client := change(t, func(app *world.MobileApp) {
		before := app.Assessments[0]
		before.Ref, before.Task, before.Version, before.CreatedAt = "00000000-0000-4000-8000-00000000000b", 8, "1.0.0", before.CreatedAt.AddDate(0, 0, -9)
		before.Findings = []world.MobileFinding{
			affected("better", rated("high")), affected("same", rated("high")), affected("worse", rated("low")), affected("unknown before", rated("")),
			affected("unknown now", rated("high")), affected("hidden", func(row *world.MobileFinding) { row.Severity, row.Hidden = "high", true }),
			affected("inconclusive", func(row *world.MobileFinding) { row.Affected = nil }), affected("passed", func(row *world.MobileFinding) { row.Affected = new(false) }),
		}
		app.Assessments[0].Findings = []world.MobileFinding{}
		for _, check := range []string{"better", "same", "worse", "unknown before", "hidden", "inconclusive", "passed", "not there"} {
			app.Assessments[0].Findings = append(app.Assessments[0].Findings, affected(check, rated(map[bool]string{true: "low", false: "high"}[check == "better"])))
		}
		app.Assessments[0].Findings = append(app.Assessments[0].Findings, affected("unknown now", rated("")))
		app.Assessments = append(app.Assessments, before)
	})
	read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{Apps: only(world.BorealisRef), Baseline: &nowsecure.Baseline{Version: "1.0.0"}}))
	got := []string{}
	for _, finding := range read.Findings {
		got = append(got, finding.Type)
	}
	sandboxtest.Equal(t, "new", got, []string{"hidden", "inconclusive", "not there", "passed", "unknown before", "unknown now", "worse"})
}

// A record is new that was opened after the accepted build.
func TestFindings_newSinceInHistory(t *testing.T) {
	t.Parallel()
	client, seen := newClient(t, start(t))
	query := closedToo(lastDays(100, world.AuroraAndroidRef))
	query.IgnoreNewer = true
	for version, want := range map[string]int{"4.1.0": 4, "4.2.0": 4, "4.3.1": 0, "9": 5} {
		query.Baseline = &nowsecure.Baseline{Version: version}
		if read := must[nowsecure.Findings](t)(client.Findings(t.Context(), query)); len(read.Findings) != want {
			t.Errorf("%s: got %q", version, brief(read.Findings))
		}
	}
	// A record without a time is new.
	seen.answer = func(name string) string {
		if name == historyOf(world.AuroraIOSRef) {
			return `[{"finding_id":"c"},{"finding_id":"d","opened_in_assessment_id":"` + assessmentOf(t, world.AuroraIOSRef, "4.3.0") + `","opened_at":"2027-01-01"},{"finding_id":"e","opened_at":"2026-01-01"}]`
		}
		return ""
	}
	query = lastDays(30, world.AuroraIOSRef)
	query.Baseline = &nowsecure.Baseline{Version: "4.3.0"}
	sandboxtest.Equal(t, "findings", brief(must[nowsecure.Findings](t)(client.Findings(t.Context(), query)).Findings), []string{"c unknown open"})
}

// Several builds may have one version. The one that is judged is not the accepted
// one because it has the version, too.
func TestFindings_newSinceTheSameVersion(t *testing.T) {
	t.Parallel()
	client := change(t, func(app *world.MobileApp) {
		rebuilt := app.Assessments[0]
		rebuilt.Ref, rebuilt.Task, rebuilt.CreatedAt, rebuilt.Digest = "00000000-0000-4000-8000-00000000000c", 9, rebuilt.CreatedAt.Add(time.Hour), "another"
		rebuilt.Findings = []world.MobileFinding{affected("keysize_check", func(row *world.MobileFinding) { row.Severity = "high" })}
		app.Assessments = append(app.Assessments, rebuilt)
	})
	for _, query := range []nowsecure.FindingsQuery{{}, {BuildDigest: "another"}} {
		query.Apps, query.Baseline = only(world.BorealisRef), &nowsecure.Baseline{Version: "2.0.0"}
		read := must[nowsecure.Findings](t)(client.Findings(t.Context(), query))
		sandboxtest.Equal(t, "findings", brief(read.Findings), []string{"keysize_check high open"})
	}
}

// The past of many applications is read in few requests.
func TestFindings_newSinceOfManyApps(t *testing.T) {
	t.Parallel()
	client, seen := newClient(t, startWith(t, world.Generate(1, world.Size{Apps: 200})))
	read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{Baseline: &nowsecure.Baseline{Version: "1.0.0"}}))
	requests := map[string]int{}
	for _, name := range seen.requested() {
		operation, _, _ := strings.Cut(name, " ")
		requests[operation]++
	}
	sandboxtest.Equal(t, "requests", fmt.Sprint(requests), "map[/app/:1 applications:3 completedAssessments:2 report:380]")
	if read.Apps != 200 {
		t.Errorf("got %d applications", read.Apps)
	}
}
