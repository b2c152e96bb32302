// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// accessChecks are about conditional access policies. The default access
// policy is not among them: the API does not give it.
var accessChecks = []Check{
	{
		ID:        "cap-user-portal-mfa-for-all",
		Title:     "User portal login requires MFA for everyone",
		Category:  MisconfiguredSetting,
		Severity:  posture.High,
		Rationale: "JumpCloud's default is \"MFA based on the user's setting\": without a policy, each user decides the outcome.",
		Passes: "an enabled policy without conditions allows the user portal to all users, without exceptions, with MFA; " +
			"or every active user has the setting on; or `default_access_policy_requires_mfa` is set",
		Note: "The API does not give the default access policy: say with `default_access_policy_requires_mfa` when it always requires MFA.",
		Fields: []string{
			"type", "disabled", "conditions", "effect.action", "effect.obligations.mfa.required", "targets.resources[].type",
			"targets.users.inclusions[]", "targets.userGroups.exclusions[]", "targets.userAttributes", "systemusers[].enable_user_portal_multifactor",
		},
		rule: ofOrganization(userPortalMFA, DocumentAccessPolicies, DocumentUsers),
	},
	{
		ID:        "cap-no-unconditional-mfa-skip",
		Title:     "No access policy lets users in without MFA unconditionally",
		Category:  MisconfiguredSetting,
		Severity:  posture.Medium,
		Rationale: "Such a policy overrides the default access policy for those it is for.",
		Passes:    "the policy is disabled, denies, requires MFA or has conditions",
		Fields:    []string{"disabled", "conditions", "effect.action", "effect.obligations.mfa.required"},
		rule:      accessPolicies.each(func(p AccessPolicy, _ input) ruling { return noMFASkip(p) }),
	},
	{
		ID:        "cap-admin-portal-policy",
		Title:     "A conditional access policy protects the admin portal",
		Category:  MisconfiguredSetting,
		Severity:  posture.Medium,
		Rationale: "JumpCloud recommends one highly.",
		Passes:    "an enabled policy is for the admin portal",
		Note:      "It binds only administrators who are linked to a user.",
		Fields:    []string{"type", "disabled", "targets.resources[].type"},
		rule: accessPolicies.together(func(policies []AccessPolicy, _ input) ruling {
			return enabledPolicy(policies, func(p AccessPolicy) bool { return p.Covers("admin_portal") },
				"no enabled policy is for the admin portal")
		}),
	},
	{
		ID:        "cap-no-disabled-policies",
		Title:     "No disabled access policies are left behind",
		Category:  MisconfiguredSetting,
		Severity:  posture.Low,
		Rationale: "Dead rules hide what is meant.",
		Passes:    "the policy is enabled",
		Fields:    []string{"disabled"},
		rule: accessPolicies.each(func(p AccessPolicy, _ input) ruling {
			return must("disabled", p.Disabled, false, "the policy is disabled")
		}),
	},
}

// userPortalMFA passes for any of three reasons, and fails only when all of
// them are known not to be there.
func userPortalMFA(in input) ruling {
	if in.DefaultAccessPolicyRequiresMFA {
		return ruling{Pass, "the default access policy is said to require MFA"}
	}
	byPolicy := portalPolicy(in)
	if byPolicy.status == Pass {
		return byPolicy
	}
	bySetting := portalSetting(in)
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

// portalPolicy passes when a policy requires MFA of everyone for the user
// portal.
func portalPolicy(in input) ruling {
	policies, ok := in.evidence.AccessPolicies.Value()
	if !ok {
		return notRead(DocumentAccessPolicies, in.evidence.AccessPolicies.Reason())
	}
	return enabledPolicy(policies, func(p AccessPolicy) bool {
		return p.Covers("user_portal") && p.Allows() && isTrue(p.Effect.Obligations.MFA.Required) && !p.Conditional() && p.ForEveryone()
	}, "no policy requires MFA of everyone for the user portal, and not every active user has the setting")
}

// enabledPolicy passes when one of the policies is good and enabled. One that
// is good, and not known to be disabled, leaves it open.
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
// access policy goes by. Who may be active is.
func portalSetting(in input) ruling {
	const field = "enable_user_portal_multifactor"
	all, ok := in.evidence.Users.Value()
	if !ok {
		return notRead(DocumentUsers, in.evidence.Users.Reason())
	}
	result := fail("there is no active user")
	for _, user := range all {
		if isFalse(user.Active()) {
			continue
		}
		switch setting := user.EnableUserPortalMultifactor; {
		case isFalse(setting):
			return fail("not every active user has the setting")
		case setting == nil:
			result = absent(field)
		case result.status == Fail:
			result = ruling{Pass, "every active user has the setting"}
		}
	}
	return result
}

func noMFASkip(p AccessPolicy) ruling {
	switch {
	case isTrue(p.Disabled), isTrue(p.Effect.Obligations.MFA.Required), p.Conditional():
		return pass()
	case p.Effect.Action == "":
		return absent("effect.action")
	case !p.Allows():
		return pass()
	}
	return must("disabled", p.Disabled, true, "the policy allows without MFA and without conditions")
}
