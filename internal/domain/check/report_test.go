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

func finding(subject, kind, id, status, title, reason string) check.Finding {
	return check.Finding{
		Finding: posture.Finding{
			Source: "jumpcloud", Subject: subject, Type: id, Title: title, Severity: posture.High, Status: posture.Status(status),
		},
		Category: check.MisconfiguredSetting, SubjectType: kind, Reason: reason,
	}
}

// Each subject that fails is a finding, and so is each that does not say what
// others say.
func TestFindings(t *testing.T) {
	t.Parallel()
	all := slices.Concat(devices(0, 1, ""), devices(1, 3, "false"), devices(3, 10, "true"), []string{`{"_id":"penguin","osFamily":"linux"}`})
	report := given(systems(all...)).report(encryption)
	id := func(number int) string { return fmt.Sprintf("%024x", number) }
	want := []check.Finding{
		finding(id(0), "system", encryption, "unknown", "Mac and Windows devices are encrypted (could not be evaluated)", "JumpCloud does not say whether the disk is encrypted"),
		finding(id(1), "system", encryption, "open", "Device without disk encryption", "the disk is not encrypted"),
		finding(id(2), "system", encryption, "open", "Device without disk encryption", "the disk is not encrypted"),
	}
	for i := range report.Findings {
		report.Findings[i].Remediation, report.Findings[i].URL = "", "" // a test of their own has them
	}
	if diff := cmp.Diff(want, report.Findings); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	// The device that is no Mac is not counted.
	result := report.Results[0]
	if result.Status != check.Fail || result.Passed != 7 || result.Failed != 2 || result.Unknown != 1 || *result.Coverage() != 70 || result.Reason != "2 of 10 devices: the disk is not encrypted" {
		t.Errorf("got %s, %d, %d, %d, %d%%, %q", result.Status, result.Passed, result.Failed, result.Unknown, *result.Coverage(), result.Reason)
	}
	if diff := cmp.Diff(map[posture.Severity]int64{posture.High: 3}, report.Counts()); diff != "" {
		t.Error(diff)
	}

	// What is unknown is worse than what passes.
	result = given(systems(slices.Concat(devices(0, 1, ""), devices(1, 1000, "true"))...)).report(encryption).Results[0]
	if result.Status != check.Unknown || result.Reason != "1 of 1000 devices: JumpCloud does not say whether the disk is encrypted" || *result.Coverage() != 99 {
		t.Errorf("got %s, %d%%, %q", result.Status, *result.Coverage(), result.Reason)
	}
}

