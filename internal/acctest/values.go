// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
)

// String is the wire value of a string.
func String(value string) tftypes.Value { return tftypes.NewValue(tftypes.String, value) }

// Number is the wire value of a whole number.
func Number(value int) tftypes.Value { return tftypes.NewValue(tftypes.Number, value) }

// Bool is the wire value of a bool.
func Bool(value bool) tftypes.Value { return tftypes.NewValue(tftypes.Bool, value) }

// Strings is the wire value of a list of strings.
func Strings(values ...string) tftypes.Value {
	elements := make([]tftypes.Value, len(values))
	for i, value := range values {
		elements[i] = String(value)
	}
	return tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, elements)
}

// Plain returns a wire value in Go's own types: nil, string, bool, int, float64,
// []any and map[string]any, or Unknown.
func Plain(t *testing.T, value tftypes.Value) any {
	t.Helper()
	if !value.IsKnown() {
		return Unknown{}
	}
	if value.IsNull() {
		return nil
	}
	switch valueType := value.Type(); {
	case valueType.Is(tftypes.String):
		return as[string](t, value)
	case valueType.Is(tftypes.Bool):
		return as[bool](t, value)
	case valueType.Is(tftypes.Number):
		return plainNumber(as[*big.Float](t, value))
	case valueType.Is(tftypes.List{}), valueType.Is(tftypes.Tuple{}):
		list := []any{}
		for _, element := range as[[]tftypes.Value](t, value) {
			list = append(list, Plain(t, element))
		}
		return list
	default:
		return PlainAttributes(t, as[map[string]tftypes.Value](t, value))
	}
}

// PlainAttributes is Plain for the attributes of an object.
func PlainAttributes(t *testing.T, attributes map[string]tftypes.Value) map[string]any {
	t.Helper()
	object := map[string]any{}
	for name, value := range attributes {
		object[name] = Plain(t, value)
	}
	return object
}

// Exactly returns a check of Terraform's state that expects a value of Plain.
func Exactly(value any) knownvalue.Check {
	switch value := value.(type) {
	case nil:
		return knownvalue.Null()
	case string:
		return knownvalue.StringExact(value)
	case bool:
		return knownvalue.Bool(value)
	case int:
		return knownvalue.Int64Exact(int64(value))
	case float64:
		return knownvalue.Float64Exact(value)
	case []any:
		checks := make([]knownvalue.Check, len(value))
		for i, element := range value {
			checks[i] = Exactly(element)
		}
		return knownvalue.ListExact(checks)
	case map[string]any:
		checks := map[string]knownvalue.Check{}
		for name, element := range value {
			checks[name] = Exactly(element)
		}
		return knownvalue.ObjectExact(checks)
	default:
		panic(fmt.Sprintf("acctest: %T is not a plain value", value))
	}
}

func plainNumber(number *big.Float) any {
	if whole, accuracy := number.Int64(); accuracy == big.Exact {
		return int(whole)
	}
	fraction, _ := number.Float64()
	return fraction
}

func as[T any](t *testing.T, value tftypes.Value) T {
	t.Helper()
	var read T
	if err := value.As(&read); err != nil {
		t.Fatal(err)
	}
	return read
}
