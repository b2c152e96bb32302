// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import "github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"

// FindingColumns are the attributes that the findings of every system have, so
// that concat can join lists of several systems for one gate. finding returns
// the shared part of a system's own row.
func FindingColumns[T any](finding func(T) posture.Finding) Columns[T] {
	text := func(name, description string, value func(posture.Finding) string) Column[T] {
		return StringColumn(name, description, func(row T) string { return value(finding(row)) })
	}
	return Columns[T]{
		text("source", "The system that reports the finding.",
			func(f posture.Finding) string { return f.Source }),
		text("subject", "The company's domain, the application as `platform/package`, the identity or the device that has the weakness.",
			func(f posture.Finding) string { return f.Subject }),
		text("type", "The issue type or check, as the system spells it.",
			func(f posture.Finding) string { return f.Type }),
		text("title", "The readable name of the type.",
			func(f posture.Finding) string { return f.Title }),
		text("severity", "`critical`, `high`, `medium`, `low`, `info` or `positive`. Any other word is kept as the system sent it, and a gate does not treat it as harmless.",
			func(f posture.Finding) string { return string(f.Severity) }),
		text("status", "`open`, `closed`, or `unknown` when the status could not be determined.",
			func(f posture.Finding) string { return string(f.Status) }),
		text("first_seen_at", "When the finding was first seen, RFC 3339 in UTC. Null when the system does not report it.",
			func(f posture.Finding) string { return f.FirstSeenAt }),
		text("last_seen_at", "When the finding was last seen, RFC 3339 in UTC. Null when the system does not report it.",
			func(f posture.Finding) string { return f.LastSeenAt }),
		text("url", "The URL at which the system describes the finding. Null when the system does not report it.",
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