// A field that none of several objects has is one gap of the organization, like a
// document that could not be read.
func TestFindings_notRead(t *testing.T) {
	t.Parallel()
	title := "Mac and Windows devices are encrypted (could not be evaluated)"
	for name, test := range map[string]struct {
		given  situation
		reason string
	}{
		"none says it":      {given(systems(devices(0, 1000, "")...)), "1000 of 1000 devices: JumpCloud does not say whether the disk is encrypted"},
		"could not be read": {given(func(s *situation) { s.evidence.Systems = check.Failed[[]check.System]("forbidden") }), "reading the devices: forbidden"},
	} {
		want := []check.Finding{finding(organizationID, "organization", encryption+":not-read", "unknown", title, test.reason)}
		if diff := cmp.Diff(want, test.given.report(encryption).Findings); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	// It is one even if other objects do not need the document.
	report := given(users(person(`,"enable_user_portal_multifactor":true`), person(`,"_id":"v","enable_user_portal_multifactor":false`))).report("user-portal-mfa-required")
	if len(report.Findings) != 1 || report.Findings[0].Type != "user-portal-mfa-required:not-read" || report.Results[0].Passed != 1 {
		t.Errorf("got %v", report.Findings)
	}
	// So is a document that would decide what others leave open.
	skip := everyone(`,"id":"q","effect":{"action":"allow"}`)
	report = given(policies(everyone(``), skip)).report("cap-user-portal-mfa-for-all")
	if len(report.Findings) != 1 || report.Findings[0].Type != "cap-user-portal-mfa-for-all:not-read" {
		t.Errorf("got %v", report.Findings)
	}
	report = given(policies(everyone(``), skip), users(settingOff)).report("cap-user-portal-mfa-for-all")
	if len(report.Findings) != 1 || report.Findings[0].Type != "cap-user-portal-mfa-for-all" {
		t.Errorf("got %v", report.Findings)
	}
	// A second document that could not be read is one gap, too.
	report = given(administrators(ownTOTP, `{"_id":"b","suspended":true}`, `{"_id":"c","suspended":false}`)).report("admin-mfa-enrolled")
	if len(report.Findings) != 1 || report.Findings[0].Type != "admin-mfa-enrolled:not-read" || report.Findings[0].Reason != "2 of 2 administrators: reading the users: not read" {
		t.Errorf("got %v", report.Findings)
	}
}

// A waiver for a silent device waives neither another device nor a document that
// could not be read.
func TestFindings_waivers(t *testing.T) {
	t.Parallel()
	silent := fmt.Sprintf("%024x", 7)
	waivers := []posture.Waiver{
		{Subject: silent, Rule: encryption, Reason: "being replaced", ExpiresOn: now.AddDate(0, 1, 0)},
		{Subject: organizationID, Rule: encryption, Reason: "being replaced", ExpiresOn: now.AddDate(0, 1, 0)},
	}
	forbidden := func(s *situation) { s.evidence.Systems = check.Failed[[]check.System]("forbidden") }
	for name, test := range map[string]struct {
		given situation
		want  []string
	}{
		"the device":        {given(systems(device(7, ""), device(8, "true"))), nil},
		"the only device":   {given(systems(device(7, ""), `{"_id":"l","osFamily":"linux"}`)), nil},
		"another device":    {given(systems(device(7, ""), device(8, "true"), device(9, ""))), []string{fmt.Sprintf("%024x", 9)}},
		"none says it":      {given(systems(device(7, ""), device(8, ""))), []string{organizationID}},
		"could not be read": {given(forbidden), []string{organizationID}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			findings := []posture.Finding{}
			for _, finding := range test.given.report(encryption).Findings {
				findings = append(findings, finding.Finding)
			}
			var got []string
			for _, subject := range (posture.Gate{Waivers: waivers}).Evaluate(nil, findings, now).Subjects {
				got = append(got, subject.Subject)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("the gate blocks (-want +got):\n%s", diff)
			}
		})
	}
}

