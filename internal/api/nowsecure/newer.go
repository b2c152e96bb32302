// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// The types of findings that report what is unknown about an application.
const (
	typeNotAssessed      = "not_assessed"
	typeNotReadable      = "not_readable"
	typeNotConclusive    = "not_conclusive"
	typeBuildNotAssessed = "build_not_assessed"
	typeOutdated         = "assessment_outdated"
	typeFailed           = "assessment_failed"
	typeCanceled         = "assessment_canceled"
	typeRunning          = "assessment_running"
	typePartial          = "assessment_partial"
	typeNotScored        = "assessment_not_scored"
	typeUnknown          = "assessment_unknown"
)

// titles say what is unknown.
var titles = map[string]string{
	typeNotAssessed:      "The application has no completed assessment: its findings are not known",
	typeNotReadable:      "The application could not be read: its findings are not known",
	typeNotConclusive:    "No check of the report came to a result: the application's findings are not known",
	typeBuildNotAssessed: "The build has no completed assessment: its findings are not known",
	typeOutdated:         "The assessment is older than is allowed, or its time is not known",
	typeFailed:           "The newest assessment failed: what it would have found is not known",
	typeCanceled:         "The newest assessment was canceled: what it would have found is not known",
	typeRunning:          "The newest assessment is running: what it will find is not known",
	typePartial:          "The newest assessment is partial: what the rest would have found is not known",
	typeNotScored:        "The newest assessment has no score yet: what it found is not known",
	typeUnknown:          "It is not known whether there is a newer assessment, or what came of it",
}

// unfinished are the types for the statuses of an assessment that did not
// complete (client).
var unfinished = map[string]string{
	"failed":     typeFailed,
	"cancelled":  typeCanceled, //nolint:misspell // as the system writes it
	"canceled":   typeCanceled,
	"processing": typeRunning,
	"pending":    typeRunning,
	"partial":    typePartial,
	"incomplete": typePartial,
}

// notKnown reports that something about an application is unknown.
func notKnown(app App, findingType string) Finding {
	return Finding{
		Finding: posture.Finding{
			Source: Source, Subject: app.Subject, Type: findingType, Title: titles[findingType],
			Severity: unknownSeverity, Status: posture.Unknown, URL: app.URL,
		},
		App: app,
	}
}

// notKnownOf reports that something about an assessment is unknown.
func (c *Client) notKnownOf(app App, made *Assessment, findingType string) Finding {
	finding := notKnown(app, findingType)
	finding.Assessment, finding.LastSeenAt = made, made.CreatedAt
	finding.URL = c.link("app", app.Ref, "assessment", made.Ref)
	return finding
}

// beside returns what is unknown beside the assessment that is judged, which may
// be nil.
func (c *Client) beside(app App, judged *Assessment, query FindingsQuery) []Finding {
	findings := []Finding{}
	if judged != nil && !query.AssessedAfter.IsZero() && !judged.isAfter(query.AssessedAfter) {
		findings = append(findings, c.notKnownOf(app, judged, typeOutdated))
	}
	if query.IgnoreNewer {
		return findings
	}
	switch findingType := newerType(app.Newest, judged, query.BuildDigest); {
	case findingType == "":
	case app.Newest == nil:
		findings = append(findings, notKnown(app, findingType))
	default:
		findings = append(findings, c.notKnownOf(app, app.Newest, findingType))
	}
	return findings
}

// newerType is the type of the finding for the newest assessment, or "" if it is
// the one that is judged, or of another build than is wanted.
func newerType(newest, judged *Assessment, buildDigest string) string {
	switch {
	case newest == nil && judged == nil:
		return "" // never assessed, and that is a finding of its own
	case newest == nil:
		return typeUnknown
	case buildDigest != "" && newest.BuildDigest != "" && newest.BuildDigest != buildDigest:
		return ""
	}
	findingType, isUnfinished := unfinished[newest.Status]
	isPartial := newest.IsComplete != nil && !*newest.IsComplete
	switch {
	case isUnfinished:
		return findingType
	case judged != nil && newest.Ref == judged.Ref && !isPartial:
		return ""
	case newest.Status != "completed":
		return typeUnknown
	case isPartial:
		return typePartial
	default:
		return typeNotScored
	}
}

// isAfter reports whether the assessment is known to have been created at the
// time or later.
func (a *Assessment) isAfter(since time.Time) bool {
	created, ok := posture.ParseTime(a.CreatedAt)
	return ok && !created.Before(since)
}
