// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"cmp"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// detectionChecks report what JumpCloud itself detects. Each finding has the
// severity that JumpCloud gives it; the severity of the check is the worst that
// there can be.
var detectionChecks = []Check{
	{
		ID:            "identity-risk-resolved",
		Title:         "Risky sign-ins are resolved",
		FailureTitle:  "Risky sign-in that no one has resolved",
		Severity:      posture.Critical,
		Rationale:     "JumpCloud detected a sign-in that may not be the person's own, and no one has resolved it.",
		Passes:        "every event of the identity is resolved or dismissed, and did not occur again",
		NotApplicable: "there are no events",
		Note:          "A finding has the severity of the worst open event of the identity, and with `include_closed` there are closed ones. What JumpCloud answers where the feature was not bought is not documented.",
		Fields: []string{
			"identityObjectId", "identityType", "level", "riskFactorTypes[]", "resolutionStatus", "resolvedAt", "firstOccurrenceAt", "lastOccurrenceAt",
		},
		rule: ofOccurrences(DocumentRiskEvents, func(e Evidence) Reading[[]occurrence] {
			return mapReading(e.RiskEvents, RiskEvent.occurrence)
		}),
	},
	{
		ID:            "alert-resolved",
		Title:         "Alerts are resolved",
		FailureTitle:  "Alert that no one has resolved",
		Severity:      posture.High,
		Rationale:     "JumpCloud's monitoring found something that no one has resolved.",
		Passes:        "every alert of the subject is resolved or deleted, and did not occur again",
		NotApplicable: "there are no alerts",
		Note:          "A finding has the severity of the worst open alert of what it is about, and with `include_closed` there are closed ones. An acknowledged alert is open.",
		Fields:        []string{"sourceId", "sourceType", "severity", "status", "category", "resolvedAt", "firstOccurredAt", "lastOccurredAt"},
		rule: ofOccurrences(DocumentAlerts, func(e Evidence) Reading[[]occurrence] {
			return mapReading(e.Alerts, Alert.occurrence)
		}),
	},
}

// mapReading changes every object of a document that was read.
func mapReading[T, U any](reading Reading[[]T], change func(T) U) Reading[[]U] {
	objects, ok := reading.Value()
	if !ok {
		return Failed[[]U](reading.Reason())
	}
	changed := make([]U, len(objects))
	for i, object := range objects {
		changed[i] = change(object)
	}
	return Came(changed)
}

func (e RiskEvent) occurrence() occurrence {
	kinds := map[string]string{"IDENTITY_TYPE_ADMIN": "administrator", "IDENTITY_TYPE_USER": "user"}
	what := []string{}
	for _, factor := range e.RiskFactorTypes {
		what = append(what, words(factor, "RISK_FACTOR_TYPE_"))
	}
	if len(what) == 0 {
		what = []string{"a risky sign-in"}
	}
	return occurrence{
		subject:  subject{cmp.Or(kinds[strings.ToUpper(e.IdentityType)], "identity"), cmp.Or(e.IdentityObjectID, e.ID()), ""},
		severity: severityOf(e.Level, "RISK_LEVEL_"),
		open: isOpen(words(e.ResolutionStatus, "RISK_RESOLUTION_STATUS_"), []string{"open"}, []string{"resolved", "mfa resolved", "dismissed"},
			e.ResolvedAt, e.LastOccurrenceAt),
		what: what, first: e.FirstOccurrenceAt, last: e.LastOccurrenceAt,
	}
}

func (a Alert) occurrence() occurrence {
	kinds := map[string]string{"ALERT_SOURCE_TYPE_ADMIN": "administrator", "ALERT_SOURCE_TYPE_USER": "user", "ALERT_SOURCE_TYPE_DEVICE": "system"}
	return occurrence{
		subject:  subject{cmp.Or(kinds[strings.ToUpper(a.SourceType)], "alert"), cmp.Or(a.SourceID, a.ID()), ""},
		severity: severityOf(a.Severity, "ALERT_SEVERITY_"),
		open: isOpen(words(a.Status, "ALERT_STATUS_"), []string{"open", "acknowledged"}, []string{"resolved", "auto resolved", "deleted"},
			a.ResolvedAt, a.LastOccurredAt),
		what:  []string{"an alert of the category " + cmp.Or(words(a.Category, "ALERT_CATEGORY_"), "unknown")},
		first: a.FirstOccurredAt, last: a.LastOccurredAt,
	}
}

// isOpen reports whether a status means that something is open. What occurred
// again after it was resolved is open; a status without a known meaning is nil.
func isOpen(status string, open, closed []string, resolved, last Timestamp) *bool {
	switch {
	case slices.Contains(open, status):
		return new(true)
	case !slices.Contains(closed, status):
		return nil
	}
	resolvedAt, known := resolved.Time()
	lastAt, occurred := last.Time()
	return new(known && occurred && lastAt.After(resolvedAt))
}

// severityOf returns the severity of one of JumpCloud's words. Another word is
// kept: it is unknown, and never harmless.
func severityOf(word, prefix string) posture.Severity {
	switch severity := words(word, prefix); severity {
	case "none":
		return posture.Info
	case "", "unspecified":
		return "unknown"
	default:
		return posture.Severity(severity)
	}
}

// words writes a name of the API for people: "impossible travel" for
// "RISK_FACTOR_TYPE_IMPOSSIBLE_TRAVEL".
func words(name, prefix string) string {
	return strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(strings.ToUpper(name), prefix), "_", " "))
}
