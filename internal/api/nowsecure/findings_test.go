// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// only chooses applications by ref.
func only(refs ...string) nowsecure.AppsQuery { return nowsecure.AppsQuery{Refs: refs} }

// brief is what a test says of findings: "check severity status".
func brief(findings []nowsecure.Finding) []string {
	rows := []string{}
	for _, finding := range findings {
		rows = append(rows, fmt.Sprintf("%s %s %s", finding.Type, finding.Severity, finding.Status))
	}
	return rows
}

// A report has a row for every check. What passes, what is hidden, what came to
// no result and what only collects evidence is no finding.
func TestFindings_latest(t *testing.T) {
	t.Parallel()
	s := start(t)
	client, seen := newClient(t, s)
	read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{Apps: only(world.AuroraAndroidRef)}))
	sandboxtest.Equal(t, "findings", brief(read.Findings), []string{
		"allow_backup_check low open", "apk_permissions info open", "assessment_running unknown unknown", "certificate_validity_check high open", "leaked_data_in_files_password high open",
	})
	third := read.Findings[3]
	sandboxtest.Equal(t, "a finding", third, nowsecure.Finding{
		Finding: posture.Finding{
			Source: "nowsecure", Subject: "android/com.aurora.pay/Retail", Type: "certificate_validity_check", Title: "Certificate Validation Missing",
			Severity: posture.High, Status: posture.Open, LastSeenAt: "2026-11-22T07:28:00Z",
		},
		App: third.App, Assessment: third.App.Latest, CheckID: "certificate_validity_check", CVSS: new(7.4), CVSSVector: "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:N",
		Category: "network", VulnerabilityID: third.VulnerabilityID, Affected: new(true),
		Details: nowsecure.Details{
			AnalysisType: "dynamic", PolicyCategory: "Needs Remediation", CWE: []string{"CWE-295"},
			OWASP: []string{"MASVS-NETWORK-1 (OWASP MASVS v2.1.0)"}, MASVS: []string{"MASVS-NETWORK-1"}, IsWarning: new(false),
		},
	})
	sandboxtest.Equal(t, "app of the finding", third.App.Ref, world.AuroraAndroidRef)
	sandboxtest.Equal(t, "hidden", read.Hidden, map[posture.Severity]int64{posture.Medium: 1})
	if third.VulnerabilityID == "" || read.Apps != 1 || len(read.Errors) > 0 {
		t.Errorf("got %+v", read)
	}
	sandboxtest.Equal(t, "requests", seen.requested(), []string{otherApps, firstApps, moreApps, reportOn(latestOf(t, s, world.AuroraAndroidRef).Ref)})
	mustHaveNoSecret(t, s, read)
}

// An application without an assessment is not clean, and an archived one is
// out of use unless it is asked for.
func TestFindings_ofAllApps(t *testing.T) {
	t.Parallel()
	s := start(t)
	client, seen := newClient(t, s)
	read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{}))
	byApp := map[string][]string{}
	for _, finding := range read.Findings {
		byApp[finding.App.Ref] = append(byApp[finding.App.Ref], fmt.Sprintf("%s %s %s", finding.Type, finding.Severity, finding.Status))
	}
	sandboxtest.Equal(t, "by app", byApp, map[string][]string{
		world.AuroraAndroidRef: {
			"allow_backup_check low open", "apk_permissions info open", "assessment_running unknown unknown", "certificate_validity_check high open", "leaked_data_in_files_password high open",
		},
		world.AuroraIOSRef:      {"ipa_certificate_pinning info open", "uiwebview_insecure_load medium open"},
		world.AuroraPartnersRef: {"android_janus_vuln critical open"},
		world.CobaltRef:         {"not_assessed unknown unknown"},
		world.DeltaRef:          {"assessment_running unknown unknown", "not_assessed unknown unknown"},
		world.EmberRef: {
			"leaked_memdump_data_email low open", "obfuscation_check info open", "sms_communications info open",
			"uiwebview_insecure_load medium open", "world_readable_files_check medium open",
		},
	})
	if read.Apps != 7 || !slices.IsSortedFunc(read.Findings, func(a, b nowsecure.Finding) int { return strings.Compare(a.Subject, b.Subject) }) {
		t.Errorf("got %d applications", read.Apps)
	}
	// Nothing for applications that have no report.
	if requests := len(seen.requested()); requests != 3+5 {
		t.Errorf("got the requests %q", seen.requested())
	}
	mustHaveNoSecret(t, s, read)

	archived := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{Apps: only(world.FoxtrotRef)}))
	sandboxtest.Equal(t, "findings", brief(archived.Findings), []string{"ipa_broken_ssl critical open"})
}

