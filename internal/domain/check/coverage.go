// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"cmp"
	"maps"
	"slices"
)

// coverage says of each subject, as findings spell it, whether every check could
// evaluate it. Two subjects of one name are covered together.
type coverage map[string]bool

func (c coverage) set(subject string, evaluated bool) {
	before, came := c[subject]
	c[subject] = evaluated && (before || !came)
}

func (c coverage) add(verdicts []verdict, options Options) {
	for _, verdict := range verdicts {
		c.set(options.spell(verdict.subject), verdict.status != Unknown)
	}
}

// subjects returns the covered subjects, sorted.
func (c coverage) subjects() []string {
	covered := maps.Clone(c)
	maps.DeleteFunc(covered, func(_ string, evaluated bool) bool { return !evaluated })
	return append([]string{}, slices.Sorted(maps.Keys(covered))...)
}

// spell returns a subject as findings spell it.
func (o Options) spell(s subject) string {
	if o.IncludeNames {
		return cmp.Or(s.name, s.id)
	}
	return s.id
}
