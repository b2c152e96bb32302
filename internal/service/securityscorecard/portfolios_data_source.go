// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var _ datasource.DataSourceWithConfigure = &portfoliosDataSource{}

type portfoliosDataSource struct{ dataSource }

type portfoliosModel struct {
	Name       types.String `tfsdk:"name"`
	Privacy    types.String `tfsdk:"privacy"`
	Portfolios types.List   `tfsdk:"portfolios"`
}

// portfolioColumns are the attributes of a portfolio.
var portfolioColumns = framework.Columns[api.Portfolio]{
	framework.StringColumn("id", "The portfolio's id.",
		func(p api.Portfolio) string { return p.ID }),
	framework.StringColumn("name", "The portfolio's name. Names are not unique. The portfolio that every user has by default is named after the user's e-mail address.",
		func(p api.Portfolio) string { return p.Name }),
	framework.StringColumn("description", "The portfolio's description. Null when it has none.",
		func(p api.Portfolio) string { return p.Description }),
	framework.StringColumn("privacy", "Who sees it: `private` (its owner), `shared` (the whole organization) or `team`. Other words may come. Null when SecurityScorecard does not say.",
		func(p api.Portfolio) string { return p.Privacy }),
	framework.BoolColumn("read_only", "Whether its name, description and privacy are fixed. Null when SecurityScorecard does not say.",
		func(p api.Portfolio) *bool { return p.ReadOnly }),
}

// NewPortfoliosDataSource returns vendorrisk_securityscorecard_portfolios.
func NewPortfoliosDataSource() datasource.DataSource {
	return &portfoliosDataSource{dataSource{name: "portfolios"}}
}

func (d *portfoliosDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "The portfolios that the API token sees.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{
				MarkdownDescription: "Only portfolios with exactly this name.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"privacy": schema.StringAttribute{
				MarkdownDescription: "Only portfolios with this privacy: `private`, `shared` or `team`.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf("private", "shared", "team")},
			},
			"portfolios": portfolioColumns.ListAttribute("The portfolios, sorted by name, then id. Empty when none fits."),
		},
	}
}

func (d *portfoliosDataSource) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var config portfoliosModel
	response.Diagnostics.Append(request.Config.Get(ctx, &config)...)
	if response.Diagnostics.HasError() {
		return
	}
	client, ok := d.client(&response.Diagnostics)
	if !ok {
		return
	}
	portfolios, err := client.Portfolios(ctx)
	if err != nil {
		response.Diagnostics.Append(readError("Portfolios", err))
		return
	}
	portfolios = slices.DeleteFunc(portfolios, func(portfolio api.Portfolio) bool {
		return differs(config.Name, portfolio.Name) || differs(config.Privacy, portfolio.Privacy)
	})
	response.Diagnostics.Append(framework.SetState(ctx, &response.State, request.Config, map[string]tftypes.Value{
		"portfolios": portfolioColumns.List(portfolios),
	})...)
}

// differs reports whether a filter is set to another value.
func differs(filter types.String, value string) bool {
	return !filter.IsNull() && filter.ValueString() != value
}
