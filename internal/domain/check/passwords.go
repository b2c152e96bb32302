// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

const (
	complianceField = "settings.passwordCompliance"
	policyField     = "settings.passwordPolicy."
)

// passwordChecks check the default password policy. They read every number
// together with the flag that enables it.
var passwordChecks = ofDefaultPolicy([]Check{
	{
		ID:           "org-password-min-length",
		Title:        "Password policy requires a minimum length",
		FailureTitle: "Password policy allows short passwords",
		Severity:     posture.High,
		Rationale:    "JumpCloud recommends at least 12 characters, and allows no fewer than 8.",
		Passes:       "the minimum length is enabled and at least `min_length`",
		Fields:       []string{"enableMinLength", "minLength"},
		Parameters:   []Parameter{{Name: "min_length", Default: 12, Minimum: 8, Maximum: 64}},
		rule: ofPasswordPolicy(func(p PasswordPolicy, in input) ruling {
			return limit{"the minimum length of passwords", p.EnableMinLength, p.MinLength}.atLeast(in.number("min_length"))
		}),
	},
	{
		ID:           "org-password-complexity",
		Title:        "Password policy requires all four character classes",
		FailureTitle: "Password policy does not require all four character classes",
		Severity:     posture.Low,
		Rationale:    "JumpCloud's best practice requires uppercase letters, lowercase letters, numbers, and special characters. NIST SP 800-63B-4 forbids such rules (section 3.1.1.2): exclude the check if you follow it.",
		Passes:       "all four are required",
		Fields:       []string{"needsLowercase", "needsUppercase", "needsNumeric", "needsSymbolic"},
		rule:         ofPasswordPolicy(complexity),
	},
	{
		ID:           "org-password-lockout",
		Title:        "Accounts lock after repeated failed logins",
		FailureTitle: "Accounts do not lock after repeated failed logins",
		Severity:     posture.High,
		Rationale:    "A lockout stops online password guessing.",
		Passes:       "the limit is enabled and at most `max_attempts`",
		Fields:       []string{"enableMaxLoginAttempts", "maxLoginAttempts"},
		Parameters:   []Parameter{{Name: "max_attempts", Default: 10, Minimum: 1, Maximum: 100}},
		rule: ofPasswordPolicy(func(p PasswordPolicy, in input) ruling {
			return limit{"the limit of failed logins", p.EnableMaxLoginAttempts, p.MaxLoginAttempts}.
				atMost(in.number("max_attempts"))
		}),
	},
	{
		ID:           "org-password-history",
		Title:        "Password reuse is limited",
		FailureTitle: "Old passwords can be reused",
		Severity:     posture.Medium,
		Rationale:    "A history prevents users from returning to a known password.",
		Passes:       "the history is enabled and holds at least `min_history` passwords",
		Fields:       []string{"enableMaxHistory", "maxHistory"},
		Parameters:   []Parameter{{Name: "min_history", Default: 5, Minimum: 1, Maximum: 24}},
		rule: ofPasswordPolicy(func(p PasswordPolicy, in input) ruling {
			return limit{"the number of remembered passwords", p.EnableMaxHistory, p.MaxHistory}.atLeast(in.number("min_history"))
		}),
	},
	{
		ID:           "org-password-common-blocked",
		Title:        "Commonly used passwords are blocked",
		FailureTitle: "Commonly used passwords are allowed",
		Severity:     posture.Medium,
		Rationale:    "Password spraying begins with common passwords.",
		Passes:       "commonly used passwords are disallowed",
		Fields:       []string{"disallowCommonlyUsedPasswords"},
		rule: ofPasswordPolicy(func(p PasswordPolicy, _ input) ruling {
			return must("whether commonly used passwords are disallowed", p.DisallowCommonlyUsedPasswords, true, "commonly used passwords are allowed")
		}),
	},
	{
		ID:           "org-password-username-blocked",
		Title:        "Passwords may not contain the username",
		FailureTitle: "Passwords may contain the username",
		Severity:     posture.Low,
		Rationale:    "Such passwords are easy to guess.",
		Passes:       "the username is disallowed in passwords",
		Fields:       []string{"allowUsernameSubstring"},
		rule: ofPasswordPolicy(func(p PasswordPolicy, _ input) ruling {
			return must("whether passwords may contain the username", p.AllowUsernameSubstring, false, "passwords may contain the username")
		}),
	},
	{
		ID:           "org-password-sequential-blocked",
		Title:        "Sequential or repeated characters are blocked",
		FailureTitle: "Passwords may have sequential or repeated characters",
		Severity:     posture.Low,
		Rationale:    "Such passwords are easy to guess.",
		Passes:       "such characters are disallowed",
		Fields:       []string{"disallowSequentialOrRepetitiveChars"},
		rule: ofPasswordPolicy(func(p PasswordPolicy, _ input) ruling {
			return must("whether sequential or repeated characters are disallowed", p.DisallowSequentialOrRepetitiveChar, true, "sequential or repeated characters are allowed")
		}),
	},
	{
		ID:           "org-password-expiration",
		Title:        "Passwords expire",
		FailureTitle: "Passwords do not expire in time",
		Severity:     posture.Low,
		Rationale:    "JumpCloud's best practice is a change every 90 days. NIST SP 800-63B-4 forbids periodic changes (section 3.1.1.2), and so does CISA's baseline for Microsoft Entra ID (MS.AAD.6.1).",
		OffByDefault: true,
		Passes:       "expiration is enabled and happens after at most `max_days`",
		Fields:       []string{"enablePasswordExpirationInDays", "passwordExpirationInDays"},
		Parameters:   []Parameter{{Name: "max_days", Default: 90, Minimum: 1, Maximum: 3650}},
		rule: ofPasswordPolicy(func(p PasswordPolicy, in input) ruling {
			return limit{"the number of days after which passwords expire", p.EnablePasswordExpirationInDays, p.PasswordExpirationInDays}.
				atMost(in.number("max_days"))
		}),
	},
	{
		ID:           "org-password-reset-needs-mfa",
		Title:        "Users without MFA cannot reset their own password",
		FailureTitle: "Users without MFA can reset their own password",
		Severity:     posture.Medium,
		Rationale:    "If a reset needs no second factor, an attacker with access to the mailbox can take over the account.",
		Passes:       "users without MFA cannot reset their own password",
		Fields:       []string{"allowUnenrolledMFAPasswordReset"},
		rule: ofPasswordPolicy(func(p PasswordPolicy, _ input) ruling {
			return must("whether users without MFA can reset their own password", p.AllowUnenrolledMFAPasswordReset, false, "users without MFA can reset their own password")
		}),
	},
})

