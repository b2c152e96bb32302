// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import "github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"

// FindingColumns are the attributes that the findings of every system begin
// with, so that lists of several systems go through concat into one gate.
// finding takes the shared part out of a system's own row.
func FindingColumns[T any](finding func(T) posture.Finding) Columns[T] {
	text := func(name, description string, value func(posture.Finding) string) Column[T] {
		return StringColumn(name, description, func(row T) string { return value(finding(row)) })
	}
	return Columns[T]{
		text("source", "The system that reports the finding.",
			func(f posture.Finding) string { return f.Source }),
		text("subject", "What has the weakness: a company's domain, an application's package, an identity or a device.",
			func(f posture.Finding) string { return f.Subject }),
		text("type", "The issue type or check, in the system's own spelling.",
			func(f posture.Finding) string { return f.Type }),
		text("title", "The type, for people.",
			func(f posture.Finding) string { return f.Title }),
		text("severity", "`critical`, `high`, `medium`, `low`, `info` or `positive`. Another word is kept as the system sent it, and a gate does not take it for harmless.",
			func(f posture.Finding) string { return string(f.Severity) }),
		text("status", "`open`, `closed`, or `unknown` when it could not be found out.",
			func(f posture.Finding) string { return string(f.Status) }),
		text("first_seen_at", "When it was first seen, RFC 3339 in UTC. Null when the system does not say.",
			func(f posture.Finding) string { return f.FirstSeenAt }),
		text("last_seen_at", "When it was last seen, RFC 3339 in UTC. Null when the system does not say.",
			func(f posture.Finding) string { return f.LastSeenAt }),
		text("url", "Where the system describes it. Null when the system does not say.",
			func(f posture.Finding) string { return f.URL }),
	}
}

// CountFindings counts the findings that are not closed, by severity.
func CountFindings[T any](rows []T, finding func(T) posture.Finding) map[posture.Severity]int64 {
	counts := map[posture.Severity]int64{}
	for _, row := range rows {
		if one := finding(row); one.Status != posture.Closed {
			counts[one.Severity]++
		}
	}
	return counts
}
