// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

type postureModel struct {
	IncludedChecks  []string            `tfsdk:"included_checks"`
	ExcludedChecks  []string            `tfsdk:"excluded_checks"`
	MinimumSeverity types.String        `tfsdk:"minimum_severity"`
	Thresholds      map[string]float64  `tfsdk:"thresholds"`
	IgnoredSubjects map[string][]string `tfsdk:"ignored_subjects"`
	AsOf            timetypes.RFC3339   `tfsdk:"as_of"`
	IncludeNames    types.Bool          `tfsdk:"include_names"`

	DefaultAccessPolicyRequiresMFA types.Bool `tfsdk:"default_access_policy_requires_mfa"`
	AcceptRADIUSMFAEnabled         types.Bool `tfsdk:"accept_radius_mfa_enabled"`
	AllowedEmailDomains            []string   `tfsdk:"allowed_email_domains"`

	Checks   types.List  `tfsdk:"checks"`
	Findings types.List  `tfsdk:"findings"`
	Counts   types.Map   `tfsdk:"counts"`
	Score    types.Int64 `tfsdk:"score"`
}

func (m postureModel) selection() check.Selection {
	return check.Selection{
		IDs:             m.IncludedChecks,
		ExcludedIDs:     m.ExcludedChecks,
		MinimumSeverity: posture.Severity(m.MinimumSeverity.ValueString()),
	}
}

func (m postureModel) options() (check.Options, diag.Diagnostics) {
	options := check.Options{
		AsOf:                           time.Now(),
		Thresholds:                     map[string]int64{},
		IgnoredSubjects:                m.IgnoredSubjects,
		DefaultAccessPolicyRequiresMFA: m.DefaultAccessPolicyRequiresMFA.ValueBool(),
		AcceptRADIUSMFAEnabled:         m.AcceptRADIUSMFAEnabled.ValueBool(),
		AllowedEmailDomains:            m.AllowedEmailDomains,
		IncludeNames:                   m.IncludeNames.ValueBool(),
	}
	for name, value := range m.Thresholds {
		options.Thresholds[name] = int64(value)
	}
	if m.AsOf.IsNull() {
		return options, nil
	}
	asOf, diags := m.AsOf.ValueRFC3339Time()
	options.AsOf = asOf
	return options, diags
}
