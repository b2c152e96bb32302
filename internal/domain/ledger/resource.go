// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package ledger

// resource is what is known of one resource.
type resource struct {
	// destination, before and marks are of the state.
	destination string
	before      Keys
	marks       bool
	// kept are keys that the resource does not mark, because another one holds
	// them.
	kept Set
	// plan is nil until the resource is planned.
	plan *Plan
}

// holds reports whether the resource has a record after the run, or, as long as
// it is not planned, whether it has it now.
func (r *resource) holds(of record) bool {
	if r.plan == nil {
		return r.held(of)
	}
	return r.plan.Destination == of.destination && r.plan.Records.Has(of.key)
}

func (r *resource) held(of record) bool {
	return r.destination == of.destination && r.before.Has(of.key)
}

// mayMark reports whether the run may mark a record for the resource.
func (r *resource) mayMark(of record) bool {
	switch {
	case !r.held(of) || r.kept[of.key]:
		return false
	case r.plan == nil:
		return r.marks
	}
	return r.plan.Marks && r.plan.Destination == of.destination && !r.holds(of)
}

// sends reports whether the run sends a record for the resource.
func (r *resource) sends(key string) bool { return r.plan != nil && r.plan.Records.Sends(key) }
