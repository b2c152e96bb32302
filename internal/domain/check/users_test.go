// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check_test

import "github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"

// person is an active user who is no service account, with what is added or
// changed.
func person(changes string) string {
	return changed(`{"_id":"u","activated":true,"suspended":false,"account_locked":false,"ldap_binding_user":false,"samba_service_user":false}`, changes)
}

// Users whom most checks leave alone.
var (
	suspended = `,"suspended":true`
	service   = `,"ldap_binding_user":true`
	samba     = `,"samba_service_user":true`
)

// userCases are those of how users sign in.
var userCases = map[string]cases{
	"user-mfa-enrolled": {
		pass: []situation{
			given(users(person(`,"mfaEnrollment":{"overallStatus":"ENROLLED"}`))), given(users(person(`,"totp_enabled":true`))),
			given(users(person(`,"totp_enabled":false,"mfa":{"configured":true}`))), given(users(`{"_id":"u","totp_enabled":true}`)),
		},
		fail: []situation{
			given(users(person(`,"mfaEnrollment":{"overallStatus":"NOT_ENROLLED"}`))), given(users(person(`,"totp_enabled":false,"mfa":{"configured":false}`))),
			// What is newer counts.
			given(users(person(`,"totp_enabled":true,"mfaEnrollment":{"overallStatus":"PENDING_ACTIVATION"}`))),
		},
		unknown: []situation{
			given(users(person(``))), given(users(person(`,"totp_enabled":false`))), given(users(person(`,"mfa":{"configured":false}`))),
			given(users(person(`,"totp_enabled":true,"mfaEnrollment":{}`))),
			given(users(person(`,"account_locked":null,"mfaEnrollment":{"overallStatus":"NOT_ENROLLED"}`))),
			given(users(person(`,"samba_service_user":null,"mfaEnrollment":{"overallStatus":"NOT_ENROLLED"}`))),
			given(users(person(suspended + `,"state":"ACTIVATED","mfaEnrollment":{"overallStatus":"NOT_ENROLLED"}`))),
			given(users(person(`,"state":"SUSPENDED","mfaEnrollment":{"overallStatus":"NOT_ENROLLED"}`))),
		},
		notApplicable: []situation{
			given(users(person(suspended))), given(users(person(`,"activated":false`))), given(users(person(`,"account_locked":true`))),
			given(users(person(service))), given(users(person(samba))),
		},
	},
	"user-mfa-not-excluded": {
		pass: []situation{
			given(users(person(`,"mfa":{"exclusion":false}`))), given(users(person(`,"mfa":{"exclusion":true,"exclusionUntil":"` + ago(0) + `"}`))), given(users(person(`,"mfa":{"exclusion":true,"exclusionUntil":"` + ago(1) + `"}`))),
		},
		fail: []situation{
			given(users(person(`,"mfa":{"exclusion":true}`))), given(users(person(`,"mfa":{"exclusion":true,"exclusionUntil":null}`))),
			given(users(person(`,"mfa":{"exclusion":true,"exclusionUntil":"` + ahead(1) + `"}`))),
		},
		unknown: []situation{
			given(users(person(``))), given(users(person(`,"mfa":{"configured":true}`))), given(users(person(`,"mfa":{"exclusion":true,"exclusionUntil":"soon"}`))),
			given(users(person(`,"suspended":null,"mfa":{"exclusion":true}`))),
			given(users(person(`,"mfa":{"exclusion":false,"exclusionUntil":"` + ahead(1) + `"}`))),
		},
		notApplicable: []situation{given(users(person(suspended + `,"mfa":{"exclusion":true}`)))},
	},
	"user-portal-mfa-required": {
		pass: []situation{
			given(users(person(`,"enable_user_portal_multifactor":true`))),
			given(users(person(`,"enable_user_portal_multifactor":false`)), policies(everyone(``))),
			given(users(person(`,"enable_user_portal_multifactor":false`)), requiredByDefault),
		},
		fail: []situation{
			given(users(person(`,"enable_user_portal_multifactor":false`)), policies()),
			// That every other user has the setting is no help.
			given(users(person(`,"enable_user_portal_multifactor":false`), settingOn), policies(everyone(`,"disabled":true`))),
		},
		unknown: []situation{
			given(users(person(``)), policies()), given(users(person(`,"enable_user_portal_multifactor":false`))),
			given(users(person(`,"enable_user_portal_multifactor":false`)), policies(everyone(`,"disabled":null`))),
		},
		notApplicable: []situation{
			given(users(person(suspended+`,"enable_user_portal_multifactor":false`)), policies()),
			given(users(person(service+`,"enable_user_portal_multifactor":false`)), policies()),
			given(users(person(`,"activated":false,"enable_user_portal_multifactor":false`)), policies()),
		},
	},
	"user-admin-phishing-resistant": {
		pass: []situation{
			given(users(person(`,"admin":{"id":"a"},"mfaEnrollment":{"webAuthnStatus":"ENROLLED"}`))),
			given(users(person(`,"admin":{"id":"a"},"mfaEnrollment":{"webAuthnStatus":"NOT_ENROLLED","jcGoStatus":"ENROLLED"}`))),
		},
		fail: []situation{given(users(person(`,"admin":{"id":"a"},"mfaEnrollment":{"webAuthnStatus":"NOT_ENROLLED","jcGoStatus":"DISABLED","overallStatus":"ENROLLED"}`)))},
		unknown: []situation{
			given(users(person(`,"admin":{"id":"a"}`))), given(users(person(`,"admin":{"id":"a"},"mfaEnrollment":{"webAuthnStatus":"NOT_ENROLLED"}`))),
			given(users(person(`,"mfaEnrollment":{"webAuthnStatus":"NOT_ENROLLED","jcGoStatus":"NOT_ENROLLED"}`))),
		},
		notApplicable: []situation{given(users(person(suspended + `,"admin":{"id":"a"},"mfaEnrollment":{"webAuthnStatus":"NOT_ENROLLED","jcGoStatus":"NOT_ENROLLED"}`))), given(users(person(`,"admin":null,"mfaEnrollment":{"webAuthnStatus":"NOT_ENROLLED","jcGoStatus":"NOT_ENROLLED"}`)))},
	},
	"user-password-expires": {
		pass: []situation{given(users(person(`,"password_never_expires":false`)), passwords(goodPasswords))},
		fail: []situation{
			given(users(person(`,"password_never_expires":true`)), passwords(goodPasswords)),
			given(users(person(service+`,"password_never_expires":true`)), passwords(goodPasswords)),
			given(users(person(`,"password_never_expires":true`)), settings(`{"passwordCompliance":"pci3","passwordPolicy":{"enablePasswordExpirationInDays":false}}`)),
		},
		unknown: []situation{
			given(users(person(``)), passwords(goodPasswords)), given(users(person(`,"password_never_expires":true`))), given(users(person(`,"password_never_expires":false`))),
			given(users(person(`,"password_never_expires":true`)), settings(`{}`)),
		},
		notApplicable: []situation{
			given(users(person(suspended+`,"password_never_expires":true`)), passwords(goodPasswords)),
			given(users(person(`,"password_never_expires":true`)), passwords(`{"enablePasswordExpirationInDays":false,"passwordExpirationInDays":90}`)),
			given(users(person(`,"password_never_expires":true,"externally_managed":true`)), passwords(goodPasswords)),
			given(users(person(`,"password_never_expires":true,"delegatedAuthority":{"name":"ActiveDirectory"}`)), passwords(goodPasswords)),
		},
	},
	"user-password-age": {
		pass: []situation{given(users(person(`,"password_date":"` + ago(90) + `"`))), given(users(person(`,"password_date":"2026-11-30"`)))},
		fail: []situation{
			given(users(person(`,"password_date":"` + ago(91) + `"`))), given(users(person(`,"password_date":"2026-08-01"`))),
			given(users(person(`,"password_date":"`+ago(61)+`"`)), threshold("user-password-age.max_days", 60)),
		},
		unknown: []situation{
			given(users(person(``))), given(users(person(`,"password_date":"long ago"`))), given(users(person(`,"password_date":""`))),
			given(users(person(`,"activated":null,"password_date":"` + ago(91) + `"`))),
		},
		notApplicable: []situation{given(users(person(`,"externally_managed":true,"password_date":"` + ago(91) + `"`))), given(users(person(`,"password_date":null`))), given(users(person(suspended + `,"password_date":"` + ago(91) + `"`)))},
	},
	"user-password-not-expired": {
		pass:          []situation{given(users(person(`,"password_expired":false`)))},
		fail:          []situation{given(users(person(`,"password_expired":true`)))},
		unknown:       []situation{given(users(person(``)))},
		notApplicable: []situation{given(users(person(suspended + `,"password_expired":true`))), given(users(person(`,"password_expired":true,"delegatedAuthority":{}`)))},
	},
	"user-not-locked": {
		pass:          []situation{given(users(person(``)))},
		fail:          []situation{given(users(person(`,"account_locked":true`)))},
		unknown:       []situation{given(users(person(`,"account_locked":null`)))},
		notApplicable: []situation{given(users(person(suspended + `,"account_locked":true`)))},
	},
	"user-activated": {
		pass: []situation{given(users(person(``))), given(users(person(`,"activated":false,"created":"` + ago(30) + `"`))), given(users(person(`,"activated":null,"created":"` + ago(3) + `"`)))},
		fail: []situation{
			given(users(person(`,"activated":false,"created":"` + ago(31) + `"`))),
			given(users(person(`,"activated":false,"created":"`+ago(8)+`"`)), threshold("user-activated.max_days", 7)),
		},
		unknown:       []situation{given(users(person(`,"activated":false`))), given(users(person(`,"activated":null,"created":"` + ago(31) + `"`)))},
		notApplicable: []situation{given(users(person(suspended + `,"activated":false,"created":"` + ago(31) + `"`)))},
	},
	"user-domain-allowed": {
		pass:          []situation{given(users(person(`,"email":"ada@ACME.example"`)), allowed("other.example", "acme.example"))},
		fail:          []situation{given(users(person(`,"email":"ada@evil-acme.example"`)), allowed("acme.example")), given(users(person(`,"email":"ada@sub.acme.example"`)), allowed("acme.example"))},
		unknown:       []situation{given(users(person(``)), allowed("acme.example")), given(users(person(`,"email":"acme.example"`)), allowed("acme.example"))},
		notApplicable: []situation{given(users(person(`,"email":"ada@other.example"`)))},
	},
}

