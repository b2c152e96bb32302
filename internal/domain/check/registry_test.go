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
)

// registered are the checks that there must be: id, category, severity, the
// defaults of parameters, and "off" for those that are off by default.
const registered = `
ad-agents-active misconfigured_setting medium max_days=7
admin-api-access-limited account_risk low
admin-api-key-expires account_risk high max_days=365
admin-api-key-rotated account_risk medium max_days=365
admin-domain-allowed account_risk medium
admin-mfa-enrolled account_risk critical
admin-password-age account_risk low max_days=90 off
admin-recently-created account_risk info window_days=14
admin-super-admin-count account_risk medium max=4 min=2
admin-suspended-no-api-key account_risk high
alert-resolved account_risk high
app-saml-cert-valid misconfigured_setting medium min_days=30
apple-mdm-apns-cert-valid misconfigured_setting medium min_days=30
apple-mdm-dep-token-valid misconfigured_setting medium min_days=30
cap-admin-portal-policy misconfigured_setting medium
cap-no-disabled-policies misconfigured_setting low
cap-no-sms-factor misconfigured_setting medium
cap-no-unconditional-mfa-skip misconfigured_setting medium
cap-user-portal-mfa-for-all misconfigured_setting high
device-agent-reporting misconfigured_setting medium max_days=30
device-disk-encrypted misconfigured_setting high
device-encryption-key-escrowed misconfigured_setting medium
device-mfa-enabled misconfigured_setting medium
device-no-unmanaged-local-admin account_risk medium
device-os-update-policy misconfigured_setting medium
device-policies-succeed misconfigured_setting low
device-policy-bound misconfigured_setting low
device-signin-standard-user misconfigured_setting high
device-ssh-password-off misconfigured_setting medium
device-ssh-root-login-off misconfigured_setting high
device-system-insights-on misconfigured_setting low
group-no-passwordless-sudo account_risk high
gsuite-lockout-suspends misconfigured_setting low
identity-risk-resolved account_risk critical
iplist-no-any misconfigured_setting medium
iplist-not-empty misconfigured_setting low
ldap-lockout-blocks misconfigured_setting low
office365-lockout-suspends misconfigured_setting low
org-admin-google-login-disabled misconfigured_setting medium
org-admin-mfa-required misconfigured_setting critical
org-directory-insights-enabled misconfigured_setting medium
org-new-users-staged misconfigured_setting info
org-password-common-blocked misconfigured_setting medium
org-password-complexity misconfigured_setting low
org-password-expiration misconfigured_setting low max_days=90 off
org-password-history misconfigured_setting medium min_history=5
org-password-lockout misconfigured_setting high max_attempts=10
org-password-min-length misconfigured_setting high min_length=12
org-password-reset-needs-mfa misconfigured_setting medium
org-password-sequential-blocked misconfigured_setting low
org-password-username-blocked misconfigured_setting low
org-portal-idle-timeout misconfigured_setting medium max_minutes=60
org-portal-session-cookie misconfigured_setting low
org-system-insights-enabled misconfigured_setting low
org-user-agent-self-install-off misconfigured_setting info
radius-lockout-removes misconfigured_setting low
radius-mfa-enforced misconfigured_setting high
radius-radsec-required misconfigured_setting low
role-custom-limited account_risk medium
service-account-expires account_risk medium max_days=365
service-account-not-expired account_risk low
service-account-not-privileged account_risk high
service-account-role-limited account_risk high
user-activated account_risk low max_days=30
user-admin-phishing-resistant account_risk medium
user-device-lockout-applies account_risk low
user-domain-allowed account_risk low
user-global-sudo-limited account_risk medium max=5
user-mfa-enrolled account_risk high
user-mfa-not-excluded account_risk high
user-mfa-not-sms-only account_risk medium
user-no-passwordless-sudo account_risk high
user-not-locked account_risk info off
user-password-age account_risk low max_days=90 off
user-password-expires account_risk low
user-password-not-expired account_risk low
user-portal-mfa-required account_risk low
user-ssh-key-age account_risk low max_days=365
user-suspended-no-privilege account_risk low
`

// The registry has exactly the expected checks.
func TestRegistry(t *testing.T) {
	t.Parallel()
	got := []string{}
	for _, one := range check.All() {
		line := fmt.Sprintf("%s %s %s", one.ID, one.Category, one.Severity)
		parameters := []string{}
		for _, parameter := range one.Parameters {
			parameters = append(parameters, fmt.Sprintf(" %s=%d", parameter.Name, parameter.Default))
		}
		slices.Sort(parameters)
		if one.OffByDefault {
			parameters = append(parameters, " off")
		}
		got = append(got, line+strings.Join(parameters, ""))
	}
	want := strings.Split(strings.TrimSpace(registered), "\n")
	if diff := cmp.Diff(want, got); diff != "" || len(want) != 79 {
		t.Errorf("%d checks (-want +got):\n%s", len(got), diff)
	}
}

