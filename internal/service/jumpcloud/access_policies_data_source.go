// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewAccessPoliciesDataSource returns vendorrisk_jumpcloud_access_policies.
func NewAccessPoliciesDataSource() datasource.DataSource {
	return newListDataSource(listDataSource[check.AccessPolicy, accessPoliciesArguments]{
		name: "access_policies", title: "Access Policies", noun: "access policies",
		description: "The conditional access policies of the organization, for one request and one more for every 100 of them. " +
			"The default access policy is not among them: JumpCloud's API does not return it.",
		arguments: map[string]schema.Attribute{
			"enabled": stateFilterAttribute("Only policies that are enabled, or that are not."),
		},
		columns: accessPolicyColumns,
		read:    (*api.Client).AccessPolicies,
	})
}

type accessPoliciesArguments struct {
	Enabled *bool `tfsdk:"enabled"`
}

func (a accessPoliciesArguments) choose(policy check.AccessPolicy) (check.AccessPolicy, bool) {
	return policy, keeps(a.Enabled, policy.Enabled())
}

// accessPolicyColumns are the attributes of a conditional access policy.
var accessPolicyColumns = framework.Columns[check.AccessPolicy]{
	framework.StringColumn("id", "The policy's ID.",
		func(p check.AccessPolicy) string { return p.ID() }),
	text("name", "The policy's name.",
		func(p check.AccessPolicy) string { return p.Name }),
	text("type", "What the policy protects: `user_portal`, `admin_portal`, `application` or `ldap`.",
		func(p check.AccessPolicy) string { return p.Type }),
	setting("enabled", "Whether the policy is enabled.",
		func(p check.AccessPolicy) *bool { return p.Enabled() }),
	setting("enforced", "Whether the policy is enabled and does more than monitor.",
		func(p check.AccessPolicy) *bool { return p.Enforced() }),
	text("action", "What the policy does: `allow` or `deny`.",
		func(p check.AccessPolicy) string { return p.Effect.Action }),
	setting("mfa_required", "Whether the policy requires MFA.",
		func(p check.AccessPolicy) *bool { return p.Effect.Obligations.MFA.Required }),
	framework.StringsColumn("mfa_factors", "The factors that the policy accepts, such as `TOTP`, `PUSH`, `WEBAUTHN` or `SMS_OTP`. "+notSaid,
		func(p check.AccessPolicy) []string { return p.Factors() }),
	setting("conditional", "Whether the policy has conditions. They are not given.",
		func(p check.AccessPolicy) *bool { return p.HasConditions() }),
	framework.StringsColumn("resource_types", "The types of the resources that the policy names as its targets, such as `user_portal`. "+notSaid,
		func(p check.AccessPolicy) []string { return p.ResourceTypes() }),
}
