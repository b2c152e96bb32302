// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/posture"
)

var _ datasource.DataSourceWithConfigure = &companyDataSource{}

type companyDataSource struct{ dataSource }

// activeIssueTypeColumns are the attributes of an issue type that is active at
// a company.
var activeIssueTypeColumns = framework.Columns[api.ActiveIssueType]{
	framework.StringColumn("type", "The issue type, `csp_no_policy` for example.",
		func(t api.ActiveIssueType) string { return t.Type }),
	framework.StringColumn("severity", "`critical`, `high`, `medium`, `low`, `info` or `positive`; another word is kept as it came.",
		func(t api.ActiveIssueType) string { return string(t.Severity) }),
	framework.StringColumn("factor", "The factor that the issue type belongs to.",
		func(t api.ActiveIssueType) string { return t.Factor }),
	framework.Int64Column("count", "The number of active findings of the type.",
		func(t api.ActiveIssueType) *int64 { return &t.Count }),
	framework.Float64Column("score_impact", "What all findings of the type cost of the company's score, in points. Null when SecurityScorecard does not say.",
		func(t api.ActiveIssueType) *float64 { return t.ScoreImpact }),
}

// NewCompanyDataSource returns vendorrisk_securityscorecard_company.
func NewCompanyDataSource() datasource.DataSource {
	return &companyDataSource{dataSource{name: "company"}}
}

func (d *companyDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	attributes := companyColumns.Attributes()
	attributes["domain"] = schema.StringAttribute{
		MarkdownDescription: "The company's domain. It may be written in any case, as a URL, with a trailing dot, or with international characters; the state has it normalised.",
		Required:            true,
		Validators:          []validator.String{framework.Domain()},
	}
	attributes["issue_types"] = activeIssueTypeColumns.ListAttribute("The issue types with active findings, sorted by type. Null while the company is not scored.")
	response.Schema = schema.Schema{
		MarkdownDescription: "One company with its factors and active issue types, for two requests. " +
			"The company must stand in a portfolio. To read many, use `vendorrisk_securityscorecard_companies`.",
		Attributes: attributes,
	}
}

func (d *companyDataSource) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var configured types.String
	response.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root("domain"), &configured)...)
	if response.Diagnostics.HasError() {
		return
	}
	client, ok := d.client(&response.Diagnostics)
	if !ok {
		return
	}
	domain, err := posture.NormalizeDomain(configured.ValueString())
	if err != nil {
		response.Diagnostics.AddAttributeError(path.Root("domain"), "Invalid Attribute Value", err.Error())
		return
	}
	company, issueTypes, err := client.Company(ctx, domain)
	if err != nil {
		response.Diagnostics.Append(readError("Company", err))
		return
	}
	values := companyColumns.Values(company)
	values["issue_types"] = activeIssueTypeColumns.ListOrNull(issueTypes)
	response.Diagnostics.Append(framework.SetState(ctx, &response.State, request.Config, values)...)
}
