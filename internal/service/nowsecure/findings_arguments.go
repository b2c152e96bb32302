// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/float64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// What the arguments mode and on_app_error take.
const (
	modeLatest  = "latest_assessment"
	modeHistory = "history"

	appErrorFails    = "fail"
	appErrorReported = "report"
)

// defaultWindowDays is how far back the history is read.
const defaultWindowDays = 30

type findingsModel struct {
	Mode                types.String      `tfsdk:"mode"`
	Apps                []string          `tfsdk:"apps"`
	Platforms           []string          `tfsdk:"platforms"`
	Groups              []string          `tfsdk:"groups"`
	MinimumSeverity     types.String      `tfsdk:"minimum_severity"`
	MinimumCVSS         types.Float64     `tfsdk:"minimum_cvss"`
	IncludeInconclusive types.Bool        `tfsdk:"include_inconclusive"`
	SeenAfter           timetypes.RFC3339 `tfsdk:"seen_after"`
	SeenWithinDays      types.Int64       `tfsdk:"seen_within_days"`
	AsOf                timetypes.RFC3339 `tfsdk:"as_of"`
	IncludeClosed       types.Bool        `tfsdk:"include_closed"`
	OnAppError          types.String      `tfsdk:"on_app_error"`
	Findings            types.List        `tfsdk:"findings"`
	Counts              types.Map         `tfsdk:"counts"`
	Total               types.Int64       `tfsdk:"total"`
	Errors              types.List        `tfsdk:"errors"`
	EvaluatedApps       types.Int64       `tfsdk:"evaluated_apps"`
}

func (d *findingsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"mode": schema.StringAttribute{
			MarkdownDescription: "What is read. `latest_assessment`: what the newest completed assessment of each application found, with what a person has hidden and mere artifacts left out. " +
				"`history`: the records of vulnerabilities, opened, seen last and closed. Default: `latest_assessment`.",
			Optional:   true,
			Validators: []validator.String{stringvalidator.OneOf(modeLatest, modeHistory)},
		},
		"apps":      framework.FilterAttribute("Only these applications, by ref. One that is not listed to the token's user is an error, see `on_app_error`."),
		"platforms": platformsAttribute(),
		"groups":    framework.FilterAttribute("Only applications of these groups, by name or ref. A group without an application that the token's user sees is an error."),
		"minimum_severity": schema.StringAttribute{
			MarkdownDescription: "Only findings of this severity or worse: `critical`, `high`, `medium`, `low`, `info` or `positive`. Findings whose severity is not known are never left out.",
			Optional:            true,
			Validators:          []validator.String{framework.Severity()},
		},
		"minimum_cvss": schema.Float64Attribute{
			MarkdownDescription: "Only findings with this CVSS score or more, 0 to 10. One without a score counts as having the highest score of its severity, and is never left out when that is not known.",
			Optional:            true,
			Validators:          []validator.Float64{float64validator.Between(0, 10)},
		},
		"include_inconclusive": schema.BoolAttribute{
			MarkdownDescription: "Whether the checks of a report that came to no result are findings too, with the status `unknown`. Only with `mode = \"latest_assessment\"`. Default: `false`: most reports have some.",
			Optional:            true,
		},
		"seen_after": schema.StringAttribute{
			MarkdownDescription: "Only records that were seen last at this time or later, RFC 3339. Only with `mode = \"history\"`.",
			CustomType:          timetypes.RFC3339Type{},
			Optional:            true,
		},
		"seen_within_days": schema.Int64Attribute{
			MarkdownDescription: "Only records that were seen last within so many days before `as_of`, 1 to 3650. Only with `mode = \"history\"`, and not with `seen_after`. Default: 30. " +
				"The window moves with the clock, and the findings with it: `seen_after`, or a fixed `as_of`, stays.",
			Optional:   true,
			Validators: []validator.Int64{int64validator.Between(1, 3650)},
		},
		"as_of": schema.StringAttribute{
			MarkdownDescription: "The time that `seen_within_days` counts back from, RFC 3339. Only with `mode = \"history\"`, and not with `seen_after`. Default: now. With `plantimestamp()` it is the time of the plan; `timestamp()` would move the read to the apply.",
			CustomType:          timetypes.RFC3339Type{},
			Optional:            true,
		},
		"include_closed": schema.BoolAttribute{
			MarkdownDescription: "Whether records that are closed are findings too, with the status `closed`. Only with `mode = \"history\"`. Default: `false`.",
			Optional:            true,
		},
		"on_app_error": schema.StringAttribute{
			MarkdownDescription: "What an application is that cannot be read. `fail`: the whole read fails. " +
				"`report`: it stands in `errors`, and has a finding of the type `not_readable` with the status `unknown`, which blocks a gate. Default: `fail`.",
			Optional:   true,
			Validators: []validator.String{stringvalidator.OneOf(appErrorFails, appErrorReported)},
		},
	}
	addResults(attributes)
	response.Schema = schema.Schema{
		MarkdownDescription: "What NowSecure found in mobile applications, without the evidence, which may hold secrets. " +
			"It costs one request for every hundred applications, two more, and one for each application that is chosen and assessed. " +
			"That no application fits is an error. Archived applications are left out unless `apps` names them.",
		Attributes: attributes,
	}
}

