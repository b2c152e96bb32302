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
		FailureTitle:  "User without MFA",
		Severity:      posture.High,
		Rationale:     "Without MFA, a password alone gives access to the account.",
		Passes:        "the overall enrollment status is `ENROLLED`, and that of a factor too if all of them are given; or, if there is no status, one-time codes or the older flag are on",
		NotApplicable: "the user is not active (activated, not suspended, not locked), or is a service account (`ldap_binding_user`, `samba_service_user`)",
		Fields: []string{
			"activated", "suspended", "state", "account_locked", "ldap_binding_user", "samba_service_user",
			"mfaEnrollment", "totp_enabled", "mfa.configured",
		},
		rule: users.each(func(u User, _ input) ruling {
			enrolled := must("whether the user has a factor", u.MFAEnrolled(), true, "no factor is enrolled")
			return where(u.Active(), whetherActive, "the user is not active",
				where(not(u.Service()), whetherService, "the user is a service account", enrolled))
		}),
	},
	{
		ID:            "user-mfa-not-excluded",
		Title:         "No user is excluded from MFA",
		FailureTitle:  "User is excluded from MFA",
		Severity:      posture.High,
		Rationale:     "An exclusion bypasses MFA on purpose, and an exclusion without an end date never ends.",
		Passes:        "there is no exclusion, or it has ended",
		NotApplicable: "the user is suspended",
		Fields:        []string{"mfa.exclusion", "mfa.exclusionUntil", "suspended", "state"},
		rule:          users.each(unlessSuspended(notExcluded)),
	},
	{
		ID:            "user-portal-mfa-required",
		Title:         "User setting requires portal MFA",
		FailureTitle:  "User portal login without MFA for the user",
		Severity:      posture.Low,
		Rationale:     "The default access policy depends on this setting. `cap-user-portal-mfa-for-all` rates the organization; this check lists the users.",
		Passes:        "the setting is on; or, as for `cap-user-portal-mfa-for-all`, a policy requires MFA for everyone or `default_access_policy_requires_mfa` is set",
		NotApplicable: "the user is not active, or is a service account",
		Fields: []string{
			"enable_user_portal_multifactor", "activated", "suspended", "state", "account_locked", "ldap_binding_user", "samba_service_user",
		},
		rule: users.each(func(u User, in input) ruling {
			return where(u.Active(), whetherActive, "the user is not active",
				where(not(u.Service()), whetherService, "the user is a service account", portalMFA(u, in)))
		}).also(DocumentAccessPolicies),
	},
	{
		ID:            "user-admin-phishing-resistant",
		Title:         "Users who are admins have a phishing-resistant factor",
		FailureTitle:  "Administrator without a phishing-resistant factor",
		Severity:      posture.Medium,
		Rationale:     "One-time codes and push notifications can be phished.",
		Passes:        "WebAuthn or JumpCloud Go is `ENROLLED`",
		NotApplicable: "the user is not an administrator, or is suspended",
		Fields:        []string{"admin", "mfaEnrollment.webAuthnStatus", "mfaEnrollment.jcGoStatus", "suspended", "state"},
		rule: users.each(unlessSuspended(func(u User, _ input) ruling {
			return where(u.Administrator(), "whether the user is an administrator", "the user is not an administrator", phishingResistant(u))
		})),
	},
	{
		ID:            "user-password-expires",
		Title:         "No user password is set to never expire",
		FailureTitle:  "User password never expires",
		Severity:      posture.Low,
		Rationale:     "The flag exempts the account from the organization's password policy.",
		Passes:        "the flag is off",
		NotApplicable: "the user is suspended, another directory manages the password, or passwords do not expire in the organization",
		Note:          "That passwords never expire is no weakness by itself (NIST SP 800-63B-4): the check finds accounts that differ from the organization's policy.",
		Fields: []string{
			"password_never_expires", "suspended", "state", "externally_managed", "delegatedAuthority",
			"settings.passwordPolicy.enablePasswordExpirationInDays", "settings.passwordCompliance",
		},
		rule: users.each(unlessSuspended(ofOwnPassword(passwordExpires))).also(DocumentOrganization),
	},
	{
		ID:            "user-password-age",
		Title:         "Active users' passwords are not too old",
		FailureTitle:  "User with an old password",
		Severity:      posture.Low,
		Rationale:     "The check supports a policy that passwords expire, which NIST SP 800-63B-4 forbids (section 3.1.1.2).",
		OffByDefault:  true,
		Passes:        "the password is at most `max_days` old",
		NotApplicable: "the user is not active, has no password (`password_date` is null), or another directory manages it",
		Fields:        []string{"password_date", "activated", "suspended", "state", "account_locked", "externally_managed", "delegatedAuthority"},
		Parameters:    []Parameter{{Name: "max_days", Default: 90, Minimum: 1, Maximum: 3650}},
		rule: users.each(func(u User, in input) ruling {
			return where(u.Active(), whetherActive, "the user is not active", ofOwnPassword(passwordAge)(u, in))
		}),
	},
	{
		ID:            "user-password-not-expired",
		Title:         "No active account has an expired password",
		FailureTitle:  "User with an expired password",
		Severity:      posture.Low,
		Rationale:     "An account with an expired password is unused or unmanaged.",
		Passes:        "the password has not expired",
		NotApplicable: "the user is suspended, or another directory manages the password",
		Fields:        []string{"password_expired", "password_expiration_date", "suspended", "state", "externally_managed", "delegatedAuthority"},
		rule:          users.each(unlessSuspended(ofOwnPassword(passwordNotExpired))),
	},
	{
		ID:            "user-not-locked",
		Title:         "No active account is locked out",
		FailureTitle:  "User is locked out",
		Severity:      posture.Info,
		Rationale:     "A locked account may be a sign of password guessing. That it is locked is the lockout at work, and no weakness.",
		OffByDefault:  true,
		Passes:        "the account is not locked",
		NotApplicable: "the user is suspended",
		Fields:        []string{"account_locked", "suspended", "state"},
		rule: users.each(unlessSuspended(func(u User, _ input) ruling {
			return must("whether the account is locked", u.AccountLocked, false, "the account is locked")
		})),
	},
	{
		ID:            "user-activated",
		Title:         "No account remains unactivated for long",
		FailureTitle:  "Account was never activated",
		Severity:      posture.Low,
		Rationale:     "An old invitation is a target for an account takeover.",
		Passes:        "the account is activated, or was created at most `max_days` ago",
		NotApplicable: "the user is suspended",
		Fields:        []string{"activated", "created", "suspended", "state"},
		Parameters:    []Parameter{{Name: "max_days", Default: 30, Minimum: 1, Maximum: 3650}},
		rule:          users.each(unlessSuspended(activated)),
	},
	{
		ID:            "user-domain-allowed",
		Title:         "Accounts belong to approved email domains",
		FailureTitle:  "Account with an email address of another domain",
		Severity:      posture.Low,
		Rationale:     "Accounts in other domains belong to guests and contractors.",
		Passes:        "the domain of the address is one of `allowed_email_domains`",
		NotApplicable: "`allowed_email_domains` is not set",
		Fields:        []string{"email"},
		rule:          users.each(allowedDomain),
	},
}