// An object with a value of a wrong type passes no check, and the others are judged.
func TestFindings_wrongType(t *testing.T) {
	t.Parallel()
	s := given(systems(device(1, "true"), device(2, "true")))
	all, _ := s.evidence.Systems.Value()
	all[0].SetUnreadable("fde.keyPresent is a string, not a boolean")
	report := s.report(encryption)
	if len(report.Findings) != 1 || report.Findings[0].Subject != fmt.Sprintf("%024x", 1) || report.Findings[0].Reason != "JumpCloud's answer cannot be read: fde.keyPresent is a string, not a boolean" || report.Results[0].Passed != 1 {
		t.Errorf("got %v", report.Findings)
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
	// A check counts by its coverage: one of 500 devices is not all of them.
	for name, test := range map[string]struct {
		devices []string
		want    int64
	}{
		"all":         {devices(0, 500, "true"), 100},
		"all but one": {append(devices(0, 499, "true"), device(499, "false")), 99},
		"one silent":  {append(devices(0, 499, "true"), device(499, "")), 99},
		"a third":     {append(devices(0, 1, "true"), devices(1, 3, "false")...), 33},
		"none":        {devices(0, 500, "false"), 0},
		"mixed":       {append(devices(0, 1, "true"), `{"_id":"l","osFamily":"linux"}`), 100},
	} {
		if got := score([]string{encryption}, given(systems(test.devices...))); got == nil || *got != test.want {
			t.Errorf("%s: %v, want %d", name, got, test.want)
		}
	}
	// What does not apply does not count, and where nothing applies there is no score.
	mixed := []string{"org-admin-mfa-required", "org-password-min-length"}
	if got := score(mixed, given(settings(`{"requireAdminMFA":true,"passwordCompliance":"pci3"}`))); got == nil || *got != 100 {
		t.Errorf("with one that does not apply: %v", got)
	}
	preset := given(settings(`{"passwordCompliance":"pci3"}`))
	if got := score([]string{"org-password-min-length"}, preset); got != nil || preset.report("org-password-min-length").Results[0].Coverage() != nil {
		t.Errorf("where nothing applies: %d", *got)
	}
	for severity, want := range map[posture.Severity]int64{posture.Critical: 16, posture.High: 8, posture.Medium: 4, posture.Low: 2, posture.Info: 1} {
		if got := check.Weight(severity); got != want {
			t.Errorf("%s weighs %d", severity, got)
		}
	}
}

// The reasons of many subjects are counted without their values, the most frequent
// first, and not all told.
func TestReasons(t *testing.T) {
	t.Parallel()
	all := []string{}
	for i, reason := range []string{`"mfaEnrollment":{}`, `"totp_enabled":false`, `"totp_enabled":false`} {
		all = append(all, person(fmt.Sprintf(`,"_id":"%d",%s`, i, reason)))
	}
	all = append(all, person(service), person(suspended), person(`,"mfaEnrollment":{"overallStatus":"NOT_ENROLLED"}`), person(`,"mfaEnrollment":{"overallStatus":"ENROLLED"}`))
	result := given(users(all...)).report("user-mfa-enrolled").Results[0]
	if result.Reason != "1 of 5 users: no factor is enrolled" {
		t.Errorf("got %q", result.Reason)
	}
	stale := given(systems(`{"_id":"a","lastContact":"2026-09-02"}`, `{"_id":"b","lastContact":"`+ago(91)+`"}`, `{"_id":"c","lastContact":"`+ago(1)+`"}`)).report("device-agent-reporting")
	if got := stale.Results[0].Reason; got != "2 of 3 devices: the device was last seen more than 30 days ago" {
		t.Errorf("got %q", got)
	}
	if got := stale.Findings[0].Reason; got != "the device was last seen on 2026-09-02, 91 days ago; the limit is 30 days" {
		t.Errorf("got %q", got)
	}
	// Every fault is named.
	for want, report := range map[string]check.Report{
		"the account has sudo, the account has passwordless sudo, the account is an administrator": given(users(person(service + `,"sudo":true,"passwordless_sudo":true,"admin":{"id":"a"}`))).report("service-account-not-privileged"),
		"uppercase letters are not required, special characters are not required":                  given(passwords(changed(goodPasswords, `,"needsUppercase":false,"needsSymbolic":false`))).report("org-password-complexity"),
		"the minimum length of passwords is 8, but must be at least 12":                            given(passwords(`{"enableMinLength":true,"minLength":8}`)).report("org-password-min-length"),
		"the API key expires on 2029-08-27, in 1000 days; the limit is 365 days":                   given(administrators(`{"_id":"a","apiKeySet":true,"apiKeyHash":{"expireAt":"` + ahead(1000) + `"}}`)).report("admin-api-key-expires"),
		"allowed_email_domains is not set":                                                         given(users(person(``), person(``))).report("user-domain-allowed"),
	} {
		if got := report.Results[0].Reason; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	// A pass of the default password policy says what it does not cover.
	result = given(passwords(goodPasswords)).report("org-password-min-length").Results[0]
	if !strings.Contains(result.Reason, "user groups may have their own") {
		t.Errorf("got %q", result.Reason)
	}
}

// What happened after the data was read is not believed; what happened after a fixed
// time and before that is.
func TestFuture(t *testing.T) {
	t.Parallel()
	contact := systems(`{"_id":"s","lastContact":"` + ahead(40) + `"}`)
	if status := given(contact).report("device-agent-reporting").Results[0].Status; status != check.Unknown {
		t.Errorf("in the future: %s", status)
	}
	later := options(func(o *check.Options) { o.ReadAt = now.AddDate(0, 0, 40) })
	if status := given(contact, later).report("device-agent-reporting").Results[0].Status; status != check.Pass {
		t.Errorf("before the data was read: %s", status)
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
