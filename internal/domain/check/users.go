// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// userChecks check how users sign in.
var userChecks = []Check{
	{
		ID:            "user-mfa-enrolled",
		Title:         "Every active user has an MFA factor enrolled",
		Severity:      posture.High,
		Rationale:     "Without MFA, a password alone gives access to the account.",
		Passes:        "the enrollment status is `ENROLLED`, or, if there is no status, one-time codes or the older flag are on",
		NotApplicable: "the user is not active (activated, not suspended, not locked), or is a service account (`ldap_binding_user`, `samba_service_user`)",
		Fields: []string{
			"activated", "suspended", "account_locked", "ldap_binding_user", "samba_service_user",
			"mfaEnrollment.overallStatus", "totp_enabled", "mfa.configured",
		},
		rule: users.each(func(u User, _ input) ruling {
			enrolled := must("mfaEnrollment.overallStatus, or totp_enabled and mfa.configured,", u.MFAEnrolled(), true, "no factor is enrolled")
			return where(u.Active(), activeFields, "the user is not active",
				where(not(u.Service()), serviceFields, "the user is a service account", enrolled))
		}),
	},
	{
		ID:            "user-mfa-not-excluded",
		Title:         "No user is excluded from MFA",
		Severity:      posture.High,
		Rationale:     "An exclusion bypasses MFA on purpose, and an exclusion without an end date never ends.",
		Passes:        "there is no exclusion, or it has ended",
		NotApplicable: "the user is suspended",
		Fields:        []string{"mfa.exclusion", "mfa.exclusionUntil", "suspended"},
		rule:          users.each(unlessSuspended(notExcluded)),
	},
	{
		ID:            "user-portal-mfa-required",
		Title:         "User setting requires portal MFA",
		Severity:      posture.Medium,
		Rationale:     "The default access policy depends on this setting.",
		Passes:        "the setting is on; or, as for `cap-user-portal-mfa-for-all`, a policy requires MFA for everyone or `default_access_policy_requires_mfa` is set",
		NotApplicable: "the user is suspended, or is a service account",
		Fields:        []string{"enable_user_portal_multifactor", "suspended", "ldap_binding_user", "samba_service_user"},
		rule: users.each(unlessSuspended(func(u User, in input) ruling {
			return where(not(u.Service()), serviceFields, "the user is a service account", portalMFA(u, in))
		})).also(DocumentAccessPolicies),
	},
	{
		ID:            "user-admin-phishing-resistant",
		Title:         "Users who are admins have a phishing-resistant factor",
		Severity:      posture.Medium,
		Rationale:     "One-time codes and push notifications can be phished.",
		Passes:        "WebAuthn or JumpCloud Go is `ENROLLED`",
		NotApplicable: "the user is not an administrator",
		Fields:        []string{"admin", "mfaEnrollment.webAuthnStatus", "mfaEnrollment.jcGoStatus"},
		rule: users.each(func(u User, _ input) ruling {
			return where(u.Administrator(), "admin", "the user is not an administrator", phishingResistant(u))
		}),
	},
	{
		ID:            "user-password-expires",
		Title:         "No user password is set to never expire",
		Severity:      posture.Medium,
		Rationale:     "The flag exempts the account from the password policy.",
		Passes:        "the flag is off",
		NotApplicable: "the user is suspended, or passwords do not expire in the organization",
		Fields:        []string{"password_never_expires", "suspended", "settings.passwordPolicy.enablePasswordExpirationInDays"},
		rule:          users.each(unlessSuspended(passwordExpires)).also(DocumentOrganization),
	},
	{
		ID:            "user-password-age",
		Title:         "Active users' passwords are not too old",
		Severity:      posture.Low,
		Rationale:     "The check supports a policy that passwords expire. Exclude the check if you follow NIST SP 800-63B.",
		Passes:        "the password is at most `max_days` old",
		NotApplicable: "the user is not active, or has no password (`password_date` is null)",
		Fields:        []string{"password_date", "activated", "suspended", "account_locked"},
		Parameters:    []Parameter{{Name: "max_days", Default: 90, Minimum: 1, Maximum: 3650}},
		rule: users.each(func(u User, in input) ruling {
			age := notApplicable("the user has no password")
			switch date := u.PasswordDate; {
			case date.Value != nil:
				age = notOlder(in, "password_date", *date.Value, in.number("max_days"))
			case !date.Said:
				age = absent("password_date")
			}
			return where(u.Active(), activeFields, "the user is not active", age)
		}),
	},
	{
		ID:            "user-password-not-expired",
		Title:         "No active account has an expired password",
		Severity:      posture.Low,
		Rationale:     "An account with an expired password is unused or unmanaged.",
		Passes:        "the password has not expired",
		NotApplicable: "the user is suspended",
		Fields:        []string{"password_expired", "suspended"},
		rule: users.each(unlessSuspended(func(u User, _ input) ruling {
			return must("password_expired", u.PasswordExpired, false, "the password has expired")
		})),
	},
	{
		ID:            "user-not-locked",
		Title:         "No active account is locked out",
		Severity:      posture.Info,
		Rationale:     "A locked account is a sign of password guessing.",
		Passes:        "the account is not locked",
		NotApplicable: "the user is suspended",
		Fields:        []string{"account_locked", "suspended"},
		rule: users.each(unlessSuspended(func(u User, _ input) ruling {
			return must("account_locked", u.AccountLocked, false, "the account is locked")
		})),
	},
	{
		ID:            "user-activated",
		Title:         "No account remains unactivated for long",
		Severity:      posture.Low,
		Rationale:     "An old invitation is a target for an account takeover.",
		Passes:        "the account is activated, or was created at most `max_days` ago",
		NotApplicable: "the user is suspended",
		Fields:        []string{"activated", "created", "suspended"},
		Parameters:    []Parameter{{Name: "max_days", Default: 30, Minimum: 1, Maximum: 3650}},
		rule:          users.each(unlessSuspended(activated)),
	},
	{
		ID:            "user-domain-allowed",
		Title:         "Accounts belong to approved email domains",
		Severity:      posture.Low,
		Rationale:     "Accounts in other domains belong to guests and contractors.",
		Passes:        "the domain of the address is one of `allowed_email_domains`",
		NotApplicable: "`allowed_email_domains` is not set",
		Fields:        []string{"email"},
		rule:          users.each(allowedDomain),
	},
}

