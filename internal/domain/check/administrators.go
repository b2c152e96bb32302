// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// administratorChecks check administrators and their API keys.
var administratorChecks = []Check{
	{
		ID:            "admin-mfa-enrolled",
		Title:         "Every active admin has MFA enrolled",
		FailureTitle:  "Administrator without MFA",
		Severity:      posture.Critical,
		Rationale:     "Administrator accounts are the most valuable targets.",
		Passes:        "the active user who is linked to the administrator has enrolled a factor; or no user is linked, MFA is required, and a factor is enrolled",
		NotApplicable: "the administrator is suspended",
		Note: "An administrator who is linked to a user signs in with the user's password and factors, and no longer with the administrator's. The link is `admin.id` of the user. " +
			"If the response does not have that field, a user with the same email address may be linked: the check is then unknown, unless both pass or both fail.",
		Fields: []string{
			"suspended", "enableMultiFactor", "totpEnrolled", "email", "systemusers[].admin.id", "systemusers[].email",
			"systemusers[].mfaEnrollment", "systemusers[].activated", "systemusers[].suspended", "systemusers[].state", "systemusers[].account_locked",
		},
		rule: administrators.each(func(a Administrator, in input) ruling {
			return where(not(a.Suspended), whetherAdministratorSuspended, "the administrator is suspended", administratorMFA(a, in))
		}).also(DocumentUsers),
	},
	{
		ID:            "admin-api-key-expires",
		Title:         "Admin API keys have an expiry date",
		FailureTitle:  "Administrator's API key does not expire in time",
		Severity:      posture.High,
		Rationale:     "A key has all permissions of its administrator, and keys created before July 2024 do not expire by default.",
		Passes:        "the key expires within `max_days`",
		NotApplicable: "the administrator has no API key, or is suspended (`admin-suspended-no-api-key` checks such administrators)",
		Note:          "The fields are in the specification, but were not seen in a list of administrators. Without them, the check is unknown.",
		Fields:        []string{"suspended", "apiKeySet", "apiKeyHash.createdAt", "apiKeyHash.expireAt"},
		Parameters:    []Parameter{{Name: "max_days", Default: 365, Minimum: 1, Maximum: 3650}},
		rule:          administrators.each(ofAPIKey(keyExpires)),
	},
	{
		ID:            "admin-api-key-rotated",
		Title:         "Admin API keys are rotated",
		FailureTitle:  "Administrator's API key is old",
		Severity:      posture.Medium,
		Rationale:     "JumpCloud recommends a new key every year.",
		Passes:        "the key is at most `max_days` old",
		NotApplicable: "the administrator has no API key, or is suspended (`admin-suspended-no-api-key` checks such administrators)",
		Fields:        []string{"suspended", "apiKeySet", "apiKeyHash.createdAt", "apiKeyUpdatedAt"},
		Parameters:    []Parameter{{Name: "max_days", Default: 365, Minimum: 1, Maximum: 3650}},
		rule:          administrators.each(ofAPIKey(keyRotated)),
	},
	{
		ID:           "admin-suspended-no-api-key",
		Title:        "Suspended admins hold no API key",
		FailureTitle: "Suspended administrator with an API key",
		Severity:     posture.High,
		Rationale:    "The key may belong to a person who has left.",
		Passes:       "the administrator is not suspended, or has no API key",
		Note:         "JumpCloud does not document whether it refuses such a key.",
		Fields:       []string{"suspended", "apiKeySet"},
		rule: administrators.each(func(a Administrator, _ input) ruling {
			return mustNotBoth(whetherAdministratorSuspended, a.Suspended, whetherAPIKey, a.HasAPIKey(), "the administrator is suspended and has an API key")
		}),
	},
	{
		ID:           "admin-super-admin-count",
		Title:        "The number of super administrators is limited",
		FailureTitle: "Too few or too many super administrators",
		Severity:     posture.Medium,
		Rationale:    "Fewer super administrators are a smaller target. JumpCloud recommends at least two. CISA's baseline for Microsoft Entra ID allows two to eight (MS.AAD.7.1).",
		Passes:       "at least `min` and at most `max` administrators who are not suspended have the role Administrator With Billing",
		Note:         "Custom roles may be as powerful, but are not counted.",
		Fields:       []string{"roleName", "roleNames", "suspended"},
		Parameters: []Parameter{
			{Name: "min", Default: 2, Minimum: 0, Maximum: 1000},
			{Name: "max", Default: 4, Minimum: 0, Maximum: 1000},
		},
		rule: administrators.together(superAdministrators),
	},
	{
		ID:           "admin-api-access-limited",
		Title:        "API access is on only for admins with a key",
		FailureTitle: "Administrator with API access and no API key",
		Severity:     posture.Low,
		Rationale:    "API access without a key is an unused permission.",
		Passes:       "API access is off, or the administrator has an API key",
		Fields:       []string{"apiKeyAllowed", "apiKeySet"},
		rule: administrators.each(func(a Administrator, _ input) ruling {
			return mustNotBoth("whether the administrator has API access", a.APIKeyAllowed, whetherAPIKey, not(a.HasAPIKey()), "API access is on, but the administrator has no API key")
		}),
	},
	{
		ID:           "admin-password-age",
		Title:        "Admin passwords are not too old",
		FailureTitle: "Administrator with an old password",
		Severity:     posture.Low,
		Rationale:    "JumpCloud recommends a change every 90 days, for administrators too. NIST SP 800-63B-4 forbids periodic changes (section 3.1.1.2), and so does CISA's baseline for Microsoft Entra ID (MS.AAD.6.1).",
		OffByDefault: true,
		Passes:       "the password is at most `max_days` old",
		Fields:       []string{"passwordUpdatedAt"},
		Parameters:   []Parameter{{Name: "max_days", Default: 90, Minimum: 1, Maximum: 3650}},
		rule: administrators.each(func(a Administrator, in input) ruling {
			return notOlder(in, "the password was changed", a.PasswordUpdatedAt, in.number("max_days"))
		}),
	},
	{
		ID:           "admin-recently-created",
		Title:        "No admin account was created recently",
		FailureTitle: "Administrator was created recently",
		Severity:     posture.Info,
		Rationale:    "Attackers can create administrators to keep their access. Review the new administrators that the check lists.",
		Passes:       "the administrator was created more than `window_days` ago",
		Fields:       []string{"created"},
		Parameters:   []Parameter{{Name: "window_days", Default: 14, Minimum: 1, Maximum: 3650}},
		rule:         administrators.each(notRecent),
	},
}

