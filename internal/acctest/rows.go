// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import "testing"

// Rows returns the objects of a list from Plain.
func Rows(t *testing.T, list any) []map[string]any {
	t.Helper()
	elements, ok := list.([]any)
	if !ok {
		t.Fatalf("%T is not a list", list)
	}
	rows := []map[string]any{}
	for _, element := range elements {
		row, ok := element.(map[string]any)
		if !ok {
			t.Fatalf("%T is not an object", element)
		}
		rows = append(rows, row)
	}
	return rows
}

// Column returns one attribute of every row of a list.
func Column(t *testing.T, list any, name string) []any {
	t.Helper()
	values := []any{}
	for _, row := range Rows(t, list) {
		values = append(values, row[name])
	}
	return values
}
