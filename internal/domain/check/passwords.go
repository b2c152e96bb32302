// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// The texts that all checks of the password policy share.
const (
	notInForce        = "`settings.passwordCompliance` is a preset such as `pci3`, which replaces the organization's own numbers"
	defaultPolicyOnly = "The check covers the default policy. User groups may have their own policies, which the API does not document."
	complianceField   = "settings.passwordCompliance"
	policyField       = "settings.passwordPolicy."
)

// passwordChecks check the default password policy. They read every number
// together with the flag that enables it.
var passwordChecks = []Check{
	passwordCheck("org-password-min-length", "Password policy requires a minimum length", posture.High,
		"JumpCloud recommends at least 12 characters, and allows no fewer than 8.",
		"the minimum length is enabled and at least `min_length`",
		[]string{"enableMinLength", "minLength"},
		[]Parameter{{Name: "min_length", Default: 12, Minimum: 8, Maximum: 64}},
		func(p PasswordPolicy, in input) ruling {
			least := in.number("min_length")
			return limit{"enableMinLength", p.EnableMinLength, "minLength", p.MinLength}.
				must(func(length int64) bool { return length >= least }, "at least", least)
		}),
	passwordCheck("org-password-complexity", "Password policy requires all four character classes", posture.Medium,
		"JumpCloud's best practice requires uppercase letters, lowercase letters, numbers, and special characters.",
		"all four are required",
		[]string{"needsLowercase", "needsUppercase", "needsNumeric", "needsSymbolic"}, nil,
		func(p PasswordPolicy, _ input) ruling { return complexity(p) }),
	passwordCheck("org-password-lockout", "Accounts lock after repeated failed logins", posture.High,
		"A lockout stops online password guessing.",
		"the limit is enabled and at most `max_attempts`",
		[]string{"enableMaxLoginAttempts", "maxLoginAttempts"},
		[]Parameter{{Name: "max_attempts", Default: 10, Minimum: 1, Maximum: 100}},
		func(p PasswordPolicy, in input) ruling {
			most := in.number("max_attempts")
			return limit{"enableMaxLoginAttempts", p.EnableMaxLoginAttempts, "maxLoginAttempts", p.MaxLoginAttempts}.
				must(func(attempts int64) bool { return attempts <= most }, "at most", most)
		}),
	passwordCheck("org-password-history", "Password reuse is limited", posture.Medium,
		"A history prevents users from returning to a known password.",
		"the history is enabled and holds at least `min_history` passwords",
		[]string{"enableMaxHistory", "maxHistory"},
		[]Parameter{{Name: "min_history", Default: 5, Minimum: 1, Maximum: 24}},
		func(p PasswordPolicy, in input) ruling {
			least := in.number("min_history")
			return limit{"enableMaxHistory", p.EnableMaxHistory, "maxHistory", p.MaxHistory}.
				must(func(history int64) bool { return history >= least }, "at least", least)
		}),
	passwordCheck("org-password-common-blocked", "Commonly used passwords are blocked", posture.Medium,
		"Password spraying begins with common passwords.",
		"commonly used passwords are disallowed",
		[]string{"disallowCommonlyUsedPasswords"}, nil,
		func(p PasswordPolicy, _ input) ruling {
			return must(policyField+"disallowCommonlyUsedPasswords", p.DisallowCommonlyUsedPasswords, true, "commonly used passwords are allowed")
		}),
	passwordCheck("org-password-username-blocked", "Passwords may not contain the username", posture.Low,
		"Such passwords are easy to guess.",
		"the username is disallowed in passwords",
		[]string{"allowUsernameSubstring"}, nil,
		func(p PasswordPolicy, _ input) ruling {
			return must(policyField+"allowUsernameSubstring", p.AllowUsernameSubstring, false, "passwords may contain the username")
		}),
	passwordCheck("org-password-sequential-blocked", "Sequential or repeated characters are blocked", posture.Low,
		"Such passwords are easy to guess.",
		"such characters are disallowed",
		[]string{"disallowSequentialOrRepetitiveChars"}, nil,
		func(p PasswordPolicy, _ input) ruling {
			return must(policyField+"disallowSequentialOrRepetitiveChars", p.DisallowSequentialOrRepetitiveChar, true, "sequential or repeated characters are allowed")
		}),
	passwordCheck("org-password-expiration", "Passwords expire", posture.Low,
		"JumpCloud's best practice is a change every 90 days. NIST SP 800-63B advises against forced changes: exclude the check if you follow it.",
		"expiration is enabled and happens after at most `max_days`",
		[]string{"enablePasswordExpirationInDays", "passwordExpirationInDays"},
		[]Parameter{{Name: "max_days", Default: 90, Minimum: 1, Maximum: 3650}},
		func(p PasswordPolicy, in input) ruling {
			most := in.number("max_days")
			return limit{"enablePasswordExpirationInDays", p.EnablePasswordExpirationInDays, "passwordExpirationInDays", p.PasswordExpirationInDays}.
				must(func(days int64) bool { return days <= most }, "at most", most)
		}),
	passwordCheck("org-password-reset-needs-mfa", "Users without MFA cannot reset their own password", posture.Medium,
		"If a reset needs no second factor, an attacker with access to the mailbox can take over the account.",
		"users without MFA cannot reset their own password",
		[]string{"allowUnenrolledMFAPasswordReset"}, nil,
		func(p PasswordPolicy, _ input) ruling {
			return must(policyField+"allowUnenrolledMFAPasswordReset", p.AllowUnenrolledMFAPasswordReset, false, "users without MFA can reset their own password")
		}),
}

