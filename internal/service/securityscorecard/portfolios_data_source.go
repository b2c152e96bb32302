// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// portfolioColumns are the attributes of a portfolio.
var portfolioColumns = framework.Columns[api.Portfolio]{
	framework.StringColumn("id", "The portfolio's ID.",
		func(p api.Portfolio) string { return p.ID }),
	framework.StringColumn("name", "The portfolio's name. Names are not unique. Every user's default portfolio is named after the user's email address.",
		func(p api.Portfolio) string { return p.Name }),
	framework.StringColumn("description", "The portfolio's description. Null when it has none.",
		func(p api.Portfolio) string { return p.Description }),
	framework.StringColumn("privacy", "Who can see the portfolio: `private` (its owner), `shared` (the whole organization) or `team`. SecurityScorecard may send other words. Null when SecurityScorecard does not report it.",
		func(p api.Portfolio) string { return p.Privacy }),
	framework.BoolColumn("read_only", "Whether the portfolio's name, description and privacy cannot be changed. Null when SecurityScorecard does not report it.",
		func(p api.Portfolio) *bool { return p.ReadOnly }),
}

// NewPortfoliosDataSource returns vendorrisk_securityscorecard_portfolios.
func NewPortfoliosDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, portfoliosArguments]{
		Name: "portfolios", Schema: portfoliosSchema, Read: readPortfolios,
	})
}

type portfoliosArguments struct {
	Name    string `tfsdk:"name"`
	Privacy string `tfsdk:"privacy"`
}

func portfoliosSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The portfolios that the API token can see.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{
				MarkdownDescription: "Only portfolios with exactly this name.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"privacy": schema.StringAttribute{
				MarkdownDescription: "Only portfolios with this privacy: `private`, `shared` or `team`. A portfolio whose `privacy` is null is kept, because it may have any.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf("private", "shared", "team")},
			},
			"portfolios": portfolioColumns.ListAttribute("The portfolios, sorted by name, then ID. Empty when no portfolio matches."),
		},
	}
}

func readPortfolios(ctx context.Context, client *api.Client, arguments portfoliosArguments) (framework.Values, diag.Diagnostics) {
	portfolios, err := client.Portfolios(ctx)
	if err != nil {
		return nil, system.ReadError("Portfolios", err)
	}
	portfolios = slices.DeleteFunc(portfolios, func(portfolio api.Portfolio) bool {
		return differs(arguments.Name, portfolio.Name) ||
			portfolio.Privacy != "" && differs(arguments.Privacy, portfolio.Privacy)
	})
	return framework.Values{"portfolios": portfolioColumns.List(portfolios)}, nil
}

// differs reports whether a filter is set, and to another value.
func differs(filter, value string) bool { return filter != "" && filter != value }
