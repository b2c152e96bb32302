// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check_test

import "github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"

// systemCases are those of devices.
var systemCases = map[string]cases{
	"device-disk-encrypted": {
		pass: []situation{
			given(systems(`{"_id":"s","osFamily":"darwin","fde":{"active":true}}`)), given(systems(`{"_id":"s","os":"Windows","fde":{"active":true}}`)),
			given(systems(`{"_id":"s","osFamily":"plan9","fde":{"active":true}}`)),
		},
		fail: []situation{
			given(systems(`{"_id":"s","osFamily":"Windows","fde":{"active":false}}`)), given(systems(`{"_id":"s","os":"Mac OS X","fde":{"active":false}}`)),
			given(systems(`{"_id":"s","osFamily":"darwin","fde":{"active":true}}`, `{"_id":"u","osFamily":"darwin"}`, `{"_id":"t","osFamily":"darwin","fde":{"active":false}}`)),
		},
		unknown: []situation{
			given(systems(`{"_id":"s","osFamily":"darwin"}`)), given(systems(`{"_id":"s","osFamily":"darwin","fde":null}`)),
			given(systems(`{"_id":"s","fde":{"active":false}}`)),
			given(systems(`{"_id":"s","osFamily":"darwin","fde":{"active":true}}`, `{"_id":"t","osFamily":"darwin"}`)),
		},
		notApplicable: []situation{given(systems(`{"_id":"s","osFamily":"linux"}`)), given(systems(`{"_id":"s","os":"Ubuntu","fde":{"active":false}}`)), given(systems(`{"_id":"s","osFamily":"iOS"}`))},
	},
	"device-encryption-key-escrowed": {
		pass:    []situation{given(systems(`{"_id":"s","osFamily":"darwin","fde":{"active":true,"keyPresent":true}}`)), given(systems(`{"_id":"s","fde":{"active":true,"keyPresent":true}}`))},
		fail:    []situation{given(systems(`{"_id":"s","osFamily":"windows","fde":{"active":true,"keyPresent":false}}`)), given(systems(`{"_id":"s","osFamily":"linux","fde":{"active":true,"keyPresent":false}}`))},
		unknown: []situation{given(systems(`{"_id":"s","osFamily":"darwin","fde":{"active":true}}`)), given(systems(`{"_id":"s","osFamily":"darwin","fde":{"keyPresent":false}}`)), given(systems(`{"_id":"s"}`))},
		notApplicable: []situation{
			given(systems(`{"_id":"s","osFamily":"darwin","fde":{"active":false,"keyPresent":false}}`)), given(systems(`{"_id":"s","osFamily":"linux"}`)),
		},
	},
	"device-ssh-root-login-off": {
		pass:          []situation{given(systems(`{"_id":"s","osFamily":"linux","allowSshRootLogin":false,"sshRootEnabled":true}`)), given(systems(`{"_id":"s","allowSshRootLogin":false}`))},
		fail:          []situation{given(systems(`{"_id":"s","osFamily":"darwin","allowSshRootLogin":true}`)), given(systems(`{"_id":"s","os":"CentOS Linux","allowSshRootLogin":true}`))},
		unknown:       []situation{given(systems(`{"_id":"s","osFamily":"linux"}`)), given(systems(`{"_id":"s","os":"BeOS","allowSshRootLogin":true}`))},
		notApplicable: []situation{given(systems(`{"_id":"s","osFamily":"windows","allowSshRootLogin":true}`)), given(systems(`{"_id":"s","os":"Android","allowSshRootLogin":true}`))},
	},
	"device-ssh-password-off": {
		pass:          []situation{given(systems(`{"_id":"s","osFamily":"linux","allowSshPasswordAuthentication":false}`))},
		fail:          []situation{given(systems(`{"_id":"s","osFamily":"darwin","allowSshPasswordAuthentication":true}`))},
		unknown:       []situation{given(systems(`{"_id":"s","osFamily":"linux"}`))},
		notApplicable: []situation{given(systems(`{"_id":"s","os":"Windows","allowSshPasswordAuthentication":true}`))},
	},
	"device-mfa-enabled": {
		pass:          []situation{given(systems(`{"_id":"s","osFamily":"windows","allowMultiFactorAuthentication":true}`))},
		fail:          []situation{given(systems(`{"_id":"s","osFamily":"linux","allowMultiFactorAuthentication":false}`)), given(systems(`{"_id":"s","osFamily":"darwin","allowMultiFactorAuthentication":false}`))},
		unknown:       []situation{given(systems(`{"_id":"s","osFamily":"windows"}`)), given(systems(`{"_id":"s","allowMultiFactorAuthentication":false}`))},
		notApplicable: []situation{given(systems(`{"_id":"s","os":"iPadOS","allowMultiFactorAuthentication":false}`))},
	},
	"device-agent-reporting": {
		pass: []situation{
			given(systems(`{"_id":"s","lastContact":"` + ago(30) + `"}`)),
			given(systems(`{"_id":"s","lastContact":"`+ago(80)+`"}`), threshold("device-agent-reporting.max_days", 80)),
		},
		fail:          []situation{given(systems(`{"_id":"s","agentVersion":"","lastContact":"` + ago(31) + `"}`)), given(systems(`{"_id":"s","lastContact":"` + ago(31) + `"}`)), given(systems(`{"_id":"s","lastContact":"2026-10-01"}`))},
		unknown:       []situation{given(systems(`{"_id":"s","lastContact":null}`)), given(systems(`{"_id":"s"}`)), given(systems(`{"_id":"s","lastContact":"lately"}`))},
		notApplicable: []situation{given(systems(`{"_id":"s","os":"iPhone OS"}`)), given(systems(`{"_id":"s","agentVersion":"","lastContact":null}`))},
	},
	"device-policies-succeed": {
		pass:          []situation{given(systems(`{"_id":"s","policyStats":{"failed":0,"success":3,"total":3}}`))},
		fail:          []situation{given(systems(`{"_id":"s","policyStats":{"failed":1,"total":3}}`))},
		unknown:       []situation{given(systems(`{"_id":"s"}`)), given(systems(`{"_id":"s","policyStats":{"total":3}}`)), given(systems(`{"_id":"s","policyStats":{"failed":-1,"success":1,"total":3}}`))},
		notApplicable: []situation{given(systems(`{"_id":"s","policyStats":{"failed":0,"success":0,"total":0}}`))},
	},
	"device-policy-bound": {
		pass:    []situation{given(systems(`{"_id":"s","isPolicyBound":true}`))},
		fail:    []situation{given(systems(`{"_id":"s","isPolicyBound":false}`))},
		unknown: []situation{given(systems(`{"_id":"s"}`))},
	},
	"device-system-insights-on": {
		pass:          []situation{given(systems(`{"_id":"s","systemInsights":{"state":"enabled"}}`))},
		fail:          []situation{given(systems(`{"_id":"s","systemInsights":{"state":"deferred"}}`)), given(systems(`{"_id":"s","systemInsights":{"state":"disabled"}}`))},
		unknown:       []situation{given(systems(`{"_id":"s"}`))},
		notApplicable: []situation{given(systems(`{"_id":"s","templateName":"ios","systemInsights":{"state":"deferred"}}`))},
	},
	"device-no-unmanaged-local-admin": {
		pass: []situation{
			given(systems(`{"_id":"s","userMetrics":[{"userName":"a","admin":true,"managed":true,"suspended":false},{"userName":"b","admin":false},{"userName":"c","suspended":true}]}`)),
			given(systems(`{"_id":"s","userMetrics":[{"userName":"root","admin":true,"managed":false,"suspended":false}]}`), ignored("device-no-unmanaged-local-admin", "Root")),
		},
		fail: []situation{
			given(systems(`{"_id":"s","userMetrics":[{"userName":"root","admin":true,"managed":false,"suspended":false}]}`)),
			given(systems(`{"_id":"s","userMetrics":[{"userName":"x"},{"userName":"root","admin":true,"managed":false,"suspended":false}]}`), ignored("device-disk-encrypted", "root")),
		},
		unknown: []situation{
			given(systems(`{"_id":"s"}`)), given(systems(`{"_id":"s","userMetrics":null}`)),
			given(systems(`{"_id":"s","userMetrics":[{"userName":"root","admin":true,"managed":false}]}`)),
			given(systems(`{"_id":"s","userMetrics":[{"userName":"root","admin":true,"suspended":false}]}`)),
			given(systems(`{"_id":"s","userMetrics":[{"userName":"root","managed":false,"suspended":false}]}`)),
		},
		notApplicable: []situation{given(systems(`{"_id":"s","osFamily":"ios","userMetrics":[]}`))},
	},
}

