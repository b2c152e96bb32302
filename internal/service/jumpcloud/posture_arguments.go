// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"cmp"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

type postureArguments struct {
	postureSelection
	Thresholds      map[string]int64    `tfsdk:"thresholds"`
	IgnoredSubjects map[string][]string `tfsdk:"ignored_subjects"`
	AsOf            *time.Time          `tfsdk:"as_of"`
	IncludeNames    bool                `tfsdk:"include_names"`
	IncludeClosed   bool                `tfsdk:"include_closed"`

	DefaultAccessPolicyRequiresMFA bool     `tfsdk:"default_access_policy_requires_mfa"`
	AcceptRADIUSMFAEnabled         bool     `tfsdk:"accept_radius_mfa_enabled"`
	AllowedEmailDomains            []string `tfsdk:"allowed_email_domains"`
}

// postureSelection are the arguments that choose checks.
type postureSelection struct {
	IncludedChecks  []string         `tfsdk:"included_checks"`
	ExcludedChecks  []string         `tfsdk:"excluded_checks"`
	Controls        []string         `tfsdk:"controls"`
	MinimumSeverity posture.Severity `tfsdk:"minimum_severity"`
}

func (s postureSelection) selection() check.Selection {
	return check.Selection{IDs: s.IncludedChecks, ExcludedIDs: s.ExcludedChecks, Controls: s.Controls, MinimumSeverity: s.MinimumSeverity}
}

func (a postureArguments) options(now time.Time) check.Options {
	return check.Options{
		AsOf:                           *cmp.Or(a.AsOf, &now),
		ReadAt:                         now,
		Thresholds:                     a.Thresholds,
		IgnoredSubjects:                a.IgnoredSubjects,
		DefaultAccessPolicyRequiresMFA: a.DefaultAccessPolicyRequiresMFA,
		AcceptRADIUSMFAEnabled:         a.AcceptRADIUSMFAEnabled,
		AllowedEmailDomains:            a.AllowedEmailDomains,
		IncludeNames:                   a.IncludeNames,
		IncludeClosed:                  a.IncludeClosed,
	}
}
