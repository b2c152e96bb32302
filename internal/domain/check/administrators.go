// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"cmp"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// administratorChecks check administrators and their API keys.
var administratorChecks = []Check{
	{
		ID:            "admin-mfa-enrolled",
		Title:         "Every active admin has MFA enrolled",
		Severity:      posture.Critical,
		Rationale:     "Administrator accounts are the most valuable targets.",
		Passes:        "MFA is required and a factor is enrolled, or the linked user has enrolled a factor",
		NotApplicable: "the administrator is suspended",
		Note:          "An administrator who is linked to a user signs in with the user's factors. The link is by ID, or otherwise by email address.",
		Fields:        []string{"suspended", "enableMultiFactor", "totpEnrolled", "email", "systemusers[].admin.id", "systemusers[].mfaEnrollment.overallStatus"},
		rule: administrators.each(func(a Administrator, in input) ruling {
			return where(not(a.Suspended), "suspended", "the administrator is suspended", administratorMFA(a, in))
		}).also(DocumentUsers),
	},
	{
		ID:            "admin-api-key-expires",
		Title:         "Admin API keys have an expiry date",
		Severity:      posture.High,
		Rationale:     "A key has all permissions of its administrator, and keys created before July 2024 do not expire by default.",
		Passes:        "the key expires within `max_days`",
		NotApplicable: "the administrator has no API key",
		Note:          "The fields are in the specification, but were not seen in a list of administrators. Without them, the check is unknown.",
		Fields:        []string{"apiKeySet", "apiKeyHash.createdAt", "apiKeyHash.expireAt"},
		Parameters:    []Parameter{{Name: "max_days", Default: 365, Minimum: 1, Maximum: 3650}},
		rule: administrators.each(func(a Administrator, in input) ruling {
			return where(a.APIKeySet, "apiKeySet", "the administrator has no API key", keyExpires(a, in))
		}),
	},
	{
		ID:            "admin-api-key-rotated",
		Title:         "Admin API keys are rotated",
		Severity:      posture.Medium,
		Rationale:     "JumpCloud recommends a new key every year.",
		Passes:        "the key is at most `max_days` old",
		NotApplicable: "the administrator has no API key",
		Fields:        []string{"apiKeySet", "apiKeyHash.createdAt", "apiKeyUpdatedAt"},
		Parameters:    []Parameter{{Name: "max_days", Default: 365, Minimum: 1, Maximum: 3650}},
		rule: administrators.each(func(a Administrator, in input) ruling {
			made := a.APIKeyUpdatedAt
			if a.APIKeyHash != nil {
				made = cmp.Or(a.APIKeyHash.CreatedAt, made)
			}
			return where(a.APIKeySet, "apiKeySet", "the administrator has no API key",
				notOlder(in, "apiKeyHash.createdAt or apiKeyUpdatedAt", made, in.number("max_days")))
		}),
	},
	{
		ID:        "admin-suspended-no-api-key",
		Title:     "Suspended admins hold no API key",
		Severity:  posture.High,
		Rationale: "The key may belong to a person who has left.",
		Passes:    "the administrator is not suspended, or has no API key",
		Note:      "JumpCloud does not document whether it refuses such a key.",
		Fields:    []string{"suspended", "apiKeySet"},
		rule: administrators.each(func(a Administrator, _ input) ruling {
			return mustNotBoth("suspended", a.Suspended, "apiKeySet", a.APIKeySet, "the administrator is suspended and has an API key")
		}),
	},
	{
		ID:        "admin-super-admin-count",
		Title:     "The number of super administrators is limited",
		Severity:  posture.Medium,
		Rationale: "Fewer super administrators are a smaller target. JumpCloud recommends at least two.",
		Passes:    "at least `min` and at most `max` administrators who are not suspended have the role Administrator With Billing",
		Note:      "Custom roles may be as powerful, but are not counted.",
		Fields:    []string{"roleName", "suspended"},
		Parameters: []Parameter{
			{Name: "min", Default: 2, Minimum: 0, Maximum: 1000},
			{Name: "max", Default: 3, Minimum: 0, Maximum: 1000},
		},
		rule: administrators.together(superAdministrators),
	},
	{
		ID:        "admin-api-access-limited",
		Title:     "API access is on only for admins with a key",
		Severity:  posture.Low,
		Rationale: "API access without a key is an unused permission.",
		Passes:    "API access is off, or the administrator has an API key",
		Fields:    []string{"apiKeyAllowed", "apiKeySet"},
		rule: administrators.each(func(a Administrator, _ input) ruling {
			return mustNotBoth("apiKeyAllowed", a.APIKeyAllowed, "apiKeySet", not(a.APIKeySet), "API access is on, but the administrator has no API key")
		}),
	},
	{
		ID:         "admin-password-age",
		Title:      "Admin passwords are not too old",
		Severity:   posture.Low,
		Rationale:  "JumpCloud recommends a change every 90 days, for administrators too. NIST SP 800-63B advises against forced changes: exclude the check if you follow it.",
		Passes:     "the password is at most `max_days` old",
		Fields:     []string{"passwordUpdatedAt"},
		Parameters: []Parameter{{Name: "max_days", Default: 90, Minimum: 1, Maximum: 3650}},
		rule: administrators.each(func(a Administrator, in input) ruling {
			return notOlder(in, "passwordUpdatedAt", a.PasswordUpdatedAt, in.number("max_days"))
		}),
	},
	{
		ID:         "admin-recently-created",
		Title:      "No admin account was created recently",
		Severity:   posture.Info,
		Rationale:  "Attackers can create administrators to keep their access. Review the new administrators that the check lists.",
		Passes:     "the administrator was created more than `window_days` ago",
		Fields:     []string{"created"},
		Parameters: []Parameter{{Name: "window_days", Default: 14, Minimum: 1, Maximum: 3650}},
		rule:       administrators.each(notRecent),
	},
}

