// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// FindingType counts the findings of a subject that have the same type and
// severity.
type FindingType struct {
	Type     string
	Title    string
	Severity Severity
	Count    int64
	// Source is the Finding.Source.
	Source string
	// URL is the Finding.URL of one of them.
	URL string
	// FirstSeenAt and LastSeenAt are the earliest and the latest of theirs.
	FirstSeenAt string
	LastSeenAt  string
}

// kind is what the rules for findings look at.
type kind struct {
	source      string
	findingType string
	severity    Severity
	// unknown says that the status is unknown.
	unknown bool
}

// tally counts the findings of a subject, except those that are closed.
type tally map[kind]*FindingType

func (t tally) add(finding *Finding) {
	key := kind{finding.Source, visible(finding.Type), finding.Severity, finding.Status == Unknown}
	counted, ok := t[key]
	if !ok {
		counted = &FindingType{Type: key.findingType, Severity: key.severity, Source: key.source}
		t[key] = counted
	}
	counted.Count++
	counted.Title = leastText(counted.Title, finding.Title)
	counted.URL = leastText(counted.URL, finding.URL)
	counted.FirstSeenAt = leastText(counted.FirstSeenAt, finding.FirstSeenAt)
	counted.LastSeenAt = max(counted.LastSeenAt, finding.LastSeenAt)
}

// leastText returns the lesser text that is not empty, so that the order of the
// findings does not matter.
func leastText(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// countedTypes makes a tally of a company's finding counts, which have no types.
func countedTypes(counts map[Severity]int64) tally {
	t := make(tally, len(counts))
	for severity, count := range counts {
		t[kind{severity: severity}] = &FindingType{Severity: severity, Count: count}
	}
	return t
}

// matching returns the findings that applies selects, the worst first.
func (t tally) matching(applies func(kind) bool) []FindingType {
	var types []FindingType
	for key, counted := range t {
		if counted.Count > 0 && applies(key) {
			types = append(types, *counted)
		}
	}
	slices.SortFunc(types, compareFindingTypes)
	return types
}

// compareFindingTypes orders the types of one subject, the worst first.
func compareFindingTypes(a, b FindingType) int {
	return cmp.Or(
		CompareSeverities(a.Severity, b.Severity),
		cmp.Compare(a.Severity, b.Severity),
		cmp.Compare(a.Type, b.Type),
		cmp.Compare(a.Source, b.Source),
	)
}

// total returns the number of findings, at most math.MaxInt64.
func total(types []FindingType) int64 {
	var sum int64
	for _, counted := range types {
		if sum > math.MaxInt64-counted.Count {
			return math.MaxInt64
		}
		sum += counted.Count
	}
	return sum
}

// countBy returns the numbers of findings by a word of theirs, in the order of
// types.
func countBy[W ~string](types []FindingType, word func(FindingType) W) ([]W, map[W]int64) {
	var words []W
	counts := make(map[W]int64)
	for _, counted := range types {
		name := word(counted)
		if _, ok := counts[name]; !ok {
			words = append(words, name)
		}
		counts[name] = total([]FindingType{{Count: counts[name]}, counted})
	}
	return words, counts
}

// listing returns the number of findings and their names: "3 findings of
// unknown status: mfa (2), patching (1)".
func listing(which string, types []FindingType, word func(FindingType) string) string {
	words, counts := countBy(types, word)
	for i, name := range words {
		words[i] = fmt.Sprintf("%s (%d)", label(name), counts[name])
	}
	slices.Sort(words)
	return fmt.Sprintf("%s %s: %s", Plural(total(types), "finding", "findings"), which, enumerate(words))
}

// bySeverity returns the numbers of findings, the worst severity first: "1
// critical, 2 high".
func bySeverity(types []FindingType) string {
	words, counts := countBy(types, func(t FindingType) string { return string(t.Severity) })
	for i, severity := range words {
		words[i] = fmt.Sprintf("%d %s", counts[severity], severity)
	}
	return strings.Join(words, ", ")
}
