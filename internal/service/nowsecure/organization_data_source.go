// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewOrganizationDataSource returns vendorrisk_nowsecure_organization.
func NewOrganizationDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, struct{}]{
		Name: "organization", Schema: organizationSchema, Read: readOrganization,
	})
}

// organizationColumns are the attributes of an organization.
var organizationColumns = framework.Columns[api.Organization]{
	framework.StringColumn("id", "The organization's ID.",
		func(o api.Organization) string { return o.ID }),
	framework.StringColumn("name", "The organization's name. Null when it has none.",
		func(o api.Organization) string { return o.Name }),
	{
		Name: "usage",
		Attribute: usageColumns.MapAttribute("How much of the plan is used, by resource: `application` (those with the advanced configuration), " +
			"`baseline` (applications with the default configuration) and `assessment`."),
		Value: func(o api.Organization) tftypes.Value { return usageColumns.Map(o.Usage) },
	},
}

// usageColumns are the attributes of how much of a plan is used.
var usageColumns = framework.Columns[api.Usage]{
	framework.Int64Column("limit", "How many the plan allows. Null when there is no limit.",
		func(u api.Usage) *int64 { return u.Limit }),
	framework.BoolColumn("unlimited", "Whether the plan allows any number. Null when NowSecure does not say.",
		func(u api.Usage) *bool { return u.Unlimited }),
	framework.BoolColumn("reached", "Whether the limit is reached, so that no more can be created. Null when NowSecure does not say.",
		func(u api.Usage) *bool { return u.Reached }),
	framework.Int64Column("total", "How many there are. Null when NowSecure does not say.",
		func(u api.Usage) *int64 { return u.Total }),
}

func organizationSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The NowSecure account that the API token belongs to, and how much of the mobile application security testing in its plan is used. It costs one request.",
		Attributes:          organizationColumns.Attributes(),
	}
}

func readOrganization(ctx context.Context, client *api.Client, _ struct{}) (framework.Values, diag.Diagnostics) {
	organization, err := client.Organization(ctx)
	if err != nil {
		return nil, system.ReadError("Organization", err)
	}
	return organizationColumns.Values(organization), nil
}
