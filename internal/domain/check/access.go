// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import "github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"

// accessChecks check conditional access policies. They do not cover the default
// access policy, which the API does not return.
var accessChecks = []Check{
	{
		ID:           "cap-user-portal-mfa-for-all",
		Title:        "User portal login requires MFA for everyone",
		FailureTitle: "User portal login without MFA",
		Severity:     posture.High,
		Rationale:    "JumpCloud's default is \"MFA based on the user's setting\". Without a policy, the outcome depends on each user.",
		Passes: "an enforced policy without conditions or exceptions allows all users into the user portal with MFA, and no other lets users in without MFA; " +
			"or every active user has the setting on and is not excluded from MFA; or `default_access_policy_requires_mfa` is set",
		Note: "The API does not return the default access policy. Set `default_access_policy_requires_mfa` if that policy always requires MFA. " +
			"A policy with `monitorOnly` is not enforced.",
		Fields: []string{
			"type", "disabled", "monitorOnly", "conditions", "effect.action", "effect.obligations.mfa.required", "targets.resources[].type",
			"targets.users.inclusions[]", "targets.userGroups.exclusions[]", "targets.userAttributes", "systemusers[].enable_user_portal_multifactor",
		},
		rule: ofOrganization(userPortalMFA, DocumentAccessPolicies, DocumentUsers),
	},
	{
		ID:            "cap-no-unconditional-mfa-skip",
		Title:         "No access policy lets users in without MFA unconditionally",
		FailureTitle:  "Access policy lets users in without MFA",
		Severity:      posture.Medium,
		Rationale:     "Such a policy overrides the default access policy for the users that it applies to.",
		Passes:        "the policy is disabled, denies access, requires MFA, or has conditions",
		NotApplicable: "the policy only monitors (`monitorOnly`)",
		Fields:        []string{"disabled", "monitorOnly", "conditions", "effect.action", "effect.obligations.mfa.required"},
		rule:          accessPolicies.each(func(p AccessPolicy, _ input) ruling { return noMFASkip(p) }),
	},
	{
		ID:           "cap-admin-portal-policy",
		Title:        "A conditional access policy protects the admin portal",
		FailureTitle: "Admin portal without a conditional access policy",
		Severity:     posture.Medium,
		Rationale:    "JumpCloud highly recommends such a policy. It is a second line of defense: JumpCloud requires MFA of administrators anyway.",
		Passes:       "an enforced policy for the admin portal denies access or requires MFA, and applies to all users without exception",
		Note:         "The policy applies only to administrators who are linked to a user. If it applies to some users only, the check is unknown: it does not read who they are.",
		Fields: []string{
			"type", "disabled", "monitorOnly", "effect.action", "effect.obligations.mfa.required", "targets.resources[].type",
			"targets.users.inclusions[]", "targets.userGroups.exclusions[]", "targets.userAttributes",
		},
		rule: accessPolicies.together(func(policies []AccessPolicy, _ input) ruling {
			return bestPolicy(policies, adminPortalPolicy, "no enforced policy denies access to the admin portal, or requires MFA for it")
		}),
	},
	{
		ID:           "cap-no-disabled-policies",
		Title:        "No access policies are left behind that have no effect",
		FailureTitle: "Access policy without effect",
		Severity:     posture.Low,
		Rationale:    "Policies that are disabled or only monitor obscure the rules that apply.",
		Passes:       "the policy is enabled, and does more than monitor",
		Fields:       []string{"disabled", "monitorOnly"},
		rule: accessPolicies.each(func(p AccessPolicy, _ input) ruling {
			disabled := must(whetherDisabled, p.Disabled, false, "the policy is disabled")
			if p.MonitorOnly.Said {
				return every(disabled, must("whether the policy only monitors", p.MonitorOnly.Value, false, "the policy only monitors"))
			}
			return disabled
		}),
	},
}

const whetherDisabled = "whether the policy is disabled"

// userPortalMFA passes when one of three conditions is met. It fails only when
// all of them are known not to be met.
func userPortalMFA(in input) ruling {
	if in.DefaultAccessPolicyRequiresMFA {
		return ruling{status: Pass, reason: "default_access_policy_requires_mfa is set"}
	}
	byPolicy := portalPolicy(in)
	if byPolicy.status == Pass {
		return byPolicy
	}
	return either(byPolicy, given(DocumentUsers, in.evidence.Users, portalSetting(in)))
}

