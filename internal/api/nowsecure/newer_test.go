// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// change changes the application without findings.
func change(t *testing.T, change func(*world.MobileApp)) *nowsecure.Client {
	t.Helper()
	w := world.Default()
	w.NowSecure.UpdateApp(world.BorealisRef, change)
	client, _ := newClient(t, startWith(t, w))
	return client
}

// newer adds an assessment after the newest one.
func newer(status string, score *float64) func(*world.MobileApp) {
	return func(app *world.MobileApp) {
		app.Assessments = append(app.Assessments, world.MobileAssessment{
			Ref: "00000000-0000-4000-8000-00000000000a", Task: 7, Status: status, Score: score,
			CreatedAt: world.NowSecureAsOf.Add(-time.Hour), Version: "2.1.0", Digest: world.MobileDigest(app.Ref, "2.1.0"),
		})
	}
}

// What the newest completed assessment found is not what a newer one would have
// found.
func TestFindings_newerAssessment(t *testing.T) {
	t.Parallel()
	for status, want := range map[string]string{
		"failed": "assessment_failed", "cancelled": "assessment_canceled", "partial": "assessment_partial", "incomplete": "assessment_partial", //nolint:misspell // as the system writes it
		"pending": "assessment_running", "processing": "assessment_running", "completed": "assessment_not_scored", "unheard of": "assessment_unknown", "": "assessment_unknown",
	} {
		t.Run(status, func(t *testing.T) {
			t.Parallel()
			client := change(t, newer(status, nil))
			query := nowsecure.FindingsQuery{Apps: only(world.BorealisRef)}
			history := lastDays(30, world.BorealisRef)
			for _, query := range []nowsecure.FindingsQuery{query, history} {
				read := must[nowsecure.Findings](t)(client.Findings(t.Context(), query))
				sandboxtest.Equal(t, "findings", brief(read.Findings), []string{want + " unknown unknown"})
				sandboxtest.Equal(t, "covered", read.Covered, []string{"android/com.borealis.notes"}) // its report was read
				of := read.Findings[0].Assessment
				sandboxtest.Equal(t, "its assessment", []string{of.Status, of.PackageVersion, of.BuildDigest, read.Findings[0].LastSeenAt},
					[]string{status, "2.1.0", world.MobileDigest(world.BorealisRef, "2.1.0"), "2026-11-30T23:00:00Z"})
				query.IgnoreNewer = true
				read = must[nowsecure.Findings](t)(client.Findings(t.Context(), query))
				sandboxtest.Equal(t, "findings without newer ones", brief(read.Findings), []string{})
				sandboxtest.Equal(t, "covered without newer ones", read.Covered, []string{"android/com.borealis.notes"})
			}
		})
	}
}

// The answer may contradict itself, or say nothing.
func TestFindings_newestAssessmentUnknown(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		newest string
		want   []string
	}{
		"the same":                  {`{"ref":"s","analysis":{"status":"completed","isComplete":true}}`, []string{}},
		"the same, nothing said":    {`{"ref":"s"}`, []string{}},
		"the same, another word":    {`{"ref":"s","analysis":{"status":"done"}}`, []string{}},
		"the same, and it failed":   {`{"ref":"s","analysis":{"status":"FAILED"}}`, []string{"assessment_failed unknown unknown"}},
		"the same, not complete":    {`{"ref":"s","analysis":{"status":"completed","isComplete":false}}`, []string{"assessment_partial unknown unknown"}},
		"another, nothing said":     {`{"ref":"r"}`, []string{"assessment_unknown unknown unknown"}},
		"another, static only":      {`{"ref":"r","analysis":{"status":"completed","isComplete":false}}`, []string{"assessment_partial unknown unknown"}},
		"none, beside the complete": {`null`, []string{"assessment_unknown unknown unknown"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, seen := newClient(t, start(t))
			seen.answer = func(name string) string {
				switch name {
				case firstApps:
					return `{"data":{"auto":{"applications":[{"ref":"a","platformType":"ios","packageKey":"p","latestAssessment":` + test.newest + `,"latestCompleteAssessment":{"ref":"s"}}]}}}`
				case reportOn("s"):
					return `{"data":{"auto":{"assessments":[{"ref":"s","report":{"findings":[{"checkId":"c","affected":false,"check":{}}]}}]}}}`
				case otherApps:
					return "[]"
				default:
					return page()
				}
			}
			read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{}))
			sandboxtest.Equal(t, "findings", brief(read.Findings), test.want)
			// The answer does not say how old the assessment is, either.
			read = must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{AssessedAfter: world.NowSecureAsOf.AddDate(-9, 0, 0), IgnoreNewer: true}))
			sandboxtest.Equal(t, "findings of an unknown age", brief(read.Findings), []string{"assessment_outdated unknown unknown"})
		})
	}
}

