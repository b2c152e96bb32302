// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// device is a Mac, encrypted or not; "" does not say.
func device(number int, encrypted string) string {
	document := fmt.Sprintf(`{"_id":"%024x","osFamily":"darwin","hostname":"mac-%d"}`, number, number)
	if encrypted != "" {
		document = changed(document, `,"fde":{"active":`+encrypted+`}`)
	}
	return document
}

// devices are a number of devices.
func devices(from, to int, encrypted string) []string {
	all := []string{}
	for number := from; number < to; number++ {
		all = append(all, device(number, encrypted))
	}
	return all
}

const encryption = "device-disk-encrypted"

func finding(subject, kind, status, title, reason string) check.Finding {
	return check.Finding{
		Finding: posture.Finding{
			Source: "jumpcloud", Subject: subject, Type: encryption, Title: title, Severity: posture.High, Status: posture.Status(status),
		},
		Category: check.MisconfiguredSetting, SubjectType: kind, Reason: reason,
	}
}

// Each subject that fails is a finding; a thousand that are unknown are one,
// over the organization, and none of them passes.
func TestFindings(t *testing.T) {
	t.Parallel()
	all := slices.Concat(devices(0, 1000, ""), devices(1000, 1002, "false"), devices(1002, 1010, "true"))
	report := given(systems(all...)).report(encryption)
	title, absent := "Mac and Windows devices are encrypted", "1000 of 1010 devices: fde.active is absent or null"
	want := []check.Finding{
		finding(fmt.Sprintf("%024x", 1000), "system", "open", title, "the disk is not encrypted"),
		finding(fmt.Sprintf("%024x", 1001), "system", "open", title, "the disk is not encrypted"),
		finding(organizationID, "organization", "unknown", title+" (could not be evaluated)", absent),
	}
	if diff := cmp.Diff(want, report.Findings); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	result := report.Results[0]
	if result.Status != check.Fail || result.Passed != 8 || result.Failed != 2 || result.Unknown != 1000 || result.Reason != "2 of 1010 devices: the disk is not encrypted" {
		t.Errorf("got %s, %d, %d, %d, %q", result.Status, result.Passed, result.Failed, result.Unknown, result.Reason)
	}
	if diff := cmp.Diff(map[posture.Severity]int64{posture.High: 3}, report.Counts()); diff != "" {
		t.Error(diff)
	}

	// What is unknown is worse than what passes.
	result = given(systems(slices.Concat(devices(0, 1, ""), devices(1, 1000, "true"))...)).report(encryption).Results[0]
	if result.Status != check.Unknown || result.Reason != "1 of 1000 devices: fde.active is absent or null" {
		t.Errorf("got %s, %q", result.Status, result.Reason)
	}
}

// Names are given only on request. A subject without a name keeps its id.
func TestFindings_names(t *testing.T) {
	t.Parallel()
	const nameless = `{"_id":"nameless","osFamily":"darwin","fde":{"active":false}}`
	for include, want := range map[bool]string{false: "00000000000000000000002a nameless", true: "mac-42 nameless"} {
		report := given(systems(device(42, "false"), nameless), options(func(o *check.Options) { o.IncludeNames = include })).report(encryption)
		subjects := []string{}
		for _, finding := range report.Findings {
			subjects = append(subjects, finding.Subject)
		}
		if got := strings.Join(subjects, " "); got != want {
			t.Errorf("include_names = %t: %s, want %s", include, got, want)
		}
	}
}

// A report has no names unless they are requested.
func TestReport_namesNobody(t *testing.T) {
	t.Parallel()
	const name = "Erika-Personal"
	bad := `{"_id":"b","id":"b","email":"` + name + `@other.example","username":"` + name + `","hostname":"` + name + `","displayName":"` + name + `",
		"name":"` + name + `","displayLabel":"` + name + `","suspended":false,"activated":true,"account_locked":false,"disabled":false,
		"userMetrics":[{"userName":"` + name + `","admin":true,"managed":false,"suspended":false}]}`
	report := check.Evaluate(check.All(), given(settings(`{}`), administrators(bad), users(bad), systems(bad), policies(bad),
		ipLists(bad), servers(bad), applications(bad), mdms(bad), google(bad), microsoft(bad)).evidence,
		check.Options{AsOf: now, AllowedEmailDomains: []string{"acme.example"}})
	if text := fmt.Sprintf("%+v", report); strings.Contains(text, name) {
		at := strings.Index(text, name)
		t.Errorf("a name is in the report: …%s…", text[max(0, at-200):at+50])
	}
	if len(report.Findings) < 30 {
		t.Errorf("%d findings: the test sees too little", len(report.Findings))
	}
}

