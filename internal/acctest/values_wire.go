// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Unknown is a value that is known only after apply.
type Unknown struct{}

// WireAttributes returns the wire values of an object's attributes or a map's
// elements. They are in Go's own types, as Plain returns them, or Unknown. As in
// HCL, omitted attributes are null.
func WireAttributes(t *testing.T, valueType tftypes.Type, attributes map[string]any) map[string]tftypes.Value {
	t.Helper()
	values := map[string]tftypes.Value{}
	switch valueType := valueType.(type) {
	case tftypes.Map:
		for name, value := range attributes {
			values[name] = wire(t, valueType.ElementType, value)
		}
	case tftypes.Object:
		for name := range attributes {
			if _, ok := valueType.AttributeTypes[name]; !ok {
				t.Fatalf("there is no attribute %q in %s", name, valueType)
			}
		}
		for name, attributeType := range valueType.AttributeTypes {
			values[name] = wire(t, attributeType, attributes[name])
		}
	default:
		t.Fatalf("%v is not of type %s", attributes, valueType)
	}
	return values
}

func wire(t *testing.T, valueType tftypes.Type, value any) tftypes.Value {
	t.Helper()
	if _, isUnknown := value.(Unknown); valueType.Is(tftypes.DynamicPseudoType) && !isUnknown {
		return inferred(value)
	}
	switch value := value.(type) {
	case Unknown:
		return tftypes.NewValue(valueType, tftypes.UnknownValue)
	case []any:
		listType, ok := valueType.(tftypes.List)
		if !ok {
			t.Fatalf("%v is not of type %s", value, valueType)
		}
		elements := make([]tftypes.Value, len(value))
		for i, element := range value {
			elements[i] = wire(t, listType.ElementType, element)
		}
		return tftypes.NewValue(valueType, elements)
	case map[string]any:
		return tftypes.NewValue(valueType, WireAttributes(t, valueType, value))
	default:
		return tftypes.NewValue(valueType, value)
	}
}