func TestFindings_inconclusive(t *testing.T) {
	t.Parallel()
	client, _ := newClient(t, start(t))
	read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{
		Apps: only(world.AuroraAndroidRef, world.EmberRef), IncludeInconclusive: true, IgnoreNewer: true,
	}))
	unknown := slices.DeleteFunc(read.Findings, func(finding nowsecure.Finding) bool { return finding.Status != posture.Unknown })
	sandboxtest.Equal(t, "unknown", brief(unknown), []string{"world_readable_files_check medium unknown", "keysize_check unknown unknown"})
	if unknown[0].Affected != nil {
		t.Error("what came to no result is said to be affected")
	}
}

// rows makes the report of Borealis of rows with the words of the API.
func rows(t *testing.T, findings ...world.MobileFinding) *nowsecure.Client {
	t.Helper()
	w := world.Default()
	w.NowSecure.SetFindings(world.BorealisRef, findings...)
	client, _ := newClient(t, startWith(t, w))
	return client
}

func affected(check string, change func(*world.MobileFinding)) world.MobileFinding {
	row := world.MobileFinding{CheckID: check, Title: check, Impact: "indeterminate", Category: "code", Affected: new(true)}
	change(&row)
	return row
}

const (
	vector31 = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" // 9.8
	vector30 = "CVSS:3.0/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N" // 5.9
)

// The severity is the row's, else that of its score by the bands of the NVD,
// else that of its vector, else its impact's. Nothing at all is not harmless.
func TestFindings_severity(t *testing.T) {
	t.Parallel()
	score := func(value float64) func(*world.MobileFinding) {
		return func(row *world.MobileFinding) { row.CVSS = &value }
	}
	want := map[string]string{}
	findings := []world.MobileFinding{}
	for severity, changes := range map[string]map[string]func(*world.MobileFinding){
		"critical": {
			"word":         func(row *world.MobileFinding) { row.Severity, row.CVSS = "critical", new(1.0) },
			"capitals":     func(row *world.MobileFinding) { row.Severity = "Critical" },
			"9.0":          score(9),
			"10.0":         score(10),
			"vector of 31": func(row *world.MobileFinding) { row.CVSSVector = vector31 },
			"impact":       func(row *world.MobileFinding) { row.Impact = "critical" },
		},
		"high":   {"8.9": score(8.9), "7.0": score(7), "score before vector": func(row *world.MobileFinding) { row.CVSS, row.CVSSVector = new(7.5), vector31 }},
		"medium": {"6.9": score(6.9), "4.0": score(4), "vector of 30": func(row *world.MobileFinding) { row.CVSSVector = vector30 }},
		"low":    {"3.9": score(3.9), "0.1": score(0.1)},
		"info": {
			"0.0":          score(0),
			"info":         func(row *world.MobileFinding) { row.Severity, row.CVSS = "info", new(9.9) },
			"information":  func(row *world.MobileFinding) { row.Severity = "informational" },
			"warn, impact": func(row *world.MobileFinding) { row.Impact = "warn" },
			"warn and 0":   func(row *world.MobileFinding) { row.Impact, row.CVSS = "warn", new(0.0) },
		},
		"blocker": {"a new word": func(row *world.MobileFinding) { row.Severity, row.CVSS = "blocker", new(0.0) }},
		"unknown": {
			"nothing":        func(*world.MobileFinding) {},
			"broken vector":  func(row *world.MobileFinding) { row.CVSSVector = "CVSS:3.1/AV:X" },
			"too much":       score(10.1),
			"less than none": score(-1),
		},
	} {
		for check, change := range changes {
			findings = append(findings, affected(check, change))
			want[check] = severity
		}
	}
	read := must[nowsecure.Findings](t)(rows(t, findings...).Findings(t.Context(), nowsecure.FindingsQuery{Apps: only(world.BorealisRef)}))
	got := map[string]string{}
	for _, finding := range read.Findings {
		got[finding.CheckID] = string(finding.Severity)
		if finding.CheckID == "vector of 31" && *finding.CVSS != 9.8 || finding.CheckID == "vector of 30" && *finding.CVSS != 5.9 {
			t.Errorf("%s: got the score %v", finding.CheckID, *finding.CVSS)
		}
	}
	sandboxtest.Equal(t, "severities", got, want)
}

