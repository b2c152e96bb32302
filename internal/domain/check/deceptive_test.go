// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check_test

// deceptive are situations that look good and are not: a sibling field or a second
// object says something good, or the value is null, of another scale, or contradicted.
var deceptive = map[string][]situation{
	"admin-api-access-limited": {given(administrators(`{"_id":"a","apiKeyAllowed":true,"apiKeySet":null,"apiKeyUpdatedAt":"` + ago(1) + `"}`))},
	"admin-api-key-expires": {
		// The key was rotated, and still never expires.
		given(administrators(`{"_id":"a","apiKeySet":true,"apiKeyUpdatedAt":"` + ago(1) + `","apiKeyHash":{"createdAt":"` + ago(1) + `"}}`)),
		// The response says both that there is a key, and that there is none.
		given(administrators(`{"_id":"a","apiKeySet":false,"apiKeyHash":{"createdAt":"` + ago(900) + `"}}`)),
	},
	"admin-api-key-rotated": {
		given(administrators(`{"_id":"a","apiKeySet":true,"apiKeyUpdatedAt":"` + ago(1) + `","apiKeyHash":{"createdAt":"` + ago(900) + `"}}`)),
		given(administrators(`{"_id":"a","apiKeySet":true,"apiKeyUpdatedAt":"2031-01-01T00:00:00Z"}`)),
	},
	"admin-mfa-enrolled": {
		// A user with the same email address is not the administrator.
		given(administrators(passwordOnly), users(`{"_id":"u","email":"ada@acme.example","admin":null,`+activeState+`,"mfaEnrollment":{"overallStatus":"ENROLLED"}}`)),
		given(administrators(passwordOnly), users(`{"_id":"u","email":"ada@acme.example",`+activeState+`,"mfaEnrollment":{"overallStatus":"ENROLLED"}}`)),
		// The linked user cannot sign in.
		given(administrators(passwordOnly), users(`{"_id":"u","admin":{"id":"a"},"activated":true,"suspended":true,"account_locked":false,"mfaEnrollment":{"overallStatus":"ENROLLED"}}`)),
		// The factors of the linked user count, and not the administrator's.
		given(administrators(ownTOTP), users(`{"_id":"u","admin":{"id":"a"},`+activeState+`,"mfaEnrollment":{"overallStatus":"NOT_ENROLLED"}}`)),
		given(administrators(ownTOTP), users(`{"_id":"u","email":"ada@acme.example",`+activeState+`,"mfaEnrollment":{"overallStatus":"NOT_ENROLLED"}}`)),
		given(administrators(ownTOTP)),
		// One of two linked users has no factor.
		given(administrators(passwordOnly), users(`{"_id":"u","admin":{"id":"a"},`+activeState+`,"mfaEnrollment":{"overallStatus":"ENROLLED"}}`,
			`{"_id":"v","admin":{"id":"a"},`+activeState+`,"mfaEnrollment":{"overallStatus":"NOT_ENROLLED"}}`)),
		// A factor is enrolled, and no one asks for it.
		given(administrators(`{"_id":"a","suspended":false,"enableMultiFactor":false,"totpEnrolled":true}`), users(), systems(device(1, "true"))),
	},
	"admin-password-age":         {given(administrators(`{"_id":"a","passwordUpdatedAt":"2031-01-01"}`))},
	"admin-recently-created":     {given(administrators(`{"_id":"a","created":"2031-01-01"}`))},
	"admin-super-admin-count":    {given(administrators(super, super, super, super, `{"_id":"a","roleName":"Manager","roleNames":["Manager","Administrator with Billing"],"suspended":false}`))},
	"admin-suspended-no-api-key": {given(administrators(`{"_id":"a","suspended":true,"apiKeySet":false,"apiKeyHash":{"createdAt":"` + ago(9) + `"}}`))},
	"app-saml-cert-valid": {
		given(applications(`{"_id":"a","active":true,"sso":{"type":"saml","idpCertExpirationAt":null,"spCertificateUpdatedAt":"` + ago(1) + `"}}`)),
		given(applications(`{"_id":"a","active":true,"sso":{"type":"oidc","idpCertExpirationAt":"` + ago(1) + `"}}`)),
	},
	"apple-mdm-apns-cert-valid": {given(mdms(`{"id":"m","apnsCertExpiry":null,"depAccessTokenExpiry":"` + ahead(300) + `"}`))},
	"cap-admin-portal-policy": {
		given(policies(adminPortal(`,"effect":{"action":"allow","obligations":{"mfa":{"required":false}}}`))),
		given(policies(adminPortal(`,"effect":{"action":"allow"},"conditions":{"ipAddressIn":["5f"]}`))),
		given(policies(adminPortal(`,"monitorOnly":true`))), given(policies(adminPortal(`,"monitorOnly":null`))),
		given(policies(adminPortal(`,"effect":{"action":"unknown","obligations":{"mfa":{"required":true}}}`))),
		// It is for some users.
		given(policies(adminPortal(`,"targets":{"resources":[{"type":"admin_portal"}],"users":{"inclusions":["5f"]},"userGroups":{"exclusions":[]},"userAttributes":{"inclusions":[],"exclusions":[]}}`))),
		given(policies(everyone(`,"type":"admin_portal"`))), // its targets say otherwise
	},
	"cap-no-disabled-policies": {given(policies(everyone(`,"monitorOnly":true`))), given(policies(everyone(`,"monitorOnly":null`)))},
	"cap-no-unconditional-mfa-skip": {
		given(policies(everyone(`,"effect":{"action":"allow"},"conditions":{"all":[]}`))),
		given(policies(everyone(`,"effect":{"action":"allow"},"conditions":{"ipAddressIn":null}`))),
		given(policies(everyone(`,"effect":{"action":"allow"},"monitorOnly":null`))),
		given(policies(everyone(`,"effect":{"action":"allow","obligations":{"mfaFactors":[{"type":"TOTP"}]}}`))),
	},
	"cap-user-portal-mfa-for-all": {
		given(policies(everyone(`,"monitorOnly":true`)), users(settingOff)), given(policies(everyone(`,"monitorOnly":null`)), users(settingOff)),
		// Another policy lets some users in without MFA.
		given(policies(everyone(``), everyone(`,"id":"q","effect":{"action":"allow"},"targets":{"resources":[{"type":"user_portal"}],"users":{},"userGroups":{"inclusions":["5f"]}}`)), users(settingOff)),
		// The lists of exceptions are absent: it is unknown whether there are none.
		given(policies(everyone(`,"targets":{"resources":[{"type":"user_portal"}],"users":{"inclusions":["ALL"]}}`)), users(settingOff)),
		given(policies(everyone(`,"targets":{"resources":[{"type":"user_portal"}],"users":{"inclusions":["ALL"]},"userGroups":{"exclusions":[]}}`)), users(settingOff)),
		given(policies(`{"id":"p","disabled":false,"effect":{"action":"allow","obligations":{"mfa":{"required":true}}},"targets":{"resources":[{"type":"user_portal"}],"users":{"inclusions":["ALL"]},
			"userGroups":{"exclusions":[]},"userAttributes":{"inclusions":[],"exclusions":[]}}}`), users(settingOff)), // no conditions are given
		// Everyone has the setting, and one is excluded from MFA.
		given(policies(), users(settingOn, changed(settingOn, `,"mfa":{"exclusion":true}`))),
	},
	"device-agent-reporting":          {given(systems(`{"_id":"s","active":true,"lastContact":"2031-01-01T00:00:00Z"}`)), given(systems(`{"_id":"s","active":true,"lastContact":null,"agentVersion":"2.36.1"}`))},
	"device-disk-encrypted":           {given(systems(`{"_id":"s","osFamily":"darwin","fde":{"active":null,"keyPresent":true}}`)), given(systems(`{"_id":"s","templateName":"windows10","fde":{"active":false}}`))},
	"device-encryption-key-escrowed":  {given(systems(`{"_id":"s","osFamily":"darwin","fde":{"active":true,"keyPresent":null}}`))},
	"device-mfa-enabled":              {given(systems(`{"_id":"s","osFamily":"darwin","allowMultiFactorAuthentication":null,"secureLogin":{"enabled":true}}`))},
	"device-no-unmanaged-local-admin": {given(systems(`{"_id":"s","userMetrics":[]}`)), given(systems(`{"_id":"s","userMetrics":[{"userName":"a","admin":true,"managed":true,"suspended":false},{"userName":"b","admin":true,"managed":false,"suspended":false}]}`))},
	"device-policies-succeed":         {given(systems(`{"_id":"s","policyStats":{"failed":0,"success":0,"pending":5,"total":5}}`)), given(systems(`{"_id":"s","policyStats":{"failed":0}}`))},
	"device-policy-bound":             {given(systems(`{"_id":"s","isPolicyBound":true,"policyStats":{"failed":0,"success":0,"total":0}}`))},
	"device-ssh-password-off":         {given(systems(`{"_id":"s","osFamily":"linux","allowSshPasswordAuthentication":false,"sshdParams":[{"name":"PasswordAuthentication","value":"yes"}]}`))},
	"device-ssh-root-login-off":       {given(systems(`{"_id":"s","osFamily":"linux","allowSshRootLogin":false,"sshdParams":[{"name":"permitrootlogin","value":"Yes"}]}`)), given(systems(`{"_id":"s","os":"Kali GNU/Linux","allowSshRootLogin":true}`))},
	"device-system-insights-on":       {given(systems(`{"_id":"s","systemInsights":{"state":"enabled\u200b"}}`)), given(systems(`{"_id":"s","agentVersion":"","lastContact":"` + ago(1) + `","systemInsights":{"state":"disabled"}}`))},
	"gsuite-lockout-suspends":         {given(google(`{"id":"g","userLockoutAction":null,"userPasswordExpirationAction":"suspend"}`))},
	"iplist-no-any": {
		given(ipLists(`{"id":"l","ips":["0.0.0.0-255.255.255.255"]}`)), given(ipLists(`{"id":"l","ips":["0.0.0.0 \u2013 255.255.255.255"]}`)),
		given(ipLists(`{"id":"l","ips":["0.0.0.0/1","128.0.0.0/1"]}`)), given(ipLists(`{"id":"l","ips":["0.0.0.0/2","64.0.0.1-255.255.255.254"]}`)),
		given(ipLists(`{"id":"l","ips":["8.0.0.0/8"]}`)), given(ipLists(`{"id":"l","ips":["8.0.0.0/9","8.128.0.0/10","8.192.0.0/10"]}`)),
		given(ipLists(`{"id":"l","ips":["::ffff:0.0.0.0/96"]}`)), given(ipLists(`{"id":"l","ips":["2000::/3"]}`)), given(ipLists(`{"id":"l","ips":["::/1","8000::/1"]}`)),
		given(ipLists(`{"id":"l","ips":["192.0.2.1","*"]}`)), given(ipLists(`{"id":"l","ips":["192.0.2.9-192.0.2.1"]}`)), given(ipLists(`{"id":"l","ips":["192.0.2.1-2001:db8::1"]}`)),
	},
	"iplist-not-empty":                {given(ipLists(`{"id":"l","ips":[""," "]}`)), given(ipLists(`{"id":"l","ips":["nothing"]}`))},
	"office365-lockout-suspends":      {given(microsoft(`{"id":"g","userLockoutAction":"suspended"}`))},
	"org-admin-google-login-disabled": {given(settings(`{"disableGoogleLogin":null,"enableGoogleApps":false}`))},
	// Every administrator has MFA, and the next one need not.
	"org-admin-mfa-required":          {given(settings(`{"requireAdminMFA":false}`), administrators(ownTOTP), users(settingOn))},
	"org-directory-insights-enabled":  {given(settings(`{"features":{"directoryInsights":{"enabled":null},"directoryInsightsPremium":{"enabled":true}}}`))},
	"org-new-users-staged":            {given(settings(`{"newSystemUserStateDefaults":{"manualEntry":"STAGED","csvImport":"STAGED","applicationImport":"SUSPENDED"}}`))},
	"org-password-common-blocked":     {given(passwords(`{"disallowCommonlyUsedPasswords":null,"disallowSequentialOrRepetitiveChars":true}`))},
	"org-password-complexity":         {given(passwords(`{"displayComplexityOnResetScreen":true,"needsLowercase":true,"needsUppercase":true,"needsNumeric":true,"needsSymbolic":null}`))},
	"org-password-expiration":         {given(passwords(`{"enablePasswordExpirationInDays":false,"passwordExpirationInDays":30}`)), given(passwords(`{"enablePasswordExpirationInDays":true,"passwordExpirationInDays":0}`))},
	"org-password-history":            {given(passwords(`{"enableMaxHistory":false,"maxHistory":24}`)), given(passwords(`{"enableMaxHistory":null,"maxHistory":24}`))},
	"org-password-lockout":            {given(passwords(`{"enableMaxLoginAttempts":true,"maxLoginAttempts":0}`)), given(passwords(`{"enableMaxLoginAttempts":false,"maxLoginAttempts":3,"enableLockoutTimeInSeconds":true}`))},
	"org-password-min-length":         {given(passwords(`{"enableMinLength":false,"minLength":64}`)), given(settings(`{"passwordCompliance":"pci4","passwordPolicy":` + goodPasswords + `}`))},
	"org-password-reset-needs-mfa":    {given(passwords(`{"allowUnenrolledMFAPasswordReset":null,"enableRecoveryEmail":false}`))},
	"org-password-sequential-blocked": {given(passwords(`{"disallowSequentialOrRepetitiveChars":null,"disallowCommonlyUsedPasswords":true}`))},
	"org-password-username-blocked":   {given(passwords(`{"allowUsernameSubstring":null}`))},
	"org-portal-idle-timeout":         {given(settings(`{"userPortal":{"idleSessionDurationMinutes":0}}`))},
	"org-portal-session-cookie":       {given(settings(`{"userPortal":{"cookieExpirationType":"date","idleSessionDurationMinutes":1}}`))},
	"org-system-insights-enabled":     {given(settings(`{"features":{"systemInsights":{"enabled":null,"enableNewDarwin":true,"enableNewLinux":true,"enableNewWindows":true}}}`))},
	"org-user-agent-self-install-off": {given(settings(`{"enableUserPortalAgentInstall":null}`))},
	"radius-mfa-enforced":             {given(servers(`{"_id":"r","mfa":"ENABLED","requireRadsec":true}`)), given(servers(`{"_id":"r","mfa":"DISABLED","userPasswordEnabled":false,"userCertEnabled":true}`)), given(servers(`{"_id":"r","mfa":"ALWAYS","authIdp":"AZURE"}`))},
	"radius-radsec-required":          {given(servers(`{"_id":"r","requireRadsec":true,"radsecEnabled":false}`))},
	"service-account-not-privileged":  {given(users(person(service + `,"sudo":false,"passwordless_sudo":true,"admin":null`))), given(users(person(service + `,"sudo":false,"passwordless_sudo":false`)))},
	"user-activated":                  {given(users(person(`,"activated":false,"created":"2031-01-01"`))), given(users(person(`,"activated":null,"state":"ACTIVATED","created":"` + ago(40) + `"`)))},
	"user-admin-phishing-resistant":   {given(users(person(`,"admin":{"id":"a"},"mfaEnrollment":{"overallStatus":"ENROLLED","totpStatus":"ENROLLED","pushStatus":"ENROLLED","webAuthnStatus":"PENDING_ACTIVATION","jcGoStatus":"NOT_ENROLLED"}`)))},
	"user-device-lockout-applies":     {given(users(person(`,"disableDeviceMaxLoginAttempts":null`)), passwords(goodPasswords))},
	"user-domain-allowed":             {given(users(person(`,"email":"ada@acme.example@evil.example"`)), allowed("acme.example")), given(users(person(`,"email":"ada@acme.example.evil.example"`)), allowed("acme.example"))},
	"user-global-sudo-limited":        {given(users(root, root, root, root, root, person(`,"sudo":true,"state":"SUSPENDED"`)))},
	"user-mfa-enrolled": {
		given(users(person(`,"totp_enabled":true,"mfaEnrollment":{"overallStatus":"PENDING_ACTIVATION"}`))),
		given(users(person(`,"mfaEnrollment":{"overallStatus":"ENROLLED","totpStatus":"NOT_ENROLLED","pushStatus":"NOT_ENROLLED","webAuthnStatus":"NOT_ENROLLED","jcGoStatus":"NOT_ENROLLED"}`))),
		// The flag and the state do not agree on whether the check applies.
		given(users(person(suspended + `,"state":"ACTIVATED","totp_enabled":false,"mfa":{"configured":false}`))),
	},
	"user-mfa-not-excluded": {
		given(users(person(`,"mfa":{"exclusion":false,"exclusionUntil":"` + ahead(9) + `"}`))),
		given(users(person(suspended + `,"state":"ACTIVATED","mfa":{"exclusion":true}`))),
	},
	"user-no-passwordless-sudo": {given(users(person(`,"sudo":false,"passwordless_sudo":true`))), given(users(person(suspended + `,"state":"ACTIVATED","passwordless_sudo":true`)))},
	"user-not-locked":           {given(users(person(`,"account_locked":null,"badLoginAttempts":0`)))},
	"user-password-age":         {given(users(person(`,"password_date":"2031-01-01"`))), given(users(person(`,"password_date":"` + ago(400) + `","externally_managed":false,"delegatedAuthority":null`)))},
	"user-password-expires": {
		given(users(person(`,"password_never_expires":false`)), passwords(`{"enablePasswordExpirationInDays":false,"passwordExpirationInDays":90}`)),
		given(users(person(`,"password_never_expires":false`)), settings(`{}`)),
	},
	"user-password-not-expired":   {given(users(person(`,"password_expired":false,"password_expiration_date":"` + ago(40) + `"`)))},
	"user-portal-mfa-required":    {given(users(person(`,"enable_user_portal_multifactor":false`)), policies(everyone(`,"monitorOnly":true`)))},
	"user-ssh-key-age":            {given(users(person(`,"ssh_keys":[],"public_key":"ssh-ed25519 AAAA"`))), given(users(person(`,"ssh_keys":[{"create_date":"2031-01-01"}]`)))},
	"user-suspended-no-privilege": {given(users(person(suspended + `,"sudo":false,"passwordless_sudo":true,"admin":null`))), given(users(person(`,"state":"SUSPENDED","sudo":true`)))},
}

const (
	activeState  = `"activated":true,"suspended":false,"account_locked":false`
	passwordOnly = `{"_id":"a","email":"ada@acme.example","suspended":false,"enableMultiFactor":false,"totpEnrolled":false}`
	ownTOTP      = `{"_id":"a","email":"ada@acme.example","suspended":false,"enableMultiFactor":true,"totpEnrolled":true}`
)

// adminPortal is a policy that requires MFA of everyone for the admin portal, and
// what is changed of it.
func adminPortal(changes string) string {
	return changed(everyone(`,"type":"admin_portal","targets":{"resources":[{"type":"admin_portal"}],"users":{"inclusions":["ALL"]},
		"userGroups":{"exclusions":[]},"userAttributes":{"inclusions":[],"exclusions":[]}}`), changes)
}
