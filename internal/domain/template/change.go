// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"maps"
	"slices"
)

// Changed returns the sorted keys of the wanted rows that must be sent: new
// rows, and rows with a new or changed cell. A cell of an insert-only column
// does not change an existing item.
func Changed(asserted, wanted map[string]Row, insertOnly []string) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(wanted)), func(key string) bool {
		before, known := asserted[key]
		return known && !differs(before, wanted[key], insertOnly)
	})
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
	return slices.DeleteFunc(slices.Sorted(maps.Keys(asserted)), func(key string) bool {
		_, kept := wanted[key]
		return kept
	})
}

// Certain returns the cells that are known of a row when it is unknown whether
// the row arrived: the cells that are the same in both cases.
func Certain(before, after Row) Row {
	certain := Row{}
	for column, text := range before {
		if other, ok := after[column]; !ok || other == text {
			certain[column] = text
		}
	}
	return certain
}
