// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"maps"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/float64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

func findingsSchema() schema.Schema {
	attributes := findingArguments()
	maps.Copy(attributes, map[string]schema.Attribute{
		"findings": findingColumns.ListAttribute("The findings, sorted by subject and type. `subject` is the application, as `platform/package`, or as `platform/package/group` where the package is in several groups. " +
			"What is unknown is a finding too, with the status `unknown` and a type from this list, and blocks a gate: no findings are no good news when nothing was found out. " + unknownTypes),
		"counts": framework.FindingCountsAttribute(),
		"hidden_counts": schema.MapAttribute{
			MarkdownDescription: "The number of findings that people have hidden, by severity. They are not in `findings` and `counts` unless `include_hidden` is set. " +
				"A severity without hidden findings is omitted. Null with `mode = \"history\"`, and when NowSecure does not list what is hidden.",
			ElementType: types.Int64Type,
			Computed:    true,
		},
		"total":            framework.TotalAttribute("findings"),
		"errors":           errorColumns.ListAttribute("The applications that could not be read. Always empty unless `on_app_error` is `report`."),
		"covered_subjects": framework.CoveredSubjectsAttribute("The applications that were assessed and read completely"),
		"evaluated_apps": schema.Int64Attribute{
			MarkdownDescription: "The number of applications that were chosen, including those in `errors`. It is never 0.",
			Computed:            true,
		},
	})
	return schema.Schema{
		MarkdownDescription: "What NowSecure found in mobile applications, without the evidence, which may hold secrets. " +
			"It costs one request for every hundred applications, two more, and one for each application that is chosen and assessed; `build_digest`, `new_since_version` and `new_since_assessment` may cost more, see the guide. " +
			"It is an error when no application matches. Archived applications are left out unless `apps` names them.",
		Attributes: attributes,
	}
}

// unknownTypes describes the findings that report what is unknown.
const unknownTypes = "`not_assessed`: the application has no completed assessment (with `mode = \"history\"`: none in the window). " +
	"`not_conclusive`: no check of its report came to a result. " +
	"`assessment_failed`, `assessment_canceled`, `assessment_running`, `assessment_partial`, `assessment_not_scored`: what became of the newest assessment, beside what the newest completed one found. " +
	"`assessment_unknown`: NowSecure does not say whether there is a newer one, or what became of it. " +
	"`assessment_outdated`: see `maximum_assessment_age_days`. " +
	"`build_not_assessed`: see `build_digest`. " +
	"`not_readable`: see `on_app_error`."

func findingArguments() map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{
		"mode": schema.StringAttribute{
			MarkdownDescription: "What is read. `latest_assessment`: what the newest completed assessment of each application found, without findings that a person has hidden and without artifacts. " +
				"`history`: the records of vulnerabilities, with when and in which version each was opened, last seen and closed. Default: `latest_assessment`.",
			Optional:   true,
			Validators: []validator.String{stringvalidator.OneOf(modeLatest, modeHistory)},
		},
		"apps":      framework.FilterAttribute("Only these applications, by ref. An application that the token's user does not see is an error, see `on_app_error`."),
		"platforms": platformsAttribute(),
		"groups":    framework.FilterAttribute("Only applications of these groups, by name or ref. A group without an application that the token's user sees is an error."),
		"on_app_error": schema.StringAttribute{
			MarkdownDescription: "What to do when an application cannot be read. `fail`: the whole read fails. " +
				"`report`: the application is in `errors`, and has a finding of the type `not_readable` with the status `unknown`, which blocks a gate. Default: `fail`.",
			Optional:   true,
			Validators: []validator.String{stringvalidator.OneOf(appErrorFails, appErrorReported)},
		},
	}
	maps.Copy(attributes, checkArguments())
	maps.Copy(attributes, assessmentArguments())
	maps.Copy(attributes, windowArguments())
	return attributes
}

// checkArguments choose findings by their checks.
func checkArguments() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"minimum_severity": framework.MinimumSeverityAttribute("findings"),
		"minimum_cvss": schema.Float64Attribute{
			MarkdownDescription: "Only findings with this CVSS score or more, 0 to 10. A finding without a score counts as having the highest score of its severity. One whose severity is unknown too is never left out.",
			Optional:            true,
			Validators:          []validator.Float64{float64validator.Between(0, 10)},
		},
		"included_checks": framework.FilterAttribute("Checks whose findings are kept, whatever their severity and score, by `check_id` in any case. This takes precedence over `excluded_checks`."),
		"excluded_checks": framework.FilterAttribute("Checks whose findings are left out, whatever their severity and score, by `check_id` in any case. Findings of the status `unknown` about the application itself are no checks."),
		"include_warnings": schema.BoolAttribute{
			MarkdownDescription: "Whether findings of checks that only warn are kept, whatever their severity and score. Only with `mode = \"latest_assessment\"`. Default: `false`.",
			Optional:            true,
		},
		"include_inconclusive": schema.BoolAttribute{
			MarkdownDescription: "Whether the checks of a report that came to no result are findings too, with the status `unknown`. Only with `mode = \"latest_assessment\"`. Default: `false`: most reports have some.",
			Optional:            true,
		},
		"include_hidden": schema.BoolAttribute{
			MarkdownDescription: "Whether findings that a person has hidden are findings too, with `hidden = true`. Only with `mode = \"latest_assessment\"`. Default: `false`: they are only in `hidden_counts`.",
			Optional:            true,
		},
	}
}

