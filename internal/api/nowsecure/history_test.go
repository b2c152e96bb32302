// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"strings"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// lastDays asks for the history of so many days.
func lastDays(days int, refs ...string) nowsecure.FindingsQuery {
	return nowsecure.FindingsQuery{Apps: only(refs...), History: &nowsecure.History{SeenAfter: world.NowSecureAsOf.AddDate(0, 0, -days)}}
}

func closedToo(query nowsecure.FindingsQuery) nowsecure.FindingsQuery {
	query.History.IncludeClosed = true
	return query
}

func TestFindings_history(t *testing.T) {
	t.Parallel()
	s := start(t)
	client, seen := newClient(t, s)
	read := must[nowsecure.Findings](t)(client.Findings(t.Context(), closedToo(lastDays(100, world.AuroraAndroidRef))))
	sandboxtest.Equal(t, "findings", brief(read.Findings), []string{
		"allow_backup_check low open", "android_debuggable_webviews medium open", "assessment_running unknown unknown", "certificate_validity_check high open",
		"keysize_check low closed", "leaked_data_in_files_password high open",
	})
	open, closed := read.Findings[3], read.Findings[4]
	sandboxtest.Equal(t, "open", open, nowsecure.Finding{
		Finding: posture.Finding{
			Source: "nowsecure", Subject: "android/com.aurora.pay/Retail", Type: "certificate_validity_check", Title: "Certificate Validation Missing",
			Severity: posture.High, Status: posture.Open, FirstSeenAt: "2026-11-22T07:28:00Z", LastSeenAt: "2026-11-22T07:28:00Z",
		},
		App: open.App, CheckID: "certificate_validity_check", CVSS: new(7.4), VulnerabilityID: open.VulnerabilityID,
		OpenedAt: "2026-11-22T07:28:00Z", Affected: new(true), Versions: nowsecure.Versions{Opened: "4.3.1", LastSeen: "4.3.1"},
	})
	sandboxtest.Equal(t, "versions of a closed finding", closed.Versions, nowsecure.Versions{Opened: "4.1.0", LastSeen: "4.1.0", Closed: "4.2.0"})
	sandboxtest.Equal(t, "fields of a closed finding", []any{closed.OpenedAt, closed.LastSeenAt, closed.ClosedAt, closed.VulnerabilityID, *closed.Affected},
		[]any{"2026-09-17T07:28:00Z", "2026-09-17T07:28:00Z", "2026-10-22T07:28:00Z", "2802540", false})
	sandboxtest.Equal(t, "requests", seen.requested(), []string{otherApps, historyOf(world.AuroraAndroidRef), firstApps, moreApps})
	mustHaveNoSecret(t, s, read)
}

// What is closed, and was seen last before the window, is left out. What is open
// stays open, however long ago it was seen. An application that was not assessed in
// the window is not clean.
func TestFindings_historyWindow(t *testing.T) {
	t.Parallel()
	client, _ := newClient(t, start(t))
	const notAssessed, running = "not_assessed unknown unknown", "assessment_running unknown unknown"
	for name, test := range map[string]struct {
		query nowsecure.FindingsQuery
		want  []string
	}{
		"open only":                 {lastDays(100, world.FoxtrotRef), []string{"ipa_broken_ssl critical open", notAssessed}},
		"open, long ago":            {lastDays(150, world.FoxtrotRef), []string{"ipa_broken_ssl critical open"}},
		"closed and come back":      {closedToo(lastDays(400, world.FoxtrotRef)), []string{"ipa_broken_ssl critical closed", "ipa_broken_ssl critical open"}},
		"closed, before the window": {closedToo(lastDays(250, world.FoxtrotRef)), []string{"ipa_broken_ssl critical open"}},
		"never assessed":            {lastDays(3650, world.CobaltRef), []string{notAssessed}},
		"never completely assessed": {lastDays(30, world.DeltaRef), []string{running, notAssessed}},
		"assessed, nothing found":   {lastDays(30, world.BorealisRef), []string{}},
		"not assessed lately":       {lastDays(3, world.BorealisRef), []string{notAssessed}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sandboxtest.Equal(t, "findings", brief(must[nowsecure.Findings](t)(client.Findings(t.Context(), test.query)).Findings), test.want)
		})
	}
}

