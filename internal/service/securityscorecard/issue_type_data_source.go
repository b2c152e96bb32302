// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// issueTypeDetailsColumns are the attributes of one issue type.
var issueTypeDetailsColumns = append(
	issueTypeColumnsOf(func(t api.IssueTypeDetails) api.IssueType { return t.IssueType }),
	framework.StringColumn("short_description", "What the issue is, in a sentence. Null when SecurityScorecard does not provide it.",
		func(t api.IssueTypeDetails) string { return t.ShortDescription }),
	framework.StringColumn("long_description", "What the issue is, and why it matters. Null when SecurityScorecard does not provide it.",
		func(t api.IssueTypeDetails) string { return t.LongDescription }),
	framework.StringColumn("recommendation", "How to fix it, in SecurityScorecard's words, often as a list in Markdown. Null when SecurityScorecard does not provide it.",
		func(t api.IssueTypeDetails) string { return t.Recommendation }),
)

// NewIssueTypeDataSource returns vendorrisk_securityscorecard_issue_type.
func NewIssueTypeDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, issueTypeArguments]{
		Name: "issue_type", Schema: issueTypeSchema, Read: readIssueType,
	})
}

type issueTypeArguments struct {
	Type string `tfsdk:"type"`
}

func issueTypeSchema() schema.Schema {
	attributes := issueTypeDetailsColumns.Attributes()
	attributes["type"] = schema.StringAttribute{
		MarkdownDescription: "The issue type, as `vendorrisk_securityscorecard_issue_types` spells it, for example `csp_no_policy`.",
		Required:            true,
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
	}
	return schema.Schema{
		MarkdownDescription: "One issue type with its descriptions, and how to fix it. The read sends one request. " +
			"The severity of a type changes over time: do not copy it. To read what to do about many findings, set `include_recommendations` in `vendorrisk_securityscorecard_findings`.",
		Attributes: attributes,
	}
}

func readIssueType(ctx context.Context, client *api.Client, arguments issueTypeArguments) (framework.Values, diag.Diagnostics) {
	issueType, err := client.IssueType(ctx, arguments.Type)
	switch {
	case errors.Is(err, rest.ErrNotFound):
		return nil, diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("type"), "Unknown SecurityScorecard Issue Type",
			err.Error()+"\n\nThe data source vendorrisk_securityscorecard_issue_types lists all issue types but the signals of apps.")}
	case err != nil:
		return nil, system.ReadError("Issue Type", err)
	}
	return issueTypeDetailsColumns.Values(issueType), nil
}
