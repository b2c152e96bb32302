// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// managementChecks check how new devices are set up, how devices are kept up to
// date, and the connections that this depends on.
var managementChecks = []Check{
	{
		ID:            "device-signin-standard-user",
		Title:         "New device users are not local administrators",
		FailureTitle:  "New device users become local administrators",
		Severity:      posture.High,
		Rationale:     "Whoever signs in to a new device with JumpCloud becomes its administrator, and so does malware that they start.",
		Passes:        "the permission of new users is `STANDARD` for every operating system that users may sign in to",
		NotApplicable: "users cannot sign in to new devices with JumpCloud",
		Fields:        []string{"settings[].osFamily", "settings[].enabled", "settings[].defaultPermission"},
		rule: ofOrganization(func(in input) ruling {
			return given(DocumentSignInSettings, in.evidence.SignInSettings, standardUsers)
		}, DocumentSignInSettings),
	},
	{
		ID:            "device-os-update-policy",
		Title:         "Every operating system has an update policy",
		FailureTitle:  "Operating system without an update policy",
		Severity:      posture.Medium,
		Rationale:     "Without a policy, each user decides when a device gets its security updates.",
		Passes:        "there is an update policy for each of Windows, macOS and Linux that a device has",
		NotApplicable: "no device has Windows, macOS or Linux",
		Note:          "A policy counts even if it is bound to no device: `device-policy-bound` tells of that.",
		Fields:        []string{"policies[].template.name", "systems[].osFamily", "systems[].os"},
		rule:          ofOrganization(updatePolicies, DocumentPolicies, DocumentSystems),
	},
	{
		ID:            "apple-mdm-dep-token-valid",
		Title:         "Apple automated enrollment token is not about to expire",
		FailureTitle:  "Apple automated enrollment token expires soon",
		Severity:      posture.Medium,
		Rationale:     "When the token expires, new Apple devices are no longer enrolled, and are not managed.",
		Passes:        "the token is valid for more than `min_days`",
		NotApplicable: "there is no Apple MDM connection, or it has no token",
		Fields:        []string{"depServerTokenState", "depAccessTokenExpiry"},
		Parameters:    []Parameter{{Name: "min_days", Default: 30, Minimum: 0, Maximum: 3650}},
		rule:          appleMDMs.each(enrollmentToken),
	},
	{
		ID:            "ad-agents-active",
		Title:         "Active Directory agents are active",
		FailureTitle:  "Active Directory domain without an active agent",
		Severity:      posture.Medium,
		Rationale:     "Without an agent, a user who is disabled in one directory stays active in the other.",
		Passes:        "the domain has an agent, and each of its agents is active and was in contact at most `max_days` ago",
		NotApplicable: "no Active Directory domain is connected",
		Fields:        []string{"agents[].state", "agents[].contactAt"},
		Parameters:    []Parameter{{Name: "max_days", Default: 7, Minimum: 1, Maximum: 3650}},
		rule:          activeDirectories.each(activeAgents),
	},
	{
		ID:            "radius-lockout-removes",
		Title:         "Locked users lose RADIUS access",
		FailureTitle:  "Locked users keep RADIUS access",
		Severity:      posture.Low,
		Rationale:     "A locked account should be locked everywhere. The default is to keep the access.",
		Passes:        "a lockout removes the user from the RADIUS server",
		NotApplicable: "there are no RADIUS servers",
		Fields:        []string{"userLockoutAction"},
		rule: radiusServers.each(func(r RADIUSServer, _ input) ruling {
			return must("what a lockout does", isText(r.UserLockoutAction, "remove"), true, fmt.Sprintf("a lockout does %q", r.UserLockoutAction))
		}),
	},
	{
		ID:            "ldap-lockout-blocks",
		Title:         "Locked users lose LDAP access",
		FailureTitle:  "Locked users keep LDAP access",
		Severity:      posture.Low,
		Rationale:     "A locked account should be locked everywhere.",
		Passes:        "a lockout disables the user in LDAP, or removes the user",
		NotApplicable: "there is no LDAP server",
		Note:          "The specification has the actions `disable` and `remove`. Any other fails.",
		Fields:        []string{"userLockoutAction"},
		rule: ldapServers.each(func(s LDAPServer, _ input) ruling {
			if s.UserLockoutAction == "" {
				return absent("what a lockout does")
			}
			return require(containsText([]string{"disable", "remove"}, s.UserLockoutAction), "a lockout does %q", s.UserLockoutAction)
		}),
	},
}

