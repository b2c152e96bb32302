// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/posture"
)

var (
	_ datasource.DataSourceWithConfigure        = &findingsDataSource{}
	_ datasource.DataSourceWithConfigValidators = &findingsDataSource{}
)

type findingsDataSource struct{ dataSource }

type findingsModel struct {
	Domains            []string     `tfsdk:"domains"`
	PortfolioIDs       []string     `tfsdk:"portfolio_ids"`
	IssueTypes         []string     `tfsdk:"issue_types"`
	ExcludedIssueTypes []string     `tfsdk:"excluded_issue_types"`
	MinimumSeverity    types.String `tfsdk:"minimum_severity"`
	Findings           types.List   `tfsdk:"findings"`
	Counts             types.Map    `tfsdk:"counts"`
	Total              types.Int64  `tfsdk:"total"`
}

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
	return &findingsDataSource{dataSource{name: "findings"}}
}

func (d *findingsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "The active findings of companies, without the raw evidence, which may hold secrets. " +
			"It costs one request for a company and one more for every ten issue types that are active there and wanted. " +
			"Where numbers are enough, `finding_counts` of `vendorrisk_securityscorecard_companies` costs less.",
		Attributes: map[string]schema.Attribute{
			"domains":       framework.FilterAttribute("Companies by domain, in any spelling. They must stand in a portfolio. At least one of this and `portfolio_ids` is set.", framework.Domain()),
			"portfolio_ids": framework.FilterAttribute("Companies by the portfolios they stand in, besides `domains`."),
			"issue_types": framework.FilterAttribute("Only these issue types. One that SecurityScorecard does not have is an error. " +
				"Without it, the types that are active at each company are found out."),
			"excluded_issue_types": framework.FilterAttribute("Not these issue types."),
			"minimum_severity": schema.StringAttribute{
				MarkdownDescription: "Only findings of this severity or worse: `critical`, `high`, `medium`, `low`, `info` or `positive`. Findings whose severity is not known are never left out.",
				Optional:            true,
				Validators:          []validator.String{framework.Severity()},
			},
			"findings": findingColumns.ListAttribute("The findings, sorted by subject, type and issue id. " +
				"Issues that SecurityScorecard is seen to count but does not give, and companies without a scorecard, stand in it with the status `unknown`."),
			"counts": schema.MapAttribute{
				MarkdownDescription: "The number of findings in the list that are not closed, by severity. A severity without findings is left out.",
				ElementType:         types.Int64Type,
				Computed:            true,
			},
			"total": schema.Int64Attribute{
				MarkdownDescription: "The number of findings in the list.",
				Computed:            true,
			},
		},
	}
}

func (d *findingsDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{
		datasourcevalidator.AtLeastOneOf(path.MatchRoot("domains"), path.MatchRoot("portfolio_ids")),
	}
}

func (d *findingsDataSource) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var config findingsModel
	response.Diagnostics.Append(request.Config.Get(ctx, &config)...)
	if response.Diagnostics.HasError() {
		return
	}
	client, ok := d.client(&response.Diagnostics)
	if !ok {
		return
	}
	query, err := config.query()
	if err != nil {
		response.Diagnostics.AddAttributeError(path.Root("domains"), "Invalid Attribute Value", err.Error())
		return
	}
	findings, err := client.Findings(ctx, query)
	if _, ok := errors.AsType[*api.UnknownIssueTypesError](err); ok {
		response.Diagnostics.AddAttributeError(path.Root("issue_types"), "Unknown SecurityScorecard Issue Type",
			err.Error()+". The data source vendorrisk_securityscorecard_issue_types lists those that it has.")
		return
	}
	if err != nil {
		response.Diagnostics.Append(readError("Findings", err))
		return
	}
	response.Diagnostics.Append(framework.SetState(ctx, &response.State, request.Config, map[string]tftypes.Value{
		"findings": findingColumns.List(findings),
		"counts":   framework.Counts(framework.CountFindings(findings, sharedFinding)),
		"total":    framework.Count(len(findings)),
	})...)
}

func (m findingsModel) query() (api.FindingsQuery, error) {
	query := api.FindingsQuery{
		PortfolioIDs:       m.PortfolioIDs,
		IssueTypes:         m.IssueTypes,
		ExcludedIssueTypes: m.ExcludedIssueTypes,
		MinimumSeverity:    posture.Severity(m.MinimumSeverity.ValueString()),
	}
	for _, value := range m.Domains {
		domain, err := posture.NormalizeDomain(value)
		if err != nil {
			return query, err
		}
		query.Domains = append(query.Domains, domain)
	}
	return query, nil
}
