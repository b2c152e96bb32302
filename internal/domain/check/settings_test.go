// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check_test

// settingCases are those of the organization's settings.
var settingCases = map[string]cases{
	"org-admin-mfa-required": {
		pass:    []situation{given(settings(`{"requireAdminMFA":true}`))},
		fail:    []situation{given(settings(`{"requireAdminMFA":false}`))},
		unknown: []situation{given(settings(`{}`)), given(settings(`{"requireAdminMFA":null}`))},
	},
	"org-admin-google-login-disabled": {
		pass:    []situation{given(settings(`{"disableGoogleLogin":true}`))},
		fail:    []situation{given(settings(`{"disableGoogleLogin":false}`))},
		unknown: []situation{given(settings(`{}`))},
	},
	"org-portal-idle-timeout": {
		pass: []situation{
			given(settings(`{"userPortal":{"idleSessionDurationMinutes":60}}`)),
			given(settings(`{"userPortal":{"idleSessionDurationMinutes":61}}`), threshold("org-portal-idle-timeout.max_minutes", 61)),
		},
		fail: []situation{
			given(settings(`{"userPortal":{"idleSessionDurationMinutes":61}}`)),
			given(settings(`{"userPortal":{"idleSessionDurationMinutes":60}}`), threshold("org-portal-idle-timeout.max_minutes", 59)),
		},
		unknown: []situation{given(settings(`{"userPortal":{}}`)), given(settings(`{"userPortal":{"idleSessionDurationMinutes":-1}}`))},
	},
	"org-portal-session-cookie": {
		pass:    []situation{given(settings(`{"userPortal":{"cookieExpirationType":"session"}}`)), given(settings(`{"userPortal":{"cookieExpirationType":"SESSION"}}`))},
		fail:    []situation{given(settings(`{"userPortal":{"cookieExpirationType":"date"}}`)), given(settings(`{"userPortal":{"cookieExpirationType":"other"}}`))},
		unknown: []situation{given(settings(`{}`))},
	},
	"org-directory-insights-enabled": {
		pass:    []situation{given(settings(`{"features":{"directoryInsights":{"enabled":true}}}`))},
		fail:    []situation{given(settings(`{"features":{"directoryInsights":{"enabled":false}}}`))},
		unknown: []situation{given(settings(`{"features":{"directoryInsightsPremium":{"enabled":true}}}`))},
	},
	"org-system-insights-enabled": {
		pass:    []situation{given(settings(`{"features":{"systemInsights":{"enabled":true}}}`))},
		fail:    []situation{given(settings(`{"features":{"systemInsights":{"enabled":false}}}`))},
		unknown: []situation{given(settings(`{}`))},
	},
	"org-new-users-staged": {
		pass: []situation{given(settings(`{"newSystemUserStateDefaults":{"manualEntry":"STAGED","csvImport":"staged","applicationImport":"STAGED"}}`))},
		fail: []situation{
			given(settings(`{"newSystemUserStateDefaults":{"manualEntry":"ACTIVATED","csvImport":"STAGED","applicationImport":"STAGED"}}`)),
			given(settings(`{"newSystemUserStateDefaults":{"manualEntry":"STAGED","csvImport":"ACTIVATED","applicationImport":"STAGED"}}`)),
			given(settings(`{"newSystemUserStateDefaults":{"applicationImport":"ACTIVATED"}}`)),
		},
		unknown: []situation{given(settings(`{"newSystemUserStateDefaults":{"manualEntry":"STAGED","csvImport":"STAGED"}}`)), given(settings(`{}`))},
	},
	"org-user-agent-self-install-off": {
		pass:    []situation{given(settings(`{"enableUserPortalAgentInstall":false}`))},
		fail:    []situation{given(settings(`{"enableUserPortalAgentInstall":true}`))},
		unknown: []situation{given(settings(`{}`))},
	},
}

// preset are settings whose password policy is not in force, good as it is.
var preset = []situation{
	given(settings(`{"passwordCompliance":"pci3","passwordPolicy":` + goodPasswords + `}`)),
	given(settings(`{"passwordCompliance":"windows","passwordPolicy":{}}`)),
}

const goodPasswords = `{"enableMinLength":true,"minLength":20,"needsLowercase":true,"needsUppercase":true,"needsNumeric":true,"needsSymbolic":true,
	"enableMaxLoginAttempts":true,"maxLoginAttempts":6,"enableMaxHistory":true,"maxHistory":12,"enablePasswordExpirationInDays":true,"passwordExpirationInDays":60,
	"disallowCommonlyUsedPasswords":true,"disallowSequentialOrRepetitiveChars":true,"allowUsernameSubstring":false,"allowUnenrolledMFAPasswordReset":false}`

// goodPolicy is good in force, and when nothing says what is in force.
var goodPolicy = []situation{
	given(passwords(goodPasswords)),
	given(settings(`{"passwordCompliance":"Custom","passwordPolicy":` + goodPasswords + `}`)),
	given(settings(`{"passwordPolicy":` + goodPasswords + `}`)),
}