// Every check is fully described.
func TestRegistry_isDescribed(t *testing.T) {
	t.Parallel()
	for _, one := range check.All() {
		if one.Title == "" || one.FailureTitle == "" || one.FailureTitle == one.Title || one.Passes == "" || len(one.Fields) == 0 || len(one.Documents()) == 0 || !one.Severity.Known() {
			t.Errorf("%s is not described", one.ID)
		}
		for _, sentence := range []string{one.Rationale, one.Note} {
			if sentence != "" && !strings.HasSuffix(sentence, ".") || strings.Contains(sentence, "|") {
				t.Errorf("%s: not a sentence: %q", one.ID, sentence)
			}
		}
		for _, parameter := range one.Parameters {
			if !strings.Contains(one.Passes, "`"+parameter.Name+"`") {
				t.Errorf("%s: what passes does not tell of %s", one.ID, parameter.Name)
			}
			for _, value := range []int64{parameter.Minimum, parameter.Default, parameter.Maximum} {
				if err := check.ValidateThreshold(check.ThresholdName(one, parameter), value); err != nil {
					t.Error(err)
				}
			}
		}
	}
}

func TestSelect(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		selection check.Selection
		want      []string
	}{
		"some":     {check.Selection{IDs: []string{"user-activated", "admin-mfa-enrolled"}}, []string{"admin-mfa-enrolled", "user-activated"}},
		"severe":   {check.Selection{MinimumSeverity: "critical"}, []string{"admin-mfa-enrolled", "identity-risk-resolved", "org-admin-mfa-required"}},
		"without":  {check.Selection{MinimumSeverity: "critical", ExcludedIDs: []string{"admin-mfa-enrolled"}}, []string{"identity-risk-resolved", "org-admin-mfa-required"}},
		"none":     {check.Selection{IDs: []string{"user-activated"}, MinimumSeverity: "high"}, []string{}},
		"off":      {check.Selection{IDs: []string{"user-not-locked"}}, []string{"user-not-locked"}},
		"excluded": {check.Selection{IDs: []string{"user-activated"}, ExcludedIDs: []string{"user-activated"}}, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := []string{}
			for _, one := range check.Select(test.selection) {
				got = append(got, one.ID)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	// What a source forbids, and another demands, is evaluated only on request.
	all := check.Select(check.Selection{})
	if len(all) != 75 || len(check.IDs()) != 79 || slices.ContainsFunc(all, func(c check.Check) bool { return c.OffByDefault }) {
		t.Errorf("%d checks by default, of %d", len(all), len(check.IDs()))
	}
}

// Only what checks need is read: the ones over settings need one document.
func TestDocuments(t *testing.T) {
	t.Parallel()
	for ids, want := range map[string]string{
		"org-portal-idle-timeout org-admin-mfa-required": "[organization's settings]",
		"admin-mfa-enrolled":                             "[administrators users]",
		"user-password-expires user-activated":           "[organization's settings users]",
		"user-portal-mfa-required":                       "[conditional access policies users]",
		"gsuite-lockout-suspends":                        "[Google Workspace connections]",
	} {
		got := fmt.Sprint(check.Documents(check.Select(check.Selection{IDs: strings.Fields(ids)})))
		if got != want {
			t.Errorf("%s: %s, want %s", ids, got, want)
		}
	}
	if all := check.Documents(check.All()); len(all) != 21 {
		t.Errorf("all checks read %v", all)
	}
}

func TestThresholds(t *testing.T) {
	t.Parallel()
	for name, value := range map[string]int64{
		"user-password-age.max_days": 0, "org-password-min-length.min_length": 7, "user-password-age.min_days": 5,
		"max_days": 90, "user-password-age": 90, "": 1, "admin-super-admin-count.max": 1001,
	} {
		if check.ValidateThreshold(name, value) == nil {
			t.Errorf("%q is taken with %d", name, value)
		}
	}
	const least, most = "admin-super-admin-count.min", "admin-super-admin-count.max"
	for _, wrong := range []map[string]int64{{least: 5}, {most: 1}, {least: 7, most: 6}} {
		if check.ValidateThresholds(wrong) == nil {
			t.Errorf("%v is taken", wrong)
		}
	}
	for _, right := range []map[string]int64{nil, {least: 3}, {most: 2}, {least: 7, most: 7}} {
		if err := check.ValidateThresholds(right); err != nil {
			t.Error(err)
		}
	}
	if names := check.ThresholdNames(); len(names) != 21 || !slices.IsSorted(names) {
		t.Errorf("%d thresholds: %v", len(names), names)
	}
}
