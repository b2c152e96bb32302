// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewPortfolioDataSource returns vendorrisk_securityscorecard_portfolio.
func NewPortfolioDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, portfolioArguments]{
		Name: "portfolio", Schema: portfolioSchema, Read: readPortfolio,
		Validators: []datasource.ConfigValidator{
			datasourcevalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name")),
		},
	})
}

type portfolioArguments struct {
	ID   string `tfsdk:"id"`
	Name string `tfsdk:"name"`
}

func portfolioSchema() schema.Schema {
	attributes := portfolioColumns.Attributes()
	attributes["id"] = schema.StringAttribute{
		MarkdownDescription: "The portfolio's ID. Set exactly one of `id` and `name`.",
		Optional:            true,
		Computed:            true,
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
	}
	attributes["name"] = schema.StringAttribute{
		MarkdownDescription: "The portfolio's exact, case-sensitive name. Names are not unique: if more than one portfolio has the name, the read fails with an error that lists their IDs.",
		Optional:            true,
		Computed:            true,
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
	}
	return schema.Schema{
		MarkdownDescription: "One portfolio, by ID or name.",
		Attributes:          attributes,
	}
}

func readPortfolio(ctx context.Context, client *api.Client, arguments portfolioArguments) (framework.Values, diag.Diagnostics) {
	attribute, find, wanted := path.Root("id"), client.PortfolioByID, arguments.ID
	if wanted == "" {
		attribute, find, wanted = path.Root("name"), client.PortfolioByName, arguments.Name
	}
	portfolio, err := find(ctx, wanted)
	if err != nil {
		return nil, portfolioError(attribute, "Portfolio", err)
	}
	return portfolioColumns.Values(portfolio), nil
}

// portfolioError is the error of a read of portfolios. It is at the attribute
// that identifies them if that attribute is wrong.
func portfolioError(attribute path.Path, object string, err error) diag.Diagnostics {
	if _, ok := errors.AsType[*api.AmbiguousPortfolioError](err); ok {
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(attribute, "Ambiguous SecurityScorecard Portfolio Name",
			"In SecurityScorecard, "+err.Error()+". Use the portfolio's ID instead.")}
	}
	if _, ok := errors.AsType[*api.PortfolioNotFoundError](err); ok {
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(attribute, "SecurityScorecard Portfolio Not Found",
			"In SecurityScorecard, "+err.Error()+". Check the spelling, and that the token's user can see the portfolio. "+
				"The data source vendorrisk_securityscorecard_portfolios lists the portfolios that the user can see.")}
	}
	return system.ReadError(object, err)
}
