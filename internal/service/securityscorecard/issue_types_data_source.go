// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// issueTypeColumns are the attributes of an issue type.
var issueTypeColumns = issueTypeColumnsOf(func(t api.IssueType) api.IssueType { return t })

func issueTypeColumnsOf[T any](issueType func(T) api.IssueType) framework.Columns[T] {
	text := func(name, description string, value func(api.IssueType) string) framework.Column[T] {
		return framework.StringColumn(name, description, func(row T) string { return value(issueType(row)) })
	}
	return framework.Columns[T]{
		text("type", "The issue type, for example `csp_no_policy`.",
			func(t api.IssueType) string { return t.Type }),
		text("title", "The readable name of the issue type.",
			func(t api.IssueType) string { return t.Title }),
		text("severity", "`critical`, `high`, `medium`, `low`, `info` or `positive`. Any other word is kept as SecurityScorecard sent it.",
			func(t api.IssueType) string { return string(t.Severity) }),
		text("factor", "The factor that the issue type belongs to.",
			func(t api.IssueType) string { return t.Factor }),
	}
}

// NewIssueTypesDataSource returns vendorrisk_securityscorecard_issue_types.
func NewIssueTypesDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, issueTypesArguments]{
		Name: "issue_types", Schema: issueTypesSchema, Read: readIssueTypes,
	})
}

type issueTypesArguments struct {
	MinimumSeverity posture.Severity `tfsdk:"minimum_severity"`
	Factors         []string         `tfsdk:"factors"`
}

func issueTypesSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The issue types that SecurityScorecard can detect. The list changes without notice.",
		Attributes: map[string]schema.Attribute{
			"minimum_severity": framework.MinimumSeverityAttribute("types"),
			"factors":          framework.FilterAttribute("Only types of these factors, for example `network_security`. A type whose `factor` is null is kept, because it may belong to any."),
			"issue_types":      issueTypeColumns.ListAttribute("The issue types, sorted by type. Empty when no type matches."),
		},
	}
}

func readIssueTypes(ctx context.Context, client *api.Client, arguments issueTypesArguments) (framework.Values, diag.Diagnostics) {
	issueTypes, err := client.IssueTypes(ctx)
	if err != nil {
		return nil, system.ReadError("Issue Types", err)
	}
	issueTypes = slices.DeleteFunc(issueTypes, func(issueType api.IssueType) bool {
		return arguments.MinimumSeverity != "" && !issueType.Severity.MayReach(arguments.MinimumSeverity) ||
			arguments.Factors != nil && issueType.Factor != "" && !slices.Contains(arguments.Factors, issueType.Factor)
	})
	return framework.Values{"issue_types": issueTypeColumns.List(issueTypes)}, nil
}
