// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"cmp"
	"iter"
	"maps"
	"slices"
)

// arrayOverhead is the brackets around a batch. With the commas between the
// records they count toward a batch's bytes, the few of the request's other
// members do not.
const arrayOverhead = len("[]")

// Limits bound one batch. Both must be at least 1; Secureframe documents none.
type Limits struct {
	MaximumRecords int
	// MaximumBytes is for the JSON array of the batch's records.
	MaximumBytes int
}

// Batches yields the records in the order in which they are sent: sorted by
// key, but the one with most declared fields goes first, because Secureframe
// makes a new schema from the first object that it gets (spec). A record that
// is larger than a batch may be, which a Checker refuses, goes alone. Only one
// batch is held at a time; it is the caller's to keep.
func Batches(records map[string]Record, limits Limits) iter.Seq[[]Record] {
	return func(yield func([]Record) bool) {
		var batch []Record
		size := arrayOverhead
		for record := range inOrder(records) {
			added := len(record.JSON)
			if len(batch) > 0 {
				added += len(",")
			}
			if len(batch) > 0 && (len(batch) >= limits.MaximumRecords || size+added > limits.MaximumBytes) {
				if !yield(batch) {
					return
				}
				batch, size, added = nil, arrayOverhead, len(record.JSON)
			}
			batch = append(batch, record)
			size += added
		}
		if len(batch) > 0 {
			yield(batch)
		}
	}
}

func inOrder(records map[string]Record) iter.Seq[Record] {
	return func(yield func(Record) bool) {
		first, ok := mostComplete(maps.Values(records))
		if !ok || !yield(first) {
			return
		}
		for _, key := range slices.Sorted(maps.Keys(records)) {
			if key != first.Key && !yield(records[key]) {
				return
			}
		}
	}
}

// mostComplete is the record with most declared fields, of several the first
// by key.
func mostComplete(records iter.Seq[Record]) (best Record, ok bool) {
	for record := range records {
		if !ok || cmp.Or(cmp.Compare(best.Declared, record.Declared), cmp.Compare(record.Key, best.Key)) < 0 {
			best, ok = record, true
		}
	}
	return best, ok
}
