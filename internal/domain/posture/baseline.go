// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"cmp"
	"slices"
)

// Fixed is a violation of the baseline whose rule is met now, or that is not as
// bad as it was.
type Fixed struct {
	// Violation is as the baseline has it.
	Violation
	// Now is what is observed now. It is empty if the rule is met.
	Now string
}

// baseline has the violations of an earlier decision that may be accepted.
type baseline map[measured]*earlier

// measured is what a violation is about.
type measured struct {
	subject string
	rule    Rule
	measure string
}

func (v Violation) measured() measured { return measured{v.Subject, v.Rule, v.Measure} }

// earlier are the violations in the baseline that are about the same.
type earlier struct {
	violations []Violation
	// isSeen says that there still are such violations, waived or not.
	isSeen bool
}

// newBaseline leaves out violations that missing data has caused, and lost points:
// a loss is over after 30 days, and another one of the same size is news.
func newBaseline(violations []Violation) baseline {
	b := make(baseline, len(violations))
	for _, v := range violations {
		if !v.isComparable() || v.Rule == RuleMaximumScoreDrop {
			continue
		}
		before, ok := b[v.measured()]
		if !ok {
			before = &earlier{}
			b[v.measured()] = before
		}
		before.violations = append(before.violations, v)
	}
	for _, before := range b {
		slices.SortFunc(before.violations, compareBadness)
	}
	return b
}

// see remembers that a violation still exists.
func (b baseline) see(v Violation) {
	if before, ok := b[v.measured()]; ok {
		before.isSeen = true
	}
}

// byFindings are the violations by the findings of the subject.
func (b *earlier) byFindings() []Violation {
	return slices.DeleteFunc(slices.Clone(b.violations), func(v Violation) bool { return len(v.FindingTypes) == 0 })
}

// byRows are the violations by the rows of a company, one for each row, but not
// many more than limit.
func (b *earlier) byRows(limit int) []Violation {
	var rows []Violation
	for _, v := range b.violations {
		for range min(v.Rows, int64(limit)) {
			rows = append(rows, v)
		}
	}
	return rows
}

// compareWithBaseline separates the violations of s that the baseline has.
func (e *evaluation) compareWithBaseline(s *subject) {
	if len(e.baseline) == 0 {
		return
	}
	same := make(map[measured][]Violation)
	for _, v := range s.violations {
		same[v.measured()] = append(same[v.measured()], v)
	}
	s.violations = nil
	for key, violations := range same {
		if before, ok := e.baseline[key]; ok {
			before.isSeen = true
			violations = e.compare(before, violations)
		}
		s.violations = append(s.violations, violations...)
	}
}

// compare returns the violations that block, and keeps the others. The rows of a
// company have no names, so the worst now is compared with the worst before.
func (e *evaluation) compare(before *earlier, now []Violation) []Violation {
	slices.SortFunc(now, compareBadness)
	rows := before.byRows(len(now))
	var blocking []Violation
	var better []Fixed
	for _, v := range now {
		candidates := before.byFindings()
		if v.Rows > 0 {
			candidates = rows[:min(len(rows), 1)]
			rows = rows[len(candidates):]
		}
		i := slices.IndexFunc(candidates, func(was Violation) bool { return v.isComparable() && v.isNoWorseThan(was) })
		if i < 0 {
			if len(candidates) > 0 {
				v.Before = candidates[0].Observed
			}
			blocking = append(blocking, v)
			continue
		}
		e.known = append(e.known, v)
		if !candidates[i].isNoWorseThan(v) {
			better = append(better, Fixed{Violation: candidates[i], Now: v.Observed})
		}
	}
	if len(blocking) == 0 {
		e.fixed = append(e.fixed, better...)
	}
	return blocking
}

// judgeBaseline sorts the violations of the baseline that exist no more into
// those that are fixed and those whose data is missing.
func (e *evaluation) judgeBaseline() {
	if len(e.baseline) == 0 {
		return
	}
	byName := make(map[string]*subject, len(e.subjects.list))
	for _, s := range e.subjects.list {
		byName[s.name()] = s
	}
	for key, before := range e.baseline {
		if before.isSeen {
			continue
		}
		s, exists := byName[key.subject]
		for _, v := range before.violations {
			if exists && e.isMeasured(s, v) {
				e.fixed = append(e.fixed, Fixed{Violation: v})
			} else {
				e.unconfirmed = append(e.unconfirmed, v)
			}
		}
	}
}

// sortViolations sorts violations of several subjects, the most severe first, and
// joins those that a reader cannot tell apart.
func sortViolations(violations []Violation) []Violation {
	slices.SortFunc(violations, compareSubjectViolations)
	return join(violations)
}

// sortFixed sorts by what was, and removes duplicates.
func sortFixed(fixed []Fixed) []Fixed {
	slices.SortFunc(fixed, func(a, b Fixed) int {
		return cmp.Or(compareSubjectViolations(a.Violation, b.Violation), cmp.Compare(a.Now, b.Now))
	})
	return slices.CompactFunc(fixed, func(a, b Fixed) bool { return a.Now == b.Now && hasSameTexts(a.Violation, b.Violation) })
}