func passwordCheck(id, title string, severity posture.Severity, rationale, passes string, fields []string, parameters []Parameter, judge func(PasswordPolicy, input) ruling) Check {
	read := []string{complianceField}
	for _, field := range fields {
		read = append(read, policyField+field)
	}
	return Check{
		ID:            id,
		Title:         title,
		Category:      MisconfiguredSetting,
		Severity:      severity,
		Rationale:     rationale,
		Passes:        passes,
		NotApplicable: notInForce,
		Note:          defaultPolicyOnly,
		Fields:        read,
		Parameters:    parameters,
		rule: ofSettings(func(s Settings, in input) ruling {
			if presetPasswords(s) {
				return notApplicable(complianceField + " is a preset, so the organization's own password policy does not apply")
			}
			r := judge(s.PasswordPolicy, in)
			if r.status == Pass {
				r.reason = "the default password policy passes; user groups may have their own"
			}
			return r
		}),
	}
}

// presetPasswords reports whether a preset replaces the organization's own
// password policy.
func presetPasswords(s Settings) bool {
	return s.PasswordCompliance != "" && !strings.EqualFold(s.PasswordCompliance, "custom")
}

// limit is a number of the password policy with the flag that enables it.
type limit struct {
	flagField   string
	flag        *bool
	numberField string
	number      *int64
}

func (l limit) must(good func(int64) bool, bound string, wanted int64) ruling {
	switch {
	case l.flag == nil:
		return absent(policyField + l.flagField)
	case !*l.flag:
		return fail("%s is off", policyField+l.flagField)
	case l.number == nil:
		return absent(policyField + l.numberField)
	case good(*l.number):
		return pass()
	}
	return fail("%s is %d, but must be %s %d", policyField+l.numberField, *l.number, bound, wanted)
}

func complexity(p PasswordPolicy) ruling {
	class := func(field string, needs *bool) ruling {
		return must(policyField+field, needs, true, policyField+field+" is off")
	}
	return every(
		class("needsLowercase", p.NeedsLowercase), class("needsUppercase", p.NeedsUppercase),
		class("needsNumeric", p.NeedsNumeric), class("needsSymbolic", p.NeedsSymbolic),
	)
}
