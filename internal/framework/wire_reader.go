// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"fmt"
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// WireReader takes known wire values apart. It keeps the first error, and
// reads zero values after it.
type WireReader struct{ Err error }

// Attributes reads an object or a map; null is nil.
func (r *WireReader) Attributes(value tftypes.Value) map[string]tftypes.Value {
	return readAs[map[string]tftypes.Value](r, value)
}

// String reads a string; null is "".
func (r *WireReader) String(value tftypes.Value) string { return readAs[string](r, value) }

// Bool reads a bool; null is false.
func (r *WireReader) Bool(value tftypes.Value) bool { return readAs[bool](r, value) }

// Errors is the reader's error, which only a fault of the provider causes, as
// diagnostics.
func (r *WireReader) Errors() diag.Diagnostics {
	var diags diag.Diagnostics
	if r.Err != nil {
		diags.AddError("Unable to Read the Arguments", reportIssue(r.Err))
	}
	return diags
}

// Number reads a whole number; null is nil.
func (r *WireReader) Number(value tftypes.Value) *int64 {
	number := readAs[*big.Float](r, value)
	if number == nil {
		return nil
	}
	whole, accuracy := number.Int64()
	if accuracy != big.Exact {
		r.Err = fmt.Errorf("%s is not a whole number that fits into 64 bits", number)
		return nil
	}
	return &whole
}

// ReadList reads a list. Null is nil, an empty list is not.
func ReadList[T any](reader *WireReader, value tftypes.Value, read func(tftypes.Value) T) []T {
	elements := readAs[[]tftypes.Value](reader, value)
	if elements == nil {
		return nil
	}
	list := make([]T, len(elements))
	for i, element := range elements {
		list[i] = read(element)
	}
	return list
}

// ReadMap reads a map. Null is nil, an empty map is not.
func ReadMap[T any](reader *WireReader, value tftypes.Value, read func(tftypes.Value) T) map[string]T {
	elements := reader.Attributes(value)
	if elements == nil {
		return nil
	}
	result := make(map[string]T, len(elements))
	for name, element := range elements {
		result[name] = read(element)
	}
	return result
}

// readAs leaves null alone: As would make an empty list or map of it, and
// nothing is not the same as not given.
func readAs[T any](reader *WireReader, value tftypes.Value) T {
	var read T
	if reader.Err == nil && !value.IsNull() {
		reader.Err = value.As(&read)
	}
	return read
}
