// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// What the arguments mode, on_newer_assessment and on_app_error take.
const (
	modeLatest  = "latest_assessment"
	modeHistory = "history"

	newerUnknown = "unknown"
	newerIgnored = "ignore"

	appErrorFails    = "fail"
	appErrorReported = "report"
)

// defaultWindowDays is how far back the history is read.
const defaultWindowDays = 30

type findingsArguments struct {
	Mode                string           `tfsdk:"mode"`
	Apps                []string         `tfsdk:"apps"`
	Platforms           []string         `tfsdk:"platforms"`
	Groups              []string         `tfsdk:"groups"`
	MinimumSeverity     posture.Severity `tfsdk:"minimum_severity"`
	MinimumCVSS         *float64         `tfsdk:"minimum_cvss"`
	IncludedChecks      []string         `tfsdk:"included_checks"`
	ExcludedChecks      []string         `tfsdk:"excluded_checks"`
	IncludeWarnings     bool             `tfsdk:"include_warnings"`
	IncludeInconclusive bool             `tfsdk:"include_inconclusive"`
	IncludeHidden       bool             `tfsdk:"include_hidden"`
	BuildDigest         string           `tfsdk:"build_digest"`
	NewSinceVersion     string           `tfsdk:"new_since_version"`
	NewSinceAssessment  string           `tfsdk:"new_since_assessment"`
	OnNewerAssessment   string           `tfsdk:"on_newer_assessment"`
	MaximumAgeDays      int64            `tfsdk:"maximum_assessment_age_days"`
	SeenAfter           *time.Time       `tfsdk:"seen_after"`
	SeenWithinDays      int64            `tfsdk:"seen_within_days"`
	AsOf                *time.Time       `tfsdk:"as_of"`
	IncludeClosed       bool             `tfsdk:"include_closed"`
	OnAppError          string           `tfsdk:"on_app_error"`
}

// query is what the arguments ask for.
func (a findingsArguments) query(now time.Time) api.FindingsQuery {
	query := api.FindingsQuery{
		Apps:                api.AppsQuery{Refs: a.Apps, Platforms: a.Platforms, Groups: a.Groups},
		BuildDigest:         strings.ToLower(a.BuildDigest),
		IgnoreNewer:         a.OnNewerAssessment == newerIgnored,
		IncludeInconclusive: a.IncludeInconclusive,
		IncludeHidden:       a.IncludeHidden,
		MinimumSeverity:     a.MinimumSeverity,
		MinimumCVSS:         a.MinimumCVSS,
		IncludeWarnings:     a.IncludeWarnings,
		IncludedChecks:      a.IncludedChecks,
		ExcludedChecks:      a.ExcludedChecks,
		ReportErrors:        a.OnAppError == appErrorReported,
	}
	if a.NewSinceVersion != "" || a.NewSinceAssessment != "" {
		query.Baseline = &api.Baseline{Version: a.NewSinceVersion, AssessmentRef: a.NewSinceAssessment}
	}
	if a.MaximumAgeDays > 0 {
		query.AssessedAfter = cmp.Or(a.AsOf, &now).AddDate(0, 0, -int(a.MaximumAgeDays))
	}
	if a.Mode == modeHistory {
		query.History = &api.History{SeenAfter: a.seenAfter(now), IncludeClosed: a.IncludeClosed}
	}
	return query
}

func (a findingsArguments) seenAfter(now time.Time) time.Time {
	if a.SeenAfter != nil {
		return *a.SeenAfter
	}
	return cmp.Or(a.AsOf, &now).AddDate(0, 0, -int(cmp.Or(a.SeenWithinDays, defaultWindowDays)))
}

// validatedArguments are the arguments that depend on others.
type validatedArguments struct {
	Mode framework.Argument[string] `tfsdk:"mode"`

	SeenAfter           framework.Argument[string] `tfsdk:"seen_after"`
	SeenWithinDays      framework.Argument[int64]  `tfsdk:"seen_within_days"`
	AsOf                framework.Argument[string] `tfsdk:"as_of"`
	MaximumAgeDays      framework.Argument[int64]  `tfsdk:"maximum_assessment_age_days"`
	IncludeClosed       framework.Argument[bool]   `tfsdk:"include_closed"`
	IncludeInconclusive framework.Argument[bool]   `tfsdk:"include_inconclusive"`
	IncludeHidden       framework.Argument[bool]   `tfsdk:"include_hidden"`
	IncludeWarnings     framework.Argument[bool]   `tfsdk:"include_warnings"`
	BuildDigest         framework.Argument[string] `tfsdk:"build_digest"`

	IncludedChecks framework.Argument[[]framework.Argument[string]] `tfsdk:"included_checks"`
	ExcludedChecks framework.Argument[[]framework.Argument[string]] `tfsdk:"excluded_checks"`
}

// validateFindings refuses arguments that contradict others, and those that the
// mode does not use: they were set for a reason.
func validateFindings(config tftypes.Value) diag.Diagnostics {
	var arguments validatedArguments
	diags := framework.Decode(config, &arguments)
	if diags.HasError() {
		return diags
	}
	diags.Append(arguments.validateChecks()...)
	if arguments.Mode.IsKnown() {
		diags.Append(arguments.validateMode()...)
	}
	return diags
}

func (a validatedArguments) validateMode() diag.Diagnostics {
	var diags diag.Diagnostics
	isHistory := a.Mode.Value == modeHistory
	for _, argument := range []struct {
		name   string
		isNull bool
		mode   string
	}{
		{"seen_after", a.SeenAfter.IsNull(), modeHistory},
		{"seen_within_days", a.SeenWithinDays.IsNull(), modeHistory},
		{"include_closed", a.IncludeClosed.IsNull(), modeHistory},
		{"include_inconclusive", a.IncludeInconclusive.IsNull(), modeLatest},
		{"include_hidden", a.IncludeHidden.IsNull(), modeLatest},
		{"include_warnings", a.IncludeWarnings.IsNull(), modeLatest},
		{"build_digest", a.BuildDigest.IsNull(), modeLatest},
	} {
		if !argument.isNull && isHistory != (argument.mode == modeHistory) {
			diags.AddAttributeError(path.Root(argument.name), "Invalid Attribute Combination",
				fmt.Sprintf("Attribute %s may only be set with mode = %q.", argument.name, argument.mode))
		}
	}
	countsBack := isHistory && a.SeenAfter.IsNull() || !a.MaximumAgeDays.IsNull()
	if !a.AsOf.IsNull() && !countsBack {
		diags.AddAttributeError(path.Root("as_of"), "Invalid Attribute Combination",
			fmt.Sprintf("Attribute as_of may only be set with maximum_assessment_age_days, or with mode = %q and without seen_after: nothing else counts back from it.", modeHistory))
	}
	return diags
}

// validateChecks refuses a check that is both included and excluded, as the
// vendor's own tools do.
func (a validatedArguments) validateChecks() diag.Diagnostics {
	var diags diag.Diagnostics
	included := map[string]bool{}
	for _, check := range a.IncludedChecks.Value {
		included[strings.ToLower(check.Value)] = true
	}
	for i, check := range a.ExcludedChecks.Value {
		if check.Value != "" && included[strings.ToLower(check.Value)] {
			diags.AddAttributeError(path.Root("excluded_checks").AtListIndex(i), "Invalid Attribute Combination",
				fmt.Sprintf("The check %q is in both included_checks and excluded_checks.", check.Value))
		}
	}
	return diags
}
