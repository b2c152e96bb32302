// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/posture"
)

var _ datasource.DataSourceWithConfigure = &issueTypesDataSource{}

type issueTypesDataSource struct{ dataSource }

type issueTypesModel struct {
	MinimumSeverity types.String `tfsdk:"minimum_severity"`
	Factors         []string     `tfsdk:"factors"`
	IssueTypes      types.List   `tfsdk:"issue_types"`
}

// issueTypeColumns are the attributes of an issue type.
var issueTypeColumns = framework.Columns[api.IssueType]{
	framework.StringColumn("type", "The issue type, `csp_no_policy` for example.",
		func(t api.IssueType) string { return t.Type }),
	framework.StringColumn("title", "The issue type, for people.",
		func(t api.IssueType) string { return t.Title }),
	framework.StringColumn("severity", "`critical`, `high`, `medium`, `low`, `info` or `positive`; another word is kept as it came.",
		func(t api.IssueType) string { return string(t.Severity) }),
	framework.StringColumn("factor", "The factor that the issue type belongs to.",
		func(t api.IssueType) string { return t.Factor }),
}

// NewIssueTypesDataSource returns vendorrisk_securityscorecard_issue_types.
func NewIssueTypesDataSource() datasource.DataSource {
	return &issueTypesDataSource{dataSource{name: "issue_types"}}
}

func (d *issueTypesDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "The types of issue that SecurityScorecard can detect. The list changes without notice.",
		Attributes: map[string]schema.Attribute{
			"minimum_severity": schema.StringAttribute{
				MarkdownDescription: "Only types of this severity or worse: `critical`, `high`, `medium`, `low`, `info` or `positive`. Types whose severity is not known are never left out.",
				Optional:            true,
				Validators:          []validator.String{framework.Severity()},
			},
			"factors":     framework.FilterAttribute("Only types of these factors, `network_security` for example."),
			"issue_types": issueTypeColumns.ListAttribute("The issue types, sorted by type. Empty when none fits."),
		},
	}
}

func (d *issueTypesDataSource) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var config issueTypesModel
	response.Diagnostics.Append(request.Config.Get(ctx, &config)...)
	if response.Diagnostics.HasError() {
		return
	}
	client, ok := d.client(&response.Diagnostics)
	if !ok {
		return
	}
	issueTypes, err := client.IssueTypes(ctx)
	if err != nil {
		response.Diagnostics.Append(readError("Issue Types", err))
		return
	}
	minimum := posture.Severity(config.MinimumSeverity.ValueString())
	issueTypes = slices.DeleteFunc(issueTypes, func(issueType api.IssueType) bool {
		return minimum != "" && !issueType.Severity.MayReach(minimum) ||
			config.Factors != nil && !slices.Contains(config.Factors, issueType.Factor)
	})
	response.Diagnostics.Append(framework.SetState(ctx, &response.State, request.Config, map[string]tftypes.Value{
		"issue_types": issueTypeColumns.List(issueTypes),
	})...)
}
