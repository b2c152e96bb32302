// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// signIn are sign-in settings of devices.
func signIn(settings string) part {
	return came(func(e *check.Evidence) *check.Reading[check.SignInSettings] { return &e.SignInSettings }, `{"settings":`+settings+`}`)
}

// domainOf is a domain with agents, or with agents that are not known.
func domainOf(agents string) part {
	domain := check.ActiveDirectory{Object: check.Object{PlainID: "d"}}
	if agents != "" {
		if err := json.Unmarshal([]byte(agents), &domain.Agents); err != nil {
			panic(err)
		}
	}
	return func(s *situation) { s.evidence.ActiveDirectories = check.Came([]check.ActiveDirectory{domain}) }
}

// both are several parts as one.
func both(parts ...part) part {
	return func(s *situation) {
		for _, apply := range parts {
			apply(s)
		}
	}
}

var (
	noInventory = both(accounts(), roles(), groups(), events(), alerts(), devicePolicies(), ldapServers(), subscriptions(),
		signIn(`[{"osFamily":"MACOS","enabled":false}]`),
		func(s *situation) { s.evidence.ActiveDirectories = check.Came([]check.ActiveDirectory{}) })
	bareInventory = both(accounts(`{"objectId":"b"}`), roles(`{"id":"b"}`), groups(`{"id":"b"}`), events(`{"objectId":"b"}`), alerts(`{"objectId":"b"}`),
		devicePolicies(`{"id":"b"}`), ldapServers(`{"id":"b"}`), subscriptions(`{"productCode":"b"}`), signIn(`[{}]`), domainOf(``))
)

const (
	administratorRole = `{"id":"a","name":"Administrator","isCustom":false,"scopes":["users","systems"]}`
	narrowRole        = `{"id":"n","name":"Narrow","isCustom":true,"scopes":["systems.readonly"]}`
	wideRole          = `{"id":"w","name":"Harmless","isCustom":true,"scopes":["systems","groups","users"]}`
)

// account is a service account with the narrow role, and what is changed of it.
func account(changes string) part {
	return accounts(changed(`{"objectId":"s","name":"Deploy","roleId":"n","roleName":"Narrow","status":"ACTIVE","expiresAt":"`+ahead(60)+`"}`, changes))
}

// group is a user group with attributes.
func group(attributes string) part { return groups(`{"id":"g","attributes":` + attributes + `}`) }

// factors is an active user with statuses of factors.
func factors(statuses string) part {
	return users(`{"_id":"u","activated":true,"suspended":false,"account_locked":false,"mfaEnrollment":` +
		changed(`{"overallStatus":"ENROLLED","totpStatus":"NOT_ENROLLED","pushStatus":"NOT_ENROLLED","webAuthnStatus":"NOT_ENROLLED",
			"jcGoStatus":"NOT_ENROLLED","smsStatus":"ENROLLED"}`, statuses) + `}`)
}

// accepting is an enabled policy that accepts factors.
func accepting(factors, changes string) part {
	return policies(everyone(`,"effect":{"action":"allow","obligations":{"mfa":{"required":true},"mfaFactors":` + factors + `}}` + changes))
}

var acme = options(func(o *check.Options) { o.AllowedEmailDomains = []string{"acme.example"} })