// The fields that decide whether a check applies to a user, as reasons name
// them.
const (
	activeFields  = "activated, suspended or account_locked"
	serviceFields = "ldap_binding_user or samba_service_user"
)

// unlessSuspended limits a rule to users who are not suspended.
func unlessSuspended(judge func(User, input) ruling) func(User, input) ruling {
	return func(u User, in input) ruling {
		return where(not(u.Suspended), "suspended", "the user is suspended", judge(u, in))
	}
}

func notExcluded(u User, in input) ruling {
	excluded := must("mfa.exclusion", u.MFA.Exclusion, false, "the user is excluded from MFA")
	if excluded.status != Fail || u.MFA.ExclusionUntil == "" {
		return excluded
	}
	return dated("mfa.exclusionUntil", u.MFA.ExclusionUntil, func(until time.Time) ruling {
		if until.After(in.AsOf) {
			return excluded
		}
		return pass()
	})
}

func portalMFA(u User, in input) ruling {
	setting := must("enable_user_portal_multifactor", u.EnableUserPortalMultifactor, true, "the setting is off, and no policy requires MFA for everyone")
	if setting.status == Pass || in.DefaultAccessPolicyRequiresMFA {
		return pass()
	}
	if byPolicy := portalPolicy(in); byPolicy.status != Fail {
		return byPolicy
	}
	return setting
}

func phishingResistant(u User) ruling {
	if u.MFAEnrollment == nil {
		return absent("mfaEnrollment")
	}
	webAuthn, jcGo := Enrolled(u.MFAEnrollment.WebAuthnStatus), Enrolled(u.MFAEnrollment.JCGoStatus)
	return mustNotBoth("mfaEnrollment.webAuthnStatus", not(webAuthn), "mfaEnrollment.jcGoStatus", not(jcGo),
		"neither WebAuthn nor JumpCloud Go is enrolled")
}

// passwordExpires passes a password that is known to expire, regardless of the
// organization's settings.
func passwordExpires(u User, in input) ruling {
	flag := must("password_never_expires", u.PasswordNeverExpires, false, "the password never expires")
	if flag.status == Pass {
		return flag
	}
	return given(DocumentOrganization, in.evidence.Organization, func(o Organization) ruling {
		if presetPasswords(o.Settings) {
			return flag
		}
		return where(o.Settings.PasswordPolicy.EnablePasswordExpirationInDays, policyField+"enablePasswordExpirationInDays",
			"passwords do not expire in the organization", flag)
	})
}

func activated(u User, in input) ruling {
	is := must("activated", u.Activated, true, "the account is not activated")
	if is.status == Pass {
		return is
	}
	recent := notOlder(in, "created", u.Created, in.number("max_days"))
	if is.status == Unknown && recent.status == Fail {
		return is
	}
	if recent.status == Fail {
		return fail("the account is not activated, and was created more than %d days ago", in.number("max_days"))
	}
	return recent
}

func allowedDomain(u User, in input) ruling {
	if len(in.AllowedEmailDomains) == 0 {
		return notApplicable("allowed_email_domains is not set")
	}
	_, domain, ok := strings.Cut(u.Email, "@")
	if !ok {
		return absent("email")
	}
	return require(containsText(in.AllowedEmailDomains, domain), "the domain of the email address is not allowed")
}
