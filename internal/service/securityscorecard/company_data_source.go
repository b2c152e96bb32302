// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"

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

// activeIssueTypeColumns are the attributes of an issue type for which a
// company has active findings.
var activeIssueTypeColumns = framework.Columns[api.ActiveIssueType]{
	framework.StringColumn("type", "The issue type, for example `csp_no_policy`.",
		func(t api.ActiveIssueType) string { return t.Type }),
	framework.StringColumn("severity", "`critical`, `high`, `medium`, `low`, `info` or `positive`. Any other word is kept as SecurityScorecard sent it.",
		func(t api.ActiveIssueType) string { return string(t.Severity) }),
	framework.StringColumn("factor", "The factor that the issue type belongs to.",
		func(t api.ActiveIssueType) string { return t.Factor }),
	framework.Int64Column("count", "The number of active findings of the type. Null when SecurityScorecard sends a number that counts nothing, such as -1.",
		func(t api.ActiveIssueType) *int64 { return t.Count }),
	framework.Float64Column("score_impact", "How much all findings of the type lower the company's score, in points. Null when SecurityScorecard does not report it.",
		func(t api.ActiveIssueType) *float64 { return t.ScoreImpact }),
}

// NewCompanyDataSource returns vendorrisk_securityscorecard_company.
func NewCompanyDataSource() datasource.DataSource {
	return framework.NewDataSource(system, companyDataSource())
}

// NewCompanyEphemeralResource returns the ephemeral resource vendorrisk_securityscorecard_company.
func NewCompanyEphemeralResource() ephemeral.EphemeralResource {
	return framework.NewEphemeralResource(system, companyDataSource())
}

func companyDataSource() framework.DataSource[*api.Client, companyArguments] {
	return framework.DataSource[*api.Client, companyArguments]{
		Name: "company", Schema: companySchema, Read: readCompany,
	}
}

type companyArguments struct {
	Domain string `tfsdk:"domain"`
}

func companySchema() schema.Schema {
	attributes := companyColumns.Attributes()
	attributes["domain"] = schema.StringAttribute{
		MarkdownDescription: "The company's domain. It may be in any case, a URL, or have a trailing dot or international characters. The state contains the normalized domain.",
		Required:            true,
		Validators:          []validator.String{framework.Domain()},
	}
	attributes["issue_types"] = activeIssueTypeColumns.ListAttribute("The issue types with active findings, sorted by type. Null when the company is not scored.")
	return schema.Schema{
		MarkdownDescription: "One company with its factors and active issue types. The read sends two requests. " +
			"The company must be in a portfolio. To read many companies, use `vendorrisk_securityscorecard_companies`.",
		Attributes: attributes,
	}
}

func readCompany(ctx context.Context, client *api.Client, arguments companyArguments) (framework.Values, diag.Diagnostics) {
	domain, err := posture.NormalizeDomain(arguments.Domain)
	if err != nil {
		return nil, framework.InvalidAttribute(path.Root("domain"), err)
	}
	company, issueTypes, err := client.Company(ctx, domain)
	if err != nil {
		return nil, system.ReadError("Company", err)
	}
	values := companyColumns.Values(company)
	values["issue_types"] = activeIssueTypeColumns.ListOrNull(issueTypes)
	return values, nil
}
