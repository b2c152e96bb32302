// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"cmp"
	"iter"
	"maps"
	"slices"
)

// arrayOverhead is the length of the brackets around a batch. The brackets and
// the commas between records count toward the bytes of a batch. The few bytes
// of the other members of the request do not.
const arrayOverhead = len("[]")

// Limits limit one batch. Both must be at least 1. Secureframe documents no
// limits.
type Limits struct {
	MaximumRecords int
	// MaximumBytes applies to the JSON array of the batch's records.
	MaximumBytes int
}

// Batches yields the records in the order in which they are sent. They are
// sorted by key, but the record with the most declared fields comes first,
// because Secureframe creates a new schema from the first object that it
// receives (spec). See BatchesOf.
func Batches(records map[string]Record, limits Limits) iter.Seq[[]Record] {
	return BatchesOf(inOrder(records), limits)
}

// BatchesOf yields records in their order. A record that exceeds the size of a
// batch, which a Checker refuses, is sent alone. Only one batch is in memory at a
// time, and the caller may keep it.
func BatchesOf(records iter.Seq[Record], limits Limits) iter.Seq[[]Record] {
	return func(yield func([]Record) bool) {
		var batch []Record
		size := arrayOverhead
		for record := range records {
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

// mostComplete returns the record with the most declared fields. If several
// have as many, it returns the first by key.
func mostComplete(records iter.Seq[Record]) (best Record, ok bool) {
	for record := range records {
		if !ok || cmp.Or(cmp.Compare(best.Declared, record.Declared), cmp.Compare(record.Key, best.Key)) < 0 {
			best, ok = record, true
		}
	}
	return best, ok
}