// passwordCases are those of the password policy.
var passwordCases = map[string]cases{
	"org-password-min-length": {
		pass: append([]situation{
			given(passwords(`{"enableMinLength":true,"minLength":12}`)),
			given(passwords(`{"enableMinLength":true,"minLength":9}`), threshold("org-password-min-length.min_length", 9)),
		}, goodPolicy...),
		fail: []situation{
			given(passwords(`{"enableMinLength":true,"minLength":11}`)), given(passwords(`{"enableMinLength":false,"minLength":12}`)),
			given(passwords(`{"enableMinLength":true,"minLength":12}`), threshold("org-password-min-length.min_length", 13)),
		},
		unknown:       []situation{given(passwords(`{"minLength":12}`)), given(passwords(`{"enableMinLength":true}`)), given(settings(`{}`)), given(settings(`{"passwordCompliance":"cust\u200bom","passwordPolicy":{"enableMinLength":false}}`))},
		notApplicable: preset,
	},
	"org-password-complexity": {
		pass: goodPolicy,
		fail: []situation{
			given(passwords(`{"needsLowercase":true,"needsUppercase":true,"needsNumeric":true,"needsSymbolic":false}`)),
			given(passwords(`{"needsLowercase":false}`)), given(passwords(`{"needsUppercase":false}`)), given(passwords(`{"needsNumeric":false}`)),
		},
		unknown:       []situation{given(passwords(`{"needsLowercase":true,"needsUppercase":true,"needsNumeric":true}`)), given(passwords(`{}`))},
		notApplicable: preset,
	},
	"org-password-lockout": {
		pass: append([]situation{given(passwords(`{"enableMaxLoginAttempts":true,"maxLoginAttempts":10}`))}, goodPolicy...),
		fail: []situation{
			given(passwords(`{"enableMaxLoginAttempts":true,"maxLoginAttempts":11}`)), given(passwords(`{"enableMaxLoginAttempts":false,"maxLoginAttempts":6}`)),
			given(passwords(goodPasswords), threshold("org-password-lockout.max_attempts", 5)),
		},
		unknown:       []situation{given(passwords(`{"maxLoginAttempts":6}`)), given(passwords(`{"enableMaxLoginAttempts":true}`)), given(passwords(`{"enableMaxLoginAttempts":true,"maxLoginAttempts":-1}`))},
		notApplicable: preset,
	},
	"org-password-history": {
		pass: append([]situation{given(passwords(`{"enableMaxHistory":true,"maxHistory":5}`))}, goodPolicy...),
		fail: []situation{
			given(passwords(`{"enableMaxHistory":true,"maxHistory":4}`)), given(passwords(`{"enableMaxHistory":false,"maxHistory":24}`)),
			given(passwords(goodPasswords), threshold("org-password-history.min_history", 13)),
		},
		unknown:       []situation{given(passwords(`{"maxHistory":24}`)), given(passwords(`{"enableMaxHistory":true}`))},
		notApplicable: preset,
	},
	"org-password-common-blocked": {
		pass:          goodPolicy,
		fail:          []situation{given(passwords(`{"disallowCommonlyUsedPasswords":false}`))},
		unknown:       []situation{given(passwords(`{}`))},
		notApplicable: preset,
	},
	"org-password-username-blocked": {
		pass:          goodPolicy,
		fail:          []situation{given(passwords(`{"allowUsernameSubstring":true}`))},
		unknown:       []situation{given(passwords(`{}`))},
		notApplicable: preset,
	},
	"org-password-sequential-blocked": {
		pass:          goodPolicy,
		fail:          []situation{given(passwords(`{"disallowSequentialOrRepetitiveChars":false}`))},
		unknown:       []situation{given(passwords(`{}`))},
		notApplicable: preset,
	},
	"org-password-expiration": {
		pass: append([]situation{given(passwords(`{"enablePasswordExpirationInDays":true,"passwordExpirationInDays":90}`))}, goodPolicy...),
		fail: []situation{
			given(passwords(`{"enablePasswordExpirationInDays":true,"passwordExpirationInDays":91}`)),
			given(passwords(`{"enablePasswordExpirationInDays":false,"passwordExpirationInDays":90}`)),
			given(passwords(goodPasswords), threshold("org-password-expiration.max_days", 59)),
		},
		unknown:       []situation{given(passwords(`{"passwordExpirationInDays":90}`)), given(passwords(`{"enablePasswordExpirationInDays":true}`))},
		notApplicable: preset,
	},
	"org-password-reset-needs-mfa": {
		pass:          goodPolicy,
		fail:          []situation{given(passwords(`{"allowUnenrolledMFAPasswordReset":true}`))},
		unknown:       []situation{given(passwords(`{}`))},
		notApplicable: preset,
	},
}