// accountCases are those of service accounts, roles, groups and factors.
var accountCases = map[string]cases{
	"service-account-role-limited": {
		pass: []situation{given(account(``), roles(administratorRole, narrowRole, wideRole))},
		fail: []situation{
			given(account(`,"roleName":"administrator with billing"`)),
			given(account(`,"roleId":"a","roleName":"Narrow"`), roles(administratorRole, narrowRole)), // the name is an old one
			given(account(`,"roleId":"w","roleName":"Harmless"`), roles(administratorRole, wideRole)), // the name looks good
		},
		unknown: []situation{
			given(account(``)), given(account(``), roles(narrowRole)), given(account(`,"roleId":""`), roles(administratorRole, narrowRole)),
			given(account(`,"roleId":"gone"`), roles(administratorRole)),
			given(account(``), roles(changed(administratorRole, `,"scopes":[]`), narrowRole)), // no scopes to compare with
			given(account(``), roles(administratorRole, `{"id":"n","name":"Narrow","isCustom":true}`)),
		},
		notApplicable: []situation{given(accounts(), roles(administratorRole))},
	},
	"service-account-expires": {
		pass: []situation{given(account(``)), given(account(`,"expiresAt":"` + ahead(365) + `"`))},
		fail: []situation{
			given(account(`,"expiresAt":"` + ahead(366) + `"`)),
			given(account(``), threshold("service-account-expires.max_days", 30)),
		},
		unknown:       []situation{given(account(`,"expiresAt":null`)), given(account(`,"expiresAt":"soon"`)), given(account(`,"status":"","expiresAt":null`))},
		notApplicable: []situation{given(accounts()), given(account(`,"status":"EXPIRED","expiresAt":null`))},
	},
	"service-account-not-expired": {
		pass: []situation{given(account(``)), given(account(`,"status":"EXPIRING"`))},
		fail: []situation{
			given(account(`,"status":"EXPIRED"`)),
			given(account(`,"expiresAt":"` + ago(1) + `"`)), // the status says that it is active
		},
		unknown:       []situation{given(account(`,"expiresAt":null`)), given(account(`,"status":"DORMANT"`)), given(account(`,"status":null`))},
		notApplicable: []situation{given(accounts())},
	},
	"role-custom-limited": {
		pass:          []situation{given(roles(administratorRole, narrowRole))},
		fail:          []situation{given(roles(administratorRole, narrowRole, wideRole))}, // its name says nothing
		unknown:       []situation{given(roles(wideRole)), given(roles(administratorRole, changed(narrowRole, `,"scopes":null`))), given(roles(administratorRole, changed(wideRole, `,"isCustom":null`)))},
		notApplicable: []situation{given(roles()), given(roles(administratorRole))},
	},
	"group-no-passwordless-sudo": {
		pass: []situation{
			given(group(`null`)), given(group(`{"sudo":null}`)), given(group(`{"sudo":{"enabled":true,"withoutPassword":false}}`)),
			given(group(`{"sudo":{"enabled":false,"withoutPassword":true}}`)),
		},
		fail:          []situation{given(group(`{"sudo":{"enabled":true,"withoutPassword":true}}`))},
		unknown:       []situation{given(groups(`{"id":"g"}`)), given(group(`{}`)), given(group(`{"sudo":{"withoutPassword":true}}`)), given(group(`{"sudo":{"enabled":true}}`))},
		notApplicable: []situation{given(groups())},
	},
	"user-mfa-not-sms-only": {
		pass: []situation{given(factors(`,"pushStatus":"ENROLLED"`)), given(factors(`,"smsStatus":"NOT_ENROLLED"`))},
		fail: []situation{given(factors(``)), given(factors(`,"totpStatus":"ENROLLMENT_EXPIRED","jcGoStatus":"DISABLED"`))}, // enrolled once
		unknown: []situation{
			given(factors(`,"smsStatus":null`)), given(factors(`,"smsStatus":"ACTIVE"`)), given(factors(`,"totpStatus":null`)),
			given(users(`{"_id":"u","activated":true,"suspended":false,"account_locked":false,"totp_enabled":true}`)),
		},
		notApplicable: []situation{given(factors(`,"overallStatus":"NOT_ENROLLED"`)), given(users(settingOffGone), systems())},
	},
	"cap-no-sms-factor": {
		pass: []situation{given(accepting(`[{"type":"TOTP"},{"type":"PUSH"}]`, ``))},
		fail: []situation{
			given(accepting(`[{"type":"WEBAUTHN"},{"type":"sms_otp"}]`, ``)),
			given(accepting(`[{"type":"SMS_OTP"},{"type":null}]`, ``)),
		},
		unknown: []situation{
			given(policies(everyone(``))), given(accepting(`[]`, ``)), given(accepting(`[{}]`, ``)), given(accepting(`[{"type":"SMS_OTP"}]`, `,"disabled":null`)),
		},
		notApplicable: []situation{
			given(policies()), given(accepting(`[{"type":"SMS_OTP"}]`, `,"disabled":true`)),
			given(policies(everyone(`,"effect":{"action":"deny"}`))), given(policies(everyone(`,"effect":{"action":"allow","obligations":{"mfa":{"required":false}}}`))),
		},
	},
	"admin-domain-allowed": {
		pass: []situation{given(administrators(`{"_id":"a","email":"x@Acme.example","suspended":false}`), acme)},
		fail: []situation{
			given(administrators(`{"_id":"a","email":"x@acme.example.net","suspended":false}`), acme),
			given(administrators(`{"_id":"a","email":"x@sub.acme.example","suspended":false}`), acme),
		},
		unknown:       []situation{given(administrators(`{"_id":"a","suspended":false}`), acme), given(administrators(`{"_id":"a","email":"x@other.example"}`), acme)},
		notApplicable: []situation{given(administrators(`{"_id":"a","email":"x@b.example","suspended":false}`)), given(administrators(`{"_id":"a","email":"x@b.example","suspended":true}`), acme)},
	},
}

