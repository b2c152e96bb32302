// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// settingChecks check the organization's settings, except for the password
// policy.
var settingChecks = []Check{
	{
		ID:           "org-admin-mfa-required",
		Title:        "MFA is required for all administrators",
		FailureTitle: "MFA is not required for administrators",
		Severity:     posture.Critical,
		Rationale:    "Administrators control every identity. An administrator without MFA allows a takeover in one step.",
		Passes:       "the setting is on",
		Note:         "JumpCloud says that the setting is now on for everyone and cannot be changed. If a response does not have it, the check is unknown.",
		Fields:       []string{"settings.requireAdminMFA"},
		rule: ofSettings(func(s Settings, _ input) ruling {
			return must("whether MFA is required for administrators", s.RequireAdminMFA, true, "MFA is not required")
		}),
	},
	{
		ID:           "org-admin-google-login-disabled",
		Title:        "Administrators cannot sign in with Google",
		FailureTitle: "Administrators can sign in with Google",
		Severity:     posture.Medium,
		Rationale:    "JumpCloud's MFA does not apply to a sign-in with Google. The MFA of the Google account applies instead.",
		Passes:       "sign-in with Google is disabled",
		Note:         "Sign-in with Google is not disabled by default. Exclude the check if Google enforces MFA.",
		Fields:       []string{"settings.disableGoogleLogin"},
		rule: ofSettings(func(s Settings, _ input) ruling {
			return must("whether sign-in with Google is disabled", s.DisableGoogleLogin, true, "sign-in with Google is enabled")
		}),
	},
	{
		ID:           "org-portal-idle-timeout",
		Title:        "User portal sessions time out",
		FailureTitle: "User portal sessions stay idle for too long",
		Severity:     posture.Medium,
		Rationale:    "Attackers can replay long idle sessions.",
		Passes:       "an idle session lasts at most `max_minutes`",
		Fields:       []string{"settings.userPortal.idleSessionDurationMinutes"},
		Parameters:   []Parameter{{Name: "max_minutes", Default: 60, Minimum: 1, Maximum: 129600}},
		rule: ofSettings(func(s Settings, in input) ruling {
			minutes, most := s.UserPortal.IdleSessionDurationMinutes, in.number("max_minutes")
			if minutes == nil {
				return absent("how long an idle session lasts")
			}
			if *minutes < 1 { // the least (spec)
				return unreadable("how long an idle session lasts")
			}
			return require(*minutes <= most, "an idle session lasts %d minutes; the limit is %d", *minutes, most)
		}),
	},
	{
		ID:           "org-portal-session-cookie",
		Title:        "User portal cookie ends with the browser session",
		FailureTitle: "User portal cookie survives the browser session",
		Severity:     posture.Low,
		Rationale:    "A cookie with an expiration date survives a browser restart.",
		Passes:       "the cookie's expiration is `session`",
		Fields:       []string{"settings.userPortal.cookieExpirationType"},
		rule: ofSettings(func(s Settings, _ input) ruling {
			return mustBe("the expiration of the cookie", s.UserPortal.CookieExpirationType, "session")
		}),
	},
	{
		ID:           "org-directory-insights-enabled",
		Title:        "Directory Insights event logging is on",
		FailureTitle: "Directory Insights event logging is off",
		Severity:     posture.Medium,
		Rationale:    "Without event logs, there is no record of sign-ins and of administrator actions.",
		Passes:       "the feature is on",
		Fields:       []string{"settings.features.directoryInsights.enabled"},
		rule: ofSettings(func(s Settings, _ input) ruling {
			return must("whether Directory Insights is on", s.Features.DirectoryInsights.Enabled, true, "Directory Insights is off")
		}),
	},
	{
		ID:           "org-system-insights-enabled",
		Title:        "System Insights is on for the organization",
		FailureTitle: "System Insights is off for the organization",
		Severity:     posture.Low,
		Rationale:    "System Insights reports on disk encryption, firewalls, and patches.",
		Passes:       "the feature is on",
		Fields:       []string{"settings.features.systemInsights.enabled"},
		rule: ofSettings(func(s Settings, _ input) ruling {
			return must("whether System Insights is on", s.Features.SystemInsights.Enabled, true, "System Insights is off")
		}),
	},
	{
		ID:           "org-new-users-staged",
		Title:        "New users start staged, not active",
		FailureTitle: "New users start active",
		Severity:     posture.Info,
		Rationale:    "Accounts should not be active before onboarding ends.",
		Passes:       "users start as `STAGED` if they are entered manually, imported from a CSV file, or imported from an application",
		Fields: []string{
			"settings.newSystemUserStateDefaults.manualEntry",
			"settings.newSystemUserStateDefaults.csvImport",
			"settings.newSystemUserStateDefaults.applicationImport",
		},
		rule: ofSettings(func(s Settings, _ input) ruling { return newUsersStaged(s) }),
	},
	{
		ID:           "org-user-agent-self-install-off",
		Title:        "Users cannot enroll devices from the portal",
		FailureTitle: "Users can enroll devices from the portal",
		Severity:     posture.Info,
		Rationale:    "Users can add devices to the fleet without approval.",
		Passes:       "the setting is off",
		Fields:       []string{"settings.enableUserPortalAgentInstall"},
		rule: ofSettings(func(s Settings, _ input) ruling {
			return must("whether users can install the agent from the portal", s.EnableUserPortalAgentInstall, false, "users can install the agent from the portal")
		}),
	},
}

func newUsersStaged(s Settings) ruling {
	return every(
		mustBe("the state of users who are entered manually", s.NewUserStates.ManualEntry, "STAGED"),
		mustBe("the state of users from a CSV file", s.NewUserStates.CSVImport, "STAGED"),
		mustBe("the state of users from an application", s.NewUserStates.ApplicationImport, "STAGED"),
	)
}
