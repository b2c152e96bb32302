// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var _ datasource.DataSourceWithConfigure = &organizationDataSource{}

type organizationDataSource struct{ dataSource }

// usageColumns are the attributes of how much of a plan is used.
var usageColumns = framework.Columns[api.Usage]{
	framework.Int64Column("limit", "How many the plan allows. Null where there is no limit.",
		func(u api.Usage) *int64 { return u.Limit }),
	framework.BoolColumn("unlimited", "Whether the plan allows any number. Null when NowSecure does not say.",
		func(u api.Usage) *bool { return u.Unlimited }),
	framework.BoolColumn("reached", "Whether the limit is reached, and no more can be made. Null when NowSecure does not say.",
		func(u api.Usage) *bool { return u.Reached }),
	framework.Int64Column("total", "How many there are. Null when NowSecure does not say.",
		func(u api.Usage) *int64 { return u.Total }),
}

// NewOrganizationDataSource returns vendorrisk_nowsecure_organization.
func NewOrganizationDataSource() datasource.DataSource {
	return &organizationDataSource{dataSource{name: "organization"}}
}

func (d *organizationDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "The NowSecure account that the API token belongs to, and how much of the mobile application security testing in its plan is used. It costs one request.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				MarkdownDescription: "The organization's id.",
				Computed:            true,
			},
			"name": schema.StringAttribute{
				MarkdownDescription: "The organization's name. Null when it has none.",
				Computed:            true,
			},
			"usage": usageColumns.MapAttribute("What of the plan is used, by resource: `application` (those with the advanced configuration), " +
				"`baseline` (applications with the default configuration) and `assessment`."),
		},
	}
}

func (d *organizationDataSource) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	client, ok := d.client(&response.Diagnostics)
	if !ok {
		return
	}
	organization, err := client.Organization(ctx)
	if err != nil {
		response.Diagnostics.Append(readError("Organization", err))
		return
	}
	response.Diagnostics.Append(framework.SetState(ctx, &response.State, request.Config, map[string]tftypes.Value{
		"id":    framework.String(organization.ID),
		"name":  framework.String(organization.Name),
		"usage": usageColumns.Map(organization.Usage),
	})...)
}
