// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/posture"
)

var _ datasource.DataSourceWithConfigure = &companiesDataSource{}

type companiesDataSource struct{ dataSource }

type companiesModel struct {
	PortfolioIDs   []string    `tfsdk:"portfolio_ids"`
	PortfolioNames []string    `tfsdk:"portfolio_names"`
	Grades         []string    `tfsdk:"grades"`
	Industries     []string    `tfsdk:"industries"`
	IncludeFactors types.Bool  `tfsdk:"include_factors"`
	Companies      types.List  `tfsdk:"companies"`
	Total          types.Int64 `tfsdk:"total"`
}

// ungraded is how a filter asks for the companies without a grade. It is
// SecurityScorecard's own word for them.
const ungraded = "?"

// NewCompaniesDataSource returns vendorrisk_securityscorecard_companies.
func NewCompaniesDataSource() datasource.DataSource {
	return &companiesDataSource{dataSource{name: "companies"}}
}

func (d *companiesDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "The companies in portfolios, each once even when it stands in several. " +
			"It costs one request for a portfolio; with `include_factors`, one more for a company.",
		Attributes: map[string]schema.Attribute{
			"portfolio_ids": framework.FilterAttribute("The ids of the portfolios to read. " +
				"With neither this nor `portfolio_names`, every portfolio that the API token sees is read."),
			"portfolio_names": framework.FilterAttribute("The names of portfolios to read, to the letter, besides `portfolio_ids`. " +
				"A name that no portfolio has, or that two have, is an error."),
			"grades": framework.FilterAttribute("Only companies with one of these grades: `A`, `B`, `C`, `D`, `F`, or `?` for those without a grade.",
				stringvalidator.OneOf("A", "B", "C", "D", "F", ungraded)),
			"industries": framework.FilterAttribute("Only companies of one of these industries, as SecurityScorecard spells them; upper and lower case are the same."),
			"include_factors": schema.BoolAttribute{
				MarkdownDescription: "Whether to read `factors` and `finding_counts` of every company that is left after filtering, for one request each. Default: `false`.",
				Optional:            true,
			},
			"companies": companyColumns.ListAttribute("The companies, sorted by domain. Empty when none fits."),
			"total": schema.Int64Attribute{
				MarkdownDescription: "The number of companies in the list.",
				Computed:            true,
			},
		},
	}
}

func (d *companiesDataSource) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var config companiesModel
	response.Diagnostics.Append(request.Config.Get(ctx, &config)...)
	if response.Diagnostics.HasError() {
		return
	}
	client, ok := d.client(&response.Diagnostics)
	if !ok {
		return
	}
	companies, err := client.Companies(ctx, config.query())
	if err != nil {
		response.Diagnostics.Append(portfolioError(path.Root("portfolio_names"), "Companies", err))
		return
	}
	response.Diagnostics.Append(framework.SetState(ctx, &response.State, request.Config, map[string]tftypes.Value{
		"companies": companyColumns.List(companies),
		"total":     framework.Count(len(companies)),
	})...)
}

func (m companiesModel) query() api.CompaniesQuery {
	query := api.CompaniesQuery{
		PortfolioIDs:   m.PortfolioIDs,
		PortfolioNames: m.PortfolioNames,
		Industries:     m.Industries,
		IncludeFactors: m.IncludeFactors.ValueBool(),
	}
	for _, word := range m.Grades {
		// ParseGrade makes the unknown grade of "?".
		query.Grades = append(query.Grades, posture.ParseGrade(word))
	}
	return query
}