// Checks ignore the configured subjects by id or name.
func TestIgnoredSubjects(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		ignored map[string][]string
		want    check.Status
		failed  int64
	}{
		"nobody":         {nil, check.Fail, 2},
		"by id":          {map[string][]string{encryption: {"000000000000000000000001"}}, check.Fail, 1},
		"by name":        {map[string][]string{encryption: {"MAC-1"}}, check.Fail, 1},
		"in every check": {map[string][]string{check.AllChecks: {"mac-2"}}, check.Fail, 1},
		"both":           {map[string][]string{check.AllChecks: {"mac-2"}, encryption: {"mac-1"}}, check.NotApplicable, 0},
		"another check":  {map[string][]string{"device-policy-bound": {"mac-1", "mac-2"}}, check.Fail, 2},
		"somebody else":  {map[string][]string{encryption: {"mac", "", "mac-11"}}, check.Fail, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			result := given(systems(device(1, "false"), device(2, "false")), options(func(o *check.Options) { o.IgnoredSubjects = test.ignored })).
				report(encryption).Results[0]
			if result.Status != test.want || result.Failed != test.failed || result.Passed != 0 {
				t.Errorf("got %s, %d failed, %q", result.Status, result.Failed, result.Reason)
			}
		})
	}
	// The organization is the subject of checks over settings.
	result := given(settings(`{"requireAdminMFA":false}`), ignored("org-admin-mfa-required", organizationID)).report("org-admin-mfa-required").Results[0]
	if result.Status != check.NotApplicable || result.Reason != "ignored" {
		t.Errorf("got %s, %q", result.Status, result.Reason)
	}
}

func TestScore(t *testing.T) {
	t.Parallel()
	score := func(ids []string, s situation) *int64 {
		return check.Evaluate(check.Select(check.Selection{IDs: ids}), s.evidence, s.options).Score
	}
	// 16, 4, 2 and 1.
	ids := []string{"org-admin-mfa-required", "org-directory-insights-enabled", "org-system-insights-enabled", "org-user-agent-self-install-off"}
	for name, test := range map[string]struct {
		settings string
		want     int64
	}{
		"all pass":         {`{"requireAdminMFA":true,"features":{"directoryInsights":{"enabled":true},"systemInsights":{"enabled":true}},"enableUserPortalAgentInstall":false}`, 100},
		"all unknown":      {`{}`, 0},
		"the critical one": {`{"requireAdminMFA":true,"features":{"directoryInsights":{"enabled":false}}}`, 69},
		"all but that":     {`{"requireAdminMFA":false,"features":{"directoryInsights":{"enabled":true},"systemInsights":{"enabled":true}},"enableUserPortalAgentInstall":false}`, 30},
		"a high one":       {`{"enableUserPortalAgentInstall":false}`, 4},
	} {
		if got := score(ids, given(settings(test.settings))); got == nil || *got != test.want {
			t.Errorf("%s: %v, want %d", name, got, test.want)
		}
	}
	// What does not apply does not count, and where nothing applies there is no score.
	mixed := []string{"org-admin-mfa-required", "org-password-min-length"}
	if got := score(mixed, given(settings(`{"requireAdminMFA":true,"passwordCompliance":"pci3"}`))); got == nil || *got != 100 {
		t.Errorf("with one that does not apply: %v", got)
	}
	if got := score([]string{"org-password-min-length"}, given(settings(`{"passwordCompliance":"pci3"}`))); got != nil {
		t.Errorf("where nothing applies: %d", *got)
	}
	for severity, want := range map[posture.Severity]int64{posture.Critical: 16, posture.High: 8, posture.Medium: 4, posture.Low: 2, posture.Info: 1} {
		if got := check.Weight(severity); got != want {
			t.Errorf("%s weighs %d", severity, got)
		}
	}
}

// The reasons of many subjects are counted, the most frequent first, and not
// all told.
func TestReasons(t *testing.T) {
	t.Parallel()
	keys := []string{}
	for number, days := range map[string]int{"a": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 3, "g": 4, "h": 5} {
		keys = append(keys, fmt.Sprintf(`{"_id":%q,"policyStats":{"failed":%d}}`, number, days))
	}
	result := given(systems(keys...)).report("device-policies-succeed").Results[0]
	want := "3 of 8 devices: policies failed: 1; 2 of 8 devices: policies failed: 2; 1 of 8 devices: policies failed: 3; 2 other reasons"
	if result.Reason != want {
		t.Errorf("got %q", result.Reason)
	}
	// A pass of the default password policy says what it does not cover.
	result = given(passwords(goodPasswords)).report("org-password-min-length").Results[0]
	if !strings.Contains(result.Reason, "user groups may have their own") {
		t.Errorf("got %q", result.Reason)
	}
}

// The order of what was read makes no difference.
func TestReport_isDeterministic(t *testing.T) {
	t.Parallel()
	all := slices.Concat(devices(0, 20, "false"), devices(20, 40, ""), devices(40, 60, "true"))
	want := given(systems(all...)).evidence
	slices.Reverse(all)
	got := given(systems(all...)).evidence
	o := check.Options{AsOf: now}
	if diff := cmp.Diff(check.Evaluate(check.All(), want, o).Findings, check.Evaluate(check.All(), got, o).Findings); diff != "" {
		t.Error(diff)
	}
}