// The window begins at its first moment.
func TestFindings_historyWindowEdge(t *testing.T) {
	t.Parallel()
	s := start(t)
	client, _ := newClient(t, s)
	seen := latestOf(t, s, world.AuroraIOSRef).CreatedAt
	for shift, want := range map[time.Duration][]string{
		0:           {"uiwebview_insecure_load medium open"},
		time.Second: {"not_assessed unknown unknown", "uiwebview_insecure_load medium open"},
	} {
		query := lastDays(0, world.AuroraIOSRef)
		query.History.SeenAfter = seen.Truncate(time.Second).Add(shift)
		sandboxtest.Equal(t, "findings", brief(must[nowsecure.Findings](t)(client.Findings(t.Context(), query)).Findings), want)
	}
}

// The ways in which records are documented and typed differ: IDs as numbers and
// strings, nulls and nothing, forms of time. What cannot be read of a record
// never closes or drops it.
func TestFindings_historyForms(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ body, want, id, opened string }{
		"number":                 {`[{"unique_vulnerability_id":9223372036854775807,"finding_id":"c","last_seen_cvss":7.5,"last_seen_at":"2026-11-30T00:00:00Z","closed_at":null}]`, "c high open", "9223372036854775807", ""},
		"string":                 {`[{"unique_vulnerability_id":"9223372036854775807","finding_id":"c","last_seen_cvss":7,"last_seen_at":"2026-11-30 00:00:00.123456+00","opened_at":"2026-05-20 02:06:28.066197+02"}]`, "c high open", "9223372036854775807", "2026-05-20T00:06:28Z"},
		"no time":                {`[{"finding_id":"c","last_seen_cvss":0}]`, "c info open", "", ""},
		"times that are no time": {`[{"finding_id":"c","last_seen_at":"yesterday","closed_at":"no","opened_at":"0"}]`, "c unknown open", "", ""},
		"empty":                  {`[{"finding_id":"c","last_seen_at":"","closed_at":"","last_seen_cvss":4}]`, "c medium open", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, seen := newClient(t, start(t))
			seen.answer = func(name string) string {
				if name == historyOf(world.AuroraIOSRef) {
					return test.body
				}
				return ""
			}
			read := must[nowsecure.Findings](t)(client.Findings(t.Context(), lastDays(30, world.AuroraIOSRef)))
			sandboxtest.Equal(t, "findings", brief(read.Findings), []string{test.want})
			sandboxtest.Equal(t, "vulnerability and opening", []string{read.Findings[0].VulnerabilityID, read.Findings[0].OpenedAt}, []string{test.id, test.opened})
			sandboxtest.Equal(t, "title", read.Findings[0].Title, "c")
		})
	}
}

func TestFindings_historyQuirks(t *testing.T) {
	t.Parallel()
	plain, _ := newClient(t, start(t))
	want := must[nowsecure.Findings](t)(plain.Findings(t.Context(), closedToo(lastDays(100))))
	for name, quirk := range map[string]peer.Quirks{
		"IDs as strings": {IDsAsStrings: true},
		"nulls absent":   {NullsAbsent: true},
		"extra fields":   {ExtraFields: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, _ := newClient(t, start(t, quirks(quirk)))
			sandboxtest.Equal(t, "findings", must[nowsecure.Findings](t)(client.Findings(t.Context(), closedToo(lastDays(100)))), want)
		})
	}
}

func TestFindings_historyWrongLists(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`null`:                "it is not a list",
		`{}`:                  "it cannot be read: it is an object, not a list",
		`{"data":[]}`:         "it cannot be read: it is an object, not a list",
		`[{"finding_id":""}]`: `record 1 has no "finding_id"`,
		`[null]`:              `record 1 has no "finding_id"`,
		`[{"finding_id":"c","unique_vulnerability_id":1,"closed_at":null},{"finding_id":"c","unique_vulnerability_id":1,"closed_at":"2026-11-30T00:00:00Z"}]`: `record "c 1 " came twice with different values: the list may have changed while it was read`,
		`[{"finding_id":"c","unique_vulnerability_id":1.5}]`: "it cannot be read: [0].unique_vulnerability_id: an ID is neither a string nor a whole number",
		`[{"finding_id":"c","last_seen_cvss":"7.5"}]`:        "it cannot be read: [0].last_seen_cvss is a string, not a number",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			client, seen := newClient(t, s)
			seen.answer = func(name string) string {
				if strings.HasPrefix(name, "/resource/") {
					return body
				}
				return ""
			}
			read, err := client.Findings(t.Context(), lastDays(30, world.AuroraIOSRef))
			if _ = asError(t, s, err); read.Findings != nil || !strings.HasSuffix(err.Error(), want) {
				t.Errorf("got %v, %v", read, err)
			}
		})
	}
}