// What absent names.
const (
	whetherAdministratorSuspended = "whether the administrator is suspended"
	whetherAPIKey                 = "whether the administrator has an API key"
)

// administratorMFA checks the factors of the users who are linked to the
// administrator, or else the administrator's own. Of a user who may be linked, both
// must come to the same.
func administratorMFA(a Administrator, in input) ruling {
	return given(DocumentUsers, in.evidence.Users, func(all []User) ruling {
		own := every(
			must("whether MFA is required of the administrator", a.EnableMultiFactor, true, "MFA is not required"),
			must("whether the administrator has a factor", a.TOTPEnrolled, true, "no factor is enrolled"),
		)
		linked, maybe := linkedUsers(a, all)
		switch {
		case len(linked) > 0:
			return every(linked...)
		case len(maybe) == 0:
			return own
		}
		user := every(maybe...)
		if user.status == own.status {
			return own
		}
		return absent("whether the user with the same email address is linked to the administrator")
	})
}

// linkedUsers returns the rulings on the factors of the active users who are linked
// to an administrator, and of those who may be.
func linkedUsers(a Administrator, all []User) (linked, maybe []ruling) {
	for _, user := range all {
		isLinked := user.Admin.Value != nil && user.Admin.Value.ID == a.ID()
		mayBe := !user.Admin.Said && a.Email != "" && strings.EqualFold(user.Email, a.Email)
		switch {
		case !isLinked && !mayBe, isFalse(user.Active()):
		case isLinked:
			linked = append(linked, linkedMFA(user))
		default:
			maybe = append(maybe, linkedMFA(user))
		}
	}
	return linked, maybe
}

func linkedMFA(user User) ruling {
	if user.Unreadable != "" {
		return wrongType(user.Unreadable)
	}
	enrollment := cmp.Or(user.MFAEnrollment, &MFAEnrollment{})
	enrolled := must("whether the linked user has a factor", enrollment.Enrolled(), true, "the linked user has no factor enrolled")
	return every(enrolled, must("whether the linked user is active", user.Active(), true, "the linked user is not active"))
}

// ofAPIKey limits a rule to administrators who have an API key, and who are not
// known to be suspended.
func ofAPIKey(judge func(Administrator, input) ruling) func(Administrator, input) ruling {
	return func(a Administrator, in input) ruling {
		if isTrue(a.Suspended) {
			return notApplicable("the administrator is suspended")
		}
		return where(a.HasAPIKey(), whetherAPIKey, "the administrator has no API key", judge(a, in))
	}
}

func keyExpires(a Administrator, in input) ruling {
	switch key := a.APIKeyHash; {
	case key == nil:
		return absent("when the API key expires")
	case key.ExpireAt == "" && key.CreatedAt != "":
		return fail("the API key never expires")
	default:
		return dated("when the API key expires", key.ExpireAt, func(at time.Time) ruling {
			most := in.number("max_days")
			if !at.After(in.daysAfter(most)) {
				return pass()
			}
			return failIn(fmt.Sprintf("the API key is valid for more than %s", inDays(most)),
				"the API key expires on %s, in %s; the limit is %s", date(at), inDays(in.daysUntil(at)), inDays(most))
		})
	}
}

func keyRotated(a Administrator, in input) ruling {
	made := a.APIKeyUpdatedAt
	if a.APIKeyHash != nil {
		made = cmp.Or(a.APIKeyHash.CreatedAt, made)
	}
	return notOlder(in, "the API key was created", made, in.number("max_days"))
}

func superAdministrators(all []Administrator, in input) ruling {
	if len(all) == 0 {
		return administrators.none()
	}
	return tallyOf(all, func(a Administrator) *bool {
		return allOf(a.SuperAdministrator(), not(a.Suspended))
	}).within(in.number("min"), in.number("max"), "super administrators", "the role, or whether they are suspended")
}

func notRecent(a Administrator, in input) ruling {
	return dated("when the administrator was created", a.Created, func(at time.Time) ruling {
		days := in.number("window_days")
		if !at.After(in.daysBefore(days)) {
			return pass()
		}
		return failIn(fmt.Sprintf("the administrator was created less than %s ago", inDays(days)),
			"the administrator was created on %s; the limit is %s ago", date(at), inDays(days))
	})
}
