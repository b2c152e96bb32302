// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/graph"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewGraphDataSource returns vendorrisk_securityscorecard_graph.
func NewGraphDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, graphArguments]{
		Name: "graph", Schema: graphSchema, Read: readGraph,
	})
}

type graphArguments struct {
	AccountID          string           `tfsdk:"account_id"`
	Username           string           `tfsdk:"username"`
	PortfolioIDs       []string         `tfsdk:"portfolio_ids"`
	PortfolioNames     []string         `tfsdk:"portfolio_names"`
	IssueTypes         []string         `tfsdk:"issue_types"`
	ExcludedIssueTypes []string         `tfsdk:"excluded_issue_types"`
	MinimumSeverity    posture.Severity `tfsdk:"minimum_severity"`

	IncludeRecommendations bool `tfsdk:"include_recommendations"`
}

func graphSchema() schema.Schema {
	attributes := framework.GraphAttributes(
		"Default: the username of the account, which may be an email address and is then a part of many keys.",
		fmt.Sprintf("The portfolios, their companies colored by grade, and the number of their findings that are not closed, by severity. "+
			"It has the first %d portfolios and the %d companies with the worst grades and findings, and the numbers of the others.", graph.MaximumDrawnGroups, graph.MaximumDrawnMembers),
	)
	maps.Copy(attributes, map[string]schema.Attribute{
		"username": schema.StringAttribute{
			MarkdownDescription: "The name of the user that the API token belongs to. If set, the account is read by this name. " +
				"If not set, it is read from `/me`, which SecurityScorecard's published specification does not have. If `/me` is missing, the read fails, unless `account_id` is set: " +
				"the account then has no email address and no username.",
			Optional:   true,
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"portfolio_ids": framework.FilterAttribute("The IDs of the portfolios to read. " +
			"If neither this nor `portfolio_names` is set, every portfolio that the API token can see is read."),
		"portfolio_names": framework.FilterAttribute("The exact, case-sensitive names of portfolios to read, in addition to `portfolio_ids`. " +
			"It is an error if no portfolio has the name, or if more than one has it."),
		"issue_types": framework.FilterAttribute("Only findings of these issue types, as in `vendorrisk_securityscorecard_findings`. " +
			"If not set, all issue types with active findings are read."),
		"excluded_issue_types": framework.FilterAttribute("Issue types whose findings to leave out."),
		"minimum_severity":     framework.MinimumSeverityAttribute("findings"),
		"include_recommendations": schema.BoolAttribute{
			MarkdownDescription: "Whether to give findings the `recommendation` of their issue type, for one request for each type. Default: `false`.",
			Optional:            true,
		},
	})
	return schema.Schema{
		MarkdownDescription: "Portfolios, companies and their findings as a graph, with the entities, properties, and relationships of JupiterOne's integration with SecurityScorecard. " +
			"The filters of findings leave out findings, and never a company.\n\n" +
			"The read sends the requests of `vendorrisk_securityscorecard_portfolios`, `_companies` and `_findings`, and one for the account. Those that other data sources of the same plan have sent are not sent again.\n\n" +
			"~> **Note:** `json` has the email address and the username of the account. SecurityScorecard names each user's own portfolio by the user's email address. This is personal data and is stored in the state.",
		Attributes: attributes,
	}
}

func readGraph(ctx context.Context, client *api.Client, arguments graphArguments) (framework.Values, diag.Diagnostics) {
	account, diags := arguments.account(ctx, client)
	if diags.HasError() {
		return nil, diags
	}
	read, err := client.Graph(ctx, arguments.query())
	if err != nil {
		return nil, graphError(err)
	}
	drawn := graph.SecurityScorecard{
		AccountID: cmp.Or(arguments.AccountID, account.Username, account.Email), Email: account.Email, Username: account.Username,
	}
	for _, portfolio := range read.Portfolios {
		drawn.Portfolios = append(drawn.Portfolios, graph.Portfolio{ID: portfolio.ID, Name: portfolio.Name, Privacy: portfolio.Privacy})
	}
	for _, company := range read.Companies {
		drawn.Companies = append(drawn.Companies, graphCompany(company))
	}
	return framework.GraphValues(drawn.Graph(), drawn.Diagram()), nil
}

func (a graphArguments) query() api.GraphQuery {
	return api.GraphQuery{
		PortfolioIDs:       a.PortfolioIDs,
		PortfolioNames:     a.PortfolioNames,
		IssueTypes:         a.IssueTypes,
		ExcludedIssueTypes: a.ExcludedIssueTypes,
		MinimumSeverity:    a.MinimumSeverity,

		IncludeRecommendations: a.IncludeRecommendations,
	}
}

// account reads the account. It is empty if there is no /me, and account_id is
// set.
func (a graphArguments) account(ctx context.Context, client *api.Client) (api.Account, diag.Diagnostics) {
	if a.Username != "" {
		account, err := client.AccountByUsername(ctx, a.Username)
		if err != nil {
			return api.Account{}, accountError(a.Username, err)
		}
		return account, nil
	}
	account, err := client.Account(ctx)
	switch {
	case err == nil:
		return account, nil
	case !errors.Is(err, rest.ErrNotFound):
		return api.Account{}, system.ReadError("Account", err)
	case a.AccountID != "":
		return api.Account{}, nil
	default:
		return api.Account{}, diag.Diagnostics{diag.NewErrorDiagnostic("Unable to Read SecurityScorecard Account",
			"SecurityScorecard does not have /me, which its published specification does not have either. "+
				"Set username to the name of the token's user to read the account another way, or set account_id to leave its name and email address out of the graph."+
				"\n\nOriginal Error: "+err.Error())}
	}
}

// graphError is at the argument that names what does not exist.
func graphError(err error) diag.Diagnostics {
	if _, ok := errors.AsType[*api.UnknownIssueTypesError](err); ok {
		return unknownIssueTypes(err)
	}
	return portfolioError(path.Root("portfolio_names"), "Graph", err)
}

func graphCompany(read api.GraphCompany) graph.Company {
	company := graph.Company{Company: read.Company, Scorecard: read.Scorecard, FindingsKnown: read.FindingsKnown}
	company.Findings = make([]graph.Finding, len(read.Findings))
	for i, finding := range read.Findings {
		company.Findings[i] = graph.Finding{
			Finding: finding.Finding, ID: finding.IssueID, Factor: finding.Factor, Port: finding.Port, Target: finding.Target,
		}
	}
	return company
}
