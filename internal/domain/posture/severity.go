// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import "slices"

// Severity says how bad a finding is. Systems may send words that are not in
// Severities; those are kept as they came, and are unknown, never harmless.
type Severity string

// The severities, as every system's words are brought into one order.
const (
	Critical Severity = "critical"
	High     Severity = "high"
	Medium   Severity = "medium"
	Low      Severity = "low"
	Info     Severity = "info"
	Positive Severity = "positive"
)

var severitiesWorstFirst = []Severity{Critical, High, Medium, Low, Info, Positive}

// Severities returns every known severity, worst first.
func Severities() []Severity { return slices.Clone(severitiesWorstFirst) }

// Known reports whether s is one of Severities.
func (s Severity) Known() bool { return slices.Contains(severitiesWorstFirst, s) }

// AtLeast reports whether s is minimum or worse. It is false when either of
// the two is unknown: use MayReach where an unknown severity must not be
// dropped.
func (s Severity) AtLeast(minimum Severity) bool {
	return s.Known() && minimum.Known() && s.rank() <= minimum.rank()
}

// MayReach reports whether s is minimum or worse, or unknown. It is the filter
// that never drops a finding because nobody knows how bad it is.
func (s Severity) MayReach(minimum Severity) bool {
	return !s.Known() || s.AtLeast(minimum)
}

// CompareSeverities orders severities worst first, unknown ones before all.
func CompareSeverities(a, b Severity) int { return a.rank() - b.rank() }

// rank is 0 for critical, 5 for positive, and -1 when s is unknown.
func (s Severity) rank() int { return slices.Index(severitiesWorstFirst, s) }
