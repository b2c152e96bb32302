// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/path"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// ungraded selects the companies without a grade in a filter. It is
// SecurityScorecard's own name for them.
const ungraded = "?"

// NewCompaniesDataSource returns vendorrisk_securityscorecard_companies.
func NewCompaniesDataSource() datasource.DataSource {
	return framework.NewDataSource(system, companiesDataSource())
}

// NewCompaniesEphemeralResource returns the ephemeral resource vendorrisk_securityscorecard_companies.
func NewCompaniesEphemeralResource() ephemeral.EphemeralResource {
	return framework.NewEphemeralResource(system, companiesDataSource())
}

func companiesDataSource() framework.DataSource[*api.Client, companiesArguments] {
	return framework.DataSource[*api.Client, companiesArguments]{
		Name: "companies", Schema: companiesSchema, Read: readCompanies,
	}
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
		MarkdownDescription: "Companies in one or more portfolios. A scorecard that is in several portfolios is listed once, and it is an error if they contradict each other about it. " +
			"The read sends one request per portfolio and, with `include_factors`, one more per company.",
		Attributes: map[string]schema.Attribute{
			"portfolio_ids": framework.FilterAttribute("The IDs of the portfolios to read. " +
				"If neither this nor `portfolio_names` is set, every portfolio that the API token can see is read."),
			"portfolio_names": framework.FilterAttribute("The exact, case-sensitive names of portfolios to read, in addition to `portfolio_ids`. " +
				"It is an error if no portfolio has the name, or if more than one has it."),
			"grades": framework.FilterAttribute("Only companies with one of these grades: `A`, `B`, `C`, `D`, `F`, or `?` for companies without a grade.",
				stringvalidator.OneOf("A", "B", "C", "D", "F", ungraded)),
			"industries": framework.FilterAttribute("Only companies in one of these industries, as SecurityScorecard spells them. Case is ignored. A company whose `industry` is null is kept, because it may be in any."),
			"include_factors": schema.BoolAttribute{
				MarkdownDescription: "Whether to read `factors` and `finding_counts` of every company that the filters keep, with one request per company. Default: `false`.",
				Optional:            true,
			},
			"companies": companyColumns.ListAttribute("The companies, sorted by domain, then UUID. Empty when no company matches."),
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
		// ParseGrade turns "?" into the unknown grade.
		query.Grades = append(query.Grades, posture.ParseGrade(word))
	}
	return query
}
