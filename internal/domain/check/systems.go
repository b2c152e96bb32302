// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// systemChecks check devices.
var systemChecks = []Check{
	{
		ID:            "device-disk-encrypted",
		Title:         "Mac and Windows devices are encrypted",
		FailureTitle:  "Device without disk encryption",
		Severity:      posture.High,
		Rationale:     "Without encryption, a lost laptop exposes its data.",
		Passes:        "the disk is encrypted",
		NotApplicable: "the device runs neither macOS nor Windows (other systems do not report this state)",
		Fields:        []string{"fde.active", "os", "osFamily", "templateName"},
		rule: systems.each(func(s System, _ input) ruling {
			return where(family(s, MacOS, Windows), whichSystem, "the device runs neither macOS nor Windows",
				must("whether the disk is encrypted", s.FDE.Active, true, "the disk is not encrypted"))
		}),
	},
	{
		ID:            "device-encryption-key-escrowed",
		Title:         "Encrypted devices have their recovery key escrowed",
		FailureTitle:  "Encrypted device without an escrowed recovery key",
		Severity:      posture.Medium,
		Rationale:     "Without the recovery key, the disk cannot be recovered.",
		Passes:        "the recovery key is present",
		NotApplicable: "the disk is not encrypted, or the device runs neither macOS nor Windows",
		Fields:        []string{"fde.active", "fde.keyPresent", "os", "osFamily", "templateName"},
		rule: systems.each(func(s System, _ input) ruling {
			escrowed := where(s.FDE.Active, "whether the disk is encrypted", "the disk is not encrypted",
				must("whether the recovery key is escrowed", s.FDE.KeyPresent, true, "the recovery key is not escrowed"))
			if isTrue(s.FDE.Active) {
				return escrowed
			}
			return where(family(s, MacOS, Windows), whichSystem, "the device runs neither macOS nor Windows", escrowed)
		}),
	},
	{
		ID:            "device-ssh-root-login-off",
		Title:         "Root SSH login is off",
		FailureTitle:  "Device allows root SSH login",
		Severity:      posture.High,
		Rationale:     "Root access cannot be attributed to a person.",
		Passes:        "the setting is off, and the parameters of the SSH server do not say otherwise",
		NotApplicable: "the device runs Windows or is a mobile device",
		Note:          "The check does not read `sshRootEnabled`: a Windows device was seen to report it as on.",
		Fields:        []string{"allowSshRootLogin", "sshdParams", "os", "osFamily", "templateName"},
		rule: systems.each(func(s System, _ input) ruling {
			return where(family(s, MacOS, Linux), whichSystem, "the device has no SSH settings",
				sshOff(s, "PermitRootLogin", "whether root can log in over SSH", s.AllowSSHRootLogin, "root can log in over SSH"))
		}),
	},
	{
		ID:            "device-ssh-password-off",
		Title:         "SSH password login is off",
		FailureTitle:  "Device allows SSH password login",
		Severity:      posture.Medium,
		Rationale:     "Passwords over SSH invite password spraying.",
		Passes:        "the setting is off, and the parameters of the SSH server do not say otherwise",
		NotApplicable: "the device runs Windows or is a mobile device",
		Fields:        []string{"allowSshPasswordAuthentication", "sshdParams", "os", "osFamily", "templateName"},
		rule: systems.each(func(s System, _ input) ruling {
			return where(family(s, MacOS, Linux), whichSystem, "the device has no SSH settings",
				sshOff(s, "PasswordAuthentication", "whether SSH accepts passwords", s.AllowSSHPasswordAuthentication, "SSH accepts passwords"))
		}),
	},
	{
		ID:            "device-mfa-enabled",
		Title:         "Device login asks for MFA",
		FailureTitle:  "Device login without MFA",
		Severity:      posture.Medium,
		Rationale:     "Without MFA, a password alone gives access to the device.",
		Passes:        "the setting is on",
		NotApplicable: "the device is a mobile device",
		Fields:        []string{"allowMultiFactorAuthentication", "os", "osFamily", "templateName"},
		rule: systems.each(func(s System, _ input) ruling {
			return where(family(s, MacOS, Windows, Linux), whichSystem, "the device is a mobile device",
				must("whether login asks for MFA", s.AllowMultiFactorAuthentication, true, "login does not ask for MFA"))
		}),
	},
	{
		ID:            "device-agent-reporting",
		Title:         "Devices have reported recently",
		FailureTitle:  "Device has not reported recently",
		Severity:      posture.Medium,
		Rationale:     "An agent that does not report does not enforce policies.",
		Passes:        "the last contact is at most `max_days` ago",
		NotApplicable: "the device has no agent: it is a mobile device, or `agentVersion` is empty and there was no contact",
		Note:          "A device with an agent that never reported is unknown.",
		Fields:        []string{"lastContact", "agentVersion", "os", "osFamily", "templateName"},
		Parameters:    []Parameter{{Name: "max_days", Default: 30, Minimum: 1, Maximum: 3650}},
		rule: systems.each(func(s System, in input) ruling {
			return withAgent(s, notOlder(in, "the device was last seen", s.LastContact, in.number("max_days")))
		}),
	},
	{
		ID:            "device-policies-succeed",
		Title:         "Device policies apply without failures",
		FailureTitle:  "Device with failed policies",
		Severity:      posture.Low,
		Rationale:     "A failed policy is a control that is not enforced.",
		Passes:        "no policy failed, and at least one succeeded",
		NotApplicable: "no policy applies to the device (`device-policy-bound` checks such devices)",
		Fields:        []string{"policyStats.failed", "policyStats.success", "policyStats.total"},
		rule:          systems.each(func(s System, _ input) ruling { return policiesSucceed(s) }),
	},
	{
		ID:           "device-policy-bound",
		Title:        "Devices are bound to at least one policy",
		FailureTitle: "Device without a policy",
		Severity:     posture.Low,
		Rationale:    "Without a policy, the configuration of the device is not managed.",
		Passes:       "the device is bound to a policy",
		Fields:       []string{"isPolicyBound", "policyStats.total"},
		rule: systems.each(func(s System, _ input) ruling {
			if total := s.PolicyStats.Total; isTrue(s.IsPolicyBound) && total != nil && *total == 0 {
				return unknown("JumpCloud says both that the device is bound to a policy, and that no policy applies to it")
			}
			return must("whether the device is bound to a policy", s.IsPolicyBound, true, "the device is not bound to a policy")
		}),
	},
	{
		ID:            "device-system-insights-on",
		Title:         "System Insights is on for each device",
		FailureTitle:  "Device without System Insights",
		Severity:      posture.Low,
		Rationale:     "Without System Insights, the state of the device is not visible.",
		Passes:        "the state is `enabled`",
		NotApplicable: "the device has no agent: it is a mobile device, or `agentVersion` is empty and there was no contact",
		Fields:        []string{"systemInsights.state", "agentVersion", "lastContact", "os", "osFamily", "templateName"},
		rule: systems.each(func(s System, _ input) ruling {
			return withAgent(s, mustBe("the state of System Insights", s.SystemInsights.State, "enabled"))
		}),
	},
}