// event is an open risk event of a user, and what is changed of it.
func event(changes string) string {
	return changed(`{"objectId":"e","identityObjectId":"u","identityType":"IDENTITY_TYPE_USER","level":"RISK_LEVEL_HIGH",
		"riskFactorTypes":["RISK_FACTOR_TYPE_IMPOSSIBLE_TRAVEL"],"resolutionStatus":"RISK_RESOLUTION_STATUS_OPEN",
		"firstOccurrenceAt":"`+ago(9)+`","lastOccurrenceAt":"`+ago(4)+`"}`, changes)
}

// alert is an open alert about a device, and what is changed of it.
func alert(changes string) string {
	return changed(`{"objectId":"l","sourceId":"s","sourceType":"ALERT_SOURCE_TYPE_DEVICE","severity":"ALERT_SEVERITY_LOW",
		"category":"ALERT_CATEGORY_SYSTEM","status":"ALERT_STATUS_OPEN","firstOccurredAt":"`+ago(9)+`","lastOccurredAt":"`+ago(4)+`"}`, changes)
}

const resolvedEvent = `,"objectId":"r","resolutionStatus":"RISK_RESOLUTION_STATUS_RESOLVED"`

// detectionCases are those of what JumpCloud detects.
var detectionCases = map[string]cases{
	"identity-risk-resolved": {
		pass: []situation{
			given(events(event(resolvedEvent), event(`,"resolutionStatus":"RISK_RESOLUTION_STATUS_DISMISSED"`))),
			given(events(event(resolvedEvent + `,"resolvedAt":"` + ago(3) + `"`))),
		},
		fail: []situation{
			given(events(event(``))), given(events(event(resolvedEvent), event(``))), given(events(event(`,"level":"RISK_LEVEL_NONE"`))),
			given(events(event(resolvedEvent + `,"resolvedAt":"` + ago(5) + `"`))), // it occurred again
		},
		unknown:       []situation{given(events(event(`,"resolutionStatus":"RISK_RESOLUTION_STATUS_UNSPECIFIED"`), event(resolvedEvent))), given(events(event(`,"resolutionStatus":null`)))},
		notApplicable: []situation{given(events())},
	},
	"alert-resolved": {
		pass: []situation{given(alerts(alert(`,"status":"ALERT_STATUS_AUTO_RESOLVED"`))), given(alerts(alert(`,"status":"ALERT_STATUS_DELETED"`)))},
		fail: []situation{
			given(alerts(alert(``))), given(alerts(alert(`,"status":"ALERT_STATUS_ACKNOWLEDGED"`))),
			given(alerts(alert(`,"status":"ALERT_STATUS_RESOLVED","resolvedAt":"` + ago(6) + `"`))), // it occurred again
		},
		unknown:       []situation{given(alerts(alert(`,"status":"ALERT_STATUS_SNOOZED"`))), given(alerts(alert(`,"status":null`)))},
		notApplicable: []situation{given(alerts())},
	},
}

const (
	windows  = `{"_id":"w","osFamily":"windows"}`
	mac      = `{"_id":"m","osFamily":"darwin"}`
	updates  = `{"id":"p","template":{"name":"system_updates_windows"}}`
	noUpdate = `{"id":"q","template":{"name":"lock_screen_windows"}}`
	inTouch  = `,"contactAt":"2026-11-30T12:00:00Z"`
)

// token is an Apple MDM connection with a token, and what is changed of it.
func token(changes string) part {
	return mdms(changed(`{"id":"m","depServerTokenState":"valid","depAccessTokenExpiry":"`+ahead(90)+`"}`, changes))
}

