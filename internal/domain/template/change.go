// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"maps"
	"slices"
)

// Changed returns the keys of the wanted rows that must be sent, sorted, when
// the others are asserted already: rows that are new, and rows with a cell that
// is. A cell of an insert-only column changes nothing at an item that exists.
func Changed(asserted, wanted map[string]Row, insertOnly []string) []string {
	var keys []string
	for _, key := range slices.Sorted(maps.Keys(wanted)) {
		before, known := asserted[key]
		if !known || differs(before, wanted[key], insertOnly) {
			keys = append(keys, key)
		}
	}
	return keys
}

func differs(before, after Row, insertOnly []string) bool {
	for column, text := range after {
		known, ok := before[column]
		if (!ok || known != text) && !slices.Contains(insertOnly, column) {
			return true
		}
	}
	return false
}

// Removed returns the keys of asserted rows that are no longer wanted, sorted.
func Removed(asserted, wanted map[string]Row) []string {
	var keys []string
	for _, key := range slices.Sorted(maps.Keys(asserted)) {
		if _, kept := wanted[key]; !kept {
			keys = append(keys, key)
		}
	}
	return keys
}

// Certain is what is known of a row of which nobody knows whether it arrived:
// what it is either way.
func Certain(before, after Row) Row {
	certain := Row{}
	for column, text := range before {
		if other, ok := after[column]; !ok || other == text {
			certain[column] = text
		}
	}
	return certain
}