// What is no finding, in every way in which a row can say so, and what is one
// although it says little.
func TestFindings_rows(t *testing.T) {
	t.Parallel()
	client := rows(t,
		affected("artifact by impact", func(row *world.MobileFinding) { row.Impact = "artifact" }),
		affected("geoip", func(row *world.MobileFinding) { row.Severity = "high" }), // the check's category is artifact
		affected("hidden", func(row *world.MobileFinding) { row.Hidden, row.Severity = true, "critical" }),
		affected("passes", func(row *world.MobileFinding) { row.Affected, row.Severity = new(false), "critical" }),
		affected("inconclusive", func(row *world.MobileFinding) { row.Affected, row.Severity = nil, "critical" }),
		affected("", func(row *world.MobileFinding) { row.CheckID = "untitled" }),
		affected("leaked_memdump_data_email", func(row *world.MobileFinding) { row.VulnerabilityID = 2147483647 }),
	)
	read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{Apps: only(world.BorealisRef)}))
	sandboxtest.Equal(t, "findings", brief(read.Findings), []string{"leaked_memdump_data_email unknown open", "untitled unknown open"})
	sandboxtest.Equal(t, "category", read.Findings[0].Category, "privacy") // Privacy, as it comes
	sandboxtest.Equal(t, "vulnerability", read.Findings[0].VulnerabilityID, "2147483647")
	sandboxtest.Equal(t, "title", read.Findings[1].Title, "untitled")
}

// Hidden rows are counted; tasks may be numbers, in
// milliseconds; what is null is not what is false.
func TestFindings_otherAnswers(t *testing.T) {
	t.Parallel()
	client, seen := newClient(t, start(t))
	seen.answer = func(name string) string {
		switch {
		case name == firstApps:
			return `{"data":{"auto":{"applications":[{"ref":"a","platformType":"visionos","packageKey":"p","archivedAt":null,"appstoreApplicationKey":1203847561,` +
				`"group":{"ref":"g","name":"G"},"latestAssessment":{"ref":"s"},"latestCompleteAssessment":{"ref":"s","taskId":1615165066367,"createdAt":"2026-05-20 02:06:28.066197+02","score":null}}]}}}`
		case strings.HasPrefix(name, "applications"):
			return page()
		case name == reportOn("s"):
			return `{"data":{"auto":{"assessments":[{"ref":"s","report":{"findings":[` +
				`{"checkId":"hidden","affected":true,"hidden":true,"severity":"critical","impactType":"critical","check":{"category":"code"}},` +
				`{"checkId":"shown","affected":true,"hidden":null,"severity":null,"cvss":7,"cvssVector":null,"impactType":"blocker","uniqueVulnerabilityId":"9223372036854775807","check":{"category":null}}` +
				`]}}]}}}`
		default:
			return "[]"
		}
	}
	read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{}))
	sandboxtest.Equal(t, "findings", brief(read.Findings), []string{"shown high open"})
	sandboxtest.Equal(t, "hidden", read.Hidden, map[posture.Severity]int64{posture.Critical: 1})
	shown := read.Findings[0]
	sandboxtest.Equal(t, "fields of the finding", []string{
		shown.VulnerabilityID, shown.App.Platform, shown.App.StoreKey, shown.App.Latest.TaskID, shown.LastSeenAt, shown.Category,
	}, []string{"9223372036854775807", "visionos", "1203847561", "1615165066367", "2026-05-20T00:06:28Z", ""})
}

