// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
)

// NewProcessUnityIssueRow returns processunity_issue_row.
func NewProcessUnityIssueRow() function.Function {
	return declaration{
		name: "processunity_issue_row",
		definition: function.Definition{
			Summary: "A SecurityScorecard finding as a row for ProcessUnity's issues",
			MarkdownDescription: "Returns a map with one row for `rows` of `vendorrisk_processunity_issue_import`, under its External Id `ssc:<domain>:<issue type>`. " +
				"All findings of a type at a company are one issue, so use `merge()` to combine the rows: `merge([for f in local.findings : provider::vendorrisk::processunity_issue_row(f, local.options)]...)`. " +
				"The row has `Name`, `Risk Severity`, `Issue Status`, `Issue Source`, `Linked Third Party Id`, `Risk Impact`, `Description` and `Resolution`, without the columns that are not given. " +
				"`Resolution` is the option `resolution`, or else the finding's `recommendation`, which `include_recommendations` of `vendorrisk_securityscorecard_findings` reads. Its bullets then begin with `*` instead of `-`, because a spreadsheet would take the text for a formula. " +
				"The map is empty for a finding that needs no issue: a closed finding, a positive finding without a string in `severities`, or a finding whose severity is null there. A severity that is not in `severities` is an error.",
			Parameters: []function.Parameter{
				function.DynamicParameter{
					Name:                "finding",
					MarkdownDescription: "A finding of `vendorrisk_securityscorecard_findings`: an object with `subject`, `type`, `severity` and, if they are known, `title`, `status`, `source` and `recommendation`.",
				},
				function.DynamicParameter{
					Name: "options",
					MarkdownDescription: "An object with `severities`, a map from the severity of findings to the exact, case-sensitive name of an option of the tenant's pick list, such as `{ high = \"High\", info = null }`. Null leaves findings out. " +
						"Optional attributes are the strings `third_party_id` (the Id of the third party in ProcessUnity), `status`, `source`, `risk_impact`, `description` and `resolution`, " +
						"and the map `columns`, with the tenant's names of columns that have other names there. Null leaves a column out.",
				},
			},
			Return: function.MapReturn{ElementType: types.MapType{ElemType: types.StringType}},
		},
		run: binary(processUnityIssueRow),
	}
}

func processUnityIssueRow(ctx context.Context, findingArgument, optionsArgument types.Dynamic) (any, *function.FuncError) {
	finding, options := newObject(ctx, "finding", 0, findingArgument), newObject(ctx, "options", 1, optionsArgument)
	if finding.isUnknown || options.isUnknown {
		return types.MapUnknown(types.MapType{ElemType: types.StringType}), nil
	}
	read := findingOf(finding)
	issue, renames := issueOptionsOf(options)
	if err := function.ConcatFuncErrors(finding.err, options.err); err != nil {
		return nil, err
	}
	key, row, ok, err := issue.Issue(read)
	if err != nil {
		return nil, function.NewArgumentFuncError(1, "options cannot be used: "+err.Error())
	}
	rows := map[string]map[string]string{}
	if ok {
		rows[key] = renames.Rename(row)
	}
	return rows, nil
}

func findingOf(finding *object) posture.Finding {
	read := posture.Finding{
		Source:   finding.text("source"),
		Subject:  finding.required("subject"),
		Type:     finding.required("type"),
		Title:    finding.text("title"),
		Severity: posture.Severity(finding.required("severity")),
		Status:   posture.Status(finding.text("status")),

		Recommendation: finding.text("recommendation"),
	}
	if read.Source != "" && read.Source != "securityscorecard" {
		finding.fail("it is of %.100q: the External Ids are for findings of securityscorecard", read.Source)
	}
	return read
}

func issueOptionsOf(options *object) (template.IssueOptions, template.Renames) {
	options.only("severities", "third_party_id", "status", "source", "risk_impact", "description", "resolution", "columns")
	issue := template.IssueOptions{
		Severities:   options.texts("severities"),
		ThirdPartyID: options.text("third_party_id"),
		Status:       options.text("status"),
		Source:       options.text("source"),
		RiskImpact:   options.text("risk_impact"),
		Description:  options.text("description"),
		Resolution:   options.text("resolution"),
	}
	if issue.Severities == nil {
		options.fail(`its attribute severities must be a map from severities to strings, such as { high = "High" }`)
	}
	renames := template.Renames(options.texts("columns"))
	if err := renames.Check(template.IssueColumns()); err != nil {
		options.fail("its attribute columns: %s", err)
	}
	return issue, renames
}