// localAccountChecks check the local accounts of devices.
var localAccountChecks = []Check{
	{
		ID:            "device-no-unmanaged-local-admin",
		Title:         "No unmanaged local admin accounts on devices",
		FailureTitle:  "Device with an unmanaged local administrator",
		Severity:      posture.Medium,
		Rationale:     "The directory does not control local accounts.",
		Passes:        "no local account is an administrator that is neither managed nor suspended",
		NotApplicable: "the device has no agent: it is a mobile device, or `agentVersion` is empty and there was no contact",
		Note:          "An empty list of accounts is unknown: every computer has one. The check also finds accounts of the operating system and of agents. To ignore them, add the accounts or the devices to `ignored_subjects`.",
		Fields:        []string{"userMetrics[].admin", "userMetrics[].managed", "userMetrics[].userName", "userMetrics[].suspended", "agentVersion", "lastContact", "os", "osFamily", "templateName"},
		rule:          systems.each(func(s System, in input) ruling { return withAgent(s, noLocalAdministrator(s, in)) }),
	},
}

const whichSystem = "which operating system the device runs"

// family reports whether a device is of one of the families. It is nil when the
// family is unknown.
func family(s System, families ...Family) *bool {
	if s.Family() == "" {
		return nil
	}
	return new(slices.Contains(families, s.Family()))
}

// withAgent returns the ruling on what the agent of a device reports.
func withAgent(s System, r ruling) ruling {
	if s.Family() == Mobile || s.WithoutAgent() {
		return notApplicable("the device has no agent")
	}
	return r
}

// sshOff passes when a setting is off, unless a parameter of the SSH server
// contradicts it.
func sshOff(s System, parameter, what string, value *bool, failure string) ruling {
	setting := must(what, value, false, failure)
	for _, set := range s.SSHDParameters {
		if setting.status == Pass && strings.EqualFold(set.Name, parameter) && strings.EqualFold(set.Value, "yes") {
			return unknown("the setting is off, but %s of the SSH server is %q", parameter, set.Value)
		}
	}
	return setting
}

func policiesSucceed(s System) ruling {
	failed, success, total := s.PolicyStats.Failed, s.PolicyStats.Success, s.PolicyStats.Total
	const howMany = "how many policies apply, fail, and succeed"
	switch {
	case failed != nil && *failed > 0:
		return failIn("policies failed", "policies failed: %d", *failed)
	case total != nil && *total == 0 && failed != nil && *failed == 0:
		return notApplicable("no policy applies to the device")
	case failed == nil, total == nil, success == nil:
		return absent(howMany)
	case *failed < 0, *total < 0, *success < 0:
		return unreadable(howMany)
	case *success == 0:
		return unknown("no policy has succeeded yet, of %d that apply", *total)
	}
	return pass()
}

func noLocalAdministrator(s System, in input) ruling {
	if s.UserMetrics == nil || len(*s.UserMetrics) == 0 {
		return absent("which local accounts the device has")
	}
	found := 0
	result := pass()
	for _, account := range *s.UserMetrics {
		switch {
		case in.ignores(account.UserName), isFalse(account.Admin), isTrue(account.Managed), isTrue(account.Suspended):
		case account.Admin == nil || account.Managed == nil || account.Suspended == nil:
			result = absent("of every local account whether it is an administrator, managed, and suspended")
		default:
			found++
		}
	}
	if found > 0 {
		return failIn("there are unmanaged local administrators", "unmanaged local administrators: %d", found)
	}
	return result
}
