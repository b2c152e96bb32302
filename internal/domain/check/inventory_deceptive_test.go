// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check_test

// inventoryDeceptive are the deceptive situations of the checks over accounts,
// detections and management.
var inventoryDeceptive = map[string][]situation{
	// A name of a role that is not the role's any more, and one that looks good.
	"service-account-role-limited": {
		given(account(`,"roleId":"a","roleName":"Narrow"`), roles(administratorRole, narrowRole)),
		given(account(`,"roleId":"w","roleName":"Harmless"`), roles(administratorRole, wideRole)),
		given(account(``), roles(changed(administratorRole, `,"scopes":[]`), narrowRole)),
	},
	// It says that it expires, and not when.
	"service-account-expires": {given(account(`,"status":"EXPIRING","expiresAt":null`)), given(account(`,"expiresAt":"2099-01-01T00:00:00Z"`))},
	// The status is older than the date.
	"service-account-not-expired": {given(account(`,"status":"ACTIVE","expiresAt":"` + ago(1) + `"`)), given(account(`,"status":"ACTIVE","expiresAt":null`))},
	// The name says nothing of the scopes, and their case is another one.
	"role-custom-limited": {given(roles(administratorRole, changed(wideRole, `,"scopes":["USERS","Systems"]`)))},
	// Sudo is on, and whether it asks is not said.
	"group-no-passwordless-sudo": {given(group(`{"sudo":{"enabled":true,"withoutPassword":null}}`)), given(groups(`{"id":"g","attributes":{"sudo":{"enabled":true,"withoutPassword":true}},"name":"Read only"}`))},
	// Factors that were enrolled once.
	"user-mfa-not-sms-only": {given(factors(`,"totpStatus":"ENROLLMENT_EXPIRED","pushStatus":"DISABLED"`)), given(factors(`,"totpStatus":null`))},
	// One of the factors is the weak one, in another case.
	"cap-no-sms-factor": {given(accepting(`[{"type":"WEBAUTHN"},{"type":"sms_otp"}]`, ``)), given(accepting(`[{"type":"TOTP"},{"type":null}]`, ``)), given(accepting(`[{"type":"SMS"}]`, ``))},
	// An allowed domain is a part of the address.
	"admin-domain-allowed": {given(administrators(`{"_id":"a","email":"acme.example@other.example","suspended":false}`), acme), given(administrators(`{"_id":"a","email":"x@acme.example.net","suspended":false}`), acme)},
	// It was resolved, and occurred again; one of two is resolved.
	"identity-risk-resolved": {given(events(event(resolvedEvent + `,"resolvedAt":"` + ago(5) + `"`))), given(events(event(resolvedEvent), event(``)))},
	"alert-resolved":         {given(alerts(alert(`,"status":"ALERT_STATUS_RESOLVED","resolvedAt":"` + ago(6) + `"`))), given(alerts(alert(`,"status":"ALERT_STATUS_ACKNOWLEDGED"`)))},
	// One operating system is right, and another one is not said.
	"device-signin-standard-user": {given(signIn(`[{"osFamily":"MACOS","enabled":true,"defaultPermission":"STANDARD"},{"osFamily":"WINDOWS","enabled":true,"defaultPermission":null}]`))},
	// A policy has the name of another template; a policy is for another system.
	"device-os-update-policy": {given(systems(windows), devicePolicies(`{"id":"p","name":"system_updates_windows","template":{"name":"other"}}`)), given(systems(windows, mac), devicePolicies(updates))},
	// The state is older than the date.
	"apple-mdm-dep-token-valid": {given(token(`,"depAccessTokenExpiry":"` + ago(1) + `"`)), given(token(`,"depAccessTokenExpiry":null`))},
	// The state is older than the last contact, and one time is in the future.
	"ad-agents-active": {given(domainOf(`[{"id":"a","state":"active","contactAt":"` + ago(8) + `"}]`)), given(domainOf(`[{"id":"a","state":"active","contactAt":"2031-01-01T00:00:00Z"}]`))},
	// The action of another event.
	"radius-lockout-removes": {given(servers(`{"_id":"r","userPasswordExpirationAction":"REMOVE"}`))},
	"ldap-lockout-blocks":    {given(ldapServers(`{"id":"l","userPasswordExpirationAction":"remove"}`))},
}
