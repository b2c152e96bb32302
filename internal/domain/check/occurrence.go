// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// occurrence is something that JumpCloud reports to have happened to a subject.
type occurrence struct {
	subject  subject
	severity posture.Severity
	// open is nil when it is not known whether it is resolved.
	open        *bool
	what        []string
	first, last Timestamp
}

// ofOccurrences returns a rule that passes for a subject when nothing is open.
// One subject has one verdict, however often something happened to it.
func ofOccurrences(document Document, read func(Evidence) Reading[[]occurrence]) rule {
	return rule{
		documents:   []Document{document},
		noun:        "subjects",
		occurrences: read,
		judge: func(in input) []verdict {
			organization := in.evidence.subject()
			all, ok := read(in.evidence).Value()
			switch {
			case !ok:
				return []verdict{{organization, notRead(document, read(in.evidence).Reason())}}
			case len(all) == 0:
				return []verdict{{organization, notApplicable(fmt.Sprintf("there are no %s", document))}}
			}
			verdicts := []verdict{}
			for _, one := range bySubject(all) {
				r := notApplicable("ignored")
				if !in.ignores(one.subject.id) {
					r = one.ruling()
				}
				verdicts = append(verdicts, verdict{one.subject, r})
			}
			return verdicts
		},
	}
}

// bySubject combines the occurrences of each subject into one, sorted by
// subject: open if one is, with the worst severity of those that are open, and
// from the first time to the last.
func bySubject(all []occurrence) []occurrence {
	combined := []occurrence{}
	sorted := slices.SortedStableFunc(slices.Values(all), func(a, b occurrence) int {
		return cmp.Or(cmp.Compare(a.subject.id, b.subject.id), cmp.Compare(a.rank(), b.rank()), posture.CompareSeverities(a.severity, b.severity))
	})
	for _, one := range sorted {
		if last := len(combined) - 1; last >= 0 && combined[last].subject.id == one.subject.id {
			combined[last] = combined[last].and(one)
			continue
		}
		one.what = slices.Clone(one.what)
		combined = append(combined, one)
	}
	return combined
}

// rank sorts what is open first, then what is unknown.
func (o occurrence) rank() int {
	switch {
	case isTrue(o.open):
		return 0
	case o.open == nil:
		return 1
	}
	return 2
}

// and adds a later one of the same subject, which is not worse. Only what has
// the same state is described.
func (o occurrence) and(other occurrence) occurrence {
	if o.rank() != other.rank() {
		return o
	}
	for _, what := range other.what {
		if !slices.Contains(o.what, what) {
			o.what = append(o.what, what)
		}
	}
	if before, ok := other.first.Time(); ok {
		if first, known := o.first.Time(); !known || before.Before(first) {
			o.first = other.first
		}
	}
	if after, ok := other.last.Time(); ok {
		if last, known := o.last.Time(); !known || after.After(last) {
			o.last = other.last
		}
	}
	return o
}

func (o occurrence) ruling() ruling {
	switch {
	case o.open == nil:
		return absent("whether it is resolved")
	case isFalse(o.open):
		return pass()
	}
	summary := "open: " + strings.Join(o.what, ", ")
	if last, ok := o.last.Time(); ok {
		return failIn(summary, "%s; last seen %s", summary, date(last))
	}
	return fail("%s", summary)
}

// addOccurrences gives findings the severity and the times of what happened, and
// adds closed findings for what is resolved, if they are to be included.
func (r *Report) addOccurrences(evidence Evidence, options Options) {
	for _, result := range r.Results {
		if result.rule.occurrences == nil {
			continue
		}
		all, _ := result.rule.occurrences(evidence).Value()
		happened := map[string]occurrence{}
		in := input{Options: options, check: result.Check}
		for _, one := range bySubject(all) {
			happened[one.subject.id] = one
			if options.IncludeClosed && isFalse(one.open) && !in.ignores(one.subject.id) {
				closed := finding(result.Check, one.subject, options)
				closed.Status = posture.Closed
				r.Findings = append(r.Findings, closed)
			}
		}
		for i, found := range r.Findings {
			if one, ok := happened[found.Subject]; ok && found.Type == result.ID && found.Status != posture.Unknown {
				r.Findings[i].Severity = one.severity
				r.Findings[i].FirstSeenAt, r.Findings[i].LastSeenAt = one.first.RFC3339(), one.last.RFC3339()
			}
		}
	}
}