// What GraphQL does not list has no report, and a history.
func TestFindings_otherPlatforms(t *testing.T) {
	t.Parallel()
	w := world.Default()
	ref := w.NowSecure.AddApp(world.MobileApp{
		Platform: "roku", Package: "com.harbor.tv", GroupRef: world.RetailGroupRef,
		Vulnerabilities: []world.MobileVulnerability{{ID: 1, CheckID: "c", LastCVSS: 9, LastSeenAt: world.NowSecureAsOf}},
	})
	client, _ := newClient(t, startWith(t, w))
	if _, err := client.Findings(t.Context(), nowsecure.FindingsQuery{}); err == nil ||
		!strings.Contains(err.Error(), "could not read the report on application com.harbor.tv (roku, "+ref+"): "+nowsecure.ErrNoReports.Error()) {
		t.Errorf("got %v", err)
	}
	read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{Apps: only(ref), ReportErrors: true}))
	sandboxtest.Equal(t, "findings", brief(read.Findings), []string{"not_readable unknown unknown"})
	read = must[nowsecure.Findings](t)(client.Findings(t.Context(), lastDays(30, ref)))
	old := lastDays(30, ref)
	old.AssessedAfter = world.NowSecureAsOf.Add(time.Second)
	sandboxtest.Equal(t, "outdated", brief(must[nowsecure.Findings](t)(client.Findings(t.Context(), old)).Findings), []string{"assessment_outdated unknown unknown", "c critical open"})
	// What was seen was assessed.
	sandboxtest.Equal(t, "findings", brief(read.Findings), []string{"c critical open"})
	sandboxtest.Equal(t, "covered", read.Covered, []string{"roku/com.harbor.tv"})
}

// A record that comes twice is one, with an ID and without. What was opened at
// another time is another record.
func TestFindings_historyRepeats(t *testing.T) {
	t.Parallel()
	const seen = `"last_seen_at":"2026-11-30T00:00:00Z"`
	for body, want := range map[string]int{
		`{"finding_id":"c","unique_vulnerability_id":1,` + seen + `},{"finding_id":"c","unique_vulnerability_id":"1",` + seen + `}`: 1,
		`{"finding_id":"c",` + seen + `},{"finding_id":"c",` + seen + `}`:                                                           1,
		`{"finding_id":"c",` + seen + `},{"finding_id":"c"}`:                                                                        2,
		`{"finding_id":"c","unique_vulnerability_id":1,` + seen + `,"opened_at":"2026-01-01T00:00:00Z"},{"finding_id":"c","unique_vulnerability_id":1,` + seen + `,"opened_at":"2026-01-01T00:00:00Z"}`: 1,
		`{"finding_id":"c","unique_vulnerability_id":1,` + seen + `},{"finding_id":"d","unique_vulnerability_id":1,` + seen + `}`:                                                                       2,
		`{"finding_id":"c","unique_vulnerability_id":1,` + seen + `,"opened_at":"2026-01-01"},{"finding_id":"c","unique_vulnerability_id":1,"opened_at":"2026-02-01"}`:                                  2,
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			client, wire := newClient(t, start(t))
			wire.answer = func(name string) string {
				if strings.HasPrefix(name, "/resource/") {
					return "[" + body + "]"
				}
				return ""
			}
			read := must[nowsecure.Findings](t)(client.Findings(t.Context(), lastDays(30, world.AuroraIOSRef)))
			if len(read.Findings) != want {
				t.Errorf("got %v, want %d", brief(read.Findings), want)
			}
		})
	}
}