// What decides whether a check applies to a user, as absent names it.
const (
	whetherSuspended = "whether the user is suspended"
	whetherActive    = "whether the user is active"
	whetherService   = "whether the user is a service account"
)

// unlessSuspended limits a rule to users who are not suspended.
func unlessSuspended(judge func(User, input) ruling) func(User, input) ruling {
	return func(u User, in input) ruling {
		return where(not(u.IsSuspended()), whetherSuspended, "the user is suspended", judge(u, in))
	}
}

// ofOwnPassword limits a rule to users whose password JumpCloud manages.
func ofOwnPassword(judge func(User, input) ruling) func(User, input) ruling {
	return func(u User, in input) ruling {
		if u.ForeignPassword() {
			return notApplicable("another directory manages the password")
		}
		return judge(u, in)
	}
}

func notExcluded(u User, in input) ruling {
	excluded := must("whether the user is excluded from MFA", u.MFA.Exclusion, false, "the user is excluded from MFA, without an end date")
	if u.MFA.ExclusionUntil == "" || excluded.lack == lackField {
		return excluded
	}
	return dated("when the exclusion from MFA ends", u.MFA.ExclusionUntil, func(until time.Time) ruling {
		switch {
		case !until.After(in.AsOf):
			return pass()
		case excluded.status == Pass:
			return unknown("JumpCloud says both that the user is not excluded from MFA, and that the exclusion ends on %s", date(until))
		}
		return failIn("the user is excluded from MFA", "the user is excluded from MFA until %s", date(until))
	})
}