// ignored makes a check leave subjects alone.
func ignored(id string, subjects ...string) part {
	return options(func(o *check.Options) { o.IgnoredSubjects = map[string][]string{id: subjects} })
}

// administratorCases are those of administrators.
var administratorCases = map[string]cases{
	"admin-mfa-enrolled": {
		pass: []situation{
			given(administrators(ownTOTP), users(settingOn)),
			given(administrators(changed(ownTOTP, `,"suspended":null`)), users(settingOn)),
			given(administrators(passwordOnly), users(`{"_id":"u","admin":{"id":"a"},`+activeState+`,"mfaEnrollment":{"overallStatus":"ENROLLED"}}`)),
			// Linked or not, there is a factor.
			given(administrators(ownTOTP), users(`{"_id":"u","email":"Ada@acme.example",`+activeState+`,"mfaEnrollment":{"overallStatus":"enrolled"}}`)),
			// A user who cannot sign in is not signed in with.
			given(administrators(ownTOTP), users(`{"_id":"u","admin":{"id":"a"},"suspended":true,"mfaEnrollment":{"overallStatus":"NOT_ENROLLED"}}`)),
		},
		fail: []situation{
			given(administrators(`{"_id":"a","suspended":false,"enableMultiFactor":true,"totpEnrolled":false}`), users(), systems(device(1, "true"))),
			given(administrators(`{"_id":"a","suspended":false,"enableMultiFactor":false,"totpEnrolled":true}`), users(), systems(device(1, "true"))),
			given(administrators(`{"_id":"a","suspended":false,"totpEnrolled":false}`), users(`{"_id":"u","admin":{"id":"b"},"mfaEnrollment":{"overallStatus":"ENROLLED"}}`)),
			given(administrators(`{"_id":"a","suspended":false,"enableMultiFactor":true,"totpEnrolled":false}`),
				users(`{"_id":"u","admin":{"id":"a"},"mfaEnrollment":{"overallStatus":"IN_ENROLLMENT"}}`)),
			// The user that the administrator is linked to counts, not one of the same address.
			given(administrators(`{"_id":"a","email":"ada@acme.example","suspended":false,"enableMultiFactor":true,"totpEnrolled":false}`),
				users(`{"_id":"t","email":"ada@acme.example","mfaEnrollment":{"overallStatus":"ENROLLED"}}`, `{"_id":"u","admin":{"id":"a"},"mfaEnrollment":{"overallStatus":"NOT_ENROLLED"}}`)),
			// Null says that the user is no administrator.
			given(administrators(passwordOnly), users(`{"_id":"u","email":"ada@acme.example","admin":null,`+activeState+`,"mfaEnrollment":{"overallStatus":"ENROLLED"}}`)),
			// Two without an address are not the same.
			given(administrators(`{"_id":"a","email":"","suspended":false,"enableMultiFactor":true,"totpEnrolled":false}`), users(`{"_id":"u","email":"","mfaEnrollment":{"overallStatus":"ENROLLED"}}`)),
		},
		unknown: []situation{
			given(administrators(`{"_id":"a","suspended":false,"enableMultiFactor":true,"totpEnrolled":false}`)),
			given(administrators(`{"_id":"a","suspended":false,"enableMultiFactor":true}`), users(), systems(device(1, "true"))),
			given(administrators(`{"_id":"a","enableMultiFactor":true,"totpEnrolled":false}`), users(), systems(device(1, "true"))),
			given(administrators(`{"_id":"a","suspended":false,"enableMultiFactor":true,"totpEnrolled":false}`), users(`{"_id":"u","admin":{"id":"a"},"totp_enabled":true}`)),
		},
		notApplicable: []situation{given(administrators(`{"_id":"a","suspended":true,"enableMultiFactor":true,"totpEnrolled":false}`), users(), systems(device(1, "true")))},
	},
	"admin-api-key-expires": {
		pass: []situation{
			given(administrators(`{"_id":"a","apiKeySet":true,"apiKeyHash":{"createdAt":"` + ago(10) + `","expireAt":"` + ahead(365) + `"}}`)),
			given(administrators(`{"_id":"a","apiKeySet":true,"apiKeyHash":{"expireAt":"` + ahead(1) + `"}}`)),
		},
		fail: []situation{
			given(administrators(`{"_id":"a","apiKeySet":true,"apiKeyHash":{"createdAt":"` + ago(10) + `","expireAt":"` + ahead(366) + `"}}`)),
			given(administrators(`{"_id":"a","apiKeySet":true,"apiKeyHash":{"createdAt":"` + ago(10) + `","expireAt":null}}`)),
			given(administrators(`{"_id":"a","apiKeySet":true,"apiKeyHash":{"expireAt":"`+ahead(91)+`"}}`), threshold("admin-api-key-expires.max_days", 90)),
		},
		unknown: []situation{
			given(administrators(`{"_id":"a","apiKeySet":true}`)), given(administrators(`{"_id":"a","apiKeySet":true,"apiKeyHash":{}}`)),
			given(administrators(`{"_id":"a","apiKeyHash":{"createdAt":"` + ago(10) + `"}}`)),
			given(administrators(`{"_id":"a","apiKeySet":true,"apiKeyHash":{"createdAt":"` + ago(10) + `","expireAt":"never"}}`)),
		},
		notApplicable: []situation{
			given(administrators(`{"_id":"a","apiKeySet":false}`)),
			given(administrators(`{"_id":"a","suspended":true,"apiKeySet":true,"apiKeyHash":{"createdAt":"` + ago(10) + `"}}`)),
		},
	},
	"admin-api-key-rotated": {
		pass: []situation{
			given(administrators(`{"_id":"a","apiKeySet":true,"apiKeyUpdatedAt":"` + ago(365) + `"}`)),
			given(administrators(`{"_id":"a","apiKeySet":true,"apiKeyUpdatedAt":"` + ago(900) + `","apiKeyHash":{"createdAt":"` + ago(5) + `"}}`)),
		},
		fail: []situation{
			given(administrators(`{"_id":"a","apiKeySet":true,"apiKeyUpdatedAt":"` + ago(366) + `","apiKeyHash":{}}`)),
			given(administrators(`{"_id":"a","apiKeySet":true,"apiKeyUpdatedAt":"`+ago(40)+`"}`), threshold("admin-api-key-rotated.max_days", 30)),
		},
		unknown: []situation{given(administrators(`{"_id":"a","apiKeySet":true}`)), given(administrators(`{"_id":"a","apiKeyUpdatedAt":"` + ago(900) + `"}`))},
		notApplicable: []situation{
			given(administrators(`{"_id":"a","apiKeySet":false,"apiKeyUpdatedAt":"` + ago(900) + `"}`)),
			given(administrators(`{"_id":"a","suspended":true,"apiKeySet":true,"apiKeyUpdatedAt":"` + ago(900) + `"}`)),
		},
	},
	"admin-suspended-no-api-key": {
		pass: []situation{
			given(administrators(`{"_id":"a","suspended":false,"apiKeySet":true}`)), given(administrators(`{"_id":"a","suspended":true,"apiKeySet":false}`)),
			given(administrators(`{"_id":"a","suspended":false}`)), given(administrators(`{"_id":"a","apiKeySet":false}`)),
		},
		fail:    []situation{given(administrators(`{"_id":"a","suspended":true,"apiKeySet":true}`))},
		unknown: []situation{given(administrators(`{"_id":"a","suspended":true}`)), given(administrators(`{"_id":"a","apiKeySet":true}`))},
	},
	"admin-super-admin-count": {
		pass: []situation{
			given(administrators(super, super, reader)), given(administrators(super, `{"_id":"a","roleName":"administrator with billing","suspended":false}`, super)),
			given(administrators(super, super, `{"_id":"a","suspended":false}`)),
			given(administrators(super, reader), threshold("admin-super-admin-count.min", 1)),
		},
		fail: []situation{
			given(administrators(super, reader)), given(administrators(super, super, super, super, super)),
			given(administrators(super, `{"_id":"a","roleName":"Administrator With Billing","suspended":true}`)),
			given(administrators(super, super, super, super, super, `{"_id":"a"}`)),
			given(administrators(super, super, super), threshold("admin-super-admin-count.max", 2)),
		},
		unknown: []situation{
			given(administrators(super, `{"_id":"a","suspended":false}`)), given(administrators(super, `{"_id":"a","roleName":"Administrator With Billing"}`)),
			given(administrators(super, super, super, super, `{"_id":"a","suspended":false}`)),
		},
	},
	"admin-api-access-limited": {
		pass:    []situation{given(administrators(`{"_id":"a","apiKeyAllowed":true,"apiKeySet":true}`)), given(administrators(`{"_id":"a","apiKeyAllowed":false}`)), given(administrators(`{"_id":"a","apiKeySet":true}`))},
		fail:    []situation{given(administrators(`{"_id":"a","apiKeyAllowed":true,"apiKeySet":false}`))},
		unknown: []situation{given(administrators(`{"_id":"a","apiKeyAllowed":true}`)), given(administrators(`{"_id":"a","apiKeySet":false}`))},
	},
	"admin-password-age": {
		pass:    []situation{given(administrators(`{"_id":"a","passwordUpdatedAt":"` + ago(90) + `"}`))},
		fail:    []situation{given(administrators(`{"_id":"a","passwordUpdatedAt":"` + ago(91) + `"}`)), given(administrators(`{"_id":"a","passwordUpdatedAt":"`+ago(31)+`"}`), threshold("admin-password-age.max_days", 30))},
		unknown: []situation{given(administrators(`{"_id":"a"}`))},
	},
	"admin-recently-created": {
		pass:    []situation{given(administrators(`{"_id":"a","created":"` + ago(14) + `"}`))},
		fail:    []situation{given(administrators(`{"_id":"a","created":"` + ago(13) + `"}`)), given(administrators(`{"_id":"a","created":"`+ago(20)+`"}`), threshold("admin-recently-created.window_days", 21))},
		unknown: []situation{given(administrators(`{"_id":"a"}`)), given(administrators(`{"_id":"a","created":"lately"}`))},
	},
}

const (
	super  = `{"_id":"s","roleName":"Administrator With Billing","suspended":false}`
	reader = `{"_id":"r","roleName":"Read Only","suspended":false}`
)
