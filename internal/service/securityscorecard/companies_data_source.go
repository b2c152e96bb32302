// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"errors"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// ungraded selects the companies without a grade in a filter. It is
// SecurityScorecard's own name for them.
const ungraded = "?"

// cve is the name of a vulnerability.
var cve = regexp.MustCompile(`^CVE-[0-9]{4}-[0-9]{4,}$`)

const filterCost = "SecurityScorecard filters: it costs one more request per portfolio."

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

	Vulnerability      string `tfsdk:"vulnerability"`
	IssueType          string `tfsdk:"issue_type"`
	BreachedWithinDays int64  `tfsdk:"breached_within_days"`
	Status             string `tfsdk:"status"`
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
			"vulnerability": schema.StringAttribute{
				MarkdownDescription: "Only companies that have this CVE, as SecurityScorecard determines, for example `CVE-2024-3094`. " + filterCost,
				Optional:            true,
				Validators:          []validator.String{stringvalidator.RegexMatches(cve, "must be a CVE, such as CVE-2024-3094")},
			},
			"issue_type": schema.StringAttribute{
				MarkdownDescription: "Only companies that have active issues of this type. If no company has it, it must be in `vendorrisk_securityscorecard_issue_types`. " + filterCost,
				Optional:            true,
				Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"breached_within_days": schema.NumberAttribute{
				MarkdownDescription: "Only companies that had a breach within this number of days before now, as SecurityScorecard determines, 1 to 3650. " + filterCost,
				Optional:            true,
				Validators:          []validator.Number{framework.WholeNumberBetween(1, 3650)},
			},
			"status": schema.StringAttribute{
				MarkdownDescription: "Only companies with this status: `active` or `inactive`. SecurityScorecard does not document what makes a company inactive. " + filterCost,
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf("active", "inactive")},
			},
			"include_factors": schema.BoolAttribute{
				MarkdownDescription: "Whether to read `factors` and `finding_counts` of every company that the filters keep, with one request per company. Default: `false`.",
				Optional:            true,
			},
			"companies": companyColumns.ListAttribute("The companies, sorted by domain, then UUID. Empty when no company matches."),
			"total":     framework.TotalAttribute("companies"),
			"portfolio_total": schema.Int64Attribute{
				MarkdownDescription: "The number of companies in the portfolios, before any filter. If it is 0, that no company is in the list says nothing.",
				Computed:            true,
			},
		},
	}
}

func readCompanies(ctx context.Context, client *api.Client, arguments companiesArguments) (framework.Values, diag.Diagnostics) {
	companies, err := client.Companies(ctx, arguments.query())
	if err != nil {
		return nil, companiesError(err)
	}
	portfolioTotal, err := client.PortfolioTotal(ctx, arguments.query())
	if err != nil {
		return nil, companiesError(err)
	}
	return framework.Values{
		"companies": companyColumns.List(companies),
		"total":     framework.Count(len(companies)),

		"portfolio_total": framework.Count(portfolioTotal),
	}, nil
}

func companiesError(err error) diag.Diagnostics {
	if _, ok := errors.AsType[*api.UnknownIssueTypesError](err); ok {
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("issue_type"), "Unknown SecurityScorecard Issue Type",
			err.Error()+", and no company has active issues of it. The data source vendorrisk_securityscorecard_issue_types lists all issue types but the signals of apps.")}
	}
	if ignored, ok := errors.AsType[*api.FilterIgnoredError](err); ok {
		attribute := cmp.Or(map[string]string{"had_breach_within_last_days": "breached_within_days"}[ignored.Parameter], ignored.Parameter)
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root(attribute), "SecurityScorecard Filter Without Effect",
			err.Error()+". What the filter keeps therefore says nothing. Remove the filter, and read vendorrisk_securityscorecard_findings or the companies' own pages instead.")}
	}
	return portfolioError(path.Root("portfolio_names"), "Companies", err)
}

func (a companiesArguments) query() api.CompaniesQuery {
	query := api.CompaniesQuery{
		PortfolioIDs:   a.PortfolioIDs,
		PortfolioNames: a.PortfolioNames,
		Industries:     a.Industries,
		IncludeFactors: a.IncludeFactors,
		CompanyFilters: api.CompanyFilters{
			Vulnerability: a.Vulnerability, IssueType: a.IssueType, BreachedWithinDays: a.BreachedWithinDays, Status: a.Status,
		},
	}
	for _, word := range a.Grades {
		// ParseGrade turns "?" into the unknown grade.
		query.Grades = append(query.Grades, posture.ParseGrade(word))
	}
	return query
}