func portalMFA(u User, in input) ruling {
	setting := must("whether the user's setting requires MFA", u.EnableUserPortalMultifactor, true, "the setting is off, and no policy requires MFA for everyone")
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
		return absent("which factors the user has")
	}
	webAuthn, jcGo := Enrolled(u.MFAEnrollment.WebAuthnStatus), Enrolled(u.MFAEnrollment.JCGoStatus)
	return mustNotBoth("whether WebAuthn is enrolled", not(webAuthn), "whether JumpCloud Go is enrolled", not(jcGo),
		"neither WebAuthn nor JumpCloud Go is enrolled")
}

// passwordExpires applies only where the organization's passwords expire. A preset
// decides by itself, and the organization's own policy is then not in force.
func passwordExpires(u User, in input) ruling {
	flag := must("whether the password expires", u.PasswordNeverExpires, false, "the password never expires")
	return given(DocumentOrganization, in.evidence.Organization, func(o Organization) ruling {
		if presetPasswords(o.Settings) {
			return flag
		}
		expire := o.Settings.PasswordPolicy.EnablePasswordExpirationInDays
		if expire == nil {
			return absent("whether passwords expire in the organization")
		}
		return where(expire, "", "passwords do not expire in the organization", flag)
	})
}

func passwordAge(u User, in input) ruling {
	switch date := u.PasswordDate; {
	case date.Value != nil:
		return notOlder(in, "the password was set", *date.Value, in.number("max_days"))
	case !date.Said:
		return absent("when the password was set")
	}
	return notApplicable("the user has no password")
}

func passwordNotExpired(u User, in input) ruling {
	flag := must("whether the password has expired", u.PasswordExpired, false, "the password has expired")
	if at, ok := u.PasswordExpirationDate.Time(); ok && flag.status == Pass && !at.After(in.AsOf) && !isTrue(u.PasswordNeverExpires) {
		return unknown("JumpCloud says both that the password has not expired, and that it expired on %s", date(at))
	}
	return flag
}

func activated(u User, in input) ruling {
	is := must("whether the account is activated", u.Activated, true, "the account is not activated")
	if is.status == Pass {
		return is
	}
	recent := notOlder(in, "the account was created", u.Created, in.number("max_days"))
	switch {
	case recent.status != Fail:
		return recent
	case is.status == Unknown:
		return is
	}
	return failIn("the account is not activated, and "+recent.summarized(), "the account is not activated, and %s", recent.reason)
}

func allowedDomain(u User, in input) ruling {
	if len(in.AllowedEmailDomains) == 0 {
		return notApplicable("allowed_email_domains is not set")
	}
	at := strings.LastIndex(u.Email, "@")
	if at < 0 {
		return absent("the email address of the user")
	}
	return require(containsText(in.AllowedEmailDomains, u.Email[at+1:]), "the domain of the email address is not allowed")
}
