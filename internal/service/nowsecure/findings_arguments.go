// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"cmp"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

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

type findingsArguments struct {
	Mode                string           `tfsdk:"mode"`
	Apps                []string         `tfsdk:"apps"`
	Platforms           []string         `tfsdk:"platforms"`
	Groups              []string         `tfsdk:"groups"`
	MinimumSeverity     posture.Severity `tfsdk:"minimum_severity"`
	MinimumCVSS         *float64         `tfsdk:"minimum_cvss"`
	IncludeInconclusive bool             `tfsdk:"include_inconclusive"`
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
		IncludeInconclusive: a.IncludeInconclusive,
		MinimumSeverity:     a.MinimumSeverity,
		MinimumCVSS:         a.MinimumCVSS,
		ReportErrors:        a.OnAppError == appErrorReported,
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

// modeArguments are the arguments that one mode alone uses.
type modeArguments struct {
	Mode framework.Argument[string] `tfsdk:"mode"`

	SeenAfter           framework.Argument[string] `tfsdk:"seen_after"`
	SeenWithinDays      framework.Argument[int64]  `tfsdk:"seen_within_days"`
	AsOf                framework.Argument[string] `tfsdk:"as_of"`
	IncludeClosed       framework.Argument[bool]   `tfsdk:"include_closed"`
	IncludeInconclusive framework.Argument[bool]   `tfsdk:"include_inconclusive"`
}

// validateFindings refuses arguments that the mode does not use: they were set
// for a reason.
func validateFindings(config tftypes.Value) diag.Diagnostics {
	var arguments modeArguments
	diags := framework.Decode(config, &arguments)
	if diags.HasError() || !arguments.Mode.IsKnown() {
		return diags
	}
	isHistory := arguments.Mode.Value == modeHistory
	for _, argument := range []struct {
		name   string
		isNull bool
		mode   string
	}{
		{"seen_after", arguments.SeenAfter.IsNull(), modeHistory},
		{"seen_within_days", arguments.SeenWithinDays.IsNull(), modeHistory},
		{"as_of", arguments.AsOf.IsNull(), modeHistory},
		{"include_closed", arguments.IncludeClosed.IsNull(), modeHistory},
		{"include_inconclusive", arguments.IncludeInconclusive.IsNull(), modeLatest},
	} {
		if !argument.isNull && isHistory != (argument.mode == modeHistory) {
			diags.AddAttributeError(path.Root(argument.name), "Invalid Attribute Combination",
				fmt.Sprintf("Attribute %s may only be set with mode = %q.", argument.name, argument.mode))
		}
	}
	return diags
}
