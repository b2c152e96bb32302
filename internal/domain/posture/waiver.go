// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"cmp"
	"slices"
	"time"
)

// AnyRule is the rule of a waiver that waives every rule for its subject.
const AnyRule = "*"

// Waiver accepts the violations of a subject until a date.
type Waiver struct {
	// Subject is a company's domain in any spelling, without a port and a path, or
	// the exact name of another subject.
	Subject string
	// Rule is one of Rules, a finding type, or AnyRule. A finding type removes the
	// findings of that type from all counts except Rating.FindingCounts, which
	// have no types.
	Rule   string
	Reason string
	// ExpiresOn is the last day, in UTC, on which the waiver is valid. Its time of
	// day and its location do not matter.
	ExpiresOn time.Time
	// Labels are what else people note about the waiver: an owner, a ticket.
	Labels map[string]string
}

func (w Waiver) waive(v Violation) Waived {
	return Waived{Violation: v, Reason: w.Reason, ExpiresOn: w.ExpiresOn, Labels: w.Labels}
}

// expired reports whether the day ExpiresOn has ended.
func (w Waiver) expired(asOf time.Time) bool {
	year, month, day := w.ExpiresOn.Date()
	return !asOf.Before(time.Date(year, month, day+1, 0, 0, 0, 0, time.UTC))
}

// endsWithin reports whether the waiver is valid for at most this number of days
// after the day of asOf.
func (w Waiver) endsWithin(days int64, asOf time.Time) bool {
	return w.expired(asOf.AddDate(0, 0, int(min(days, maximumWarningDays))+1))
}

// maximumWarningDays keeps dates within what time.Time can represent.
const maximumWarningDays = 366_000

// subjectWaivers maps the Waiver.Rule of one subject to an index of
// waiverSet.valid.
type subjectWaivers map[string]int

// waiverSet finds waivers and remembers which were used.
type waiverSet struct {
	valid   []Waiver
	used    []bool
	expired []Waiver
}

// newWaiverSet gives the subjects their waivers. If two have the same subject
// and rule, the one that expires later is used, and the other is unused. A
// waiver without a subject or a rule has no effect.
func newWaiverSet(waivers []Waiver, asOf time.Time, all *subjects) *waiverSet {
	set := new(waiverSet)
	for _, waiver := range waivers {
		if waiver.expired(asOf) {
			set.expired = append(set.expired, waiver)
		} else {
			set.valid = append(set.valid, waiver)
		}
	}
	slices.SortFunc(set.valid, func(a, b Waiver) int {
		return cmp.Or(b.ExpiresOn.Compare(a.ExpiresOn), compareWaivers(a, b))
	})
	set.used = make([]bool, len(set.valid))
	for i, waiver := range set.valid {
		for _, s := range all.named(waiver.Subject) {
			s.index(visible(waiver.Rule), i)
		}
	}
	return set
}

func (s *subject) index(rule string, i int) {
	if s.waivers == nil {
		s.waivers = make(subjectWaivers)
	}
	if _, ok := s.waivers[rule]; !ok && rule != "" {
		s.waivers[rule] = i
	}
}

// use returns the waiver for the first of rules that has one.
func (set *waiverSet) use(waivers subjectWaivers, rules ...string) (Waiver, bool) {
	for _, rule := range rules {
		if i, ok := waivers[rule]; ok {
			set.used[i] = true
			return set.valid[i], true
		}
	}
	return Waiver{}, false
}

// split returns the valid waivers that were used and those that were not.
func (set *waiverSet) split() (used, unused []Waiver) {
	for i, waiver := range set.valid {
		if set.used[i] {
			used = append(used, waiver)
		} else {
			unused = append(unused, waiver)
		}
	}
	return used, unused
}

func sortWaivers(waivers []Waiver) []Waiver {
	slices.SortFunc(waivers, compareWaivers)
	return waivers
}

func compareWaivers(a, b Waiver) int {
	return cmp.Or(
		cmp.Compare(a.Subject, b.Subject),
		cmp.Compare(a.Rule, b.Rule),
		a.ExpiresOn.Compare(b.ExpiresOn),
		cmp.Compare(a.Reason, b.Reason),
		compareMaps(a.Labels, b.Labels),
	)
}
