// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/snapshot"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewSnapshotDataSource returns vendorrisk_securityscorecard_snapshot.
func NewSnapshotDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, snapshotArguments]{
		Name: "snapshot", Schema: snapshotSchema, Read: readSnapshot,
	})
}

type snapshotArguments struct {
	framework.SnapshotTime
	PortfolioIDs    []string `tfsdk:"portfolio_ids"`
	PortfolioNames  []string `tfsdk:"portfolio_names"`
	IncludeFactors  bool     `tfsdk:"include_factors"`
	IncludeFindings bool     `tfsdk:"include_findings"`
}

func snapshotSchema() schema.Schema {
	return framework.SnapshotSchema(
		"The companies of portfolios, with their factors and findings, as one JSON document. "+
			"The read sends one request for the portfolios and one per portfolio; with `include_factors` one more per company; with `include_findings` one per company, and one more for every ten of its active issue types. "+
			"Up to 20 companies whose factors or findings cannot be read have a finding of the type `not_readable` and the status `unknown`, on which a gate blocks; more fail the read.",
		map[string]schema.Attribute{
			"portfolio_ids": framework.FilterAttribute("The IDs of the portfolios to read. " +
				"If neither this nor `portfolio_names` is set, every portfolio that the API token can see is read."),
			"portfolio_names": framework.FilterAttribute("The exact, case-sensitive names of portfolios to read, in addition to `portfolio_ids`. " +
				"It is an error if no portfolio has the name, or if more than one has it."),
			"include_factors": schema.BoolAttribute{
				MarkdownDescription: "Whether the document has `factors` and `finding_counts` of every company. Default: `false`: they are unknown to a gate that judges the document.",
				Optional:            true,
			},
			"include_findings": schema.BoolAttribute{
				MarkdownDescription: "Whether the document has the findings of every company. Default: `false`: they are unknown to a gate that judges the document.",
				Optional:            true,
			},
		})
}

func readSnapshot(ctx context.Context, client *api.Client, arguments snapshotArguments) (framework.Values, diag.Diagnostics) {
	takenAt, diags := arguments.At(client.ReadSince())
	if diags.HasError() {
		return nil, diags
	}
	read, err := client.Snapshot(ctx, api.SnapshotQuery{
		PortfolioIDs: arguments.PortfolioIDs, PortfolioNames: arguments.PortfolioNames,
		IncludeFactors: arguments.IncludeFactors, IncludeFindings: arguments.IncludeFindings,
	})
	if err != nil {
		return nil, portfolioError(path.Root("portfolio_names"), "Snapshot", err)
	}
	scope := posture.Scope{posture.ScopePortfolios: read.Portfolios}
	return arguments.SnapshotValues(system.Title, snapshot.New(posture.SourceSecurityScorecard, takenAt, scope, read.Companies, read.Findings, read.Covered))
}
