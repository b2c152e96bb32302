// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/float64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// findingColumns are the attributes of a finding: the shared shape, then what
// NowSecure adds.
var findingColumns = append(
	framework.FindingColumns(sharedFinding),
	framework.Float64Column("cvss", "The CVSS base score, 0 to 10, of the vector where the score is missing. Null when there is neither.",
		func(f api.Finding) *float64 { return f.CVSS }),
	framework.StringColumn("cvss_vector", "The CVSS vector. Null when there is none, and with `mode = \"history\"`.",
		func(f api.Finding) string { return f.CVSSVector }),
	framework.StringColumn("category", "What the check is about, in lower case, `network` for example. Null with `mode = \"history\"`.",
		func(f api.Finding) string { return f.Category }),
	framework.StringColumn("app_ref", "The application's ref. It distinguishes the same package in two groups.",
		func(f api.Finding) string { return f.App.Ref }),
	framework.StringColumn("package", "The application's package name or bundle ID. Null for an application that is not listed.",
		func(f api.Finding) string { return f.App.Package }),
	framework.StringColumn("platform", "The application's platform. Null for an application that is not listed.",
		func(f api.Finding) string { return f.App.Platform }),
	framework.StringColumn("check_id", "The check. Null where the row says that an application is unknown.",
		func(f api.Finding) string { return f.CheckID }),
	framework.StringColumn("vulnerability_id", "The record in the history that the finding belongs to, digits. Null when there is none.",
		func(f api.Finding) string { return f.VulnerabilityID }),
	framework.StringColumn("opened_at", "When the record was opened, RFC 3339 in UTC. Null with `mode = \"latest_assessment\"`: reports do not say.",
		func(f api.Finding) string { return f.OpenedAt }),
	framework.StringColumn("closed_at", "When the record was closed, RFC 3339 in UTC. Null while it is open.",
		func(f api.Finding) string { return f.ClosedAt }),
	framework.BoolColumn("affected", "Whether the application is affected. Null when the check came to no result, and when nothing is known.",
		func(f api.Finding) *bool { return f.Affected }),
)

// errorColumns are the attributes of an application that could not be read.
var errorColumns = framework.Columns[api.AppError]{
	framework.StringColumn("app_ref", "The application's ref.",
		func(e api.AppError) string { return e.App.Ref }),
	framework.StringColumn("package", "The application's package name or bundle ID. Null for an application that is not listed.",
		func(e api.AppError) string { return e.App.Package }),
	framework.StringColumn("platform", "The application's platform. Null for an application that is not listed.",
		func(e api.AppError) string { return e.App.Platform }),
	framework.StringColumn("message", "Why it could not be read.",
		func(e api.AppError) string { return e.Err.Error() }),
}

func sharedFinding(f api.Finding) posture.Finding { return f.Finding }

func findingsSchema() schema.Schema {
	attributes := findingArguments()
	maps.Copy(attributes, map[string]schema.Attribute{
		"findings": findingColumns.ListAttribute("The findings, sorted by subject, platform, application and type. " +
			"An application without a completed assessment (with `mode = \"history\"`, without one in the time that is read) has a finding of the type `not_assessed` with the status `unknown`: " +
			"no findings are no good news when nothing was assessed."),
		"counts":           framework.FindingCountsAttribute(),
		"total":            framework.TotalAttribute("findings"),
		"errors":           errorColumns.ListAttribute("The applications that could not be read. Always empty unless `on_app_error` is `report`."),
		"covered_subjects": framework.CoveredSubjectsAttribute("The packages and bundle IDs of which every chosen application, on every platform and in every group, was read completely"),
		"evaluated_apps": schema.Int64Attribute{
			MarkdownDescription: "The number of applications that were chosen, including those in `errors`. It is never 0.",
			Computed:            true,
		},
	})
	return schema.Schema{
		MarkdownDescription: "What NowSecure found in mobile applications, without the evidence, which may hold secrets. " +
			"It costs one request for every hundred applications, two more, and one for each application that is chosen and assessed. " +
			"It is an error when no application matches. Archived applications are left out unless `apps` names them.",
		Attributes: attributes,
	}
}

func findingArguments() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"mode": schema.StringAttribute{
			MarkdownDescription: "What is read. `latest_assessment`: what the newest completed assessment of each application found, without findings that a person has hidden and without artifacts. " +
				"`history`: the records of vulnerabilities, with when each was opened, last seen and closed. Default: `latest_assessment`.",
			Optional:   true,
			Validators: []validator.String{stringvalidator.OneOf(modeLatest, modeHistory)},
		},
		"apps":             framework.FilterAttribute("Only these applications, by ref. An application that the token's user does not see is an error, see `on_app_error`."),
		"platforms":        platformsAttribute(),
		"groups":           framework.FilterAttribute("Only applications of these groups, by name or ref. A group without an application that the token's user sees is an error."),
		"minimum_severity": framework.MinimumSeverityAttribute("findings"),
		"minimum_cvss": schema.Float64Attribute{
			MarkdownDescription: "Only findings with this CVSS score or more, 0 to 10. A finding without a score counts as having the highest score of its severity. One whose severity is unknown too is never left out.",
			Optional:            true,
			Validators:          []validator.Float64{float64validator.Between(0, 10)},
		},
		"include_inconclusive": schema.BoolAttribute{
			MarkdownDescription: "Whether the checks of a report that came to no result are findings too, with the status `unknown`. Only with `mode = \"latest_assessment\"`. Default: `false`: most reports have some.",
			Optional:            true,
		},
		"seen_after": schema.StringAttribute{
			MarkdownDescription: "Only records that were last seen at this time or later, RFC 3339. Only with `mode = \"history\"`.",
			CustomType:          timetypes.RFC3339Type{},
			Optional:            true,
		},
		"seen_within_days": schema.NumberAttribute{
			MarkdownDescription: "Only records that were last seen within this many days before `as_of`, 1 to 3650. Only with `mode = \"history\"`, and not with `seen_after`. Default: 30. " +
				"The window moves with the clock, and the findings with it: set `seen_after` or `as_of` to keep it fixed.",
			Optional:   true,
			Validators: []validator.Number{framework.WholeNumberBetween(1, 3650)},
		},
		"as_of": schema.StringAttribute{
			MarkdownDescription: "The time that `seen_within_days` counts back from, RFC 3339. Only with `mode = \"history\"`, and not with `seen_after`. Default: now. With `plantimestamp()` it is the time of the plan; `timestamp()` would move the read to the apply.",
			CustomType:          timetypes.RFC3339Type{},
			Optional:            true,
		},
		"include_closed": schema.BoolAttribute{
			MarkdownDescription: "Whether closed records are findings too, with the status `closed`. Only with `mode = \"history\"`. Default: `false`.",
			Optional:            true,
		},
		"on_app_error": schema.StringAttribute{
			MarkdownDescription: "What to do when an application cannot be read. `fail`: the whole read fails. " +
				"`report`: the application is in `errors`, and has a finding of the type `not_readable` with the status `unknown`, which blocks a gate. Default: `fail`.",
			Optional:   true,
			Validators: []validator.String{stringvalidator.OneOf(appErrorFails, appErrorReported)},
		},
	}
}
