// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// ungraded is how a filter asks for the companies without a grade. It is
// SecurityScorecard's own word for them.
const ungraded = "?"

// NewCompaniesDataSource returns vendorrisk_securityscorecard_companies.
func NewCompaniesDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, companiesArguments]{
		Name: "companies", Schema: companiesSchema, Read: readCompanies,
	})
}

type companiesArguments struct {
	PortfolioIDs   []string `tfsdk:"portfolio_ids"`
	PortfolioNames []string `tfsdk:"portfolio_names"`
	Grades         []string `tfsdk:"grades"`
	Industries     []string `tfsdk:"industries"`
	IncludeFactors bool     `tfsdk:"include_factors"`
}

func companiesSchema() schema.Schema {
	return schema.Schema{
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
			"total":     framework.TotalAttribute("companies"),
		},
	}
}

func readCompanies(ctx context.Context, client *api.Client, arguments companiesArguments) (framework.Values, diag.Diagnostics) {
	companies, err := client.Companies(ctx, arguments.query())
	if err != nil {
		return nil, portfolioError(path.Root("portfolio_names"), "Companies", err)
	}
	return framework.Values{
		"companies": companyColumns.List(companies),
		"total":     framework.Count(len(companies)),
	}, nil
}

func (a companiesArguments) query() api.CompaniesQuery {
	query := api.CompaniesQuery{
		PortfolioIDs:   a.PortfolioIDs,
		PortfolioNames: a.PortfolioNames,
		Industries:     a.Industries,
		IncludeFactors: a.IncludeFactors,
	}
	for _, word := range a.Grades {
		// ParseGrade makes the unknown grade of "?".
		query.Grades = append(query.Grades, posture.ParseGrade(word))
	}
	return query
}
