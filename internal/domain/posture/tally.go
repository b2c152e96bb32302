// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import "math"

// tally counts findings. A nil map is empty.
type tally struct {
	// open findings by severity, as in Company.FindingCounts.
	open map[Severity]int64
	// unknown counts the findings of unknown status by type.
	unknown map[string]int64
	// denied counts the findings of denied types by type; deniedWorst is the
	// worst severity among them.
	denied      map[string]int64
	deniedWorst Severity
}

func (t *tally) add(finding *Finding, denied bool) {
	if finding.Status == Unknown {
		increase(&t.unknown, finding.Type, 1)
	} else {
		increase(&t.open, finding.Severity, 1)
	}
	if denied {
		t.addDenied(finding.Type, 1, finding.Severity)
	}
}

func (t *tally) addDenied(findingType string, count int64, worst Severity) {
	if len(t.denied) == 0 || CompareSeverities(worst, t.deniedWorst) < 0 {
		t.deniedWorst = worst
	}
	increase(&t.denied, findingType, count)
}

// addAll adds the counts of other.
func (t *tally) addAll(other *tally) {
	for severity, count := range other.open {
		increase(&t.open, severity, count)
	}
	for findingType, count := range other.unknown {
		increase(&t.unknown, findingType, count)
	}
	for findingType, count := range other.denied {
		t.addDenied(findingType, count, other.deniedWorst)
	}
}

func increase[K comparable](counts *map[K]int64, key K, by int64) {
	if *counts == nil {
		*counts = make(map[K]int64)
	}
	(*counts)[key] += by
}

// sum adds the positive counts that wanted selects. It stops at the largest
// number instead of turning negative.
func sum[K comparable](counts map[K]int64, wanted func(K) bool) int64 {
	var total int64
	for key, count := range counts {
		if count <= 0 || !wanted(key) {
			continue
		}
		if total > math.MaxInt64-count {
			return math.MaxInt64
		}
		total += count
	}
	return total
}
