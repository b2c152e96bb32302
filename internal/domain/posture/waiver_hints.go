// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"slices"
	"strings"
)

// waiverHints finds the waivers that a reader of a violation looks for: those
// that have expired, and those that nearly fit. Both are by the folded form of
// their subject.
type waiverHints struct {
	expired map[string][]Waiver
	unused  map[string][]Waiver
}

func newWaiverHints(expired, unused []Waiver) waiverHints {
	bySubject := func(waivers []Waiver) map[string][]Waiver {
		grouped := make(map[string][]Waiver)
		for _, waiver := range waivers {
			key := foldSubject(waiver.Subject)
			grouped[key] = append(grouped[key], waiver)
		}
		return grouped
	}
	return waiverHints{expired: bySubject(expired), unused: bySubject(unused)}
}

// expiredFor returns the expired waivers that would have removed a violation of s.
func (h waiverHints) expiredFor(s *subject) []Waiver {
	var expired []Waiver
	for _, waiver := range h.expired[foldSubject(s.key)] {
		if s.isNamed(waiver.Subject) && s.isViolated(visible(waiver.Rule), func(rule string) string { return rule }) {
			expired = append(expired, waiver)
		}
	}
	return sortWaivers(expired)
}

// nearFor returns the unused waivers that would remove a violation of s if their
// rule, or their subject, were spelled in another way.
func (h waiverHints) nearFor(s *subject) []Waiver {
	var near []Waiver
	for _, waiver := range h.unused[foldSubject(s.key)] {
		if s.isViolated(visible(waiver.Rule), foldRule) {
			near = append(near, waiver)
		}
	}
	return sortWaivers(near)
}

// isViolated reports whether a waiver's rule is a rule or a finding type of a
// violation of s, as spell spells them.
func (s *subject) isViolated(rule string, spell func(string) string) bool {
	return slices.ContainsFunc(s.violations, func(v Violation) bool {
		return rule == AnyRule || spell(rule) == spell(string(v.Rule)) ||
			slices.ContainsFunc(v.FindingTypes, func(t FindingType) bool { return spell(rule) == spell(t.Type) })
	})
}

// foldRule makes spellings of a rule or a type equal that people confuse.
func foldRule(rule string) string {
	return strings.NewReplacer("_", "", "-", "", " ", "", ".", "").Replace(strings.ToLower(rule))
}

// foldSubject makes spellings of a subject equal that people confuse.
func foldSubject(subject string) string {
	if domain, err := NormalizeDomain(visible(subject)); err == nil {
		return domain
	}
	return strings.ToLower(visible(subject))
}
