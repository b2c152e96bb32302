// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import "slices"

// Severity is the severity of a finding. A system may send a word that is not
// in Severities. It is kept unchanged, and is unknown, never harmless.
type Severity string

// The severities that the words of every system are mapped to.
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

// AtLeast reports whether s is minimum or worse. It is false when either of the
// two is unknown: use MayReach if an unknown severity must not be dropped.
func (s Severity) AtLeast(minimum Severity) bool {
	return s.Known() && minimum.Known() && s.rank() <= minimum.rank()
}

// MayReach reports whether s is minimum or worse, or unknown. As a filter, it
// never drops a finding of unknown severity.
func (s Severity) MayReach(minimum Severity) bool {
	return !s.Known() || s.AtLeast(minimum)
}

// CompareSeverities orders severities worst first, with unknown severities
// before all others.
func CompareSeverities(a, b Severity) int { return a.rank() - b.rank() }

// rank is 0 for critical, 5 for positive, and -1 when s is unknown.
func (s Severity) rank() int { return slices.Index(severitiesWorstFirst, s) }
