// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

// Organization is an organization with its settings. A value is nil when the
// response does not have it: many were added to the API late, and a role may
// hide them.
type Organization struct {
	Object
	DisplayName string    `json:"displayName"`
	Created     Timestamp `json:"created"`
	Settings    Settings  `json:"settings"`
}

// Settings are the settings of an organization that checks read.
type Settings struct {
	RequireAdminMFA              *bool          `json:"requireAdminMFA"`
	DisableGoogleLogin           *bool          `json:"disableGoogleLogin"`
	EnableUserPortalAgentInstall *bool          `json:"enableUserPortalAgentInstall"`
	PasswordCompliance           string         `json:"passwordCompliance"`
	PasswordPolicy               PasswordPolicy `json:"passwordPolicy"`
	UserPortal                   struct {
		IdleSessionDurationMinutes *int64 `json:"idleSessionDurationMinutes"`
		CookieExpirationType       string `json:"cookieExpirationType"`
	} `json:"userPortal"`
	Features struct {
		DirectoryInsights Feature `json:"directoryInsights"`
		SystemInsights    Feature `json:"systemInsights"`
	} `json:"features"`
	NewUserStates struct {
		ManualEntry       string `json:"manualEntry"`
		CSVImport         string `json:"csvImport"`
		ApplicationImport string `json:"applicationImport"`
	} `json:"newSystemUserStateDefaults"`
}

// Feature is a part of the product that may be off.
type Feature struct {
	Enabled *bool `json:"enabled"`
}

// PasswordPolicy is the default password policy. User groups may have their
// own. It applies only while Settings.PasswordCompliance is "custom" (spec),
// and each number only while its flag is true: a number is present even when
// its flag is off (recorded).
type PasswordPolicy struct {
	EnableMinLength                    *bool  `json:"enableMinLength"`
	MinLength                          *int64 `json:"minLength"`
	NeedsLowercase                     *bool  `json:"needsLowercase"`
	NeedsUppercase                     *bool  `json:"needsUppercase"`
	NeedsNumeric                       *bool  `json:"needsNumeric"`
	NeedsSymbolic                      *bool  `json:"needsSymbolic"`
	EnableMaxLoginAttempts             *bool  `json:"enableMaxLoginAttempts"`
	MaxLoginAttempts                   *int64 `json:"maxLoginAttempts"`
	EnableMaxHistory                   *bool  `json:"enableMaxHistory"`
	MaxHistory                         *int64 `json:"maxHistory"`
	EnablePasswordExpirationInDays     *bool  `json:"enablePasswordExpirationInDays"`
	PasswordExpirationInDays           *int64 `json:"passwordExpirationInDays"`
	DisallowCommonlyUsedPasswords      *bool  `json:"disallowCommonlyUsedPasswords"`
	DisallowSequentialOrRepetitiveChar *bool  `json:"disallowSequentialOrRepetitiveChars"`
	AllowUsernameSubstring             *bool  `json:"allowUsernameSubstring"`
	AllowUnenrolledMFAPasswordReset    *bool  `json:"allowUnenrolledMFAPasswordReset"`
}