// portalPolicy passes when a policy requires MFA for everyone in the user portal,
// and no other lets users in without it: which of two wins is not documented.
func portalPolicy(in input) ruling {
	return given(DocumentAccessPolicies, in.evidence.AccessPolicies, func(policies []AccessPolicy) ruling {
		required := bestPolicy(policies, userPortalPolicy, "no enforced policy requires MFA for everyone in the user portal")
		if required.status != Pass {
			return required
		}
		for _, policy := range policies {
			if policy.Covers("user_portal") && noMFASkip(policy).status == Fail {
				return unknown("a policy requires MFA for everyone in the user portal, but another lets users in without MFA")
			}
		}
		return required
	})
}

// bestPolicy passes when one of the policies passes. It is unknown when that is
// unknown of one, and otherwise fails.
func bestPolicy(policies []AccessPolicy, judge func(AccessPolicy) ruling, failure string) ruling {
	result := fail("%s", failure)
	for _, policy := range policies {
		switch r := judge(policy); r.status {
		case Pass:
			return r
		case Unknown:
			result = r
		case Fail, NotApplicable:
		}
	}
	return result
}

func userPortalPolicy(p AccessPolicy) ruling {
	if !p.Covers("user_portal") || !p.Allows() {
		return fail("the policy does not allow access to the user portal")
	}
	return every(enforced(p), requiresMFA(p), unconditional(p), forEveryone(p))
}

func adminPortalPolicy(p AccessPolicy) ruling {
	if !p.Covers("admin_portal") {
		return fail("the policy does not apply to the admin portal")
	}
	protects := requiresMFA(p)
	if p.Denies() {
		protects = pass()
	} else if !p.Allows() {
		protects = absent("whether the policy allows or denies access")
	}
	reach := forEveryone(p)
	if reach.status == Fail {
		reach = unknown("the policy for the admin portal applies to some users only, and the check does not read who they are")
	}
	return every(enforced(p), protects, reach)
}

func enforced(p AccessPolicy) ruling {
	return must("whether the policy is enforced", p.Enforced(), true, "the policy is not enforced")
}

func requiresMFA(p AccessPolicy) ruling {
	return require(isTrue(p.Effect.Obligations.MFA.Required), "the policy does not require MFA")
}

func unconditional(p AccessPolicy) ruling {
	if len(p.Conditions) == 0 {
		return absent("whether the policy has conditions")
	}
	return require(!p.Conditional(), "the policy has conditions")
}

func forEveryone(p AccessPolicy) ruling {
	return must("whether the policy excepts groups or attributes of users", p.ForEveryone(), true, "the policy does not apply to everyone")
}

// portalSetting passes when every active user has the setting that the default
// access policy depends on. A user who may be active counts as active.
func portalSetting(in input) func([]User) ruling {
	return func(all []User) ruling {
		settings := []ruling{}
		for _, user := range all {
			if !isFalse(user.Active()) {
				settings = append(settings,
					must("whether every user's setting requires MFA for the user portal", user.EnableUserPortalMultifactor, true, "not every active user has the setting"),
					require(notExcluded(user, in).status != Fail, "not every active user is asked for MFA"))
			}
		}
		if len(settings) == 0 {
			return fail("there is no active user")
		}
		result := every(settings...)
		if result.status == Pass {
			result.reason = "every active user has the setting"
		}
		return result
	}
}

func noMFASkip(p AccessPolicy) ruling {
	switch {
	case isTrue(p.Disabled), isTrue(p.Effect.Obligations.MFA.Required):
		return pass()
	case p.MonitorOnly.Said && p.MonitorOnly.Value == nil:
		return absent("whether the policy only monitors")
	case p.MonitorOnly.Said && *p.MonitorOnly.Value:
		return notApplicable("the policy only monitors")
	case !p.hasReadableConditions():
		return unreadable("under which conditions the policy applies")
	case p.Conditional(), p.Denies():
		return pass()
	case p.Effect.Action == "":
		return absent("whether the policy allows or denies access")
	case !p.Allows():
		return unreadable("whether the policy allows or denies access")
	}
	return must(whetherDisabled, p.Disabled, true, "the policy allows access without MFA and without conditions")
}