// addResults adds what the data source gives.
func addResults(attributes map[string]schema.Attribute) {
	attributes["findings"] = findingColumns.ListAttribute("The findings, sorted by subject, platform, application and type. " +
		"An application without a completed assessment, with `mode = \"history\"` within the time that is asked for, stands in it with the type `not_assessed` and the status `unknown`: " +
		"that nothing was found is no good news when nobody looked.")
	attributes["counts"] = schema.MapAttribute{
		MarkdownDescription: "The number of findings in the list that are not closed, by severity. A severity without findings is left out.",
		ElementType:         types.Int64Type,
		Computed:            true,
	}
	attributes["total"] = schema.Int64Attribute{
		MarkdownDescription: "The number of findings in the list.",
		Computed:            true,
	}
	attributes["errors"] = errorColumns.ListAttribute("The applications that could not be read. Always empty unless `on_app_error` is `report`.")
	attributes["evaluated_apps"] = schema.Int64Attribute{
		MarkdownDescription: "The number of applications that were chosen, those in `errors` included. It is never 0.",
		Computed:            true,
	}
}

func (d *findingsDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	seenAfter := path.MatchRoot("seen_after")
	return []datasource.ConfigValidator{
		datasourcevalidator.Conflicting(seenAfter, path.MatchRoot("seen_within_days")),
		datasourcevalidator.Conflicting(seenAfter, path.MatchRoot("as_of")),
	}
}

// ValidateConfig refuses arguments that the mode does not heed: whoever sets
// them expects something else.
func (d *findingsDataSource) ValidateConfig(ctx context.Context, request datasource.ValidateConfigRequest, response *datasource.ValidateConfigResponse) {
	var mode types.String
	response.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root("mode"), &mode)...)
	if mode.IsUnknown() || response.Diagnostics.HasError() {
		return
	}
	for _, name := range []string{"seen_after", "seen_within_days", "as_of", "include_closed", "include_inconclusive"} {
		heededIn := modeHistory
		if name == "include_inconclusive" {
			heededIn = modeLatest
		}
		var value attr.Value
		response.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root(name), &value)...)
		if isHistory := mode.ValueString() == modeHistory; value != nil && !value.IsNull() && isHistory != (heededIn == modeHistory) {
			response.Diagnostics.AddAttributeError(path.Root(name), "Invalid Attribute Combination",
				"Attribute "+name+" may only be set with mode = \""+heededIn+"\".")
		}
	}
}

// query is what the arguments ask for.
func (m findingsModel) query(now time.Time) (api.FindingsQuery, diag.Diagnostics) {
	query := api.FindingsQuery{
		Apps:                api.AppsQuery{Refs: m.Apps, Platforms: m.Platforms, Groups: m.Groups},
		IncludeInconclusive: m.IncludeInconclusive.ValueBool(),
		MinimumSeverity:     posture.Severity(m.MinimumSeverity.ValueString()),
		MinimumCVSS:         m.MinimumCVSS.ValueFloat64Pointer(),
		ReportErrors:        m.OnAppError.ValueString() == appErrorReported,
	}
	if m.Mode.ValueString() != modeHistory {
		return query, nil
	}
	seenAfter, diags := m.seenAfter(now)
	query.History = &api.History{SeenAfter: seenAfter, IncludeClosed: m.IncludeClosed.ValueBool()}
	return query, diags
}

func (m findingsModel) seenAfter(now time.Time) (time.Time, diag.Diagnostics) {
	if !m.SeenAfter.IsNull() {
		return m.SeenAfter.ValueRFC3339Time()
	}
	asOf := now
	if !m.AsOf.IsNull() {
		var diags diag.Diagnostics
		if asOf, diags = m.AsOf.ValueRFC3339Time(); diags.HasError() {
			return asOf, diags
		}
	}
	days := int64(defaultWindowDays)
	if !m.SeenWithinDays.IsNull() {
		days = m.SeenWithinDays.ValueInt64()
	}
	return asOf.AddDate(0, 0, -int(days)), nil
}
