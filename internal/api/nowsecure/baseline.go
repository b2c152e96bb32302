// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Baseline names the accepted build of applications: a version, or one assessment
// by its ref in any case. One of the two is set. Several builds may have one
// version: it is the newest one that was assessed before the one that is judged,
// or the one that is judged if there is no other.
type Baseline struct {
	Version       string
	AssessmentRef string
}

// UnknownAssessmentError is a baseline that none of the applications has.
type UnknownAssessmentError struct{ Ref string }

func (e *UnknownAssessmentError) Error() string {
	return "none of the chosen applications has a completed assessment with the ref " + e.Ref
}

// check returns an error for an assessment of no application: a misspelled one
// would make everything new.
func (b *Baseline) check(apps []App, past pastAssessments) error {
	if b == nil || b.AssessmentRef == "" {
		return nil
	}
	for _, app := range apps {
		if b.of(app, nil, past) != nil {
			return nil
		}
	}
	return &UnknownAssessmentError{Ref: b.AssessmentRef}
}

// of returns the assessment of an application's accepted build, or nil if there
// is none: everything is new then. judged may be nil.
func (b *Baseline) of(app App, judged *Assessment, past pastAssessments) *Assessment {
	switch {
	case b == nil:
		return nil
	case b.AssessmentRef != "":
		return past.newest(app, func(made *Assessment) bool { return strings.EqualFold(made.Ref, b.AssessmentRef) })
	}
	earlier := past.newest(app, func(made *Assessment) bool {
		return made.PackageVersion == b.Version && (judged == nil || made.CreatedAt < judged.CreatedAt)
	})
	if earlier == nil && judged != nil && judged.PackageVersion == b.Version {
		return judged
	}
	return earlier
}

// isOpenedIn reports whether a record was opened in the accepted build.
func (b *Baseline) isOpenedIn(record vulnerability, accepted *Assessment) bool {
	opened := string(record.OpenedIn)
	return opened != "" && (strings.EqualFold(opened, accepted.Ref) || opened == accepted.TaskID) ||
		b.Version != "" && string(record.OpenedVersion) == b.Version
}

// isNewRecord reports whether a record was opened after the accepted build was
// assessed. One without a known time is new.
func (b *Baseline) isNewRecord(record vulnerability, accepted *Assessment) bool {
	if accepted == nil {
		return true
	}
	opened, ok := posture.ParseTime(record.OpenedAt)
	assessed, isKnown := posture.ParseTime(accepted.CreatedAt)
	return !b.isOpenedIn(record, accepted) && (!ok || !isKnown || opened.After(assessed))
}

// acceptedFindings returns what the report on an application's accepted build
// has, by check. What a person has hidden is not accepted.
func (c *Client) acceptedFindings(ctx context.Context, app App, accepted *Assessment) (map[string]posture.Severity, error) {
	if accepted == nil {
		return nil, nil
	}
	rows, err := c.report(ctx, app, accepted)
	if err != nil {
		return nil, err
	}
	severities := map[string]posture.Severity{}
	for _, row := range rows {
		if finding := c.reported(app, accepted, row); row.isFound() && !row.Hidden {
			severities[finding.CheckID] = finding.Severity
		}
	}
	return severities, nil
}

// isNewFinding reports whether the accepted build does not have a finding, or has
// it with a lesser severity, or whether one of the two is unknown.
func isNewFinding(finding Finding, accepted map[string]posture.Severity) bool {
	before, ok := accepted[finding.CheckID]
	return !ok || finding.Affected == nil || !before.AtLeast(finding.Severity)
}
