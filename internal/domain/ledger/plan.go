// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package ledger

import "iter"

// Whole is the field of a Content that replaces a whole record.
const Whole = ""

// Content is what a resource sets in a record: the value of each field, or a hash
// of it. A value that is unknown is "". A resource that replaces the whole record
// has only the field Whole.
type Content map[string]string

// Plan is what a resource holds after the run.
type Plan struct {
	Destination string
	// Records may be nil if there are none.
	Records Records
	// Marks says that the records of the state that are not in Records are marked
	// as removed, except for those in Kept.
	Marks bool
	// IsDestroyed says that the plan destroys the resource, or replaces it. Such a plan
	// reaches the apply as it is, so the records that another resource holds by now
	// are kept, too.
	IsDestroyed bool
	// Before and Kept are of the state. They are known to the ledger already, if
	// the state was refreshed in this run.
	Before Keys
	Kept   []string
}

// Findings are the records that a resource shares with others of the run, sorted.
type Findings struct {
	// Contradicted are set to other values by another resource.
	Contradicted []string
	// Twice are set by another resource too, to the same values as far as they are
	// known.
	Twice []string
	// Held leave the resource, and another one holds them.
	Held []string
	// Recreated leave a resource that is replaced, and its replacement has them.
	Recreated []string
	// Endangered would be marked for one resource while another one holds them and
	// does not send them. It happens only if the states were not refreshed.
	Endangered []string
}

// Plan notes what a resource will hold. Of two resources that share a record, the
// one that is planned second finds it.
func (l *Ledger) Plan(name string, plan Plan) Findings {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if plan.Records == nil {
		plan.Records = Listed{}
	}
	r, keys := l.plan(name, plan), keysOf(plan.Records)
	contradicted, twice, held, recreated, endangered := Set{}, Set{}, Set{}, Set{}, Set{}
	for key := range l.shareable(name, plan.Destination, keys) {
		of := record{plan.Destination, key}
		for other := range l.others(name, of) {
			if other.plan == nil {
				continue // It finds the record when it is planned.
			}
			if other.holds(of) {
				plan.Records.Content(key).compare(other.plan.Records.Content(key), func() { contradicted.add(key) }, func() { twice.add(key) })
			}
			if other.mayMark(of) && !r.sends(key) {
				endangered.add(key)
			}
		}
	}
	l.list(name, plan.Destination, keys)
	for key := range l.leavable(name, r) {
		of := record{r.destination, key}
		if r.holds(of) {
			recreated.add(key)
			continue
		}
		for other := range l.others(name, of) {
			if !other.holds(of) {
				continue
			}
			held.add(key)
			if plan.IsDestroyed {
				r.kept.add(key)
			}
			if other.plan != nil && r.mayMark(of) && !other.sends(key) {
				endangered.add(key)
			}
		}
	}
	for key := range contradicted {
		delete(twice, key)
	}
	if !plan.IsDestroyed {
		recreated = nil
	}
	return Findings{
		Contradicted: contradicted.sorted(), Twice: twice.sorted(), Held: held.sorted(), Recreated: recreated.sorted(), Endangered: endangered.sorted(),
	}
}

// leavable yields the keys of the state that may matter if they leave the resource.
// A replacement that marks nothing needs to know of none.
func (l *Ledger) leavable(name string, r *resource) iter.Seq[string] {
	if r.plan.IsDestroyed && (r.marks || r.plan.Marks) {
		return r.before.All()
	}
	return l.shareable(name, r.destination, r.before)
}

// plan stores the plan with what is known of the resource.
func (l *Ledger) plan(name string, plan Plan) *resource {
	r, isRefreshed := l.resources[name]
	if !isRefreshed {
		r = &resource{destination: plan.Destination, marks: plan.Marks, before: plan.Before, kept: Set{}}
		if r.before == nil {
			r.before = Set{}
		}
		l.list(name, plan.Destination, r.before)
	}
	for _, key := range plan.Kept {
		r.kept.add(key)
	}
	r.plan = &plan
	l.store(name, r)
	return r
}

// compare calls one of the functions if both set the same field, or if one of
// them replaces the whole record.
func (c Content) compare(other Content, contradicts, agrees func()) {
	_, isWhole := c[Whole]
	_, isOtherWhole := other[Whole]
	overlaps := isWhole != isOtherWhole
	for field, value := range c {
		known, ok := other[field]
		if ok && value != "" && known != "" && value != known {
			contradicts()
			return
		}
		overlaps = overlaps || ok
	}
	if overlaps {
		agrees()
	}
}