// assessmentArguments are about builds and their assessments.
func assessmentArguments() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"build_digest": schema.StringAttribute{
			MarkdownDescription: "Only the newest completed assessment of the build with this SHA-256, 64 hexadecimal digits: `filesha256(\"app.apk\")` for example. " +
				"A chosen application without such an assessment has a finding of the type `build_not_assessed`: choose the one application that the build is of. Only with `mode = \"latest_assessment\"`.",
			Optional:   true,
			Validators: []validator.String{stringvalidator.RegexMatches(sha256Digits, "must be a SHA-256, 64 hexadecimal digits")},
		},
		"new_since_version": schema.StringAttribute{
			MarkdownDescription: "Only findings that are new since this version (`package_version`) of each application, which you accepted: " +
				"those that its completed assessment did not have, or had with a lesser severity. With `mode = \"history\"`, records that were opened after it. " +
				"Of several assessments of the version, the newest one that is older than the judged one counts. If an application has no completed assessment of the version, all of its findings are new. Not with `new_since_assessment`.",
			Optional:   true,
			Validators: []validator.String{framework.NotBlank()},
		},
		"new_since_assessment": schema.StringAttribute{
			MarkdownDescription: "As `new_since_version`, but since one completed assessment, by ref. All findings of other applications are new. It is an error if no chosen application has the assessment.",
			Optional:            true,
			Validators:          []validator.String{framework.NotBlank()},
		},
		"on_newer_assessment": schema.StringAttribute{
			MarkdownDescription: "What to do about an assessment that is newer than the newest completed one and that failed, was canceled, is partial, has no score, or is still running. " +
				"`unknown`: add a finding with the status `unknown`, which blocks a gate. `ignore`: add nothing. With `build_digest`, assessments of other builds do not count. Default: `unknown`.",
			Optional:   true,
			Validators: []validator.String{stringvalidator.OneOf(newerUnknown, newerIgnored)},
		},
		"maximum_assessment_age_days": schema.NumberAttribute{
			MarkdownDescription: "The maximum age of the newest completed assessment, in days before `as_of`, 1 to 3650. An older one is a finding of the type `assessment_outdated` with the status `unknown`. Default: any age.",
			Optional:            true,
			Validators:          []validator.Number{framework.WholeNumberBetween(1, 3650)},
		},
	}
}

// windowArguments are about times.
func windowArguments() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"seen_after": schema.StringAttribute{
			MarkdownDescription: "When the window of the history begins, RFC 3339. " + windowMeans + " Only with `mode = \"history\"`.",
			CustomType:          timetypes.RFC3339Type{},
			Optional:            true,
		},
		"seen_within_days": schema.NumberAttribute{
			MarkdownDescription: "How many days before `as_of` the window of the history begins, 1 to 3650. " + windowMeans + " Only with `mode = \"history\"`, and not with `seen_after`. Default: 30. " +
				"The window moves with the clock, and the findings with it: set `seen_after` or `as_of` to keep it fixed.",
			Optional:   true,
			Validators: []validator.Number{framework.WholeNumberBetween(1, 3650)},
		},
		"as_of": schema.StringAttribute{
			MarkdownDescription: "The time that `seen_within_days` and `maximum_assessment_age_days` count back from, RFC 3339. Only with one of them or with `mode = \"history\"`, and not with `seen_after` alone. Default: now. " +
				"With `plantimestamp()` it is the time of the plan; `timestamp()` would move the read to the apply.",
			CustomType: timetypes.RFC3339Type{},
			Optional:   true,
		},
		"include_closed": schema.BoolAttribute{
			MarkdownDescription: "Whether closed records are findings too, with the status `closed`. Only with `mode = \"history\"`. Default: `false`.",
			Optional:            true,
		},
	}
}

// windowMeans says what the window of the history is for.
const windowMeans = "The window decides which closed records are read, by when they were last seen, and whether an application was assessed lately; open records are always read."

var sha256Digits = regexp.MustCompile(`^[0-9a-fA-F]{64}$`)