// A report without a result is not one without findings.
func TestFindings_notConclusive(t *testing.T) {
	t.Parallel()
	const notConclusive = "not_conclusive unknown unknown"
	noResult := affected("one", func(row *world.MobileFinding) { row.Affected = nil })
	evidence := affected("geoip", func(row *world.MobileFinding) { row.Impact = "artifact" })
	for name, test := range map[string]struct {
		rows []world.MobileFinding
		want []string
	}{
		"no result":          {[]world.MobileFinding{noResult}, []string{notConclusive}},
		"artifacts":          {[]world.MobileFinding{evidence}, []string{notConclusive}},
		"both":               {[]world.MobileFinding{noResult, evidence}, []string{notConclusive}},
		"one passes":         {[]world.MobileFinding{noResult, affected("two", func(row *world.MobileFinding) { row.Affected = new(false) })}, []string{}},
		"one that is hidden": {[]world.MobileFinding{noResult, affected("two", func(row *world.MobileFinding) { row.Hidden = true })}, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			read := must[nowsecure.Findings](t)(rows(t, test.rows...).Findings(t.Context(), nowsecure.FindingsQuery{Apps: only(world.BorealisRef)}))
			sandboxtest.Equal(t, "findings", brief(read.Findings), test.want)
			if isCovered := len(read.Covered) > 0; isCovered != (len(test.want) == 0) {
				t.Errorf("covered: got %q", read.Covered)
			}
		})
	}
}

// The edge is the first moment that is allowed.
func TestFindings_outdated(t *testing.T) {
	t.Parallel()
	s := start(t)
	client, _ := newClient(t, s)
	assessed := latestOf(t, s, world.BorealisRef).CreatedAt.Truncate(time.Second)
	for shift, want := range map[time.Duration]int{0: 0, time.Second: 1, -time.Second: 0} {
		for _, query := range []nowsecure.FindingsQuery{{Apps: only(world.BorealisRef)}, lastDays(30, world.BorealisRef)} {
			query.AssessedAfter = assessed.Add(shift)
			if read := must[nowsecure.Findings](t)(client.Findings(t.Context(), query)); len(read.Findings) != want || want > 0 && read.Findings[0].Type != "assessment_outdated" {
				t.Errorf("%s: got %q", shift, brief(read.Findings))
			}
		}
	}
}

// Every application has a subject of its own, whatever is chosen.
func TestFindings_subjects(t *testing.T) {
	t.Parallel()
	w := world.Default()
	group := w.NowSecure.AddGroup(world.MobileGroup{Ref: "00000000-0000-4000-8000-0000000000aa", Name: "Retail"}).Ref
	twin := w.NowSecure.AddApp(world.MobileApp{Platform: "android", Package: "com.aurora.pay", GroupRef: group})
	client, _ := newClient(t, startWith(t, w))
	subjects := map[string]string{}
	for _, app := range must[nowsecure.Apps](t)(client.Apps(t.Context(), nowsecure.AppsQuery{Packages: []string{"com.aurora.pay", "com.borealis.notes"}})).Apps {
		subjects[app.Ref] = app.Subject
	}
	sandboxtest.Equal(t, "subjects", subjects, map[string]string{
		world.AuroraAndroidRef:  "android/com.aurora.pay/" + world.AuroraAndroidRef, // two groups have this name
		world.AuroraIOSRef:      "ios/com.aurora.pay",
		world.AuroraPartnersRef: "android/com.aurora.pay/Partners",
		world.BorealisRef:       "android/com.borealis.notes",
		twin:                    "android/com.aurora.pay/" + twin,
	})
	read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{Apps: only(world.AuroraPartnersRef)}))
	sandboxtest.Equal(t, "subject", fmt.Sprint(read.Findings[0].Subject, read.Covered), "android/com.aurora.pay/Partners[android/com.aurora.pay/Partners]")
}
