// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

const (
	defaultName       = "vendor-risk"
	defaultSourceFile = "main.tf"

	maximumName = 64
)

var (
	// namePattern keeps a name intact in an HTML comment, a file name, and an ID.
	namePattern = regexp.MustCompile(`^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$`)
	// sourceFilePattern is a relative path without steps out of its directory.
	sourceFilePattern = regexp.MustCompile(`^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$`)
)

// reportAttributes are what the gate reports, where, and compared with what.
func reportAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"name": schema.StringAttribute{
			MarkdownDescription: "The gate's name in reports, at most 64 letters, digits, and single dots, dashes and underscores between them. Pipelines find the comment of a gate by it, and a baseline must have it, so give each gate another one. Default: `vendor-risk`.",
			Optional:            true,
			Validators: []validator.String{
				stringvalidator.LengthAtMost(maximumName),
				stringvalidator.RegexMatches(namePattern, "must have letters, digits, and single dots, dashes and underscores between them"),
			},
		},
		"source_file": schema.StringAttribute{
			MarkdownDescription: "The file that has the gate, relative to the root of the repository, with `/` between directories: `vendors/main.tf`. The results in a SARIF report are at it, because code scanning shows none without a file. Default: `main.tf`.",
			Optional:            true,
			Validators: []validator.String{
				stringvalidator.RegexMatches(sourceFilePattern, "must be a path relative to the root of the repository, such as vendors/main.tf"),
			},
		},
		"reports": schema.SingleNestedAttribute{
			MarkdownDescription: "The files to write reports to. The gate writes them whenever it judges, also when it then fails the plan. " +
				"A relative path begins where Terraform runs. Directories are created, and an existing file is replaced. " +
				"A read that fails before the gate leaves existing files as they are, so delete them before each plan: a missing file means that nothing was judged.",
			Optional: true,
			Attributes: map[string]schema.Attribute{
				report.FormatMarkdown: reportPath("The file for the report as Markdown: a comment on a pull request."),
				report.FormatJSON:     reportPath("The file for the report as JSON: for programs, for `baseline`, and for `gate_digest`."),
				report.FormatJUnit:    reportPath("The file for the report as JUnit XML: for GitLab, Jenkins and Azure DevOps."),
				report.FormatSARIF:    reportPath("The file for the report as SARIF 2.1.0: for code scanning."),
			},
		},
		"include_json": schema.BoolAttribute{
			MarkdownDescription: "Whether `json` is set, which `gate_report` and `gate_digest` take. It has a row of every company: about 240 bytes for each, in the state. " +
				"The files of `reports` do not need it. Default: `false` with `snapshots`, whose rows need not pass through Terraform, and `true` without.",
			Optional: true,
		},
		"baseline": schema.StringAttribute{
			MarkdownDescription: "A JSON report of this gate: `file(\"vendor-risk-baseline.json\")`. " +
				"Violations that it has, and that are not worse now, do not block: they are in `known_violations`. " +
				"Grades, scores and numbers of findings are compared; findings by type and severity, too. " +
				"Violations by missing data and by lost points always block.",
			Optional: true,
		},
	}
}

func reportPath(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description,
		Optional:            true,
		Validators:          []validator.String{framework.NotBlank()},
	}
}