// ofDefaultPolicy adds to checks what all checks of the password policy share.
// Their fields are given without policyField.
func ofDefaultPolicy(checks []Check) []Check {
	for i := range checks {
		fields := []string{complianceField}
		for _, field := range checks[i].Fields {
			fields = append(fields, policyField+field)
		}
		checks[i].Fields = fields
		checks[i].NotApplicable = "`settings.passwordCompliance` is a preset such as `pci3`, which replaces the organization's own numbers"
		checks[i].Note = "The check covers the default policy. User groups may have their own policies, which it does not read."
	}
	return checks
}

// ofPasswordPolicy returns a rule over the organization's own password policy.
func ofPasswordPolicy(judge func(PasswordPolicy, input) ruling) rule {
	return ofSettings(func(s Settings, in input) ruling {
		switch strings.ToLower(s.PasswordCompliance) {
		case "", "custom":
		case "pci3", "windows": // the presets (spec)
			return notApplicable("a preset applies, and not the organization's own password policy")
		default:
			return unreadable("which password policy applies")
		}
		r := judge(s.PasswordPolicy, in)
		if r.status == Pass {
			r.reason = "the default password policy passes; user groups may have their own"
		}
		return r
	})
}

// presetPasswords reports whether a preset replaces the organization's own
// password policy.
func presetPasswords(s Settings) bool {
	return s.PasswordCompliance != "" && !strings.EqualFold(s.PasswordCompliance, "custom")
}

// limit is a number of the password policy with the flag that enables it.
type limit struct {
	noun   string
	flag   *bool
	number *int64
}

func (l limit) atLeast(least int64) ruling {
	return l.must(func(number int64) bool { return number >= least }, "at least", least)
}

func (l limit) atMost(most int64) ruling {
	return l.must(func(number int64) bool { return number <= most }, "at most", most)
}

func (l limit) must(good func(int64) bool, bound string, wanted int64) ruling {
	switch {
	case l.flag == nil:
		return absent("whether " + l.noun + " is on")
	case !*l.flag:
		return fail("%s is off", l.noun)
	case l.number == nil:
		return absent(l.noun)
	case *l.number < 1: // a limit that is on, and is none
		return unreadable(l.noun)
	}
	return require(good(*l.number), "%s is %d, but must be %s %d", l.noun, *l.number, bound, wanted)
}

func complexity(p PasswordPolicy, _ input) ruling {
	class := func(noun string, needs *bool) ruling {
		return must("whether "+noun+" are required", needs, true, noun+" are not required")
	}
	return every(
		class("lowercase letters", p.NeedsLowercase), class("uppercase letters", p.NeedsUppercase),
		class("numbers", p.NeedsNumeric), class("special characters", p.NeedsSymbolic),
	)
}