// managementCases are those of devices and the connections of the organization.
var managementCases = map[string]cases{
	"device-signin-standard-user": {
		pass: []situation{given(signIn(`[{"osFamily":"WINDOWS","enabled":true,"defaultPermission":"STANDARD"},{"osFamily":"MACOS","enabled":false,"defaultPermission":"ADMIN"}]`))},
		fail: []situation{given(signIn(`[{"osFamily":"MACOS","enabled":true,"defaultPermission":"STANDARD"},{"osFamily":"WINDOWS","enabled":true,"defaultPermission":"ADMIN"}]`))},
		unknown: []situation{
			given(signIn(`[]`)), given(signIn(`[{"osFamily":"MACOS","enabled":true}]`)), given(signIn(`[{"osFamily":"MACOS","defaultPermission":"ADMIN"}]`)),
		},
		notApplicable: []situation{given(signIn(`[{"osFamily":"MACOS","enabled":false,"defaultPermission":"ADMIN"}]`))},
	},
	"device-os-update-policy": {
		pass: []situation{given(systems(windows), devicePolicies(noUpdate, updates)), given(systems(windows, `{"_id":"i","osFamily":"ios"}`), devicePolicies(updates))},
		fail: []situation{
			given(systems(windows), devicePolicies()), given(systems(windows, mac), devicePolicies(updates)), // one family has one
			given(systems(windows), devicePolicies(`{"id":"p","name":"system_updates_windows","template":{"name":"other"}}`)), // only its name
		},
		unknown:       []situation{given(systems(windows)), given(devicePolicies(updates)), given(systems(`{"_id":"x"}`), devicePolicies(updates)), given(systems(windows), devicePolicies(`{"id":"p"}`))},
		notApplicable: []situation{given(systems(`{"_id":"i","osFamily":"ios"}`), devicePolicies()), given(systems(), users(settingOn), devicePolicies())},
	},
	"apple-mdm-dep-token-valid": {
		pass: []situation{given(token(``)), given(token(``), threshold("apple-mdm-dep-token-valid.min_days", 89))},
		fail: []situation{
			given(token(`,"depServerTokenState":"expired"`)), given(token(`,"depAccessTokenExpiry":"` + ahead(30) + `"`)),
			given(token(`,"depAccessTokenExpiry":"` + ago(1) + `"`)), // the state is valid
			given(token(`,"depServerTokenState":"missing","depAccessTokenExpiry":"` + ago(1) + `"`)),
		},
		unknown:       []situation{given(token(`,"depServerTokenState":"unknown"`)), given(token(`,"depAccessTokenExpiry":null`)), given(token(`,"depServerTokenState":null`))},
		notApplicable: []situation{given(mdms()), given(token(`,"depServerTokenState":"missing","depAccessTokenExpiry":null`))},
	},
	"ad-agents-active": {
		pass: []situation{given(domainOf(`[{"id":"a","state":"active"` + inTouch + `}]`))},
		fail: []situation{
			given(domainOf(`[]`)), given(domainOf(`[{"id":"a","state":"active"` + inTouch + `},{"id":"b","state":"inactive"}]`)),
			given(domainOf(`[{"id":"a","state":"active","contactAt":"` + ago(8) + `"}]`)), // active, and silent
		},
		unknown:       []situation{given(domainOf(``)), given(domainOf(`[{"id":"a","state":"active","contactAt":null}]`)), given(domainOf(`[{"id":"a"` + inTouch + `}]`))},
		notApplicable: []situation{given(func(s *situation) { s.evidence.ActiveDirectories = check.Came([]check.ActiveDirectory{}) })},
	},
	"radius-lockout-removes": {
		pass:          []situation{given(servers(`{"_id":"r","userLockoutAction":"REMOVE"}`))},
		fail:          []situation{given(servers(`{"_id":"r","userLockoutAction":"maintain"}`))},
		unknown:       []situation{given(servers(`{"_id":"r","userPasswordExpirationAction":"REMOVE"}`))}, // of another event
		notApplicable: []situation{given(servers())},
	},
	"ldap-lockout-blocks": {
		pass:          []situation{given(ldapServers(`{"id":"l","userLockoutAction":"disable"}`)), given(ldapServers(`{"id":"l","userLockoutAction":"REMOVE"}`))},
		fail:          []situation{given(ldapServers(`{"id":"l","userLockoutAction":"maintain"}`))},
		unknown:       []situation{given(ldapServers(`{"id":"l","userPasswordExpirationAction":"remove"}`))}, // of another event
		notApplicable: []situation{given(ldapServers())},
	},
}

