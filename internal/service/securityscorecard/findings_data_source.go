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
	"github.com/hashicorp/terraform-plugin-framework/path"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// findingColumns are the attributes of a finding: the shared shape, then what
// SecurityScorecard adds.
var findingColumns = append(
	framework.FindingColumns(sharedFinding),
	framework.StringColumn("issue_id", "SecurityScorecard's id of the issue. Null when `status` is `unknown`.",
		func(f api.Finding) string { return f.IssueID }),
	framework.StringColumn("factor", "The factor that the issue type belongs to, `network_security` for example.",
		func(f api.Finding) string { return f.Factor }),
	framework.Int64Column("port", "The network port. Null where there is none.",
		func(f api.Finding) *int64 { return f.Port }),
	framework.StringColumn("target", "The host or address that has the weakness, without a query string. Null where SecurityScorecard does not say.",
		func(f api.Finding) string { return f.Target }),
)

func sharedFinding(f api.Finding) posture.Finding { return f.Finding }

// NewFindingsDataSource returns vendorrisk_securityscorecard_findings.
func NewFindingsDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, findingsArguments]{
		Name: "findings", Schema: findingsSchema, Read: readFindings,
		Validators: []datasource.ConfigValidator{
			datasourcevalidator.AtLeastOneOf(path.MatchRoot("domains"), path.MatchRoot("portfolio_ids")),
		},
	})
}

type findingsArguments struct {
	Domains            []string         `tfsdk:"domains"`
	PortfolioIDs       []string         `tfsdk:"portfolio_ids"`
	IssueTypes         []string         `tfsdk:"issue_types"`
	ExcludedIssueTypes []string         `tfsdk:"excluded_issue_types"`
	MinimumSeverity    posture.Severity `tfsdk:"minimum_severity"`
}

func findingsSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The active findings of companies, without the raw evidence, which may hold secrets. " +
			"It costs one request for a company and one more for every ten issue types that are active there and wanted. " +
			"Where numbers are enough, `finding_counts` of `vendorrisk_securityscorecard_companies` costs less.",
		Attributes: map[string]schema.Attribute{
			"domains":       framework.FilterAttribute("Companies by domain, in any spelling. They must stand in a portfolio. At least one of this and `portfolio_ids` is set.", framework.Domain()),
			"portfolio_ids": framework.FilterAttribute("Companies by the portfolios they stand in, besides `domains`."),
			"issue_types": framework.FilterAttribute("Only these issue types. One that SecurityScorecard does not have is an error. " +
				"Without it, the types that are active at each company are found out."),
			"excluded_issue_types": framework.FilterAttribute("Not these issue types."),
			"minimum_severity":     framework.MinimumSeverityAttribute("findings"),
			"findings": findingColumns.ListAttribute("The findings, sorted by subject, type and issue id. " +
				"Issues that SecurityScorecard is seen to count but does not give, and companies without a scorecard, stand in it with the status `unknown`."),
			"counts": framework.FindingCountsAttribute(),
			"total":  framework.TotalAttribute("findings"),
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
		diags.AddAttributeError(path.Root("issue_types"), "Unknown SecurityScorecard Issue Type",
			err.Error()+". The data source vendorrisk_securityscorecard_issue_types lists those that it has.")
		return nil, diags
	}
	if err != nil {
		return nil, system.ReadError("Findings", err)
	}
	return framework.Values{
		"findings": findingColumns.List(findings),
		"counts":   framework.Counts(framework.CountFindings(findings, sharedFinding)),
		"total":    framework.Count(len(findings)),
	}, nil
}

func (a findingsArguments) query() (api.FindingsQuery, diag.Diagnostics) {
	query := api.FindingsQuery{
		PortfolioIDs:       a.PortfolioIDs,
		IssueTypes:         a.IssueTypes,
		ExcludedIssueTypes: a.ExcludedIssueTypes,
		MinimumSeverity:    a.MinimumSeverity,
	}
	for i, value := range a.Domains {
		domain, err := posture.NormalizeDomain(value)
		if err != nil {
			return query, framework.InvalidAttribute(path.Root("domains").AtListIndex(i), err)
		}
		query.Domains = append(query.Domains, domain)
	}
	return query, nil
}
