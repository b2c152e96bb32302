// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/path"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// findingColumns are the attributes of a finding: the shared attributes, then
// those that only SecurityScorecard has.
var findingColumns = append(
	framework.FindingColumns(sharedFinding),
	framework.StringColumn("issue_id", "SecurityScorecard's ID of the issue. Null when `status` is `unknown`.",
		func(f api.Finding) string { return f.IssueID }),
	framework.StringColumn("factor", "The factor that the issue type belongs to, for example `network_security`.",
		func(f api.Finding) string { return f.Factor }),
	framework.Int64Column("port", "The network port. Null when SecurityScorecard does not report it, or when the finding was seen at several ports. "+
		"Of the 205 issue types that its specification describes, 125 have a port that is read here.",
		func(f api.Finding) *int64 { return f.Port }),
	framework.StringColumn("target", "The host name or address that has the weakness, without user, query, and fragment. Null when SecurityScorecard does not report it, or when the finding was seen at several. "+
		"Of the 205 issue types that its specification describes, 46 have a target, 148 have the host only in another field, and 11 have none.",
		func(f api.Finding) string { return f.Target }),
	framework.StringColumn("recommendation", "How to fix findings of the type, in SecurityScorecard's words, often as a list in Markdown. Null without `include_recommendations`, and for types that `vendorrisk_securityscorecard_issue_types` does not list.",
		func(f api.Finding) string { return f.Recommendation }),
	framework.StringColumn("target_url", "The page that has the weakness, without user, query, and fragment. `url` is SecurityScorecard's own page about the finding. "+
		"Null for most findings: only issue types of web applications have a page.",
		func(f api.Finding) string { return f.TargetURL }),
)

func sharedFinding(f api.Finding) posture.Finding { return f.Finding }

// NewFindingsDataSource returns vendorrisk_securityscorecard_findings.
func NewFindingsDataSource() datasource.DataSource {
	return framework.NewDataSource(system, findingsDataSource())
}

// NewFindingsEphemeralResource returns the ephemeral resource vendorrisk_securityscorecard_findings.
func NewFindingsEphemeralResource() ephemeral.EphemeralResource {
	return framework.NewEphemeralResource(system, findingsDataSource())
}

func findingsDataSource() framework.DataSource[*api.Client, findingsArguments] {
	return framework.DataSource[*api.Client, findingsArguments]{
		Name: "findings", Schema: findingsSchema, Read: readFindings,
		Validators: []datasource.ConfigValidator{
			datasourcevalidator.AtLeastOneOf(path.MatchRoot("domains"), path.MatchRoot("portfolio_ids")),
		},
	}
}

type findingsArguments struct {
	Domains            []string         `tfsdk:"domains"`
	PortfolioIDs       []string         `tfsdk:"portfolio_ids"`
	IssueTypes         []string         `tfsdk:"issue_types"`
	ExcludedIssueTypes []string         `tfsdk:"excluded_issue_types"`
	MinimumSeverity    posture.Severity `tfsdk:"minimum_severity"`

	IncludeRecommendations bool `tfsdk:"include_recommendations"`
}

func findingsSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The active findings of companies. The raw evidence is left out because it may contain secrets. " +
			"The read sends one request per company, and one more for every ten of its active issue types that the filters keep. " +
			"If you need only the numbers, `finding_counts` of `vendorrisk_securityscorecard_companies` takes fewer requests.",
		Attributes: map[string]schema.Attribute{
			"domains":       framework.FilterAttribute("The domains of the companies, in any spelling. Each company must be in a portfolio. Set this, `portfolio_ids`, or both.", framework.Domain()),
			"portfolio_ids": framework.FilterAttribute("The IDs of portfolios whose companies to read, in addition to `domains`."),
			"issue_types": framework.FilterAttribute("Only these issue types. An issue type that is not in `vendorrisk_securityscorecard_issue_types` is an error, unless one of the companies has active findings of it, as of the signals of apps. " +
				"If not set, all issue types with active findings are read."),
			"excluded_issue_types": framework.FilterAttribute("Issue types to leave out."),
			"minimum_severity":     framework.MinimumSeverityAttribute("findings"),
			"include_recommendations": schema.BoolAttribute{
				MarkdownDescription: "Whether to read the `recommendation` of every issue type that has findings, with one request for each type. Default: `false`.",
				Optional:            true,
			},
			"findings": findingColumns.ListAttribute("The findings, sorted by subject, type and issue ID. " +
				"The list has a finding with the status `unknown` for an issue type of which SecurityScorecard counts more issues than it returns (its `title` has both numbers), " +
				"for a company without a scorecard (type `not_scored`), and for a scorecard without a domain of its own (type `no_domain`)."),
			"counts": framework.FindingCountsAttribute(),
			"total":  framework.TotalAttribute("findings"),
			"covered_subjects": framework.CoveredSubjectsAttribute("The domains of the companies whose findings were read completely: " +
				"those that have a scorecard, and whose counted issues were all returned"),
		},
	}
}

func readFindings(ctx context.Context, client *api.Client, arguments findingsArguments) (framework.Values, diag.Diagnostics) {
	query, diags := arguments.query()
	if diags.HasError() {
		return nil, diags
	}
	findings, err := client.Findings(ctx, query)
	if _, ok := errors.AsType[*api.UnknownIssueTypesError](err); ok {
		return nil, unknownIssueTypes(err)
	}
	if err != nil {
		return nil, system.ReadError("Findings", err)
	}
	covered, err := client.Covered(ctx, query, findings)
	if err != nil {
		return nil, system.ReadError("Findings", err)
	}
	return framework.Values{
		"findings":         findingColumns.List(findings),
		"counts":           framework.Counts(framework.CountFindings(findings, sharedFinding)),
		"total":            framework.Count(len(findings)),
		"covered_subjects": framework.Strings(covered),
	}, nil
}

func unknownIssueTypes(err error) diag.Diagnostics {
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("issue_types"), "Unknown SecurityScorecard Issue Type",
		err.Error()+", and none of the companies has active findings of such a type. "+
			"The data source vendorrisk_securityscorecard_issue_types lists all issue types but the signals of apps.")}
}

func (a findingsArguments) query() (api.FindingsQuery, diag.Diagnostics) {
	query := api.FindingsQuery{
		PortfolioIDs:       a.PortfolioIDs,
		IssueTypes:         a.IssueTypes,
		ExcludedIssueTypes: a.ExcludedIssueTypes,
		MinimumSeverity:    a.MinimumSeverity,

		IncludeRecommendations: a.IncludeRecommendations,
	}
	var diags diag.Diagnostics
	query.Domains, diags = normalizedDomains(a.Domains)
	return query, diags
}

// normalizedDomains returns the domains of the argument of that name.
func normalizedDomains(values []string) ([]string, diag.Diagnostics) {
	var domains []string
	for i, value := range values {
		domain, err := posture.NormalizeDomain(value)
		if err != nil {
			return nil, framework.InvalidAttribute(path.Root("domains").AtListIndex(i), err)
		}
		domains = append(domains, domain)
	}
	return domains, nil
}