// administratorMFA checks the administrator's own factor, and then the factors
// of the linked user.
func administratorMFA(a Administrator, in input) ruling {
	if isTrue(a.EnableMultiFactor) && isTrue(a.TOTPEnrolled) {
		return pass()
	}
	return given(DocumentUsers, in.evidence.Users, func(all []User) ruling {
		user, linked := linkedUser(a, all)
		switch {
		case linked:
			enrollment := cmp.Or(user.MFAEnrollment, &MFAEnrollment{})
			return must("mfaEnrollment.overallStatus of the linked user", Enrolled(enrollment.OverallStatus), true,
				"neither the administrator nor the linked user has MFA enrolled")
		case isFalse(a.EnableMultiFactor), isFalse(a.TOTPEnrolled):
			return fail("MFA is not required, or no factor is enrolled")
		}
		return absent("enableMultiFactor or totpEnrolled")
	})
}

func linkedUser(a Administrator, all []User) (User, bool) {
	for _, user := range all {
		if user.Admin.Value != nil && user.Admin.Value.ID == a.ID() {
			return user, true
		}
	}
	for _, user := range all {
		if a.Email != "" && strings.EqualFold(user.Email, a.Email) {
			return user, true
		}
	}
	return User{}, false
}

func keyExpires(a Administrator, in input) ruling {
	switch key := a.APIKeyHash; {
	case key == nil:
		return absent("apiKeyHash")
	case key.ExpireAt == "" && key.CreatedAt != "":
		return fail("the API key never expires")
	default:
		return dated("apiKeyHash.expireAt", key.ExpireAt, func(at time.Time) ruling {
			most := in.number("max_days")
			return require(!at.After(in.daysAfter(most)), "the API key is valid for more than %d days", most)
		})
	}
}

func superAdministrators(all []Administrator, in input) ruling {
	if len(all) == 0 {
		return administrators.none()
	}
	return tallyOf(all, func(a Administrator) *bool {
		return allOf(isText(a.RoleName, "Administrator With Billing"), not(a.Suspended))
	}).within(in.number("min"), in.number("max"), "super administrators", "roleName or suspended")
}

func notRecent(a Administrator, in input) ruling {
	return dated("created", a.Created, func(at time.Time) ruling {
		days := in.number("window_days")
		return require(!at.After(in.daysBefore(days)), "the administrator was created less than %d days ago", days)
	})
}