func TestFindings_filters(t *testing.T) {
	t.Parallel()
	rated := func(severity string, score *float64) func(*world.MobileFinding) {
		return func(row *world.MobileFinding) { row.Severity, row.CVSS = severity, score }
	}
	client := rows(t,
		affected("critical", rated("critical", new(9.8))),
		affected("high without score", rated("high", nil)),
		affected("info without score", rated("info", nil)),
		affected("low", rated("low", new(3.3))),
		affected("low, and 7.5", rated("low", new(7.5))),
		affected("medium", rated("medium", new(5.0))),
		affected("no word", rated("blocker", nil)),
		affected("nothing", rated("", nil)),
	)
	for name, test := range map[string]struct {
		query nowsecure.FindingsQuery
		want  []string
	}{
		"high": {
			nowsecure.FindingsQuery{MinimumSeverity: posture.High},
			[]string{"critical", "high without score", "no word", "nothing"},
		},
		"medium": {
			nowsecure.FindingsQuery{MinimumSeverity: posture.Medium},
			[]string{"critical", "high without score", "medium", "no word", "nothing"},
		},
		"5.0": {
			nowsecure.FindingsQuery{MinimumCVSS: new(5.0)},
			[]string{"critical", "high without score", "low, and 7.5", "medium", "no word", "nothing"},
		},
		"9.0": {
			nowsecure.FindingsQuery{MinimumCVSS: new(9.0)},
			[]string{"critical", "no word", "nothing"},
		},
		"0.0": {
			nowsecure.FindingsQuery{MinimumCVSS: new(0.0)},
			[]string{"critical", "high without score", "info without score", "low", "low, and 7.5", "medium", "no word", "nothing"},
		},
		"both": {
			nowsecure.FindingsQuery{MinimumSeverity: posture.Medium, MinimumCVSS: new(7.0)},
			[]string{"critical", "high without score", "no word", "nothing"},
		},
	} {
		test.query.Apps = only(world.BorealisRef)
		got := []string{}
		for _, finding := range must[nowsecure.Findings](t)(client.Findings(t.Context(), test.query)).Findings {
			got = append(got, finding.CheckID)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	// A finding for missing data is never left out.
	read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{
		Apps: only(world.CobaltRef), MinimumSeverity: posture.Critical, MinimumCVSS: new(10.0),
	}))
	sandboxtest.Equal(t, "findings", brief(read.Findings), []string{"not_assessed unknown unknown"})
}

// Filters that choose nothing, or less than they seem to, are errors.
func TestFindings_nothingChosen(t *testing.T) {
	t.Parallel()
	const nowhere = "00000000-0000-4000-8000-000000000000"
	s := start(t)
	client, _ := newClient(t, s)
	for name, test := range map[string]struct {
		query nowsecure.AppsQuery
		want  string
	}{
		"no platform":      {nowsecure.AppsQuery{Platforms: []string{"tizen"}}, nowsecure.ErrNoApps.Error()},
		"archived only":    {nowsecure.AppsQuery{Packages: []string{"com.foxtrot.fleet"}}, nowsecure.ErrNoApps.Error()},
		"unknown app":      {only(world.AuroraIOSRef, nowhere), "NowSecure lists no application with the ref " + nowhere + " to the token's user"},
		"app of others":    {only(world.GraniteRef), "NowSecure lists no application with the ref " + world.GraniteRef + " to the token's user"},
		"misspelled group": {nowsecure.AppsQuery{Groups: []string{"Retail", "retail", "Retial"}}, "NowSecure lists no application of the group Retial, retail to the token's user"},
		"group of others":  {nowsecure.AppsQuery{Groups: []string{"Board"}}, "NowSecure lists no application of the group Board to the token's user"},
	} {
		read, err := client.Findings(t.Context(), nowsecure.FindingsQuery{Apps: test.query})
		if err == nil || err.Error() != test.want || read.Findings != nil {
			t.Errorf("%s: got %v, %v", name, read, err)
		}
	}
	empty, _ := newClient(t, startWith(t, &world.World{JumpCloud: &world.JumpCloud{}}))
	if _, err := empty.Findings(t.Context(), nowsecure.FindingsQuery{}); !errors.Is(err, nowsecure.ErrNoApps) {
		t.Errorf("without any application: got %v", err)
	}
}