// A finding has the severity of the worst open event, the time of the first and
// the last of them, and says all that happened. What is resolved is a closed
// finding, which is not counted.
func TestEvaluate_occurrences(t *testing.T) {
	t.Parallel()
	report := given(events(
		event(`,"objectId":"1","level":"RISK_LEVEL_MEDIUM","firstOccurrenceAt":"`+ago(20)+`","lastOccurrenceAt":"`+ago(19)+`"`),
		event(`,"objectId":"2","level":"RISK_LEVEL_CRITICAL","riskFactorTypes":["RISK_FACTOR_TYPE_NEW_ASN"]`),
		event(resolvedEvent+`,"level":"RISK_LEVEL_CRITICAL","firstOccurrenceAt":"`+ago(90)+`"`),
		event(resolvedEvent+`,"identityObjectId":"v"`),
		event(`,"objectId":"3","identityObjectId":"w","identityType":"IDENTITY_TYPE_ADMIN","level":"RISK_LEVEL_EXTREME"`),
		event(`,"objectId":"4","identityObjectId":"x","level":null`),
	), options(func(o *check.Options) { o.IncludeClosed = true })).report("identity-risk-resolved")
	finding := func(subject, severity string, status posture.Status, first, last int) posture.Finding {
		return posture.Finding{
			Source: "jumpcloud", Subject: subject, Type: "identity-risk-resolved", Severity: posture.Severity(severity), Status: status,
			FirstSeenAt: ago(first), LastSeenAt: ago(last),
		}
	}
	want := []posture.Finding{
		finding("u", "critical", posture.Open, 20, 4), finding("v", "high", posture.Closed, 9, 4),
		finding("w", "extreme", posture.Open, 9, 4), finding("x", "unknown", posture.Open, 9, 4),
	}
	got := []posture.Finding{}
	for _, one := range report.Findings {
		got = append(got, one.Finding)
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(posture.Finding{}, "Title", "URL")); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if reason := report.Findings[0].Reason; reason != "open: new asn, impossible travel; last seen 2026-11-27" {
		t.Errorf("reason %q", reason)
	}
	if diff := cmp.Diff(map[posture.Severity]int64{"critical": 1, "extreme": 1, "unknown": 1}, report.Counts()); diff != "" {
		t.Error(diff)
	}
}

// What was not bought does not apply, where it would be unknown. What fails
// fails, and subscriptions that do not list their features say nothing.
func TestEvaluate_notBought(t *testing.T) {
	t.Parallel()
	without := subscriptions(`{"productCode":"a","features":[{"name":"mfa"}]}`)
	for name, test := range map[string]struct {
		situation situation
		want      check.Status
	}{
		"not read, not bought":    {given(without), check.NotApplicable},
		"not said, not bought":    {given(settings(`{}`), without), check.NotApplicable},
		"off, not bought":         {given(settings(`{"features":{"systemInsights":{"enabled":false}}}`), without), check.Fail},
		"on, not bought":          {given(settings(`{"features":{"systemInsights":{"enabled":true}}}`), without), check.Pass},
		"not said, bought":        {given(settings(`{}`), subscriptions(`{"productCode":"a","features":[{"name":"SystemInsights"}]}`)), check.Unknown},
		"no subscriptions":        {given(settings(`{}`), subscriptions()), check.Unknown},
		"no features":             {given(settings(`{}`), subscriptions(`{"productCode":"a","features":[]}`)), check.Unknown},
		"one without features":    {given(settings(`{}`), subscriptions(`{"productCode":"a","features":[{"name":"mfa"}]}`, `{"productCode":"b"}`)), check.Unknown},
		"subscriptions not read":  {given(settings(`{}`)), check.Unknown},
		"bought with another one": {given(settings(`{}`), subscriptions(`{"productCode":"a","features":[{"name":"mfa"}]}`, `{"productCode":"b","features":[{"name":"systemInsights"}]}`)), check.Unknown},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := test.situation.report("org-system-insights-enabled").Results[0]; got.Status != test.want {
				t.Errorf("it is %s (%s), want %s", got.Status, got.Reason, test.want)
			}
		})
	}
}
