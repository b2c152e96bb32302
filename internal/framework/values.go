// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Nulls is an object whose attributes are null.
func Nulls(objectType tftypes.Type) tftypes.Value {
	attributes := Values{}
	if object, ok := objectType.(tftypes.Object); ok {
		for name, attributeType := range object.AttributeTypes {
			attributes[name] = tftypes.NewValue(attributeType, nil)
		}
	}
	return tftypes.NewValue(objectType, attributes)
}

// String is the wire value of a string; "" is null.
func String[S ~string](value S) tftypes.Value {
	if value == "" {
		return tftypes.NewValue(tftypes.String, nil)
	}
	return tftypes.NewValue(tftypes.String, string(value))
}

// Number is the wire value of a number; nil is null.
func Number[N int64 | float64](value *N) tftypes.Value {
	return tftypes.NewValue(tftypes.Number, value)
}

// Count is the wire value of a number that is never null.
func Count(value int) tftypes.Value { return tftypes.NewValue(tftypes.Number, int64(value)) }

// Bool is the wire value of a bool; nil is null.
func Bool(value *bool) tftypes.Value { return tftypes.NewValue(tftypes.Bool, value) }

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
	return mapOf(tftypes.Number, counts, func(count int64) tftypes.Value { return Number(&count) })
}

// Texts is the wire value of a map of strings; nil is null.
func Texts(texts map[string]string) tftypes.Value {
	return mapOf(tftypes.String, texts, func(text string) tftypes.Value { return tftypes.NewValue(tftypes.String, text) })
}

// StringLists is the wire value of a map of lists of strings; nil is null.
func StringLists(lists map[string][]string) tftypes.Value {
	return mapOf(tftypes.List{ElementType: tftypes.String}, lists, Strings)
}

// mapOf is the wire value of a map, whose values wire makes; nil is null.
func mapOf[K ~string, V any](elementType tftypes.Type, values map[K]V, wire func(V) tftypes.Value) tftypes.Value {
	mapType := tftypes.Map{ElementType: elementType}
	if values == nil {
		return tftypes.NewValue(mapType, nil)
	}
	elements := make(map[string]tftypes.Value, len(values))
	for key, value := range values {
		elements[string(key)] = wire(value)
	}
	return tftypes.NewValue(mapType, elements)
}
