// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// String is the wire value of a string; "" is null.
func String[S ~string](value S) tftypes.Value {
	if value == "" {
		return tftypes.NewValue(tftypes.String, nil)
	}
	return tftypes.NewValue(tftypes.String, string(value))
}

// Number is the wire value of a number; nil is null.
func Number[N int64 | float64](value *N) tftypes.Value {
	if value == nil {
		return tftypes.NewValue(tftypes.Number, nil)
	}
	return tftypes.NewValue(tftypes.Number, *value)
}

// Count is the wire value of a number that is never null.
func Count(value int) tftypes.Value { return tftypes.NewValue(tftypes.Number, int64(value)) }

// Bool is the wire value of a bool; nil is null.
func Bool(value *bool) tftypes.Value {
	if value == nil {
		return tftypes.NewValue(tftypes.Bool, nil)
	}
	return tftypes.NewValue(tftypes.Bool, *value)
}

// Strings is the wire value of a list of strings; nil is null.
func Strings(values []string) tftypes.Value {
	listType := tftypes.List{ElementType: tftypes.String}
	if values == nil {
		return tftypes.NewValue(listType, nil)
	}
	elements := make([]tftypes.Value, len(values))
	for i, value := range values {
		elements[i] = tftypes.NewValue(tftypes.String, value)
	}
	return tftypes.NewValue(listType, elements)
}

// Counts is the wire value of a map of numbers; nil is null.
func Counts[K ~string](counts map[K]int64) tftypes.Value {
	mapType := tftypes.Map{ElementType: tftypes.Number}
	if counts == nil {
		return tftypes.NewValue(mapType, nil)
	}
	elements := make(map[string]tftypes.Value, len(counts))
	for key, count := range counts {
		elements[string(key)] = tftypes.NewValue(tftypes.Number, count)
	}
	return tftypes.NewValue(mapType, elements)
}

// Texts is the wire value of a map of strings; nil is null.
func Texts(values map[string]string) tftypes.Value {
	mapType := tftypes.Map{ElementType: tftypes.String}
	if values == nil {
		return tftypes.NewValue(mapType, nil)
	}
	elements := make(map[string]tftypes.Value, len(values))
	for key, value := range values {
		elements[key] = tftypes.NewValue(tftypes.String, value)
	}
	return tftypes.NewValue(mapType, elements)
}
