// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import "github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"

// accessChecks check conditional access policies. They do not cover the default
// access policy, which the API does not return.
var accessChecks = []Check{
	{
		ID:        "cap-user-portal-mfa-for-all",
		Title:     "User portal login requires MFA for everyone",
		Severity:  posture.High,
		Rationale: "JumpCloud's default is \"MFA based on the user's setting\". Without a policy, the outcome depends on each user.",
		Passes: "an enabled policy without conditions or exceptions allows all users into the user portal with MFA; " +
			"or every active user has the setting on; or `default_access_policy_requires_mfa` is set",
		Note: "The API does not return the default access policy. Set `default_access_policy_requires_mfa` if that policy always requires MFA.",
		Fields: []string{
			"type", "disabled", "conditions", "effect.action", "effect.obligations.mfa.required", "targets.resources[].type",
			"targets.users.inclusions[]", "targets.userGroups.exclusions[]", "targets.userAttributes", "systemusers[].enable_user_portal_multifactor",
		},
		rule: ofOrganization(userPortalMFA, DocumentAccessPolicies, DocumentUsers),
	},
	{
		ID:        "cap-no-unconditional-mfa-skip",
		Title:     "No access policy lets users in without MFA unconditionally",
		Severity:  posture.Medium,
		Rationale: "Such a policy overrides the default access policy for the users that it applies to.",
		Passes:    "the policy is disabled, denies access, requires MFA, or has conditions",
		Fields:    []string{"disabled", "conditions", "effect.action", "effect.obligations.mfa.required"},
		rule:      accessPolicies.each(func(p AccessPolicy, _ input) ruling { return noMFASkip(p) }),
	},
	{
		ID:        "cap-admin-portal-policy",
		Title:     "A conditional access policy protects the admin portal",
		Severity:  posture.Medium,
		Rationale: "JumpCloud highly recommends such a policy.",
		Passes:    "an enabled policy applies to the admin portal",
		Note:      "The policy applies only to administrators who are linked to a user.",
		Fields:    []string{"type", "disabled", "targets.resources[].type"},
		rule: accessPolicies.together(func(policies []AccessPolicy, _ input) ruling {
			return enabledPolicy(policies, func(p AccessPolicy) bool { return p.Covers("admin_portal") },
				"no enabled policy applies to the admin portal")
		}),
	},
	{
		ID:        "cap-no-disabled-policies",
		Title:     "No disabled access policies are left behind",
		Severity:  posture.Low,
		Rationale: "Disabled policies obscure the rules that apply.",
		Passes:    "the policy is enabled",
		Fields:    []string{"disabled"},
		rule: accessPolicies.each(func(p AccessPolicy, _ input) ruling {
			return must("disabled", p.Disabled, false, "the policy is disabled")
		}),
	},
}

// userPortalMFA passes when one of three conditions is met. It fails only when
// all of them are known not to be met.
func userPortalMFA(in input) ruling {
	if in.DefaultAccessPolicyRequiresMFA {
		return ruling{Pass, "default_access_policy_requires_mfa is set"}
	}
	byPolicy := portalPolicy(in)
	if byPolicy.status == Pass {
		return byPolicy
	}
	bySetting := given(DocumentUsers, in.evidence.Users, portalSetting)
	switch {
	case bySetting.status == Pass:
		return bySetting
	case byPolicy.status == Unknown:
		return byPolicy
	case bySetting.status == Unknown:
		return bySetting
	}
	return byPolicy
}

// portalPolicy passes when a policy requires MFA for everyone in the user
// portal.
func portalPolicy(in input) ruling {
	protects := func(p AccessPolicy) bool {
		return p.Covers("user_portal") && p.Allows() && isTrue(p.Effect.Obligations.MFA.Required) && !p.Conditional() && p.ForEveryone()
	}
	return given(DocumentAccessPolicies, in.evidence.AccessPolicies, func(policies []AccessPolicy) ruling {
		return enabledPolicy(policies, protects,
			"no policy requires MFA for everyone in the user portal, and not every active user has the setting")
	})
}

// enabledPolicy passes when one of the policies is good and enabled. If it is
// unknown whether a good policy is disabled, the ruling is unknown.
func enabledPolicy(policies []AccessPolicy, good func(AccessPolicy) bool, failure string) ruling {
	result := fail("%s", failure)
	for _, policy := range policies {
		switch {
		case !good(policy), isTrue(policy.Disabled):
		case isFalse(policy.Disabled):
			return pass()
		default:
			result = absent("disabled")
		}
	}
	return result
}

// portalSetting passes when every active user has the setting that the default
// access policy depends on. A user who may be active counts as active.
func portalSetting(all []User) ruling {
	settings := []ruling{}
	for _, user := range all {
		if !isFalse(user.Active()) {
			settings = append(settings, must("enable_user_portal_multifactor", user.EnableUserPortalMultifactor, true,
				"not every active user has the setting"))
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

func noMFASkip(p AccessPolicy) ruling {
	switch {
	case isTrue(p.Disabled), isTrue(p.Effect.Obligations.MFA.Required):
		return pass()
	case !p.hasReadableConditions():
		return unreadable("conditions")
	case p.Conditional(), p.Denies():
		return pass()
	case p.Effect.Action == "":
		return absent("effect.action")
	case !p.Allows():
		return unreadable("effect.action")
	}
	return must("disabled", p.Disabled, true, "the policy allows access without MFA and without conditions")
}
