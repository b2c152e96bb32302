// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// groupChecks check what the members of user groups may do.
var groupChecks = []Check{{
	ID:            "group-no-passwordless-sudo",
	Title:         "No user group gives passwordless sudo",
	FailureTitle:  "User group with passwordless sudo",
	Severity:      posture.High,
	Rationale:     "Anyone with a session of a member is root on every device of the group, although the flag of the user is off.",
	Passes:        "the group does not give sudo, or asks for the password",
	NotApplicable: "there are no user groups",
	Fields:        []string{"attributes.sudo.enabled", "attributes.sudo.withoutPassword"},
	rule: userGroups.each(func(g UserGroup, _ input) ruling {
		return must("whether the group gives sudo without a password", g.PasswordlessSudo(), false, "the group gives passwordless sudo")
	}),
}}

// factorPolicyChecks check which factors access policies accept.
var factorPolicyChecks = []Check{
	{
		ID:            "cap-no-sms-factor",
		Title:         "No access policy accepts codes in text messages",
		FailureTitle:  "Access policy that accepts codes in text messages",
		Severity:      posture.Medium,
		Rationale:     "The weakest factor that a policy accepts is the one that an attacker asks for.",
		Passes:        "the factors of the policy do not include `SMS_OTP`",
		NotApplicable: "the policy is disabled, denies access, or does not require MFA",
		Fields:        []string{"effect.obligations.mfaFactors[].type", "effect.obligations.mfa.required", "effect.action", "disabled"},
		rule: accessPolicies.each(func(p AccessPolicy, _ input) ruling {
			requires := allOf(not(p.Disabled), p.Effect.Obligations.MFA.Required, not(isText(p.Effect.Action, "deny")))
			return where(requires, "whether the policy requires MFA", "the policy does not require MFA", noSMSFactor(p))
		}),
	},
}

// factorChecks check how strong the factors of users are, and whose addresses
// administrators have.
var factorChecks = []Check{
	{
		ID:            "user-mfa-not-sms-only",
		Title:         "No user depends on text messages alone for MFA",
		FailureTitle:  "User whose only factor is text messages",
		Severity:      posture.Medium,
		Rationale:     "A code in a text message can be phished, and received by whoever takes over the telephone number.",
		Passes:        "text messages are not enrolled, or another factor is",
		NotApplicable: "the user is not active, or has no factor",
		Fields: []string{
			"mfaEnrollment.smsStatus", "mfaEnrollment.totpStatus", "mfaEnrollment.pushStatus", "mfaEnrollment.webAuthnStatus",
			"mfaEnrollment.jcGoStatus", "mfaEnrollment.overallStatus", "activated", "suspended", "account_locked",
		},
		rule: users.each(func(u User, _ input) ruling {
			return where(u.Active(), whetherActive, "the user is not active", notSMSOnly(u.MFAEnrollment))
		}),
	},
	{
		ID:            "admin-domain-allowed",
		Title:         "Administrators belong to approved email domains",
		FailureTitle:  "Administrator with an email address of another domain",
		Severity:      posture.Medium,
		Rationale:     "The organization does not control a mailbox at another domain, nor the account of a person who leaves that company.",
		Passes:        "the domain of the address is one of `allowed_email_domains`",
		NotApplicable: "`allowed_email_domains` is not set, or the administrator is suspended",
		Fields:        []string{"email", "suspended"},
		rule: administrators.each(func(a Administrator, in input) ruling {
			if len(in.AllowedEmailDomains) == 0 {
				return notApplicable("allowed_email_domains is not set")
			}
			return where(not(a.Suspended), "whether the administrator is suspended", "the administrator is suspended", administratorDomain(a, in))
		}),
	},
}

// notSMSOnly fails when text messages are the only enrolled factor.
func notSMSOnly(enrollment *MFAEnrollment) ruling {
	if enrollment == nil {
		return absent("which factors are enrolled")
	}
	if isFalse(Enrolled(enrollment.OverallStatus)) {
		return notApplicable("no factor is enrolled")
	}
	only := allOf(enrollment.smsEnrolled(), not(Enrolled(enrollment.TOTPStatus)), not(Enrolled(enrollment.PushStatus)),
		not(Enrolled(enrollment.WebAuthnStatus)), not(Enrolled(enrollment.JCGoStatus)))
	return must("which factors are enrolled", only, false, "text messages are the only enrolled factor")
}

// smsEnrolled reports whether text messages are enrolled. It is nil for a status
// that the specification does not have, which may be a better word for enrolled.
func (e MFAEnrollment) smsEnrolled() *bool {
	others := []string{"NOT_ENROLLED", "DISABLED", "PENDING_ACTIVATION", "ENROLLMENT_EXPIRED", "IN_ENROLLMENT", "PRE_ENROLLMENT"}
	if isTrue(Enrolled(e.SMSStatus)) || containsText(others, e.SMSStatus) {
		return Enrolled(e.SMSStatus)
	}
	return nil
}

func noSMSFactor(p AccessPolicy) ruling {
	factors := p.Effect.Obligations.MFAFactors
	if factors == nil || len(*factors) == 0 {
		return absent("which factors the policy accepts")
	}
	accepted := []ruling{}
	for _, factor := range *factors {
		accepted = append(accepted, notSMS(factor.Type))
	}
	return every(accepted...)
}

// otherFactors are the types of factors beside SMS_OTP (spec).
var otherFactors = []string{"DUO", "DURT", "PUSH", "TOTP", "WEBAUTHN"}

// notSMS fails for codes in text messages. A type that the specification does not
// have may be another word for them.
func notSMS(factor string) ruling {
	const what = "which factors the policy accepts"
	switch {
	case factor == "":
		return absent(what)
	case strings.EqualFold(factor, "SMS_OTP"):
		return fail("the policy accepts codes in text messages")
	case !containsText(otherFactors, factor):
		return unreadable(what)
	}
	return pass()
}

func administratorDomain(a Administrator, in input) ruling {
	_, domain, ok := strings.Cut(a.Email, "@")
	if !ok {
		return absent("the email address")
	}
	return require(containsText(in.AllowedEmailDomains, domain), "the domain of the email address is not allowed")
}
