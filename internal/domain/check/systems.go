// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// systemChecks check devices.
var systemChecks = []Check{
	{
		ID:            "device-disk-encrypted",
		Title:         "Mac and Windows devices are encrypted",
		Severity:      posture.High,
		Rationale:     "Without encryption, a lost laptop exposes its data.",
		Passes:        "the disk is encrypted",
		NotApplicable: "the device runs neither macOS nor Windows (other systems do not report this state)",
		Fields:        []string{"fde.active", "os", "osFamily"},
		rule: systems.each(func(s System, _ input) ruling {
			return where(family(s, MacOS, Windows), familyFields, "the device runs neither macOS nor Windows",
				must("fde.active", s.FDE.Active, true, "the disk is not encrypted"))
		}),
	},
	{
		ID:            "device-encryption-key-escrowed",
		Title:         "Encrypted devices have their recovery key escrowed",
		Severity:      posture.Medium,
		Rationale:     "Without the recovery key, the disk cannot be recovered.",
		Passes:        "the recovery key is present",
		NotApplicable: "the disk is not encrypted, or the device runs neither macOS nor Windows",
		Fields:        []string{"fde.active", "fde.keyPresent", "os", "osFamily"},
		rule: systems.each(func(s System, _ input) ruling {
			escrowed := where(s.FDE.Active, "fde.active", "the disk is not encrypted",
				must("fde.keyPresent", s.FDE.KeyPresent, true, "the recovery key is not escrowed"))
			if isTrue(s.FDE.Active) {
				return escrowed
			}
			return where(family(s, MacOS, Windows), familyFields, "the device runs neither macOS nor Windows", escrowed)
		}),
	},
	{
		ID:            "device-ssh-root-login-off",
		Title:         "Root SSH login is off",
		Severity:      posture.High,
		Rationale:     "Root access cannot be attributed to a person.",
		Passes:        "the setting is off",
		NotApplicable: "the device runs Windows or is a mobile device",
		Note:          "The check does not read `sshRootEnabled`: a Windows device was seen to report it as on.",
		Fields:        []string{"allowSshRootLogin", "os", "osFamily"},
		rule: systems.each(func(s System, _ input) ruling {
			return where(family(s, MacOS, Linux), familyFields, "the device has no SSH settings",
				must("allowSshRootLogin", s.AllowSSHRootLogin, false, "root can log in over SSH"))
		}),
	},
	{
		ID:            "device-ssh-password-off",
		Title:         "SSH password login is off",
		Severity:      posture.Medium,
		Rationale:     "Passwords over SSH invite password spraying.",
		Passes:        "the setting is off",
		NotApplicable: "the device runs Windows or is a mobile device",
		Fields:        []string{"allowSshPasswordAuthentication", "os", "osFamily"},
		rule: systems.each(func(s System, _ input) ruling {
			return where(family(s, MacOS, Linux), familyFields, "the device has no SSH settings",
				must("allowSshPasswordAuthentication", s.AllowSSHPasswordAuthentication, false, "SSH accepts passwords"))
		}),
	},
	{
		ID:            "device-mfa-enabled",
		Title:         "Device login asks for MFA",
		Severity:      posture.Medium,
		Rationale:     "Without MFA, a password alone gives access to the device.",
		Passes:        "the setting is on",
		NotApplicable: "the device is a mobile device",
		Fields:        []string{"allowMultiFactorAuthentication", "os", "osFamily"},
		rule: systems.each(func(s System, _ input) ruling {
			return where(family(s, MacOS, Windows, Linux), familyFields, "the device is a mobile device",
				must("allowMultiFactorAuthentication", s.AllowMultiFactorAuthentication, true, "login does not ask for MFA"))
		}),
	},
	{
		ID:         "device-agent-reporting",
		Title:      "Devices have reported recently",
		Severity:   posture.Medium,
		Rationale:  "An agent that does not report does not enforce policies.",
		Passes:     "the last contact is at most `max_days` ago",
		Note:       "A device that never reported is unknown.",
		Fields:     []string{"lastContact"},
		Parameters: []Parameter{{Name: "max_days", Default: 30, Minimum: 1, Maximum: 3650}},
		rule: systems.each(func(s System, in input) ruling {
			return notOlder(in, "lastContact", s.LastContact, in.number("max_days"))
		}),
	},
	{
		ID:        "device-policies-succeed",
		Title:     "Device policies apply without failures",
		Severity:  posture.Medium,
		Rationale: "A failed policy is a control that is not enforced.",
		Passes:    "no policy failed",
		Fields:    []string{"policyStats.failed"},
		rule: systems.each(func(s System, _ input) ruling {
			failed := s.PolicyStats.Failed
			if failed == nil {
				return absent("policyStats.failed")
			}
			if *failed < 0 {
				return unreadable("policyStats.failed")
			}
			return require(*failed == 0, "policies failed: %d", *failed)
		}),
	},
	{
		ID:        "device-policy-bound",
		Title:     "Devices are bound to at least one policy",
		Severity:  posture.Low,
		Rationale: "Without a policy, the configuration of the device is not managed.",
		Passes:    "the device is bound to a policy",
		Fields:    []string{"isPolicyBound"},
		rule: systems.each(func(s System, _ input) ruling {
			return must("isPolicyBound", s.IsPolicyBound, true, "the device is not bound to a policy")
		}),
	},
	{
		ID:        "device-system-insights-on",
		Title:     "System Insights is on for each device",
		Severity:  posture.Low,
		Rationale: "Without System Insights, the state of the device is not visible.",
		Passes:    "the state is `enabled`",
		Fields:    []string{"systemInsights.state"},
		rule: systems.each(func(s System, _ input) ruling {
			return mustBe("systemInsights.state", s.SystemInsights.State, "enabled")
		}),
	},
}

// localAccountChecks check the local accounts of devices.
var localAccountChecks = []Check{
	{
		ID:        "device-no-unmanaged-local-admin",
		Title:     "No unmanaged local admin accounts on devices",
		Severity:  posture.Medium,
		Rationale: "The directory does not control local accounts.",
		Passes:    "no local account is an administrator that is neither managed nor suspended",
		Note:      "The check also finds accounts of the operating system and of agents. To ignore them, add the accounts or the devices to `ignored_subjects`.",
		Fields:    []string{"userMetrics[].admin", "userMetrics[].managed", "userMetrics[].userName", "userMetrics[].suspended"},
		rule:      systems.each(noLocalAdministrator),
	},
}

const familyFields = "osFamily, or a known os,"

// family reports whether a device is of one of the families. It is nil when the
// family is unknown.
func family(s System, families ...Family) *bool {
	if s.Family() == "" {
		return nil
	}
	return new(slices.Contains(families, s.Family()))
}

func noLocalAdministrator(s System, in input) ruling {
	if s.UserMetrics == nil {
		return absent("userMetrics")
	}
	found := 0
	result := pass()
	for _, account := range *s.UserMetrics {
		switch {
		case in.ignores(account.UserName), isFalse(account.Admin), isTrue(account.Managed), isTrue(account.Suspended):
		case account.Admin == nil || account.Managed == nil || account.Suspended == nil:
			result = absent("userMetrics[].admin, managed or suspended")
		default:
			found++
		}
	}
	if found > 0 {
		return fail("unmanaged local administrators: %d", found)
	}
	return result
}
