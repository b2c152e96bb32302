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
	"github.com/hashicorp/terraform-plugin-framework/types"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var (
	_ datasource.DataSourceWithConfigure        = &portfolioDataSource{}
	_ datasource.DataSourceWithConfigValidators = &portfolioDataSource{}
)

type portfolioDataSource struct{ dataSource }

// NewPortfolioDataSource returns vendorrisk_securityscorecard_portfolio.
func NewPortfolioDataSource() datasource.DataSource {
	return &portfolioDataSource{dataSource{name: "portfolio"}}
}

func (d *portfolioDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	attributes := portfolioColumns.Attributes()
	attributes["id"] = schema.StringAttribute{
		MarkdownDescription: "The portfolio's id. Exactly one of `id` and `name` is set.",
		Optional:            true,
		Computed:            true,
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
	}
	attributes["name"] = schema.StringAttribute{
		MarkdownDescription: "The portfolio's name, to the letter. Names are not unique: when two portfolios have it, that is an error that lists their ids.",
		Optional:            true,
		Computed:            true,
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
	}
	response.Schema = schema.Schema{
		MarkdownDescription: "One portfolio, by its id or its name.",
		Attributes:          attributes,
	}
}

func (d *portfolioDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{
		datasourcevalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name")),
	}
}

func (d *portfolioDataSource) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var id, name types.String
	response.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root("id"), &id)...)
	response.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root("name"), &name)...)
	if response.Diagnostics.HasError() {
		return
	}
	client, ok := d.client(&response.Diagnostics)
	if !ok {
		return
	}
	attribute, find, wanted := path.Root("id"), client.PortfolioByID, id
	if id.IsNull() {
		attribute, find, wanted = path.Root("name"), client.PortfolioByName, name
	}
	portfolio, err := find(ctx, wanted.ValueString())
	if err != nil {
		response.Diagnostics.Append(portfolioError(attribute, "Portfolio", err))
		return
	}
	response.Diagnostics.Append(framework.SetState(ctx, &response.State, request.Config, portfolioColumns.Values(portfolio))...)
}

// portfolioError is the error of a read that names portfolios, at the
// attribute that names them when the name is what is wrong.
func portfolioError(attribute path.Path, object string, err error) diag.Diagnostic {
	if _, ok := errors.AsType[*api.AmbiguousPortfolioError](err); ok {
		return diag.NewAttributeErrorDiagnostic(attribute, "Ambiguous SecurityScorecard Portfolio Name",
			"In SecurityScorecard, "+err.Error()+". Name the portfolio by its id.")
	}
	if _, ok := errors.AsType[*api.PortfolioNotFoundError](err); ok {
		return diag.NewAttributeErrorDiagnostic(attribute, "SecurityScorecard Portfolio Not Found",
			"In SecurityScorecard, "+err.Error()+". Check the spelling, and that the token's user may see the portfolio; "+
				"the data source vendorrisk_securityscorecard_portfolios lists those that it sees.")
	}
	return readError(object, err)
}