func standardUsers(s SignInSettings) ruling {
	if s.Settings == nil || len(*s.Settings) == 0 {
		return absent("what new users become on a device")
	}
	enabled := new(false)
	permissions := []ruling{}
	for _, one := range *s.Settings {
		if isFalse(one.Enabled) {
			continue
		}
		enabled = allOf(one.Enabled)
		permissions = append(permissions, must("what new users become on a device", isText(one.DefaultPermission, "STANDARD"), true,
			fmt.Sprintf("new users of %s become %s", strings.ToLower(one.OSFamily), one.DefaultPermission)))
	}
	return where(enabled, "whether users can sign in to new devices", "users cannot sign in to new devices with JumpCloud", every(permissions...))
}

// updateTemplates are the templates of policies that keep a family of operating
// systems up to date, or enforce a version (tools).
var updateTemplates = map[Family][]string{
	Windows: {"system_updates_windows", "system_updates_osp_windows"},
	MacOS: {
		"system_update_darwin", "automatic_macOS_updates_darwin", "automatic_macOS_updates_darwin_ddm",
		"software_update_enforcement_specific_darwin_ddm", "software_update_preferences_darwin",
	},
	Linux: {"system_update_ubuntu_linux"},
}

func updatePolicies(in input) ruling {
	return given(DocumentPolicies, in.evidence.Policies, func(policies []Policy) ruling {
		return given(DocumentSystems, in.evidence.Systems, func(devices []System) ruling { return updatesOf(devices, policies) })
	})
}

func updatesOf(devices []System, policies []Policy) ruling {
	used := map[Family]bool{}
	for _, device := range devices {
		used[device.Family()] = true
	}
	rulings := []ruling{}
	for _, family := range []Family{Windows, MacOS, Linux} {
		if used[family] {
			rulings = append(rulings, updated(family, policies))
		}
	}
	if used[""] {
		rulings = append(rulings, unreadable("the operating system of a device"))
	}
	if len(rulings) == 0 {
		return notApplicable("no device has Windows, macOS or Linux")
	}
	return every(rulings...)
}

func updated(family Family, policies []Policy) ruling {
	result := fail("no policy updates devices with %s", map[Family]string{Windows: "Windows", MacOS: "macOS", Linux: "Linux"}[family])
	for _, policy := range policies {
		switch name := policy.Template.Name; {
		case slices.ContainsFunc(updateTemplates[family], func(template string) bool { return strings.EqualFold(template, name) }):
			return pass()
		case name == "":
			result = absent("which template a policy has")
		}
	}
	return result
}

// enrollmentToken believes the date before the state: a state may be old.
func enrollmentToken(m AppleMDM, in input) ruling {
	expiry := stillValid(in, "the token", m.DEPAccessTokenExpiry, in.number("min_days"))
	switch state := strings.ToLower(m.DEPServerTokenState); {
	case state == "expired":
		return fail("the token has expired")
	case state == "missing" && m.DEPAccessTokenExpiry == "":
		return notApplicable("the connection has no token")
	case expiry.status == Fail, state == "valid":
		return expiry
	case state == "":
		return absent("the state of the token")
	}
	return unreadable("the state of the token")
}

func activeAgents(d ActiveDirectory, in input) ruling {
	if d.Agents == nil {
		return absent("which agents the domain has")
	}
	if len(d.Agents) == 0 {
		return fail("the domain has no agent")
	}
	rulings := []ruling{}
	for _, agent := range d.Agents {
		rulings = append(rulings, activeAgent(agent, in))
	}
	return every(rulings...)
}

func activeAgent(agent ActiveDirectoryAgent, in input) ruling {
	state := must("the state of an agent", isText(agent.State, "active"), true, fmt.Sprintf("an agent is %s", agent.State))
	if state.status != Pass {
		return state
	}
	return notOlder(in, "an agent was last in contact", agent.ContactAt, in.number("max_days"))
}
