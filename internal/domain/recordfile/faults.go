// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package recordfile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

const (
	// maxNamed is how many lines or records are named.
	maxNamed = 20
	// maxKinds is how many kinds of problems are told from each other.
	maxKinds = 1000
)

// faults are the problems of lines, by kind. They take little memory, even if every
// line of a large file has them.
type faults struct {
	kinds map[problem.Problem]*lines
	// others are the lines of problems of further kinds.
	others, otherWarnings lines
}

// lines are the lines with one problem.
type lines struct {
	count int
	first []int
}

func (l *lines) add(other lines) {
	l.count += other.count
	l.first = append(l.first, other.first[:min(len(other.first), maxNamed-len(l.first))]...)
}

// add notes a problem. Lines must come in their order.
func (f *faults) add(found problem.Problem, at lines) {
	kind := f.kinds[found]
	switch {
	case kind != nil:
	case len(f.kinds) < maxKinds:
		if f.kinds == nil {
			f.kinds = map[problem.Problem]*lines{}
		}
		kind = &lines{}
		f.kinds[found] = kind
	case found.IsWarning:
		kind = &f.otherWarnings
	default:
		kind = &f.others
	}
	kind.add(at)
}

// merge adds the faults of later lines.
func (f *faults) merge(later faults) {
	for found, at := range later.kinds {
		f.add(found, *at)
	}
	f.others.add(later.others)
	f.otherWarnings.add(later.otherWarnings)
}

// problems are the problems with their lines: errors before warnings, and then by
// their first line. At most maxNamed are described.
func (f *faults) problems() []problem.Problem {
	kinds := make([]problem.Problem, 0, len(f.kinds))
	for kind := range f.kinds {
		kinds = append(kinds, kind)
	}
	slices.SortFunc(kinds, func(a, b problem.Problem) int {
		return cmp.Or(warningLast(a)-warningLast(b), f.kinds[a].first[0]-f.kinds[b].first[0], cmp.Compare(a.Message, b.Message))
	})
	var found []problem.Problem
	hidden, hiddenWarnings := f.others, f.otherWarnings
	for i, kind := range kinds {
		switch at := *f.kinds[kind]; {
		case i < maxNamed:
			kind.Message += "\n\n" + at.applies()
			found = append(found, kind)
		case kind.IsWarning:
			hiddenWarnings.add(at)
		default:
			hidden.add(at)
		}
	}
	const more = "There are more kinds of problems. "
	if hidden.count > 0 {
		found = append(found, problem.Problem{Attribute: attribute, Message: more + hidden.applies()})
	}
	if hiddenWarnings.count > 0 {
		found = append(found, problem.Problem{Attribute: attribute, Message: more + hiddenWarnings.applies(), IsWarning: true})
	}
	return found
}

func warningLast(p problem.Problem) int {
	if p.IsWarning {
		return 1
	}
	return 0
}

// applies says which lines a problem applies to.
func (l lines) applies() string {
	if l.count == 1 {
		return fmt.Sprintf("This applies to line %d.", l.first[0])
	}
	named := make([]string, len(l.first))
	for i, line := range l.first {
		named[i] = fmt.Sprint(line)
	}
	text := fmt.Sprintf("This applies to %d lines: %s", l.count, strings.Join(named, ", "))
	if more := l.count - len(named); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text + "."
}