func allowed(domains ...string) part {
	return options(func(o *check.Options) { o.AllowedEmailDomains = domains })
}

// root is a user with the global flag.
var root = person(`,"sudo":true`)

// privilegeCases are those of what users may do.
var privilegeCases = map[string]cases{
	"user-no-passwordless-sudo": {
		pass:          []situation{given(users(person(`,"passwordless_sudo":false`)))},
		fail:          []situation{given(users(person(`,"passwordless_sudo":true`)))},
		unknown:       []situation{given(users(person(``)))},
		notApplicable: []situation{given(users(person(suspended + `,"passwordless_sudo":true`)))},
	},
	"user-global-sudo-limited": {
		pass: []situation{
			given(users(root, root, root, root, root, person(`,"sudo":false`))), given(users(root, root, root, root, root, person(suspended+`,"sudo":true`))),
			given(users(root, root, root, root, person(``))),
		},
		fail:    []situation{given(users(root, root, root, root, root, root)), given(users(root, person(`,"sudo":false`)), threshold("user-global-sudo-limited.max", 0))},
		unknown: []situation{given(users(root, root, root, root, root, person(``))), given(users(root, root, root, root, root, person(`,"sudo":true,"activated":null`)))},
	},
	"service-account-not-privileged": {
		pass: []situation{given(users(person(service + unprivileged))), given(users(person(samba + unprivileged))), given(users(person(`,"samba_service_user":null` + unprivileged)))},
		fail: []situation{
			given(users(person(service + unprivileged + `,"sudo":true`))), given(users(person(samba + unprivileged + `,"passwordless_sudo":true`))),
			given(users(person(service + unprivileged + `,"admin":{"id":"a"}`))), given(users(person(service + `,"sudo":true`))),
		},
		unknown: []situation{
			given(users(person(service))), given(users(person(service + `,"sudo":false,"passwordless_sudo":false`))), given(users(person(service + `,"sudo":false,"admin":null`))),
			given(users(person(`,"samba_service_user":null,"sudo":true`))),
		},
		notApplicable: []situation{given(users(person(`,"sudo":true`))), given(users(person(service + suspended + `,"sudo":true`)))},
	},
	"user-suspended-no-privilege": {
		pass: []situation{given(users(person(suspended + unprivileged)))},
		fail: []situation{
			given(users(person(suspended + unprivileged + `,"sudo":true`))), given(users(person(suspended + `,"passwordless_sudo":true`))),
			given(users(person(suspended + unprivileged + `,"admin":{"id":"a"}`))),
		},
		unknown:       []situation{given(users(person(suspended))), given(users(person(`,"suspended":null,"sudo":true`)))},
		notApplicable: []situation{given(users(person(`,"sudo":true`)))},
	},
	"user-ssh-key-age": {
		pass: []situation{given(users(person(`,"ssh_keys":[{"create_date":"` + ago(365) + `"},{"create_date":"2026-11-01"}]`)))},
		fail: []situation{
			given(users(person(`,"ssh_keys":[{},{"create_date":"` + ago(366) + `"}]`))),
			given(users(person(`,"ssh_keys":[{"create_date":"`+ago(31)+`"}]`)), threshold("user-ssh-key-age.max_days", 30)),
		},
		unknown:       []situation{given(users(person(`,"ssh_keys":[],"public_key":"ssh-ed25519 AAAA"`))), given(users(person(``))), given(users(person(`,"ssh_keys":null`))), given(users(person(`,"ssh_keys":[{},{"create_date":"` + ago(1) + `"}]`)))},
		notApplicable: []situation{given(users(person(`,"ssh_keys":[]`))), given(users(person(`,"ssh_keys":[],"public_key":""`))), given(users(person(suspended + `,"ssh_keys":[{"create_date":"` + ago(366) + `"}]`)))},
	},
	"user-device-lockout-applies": {
		pass:          []situation{given(users(person(`,"disableDeviceMaxLoginAttempts":false`)))},
		fail:          []situation{given(users(person(`,"disableDeviceMaxLoginAttempts":true`)))},
		unknown:       []situation{given(users(person(``)))},
		notApplicable: []situation{given(users(person(suspended + `,"disableDeviceMaxLoginAttempts":true`)))},
	},
}

const unprivileged = `,"sudo":false,"passwordless_sudo":false,"admin":null`
