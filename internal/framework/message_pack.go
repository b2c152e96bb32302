// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"bytes"
	"maps"
	"math/big"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"
)

// newDynamicValue returns what tfprotov6.NewDynamicValue does, in a fifth of the time.
// That function makes a path for every value, for errors about values that do not have
// their type. Here they have: setState has built them.
func newDynamicValue(value tftypes.Value) (tfprotov6.DynamicValue, error) {
	var text bytes.Buffer
	e := &valueEncoder{Encoder: msgpack.NewEncoder(&text)}
	if err := e.encode(value, shapeOf(value.Type())); err != nil {
		return tfprotov6.DynamicValue{}, err
	}
	return tfprotov6.DynamicValue{MsgPack: text.Bytes()}, nil
}

// shape is a type, with what it consists of in the order in which it is written.
type shape struct {
	tftypes.Type

	// names are those of an object's attributes, sorted.
	names []string
	// parts are the shapes of the attributes, or the one shape of a list's elements.
	parts []shape
}

func shapeOf(valueType tftypes.Type) shape {
	s := shape{Type: valueType}
	switch valueType := valueType.(type) {
	case tftypes.Object:
		s.names = slices.Sorted(maps.Keys(valueType.AttributeTypes))
		for _, name := range s.names {
			s.parts = append(s.parts, shapeOf(valueType.AttributeTypes[name]))
		}
	case tftypes.List:
		s.parts = []shape{shapeOf(valueType.ElementType)}
	}
	return s
}

// valueEncoder writes values in MessagePack.
type valueEncoder struct {
	*msgpack.Encoder

	text   string
	number big.Float
}

// encode writes the values that states have most of. It leaves others to
// terraform-plugin-go.
func (e *valueEncoder) encode(value tftypes.Value, s shape) error {
	if !value.IsKnown() || s.Is(tftypes.DynamicPseudoType) {
		return e.encodeOther(value, s)
	}
	if value.IsNull() {
		return e.EncodeNil()
	}
	switch s.Type.(type) {
	case tftypes.Object:
		return e.encodeObject(value, s)
	case tftypes.List:
		return e.encodeList(value, s)
	}
	switch {
	case s.Is(tftypes.String):
		if err := value.As(&e.text); err != nil {
			return err
		}
		return e.EncodeString(e.text)
	case s.Is(tftypes.Number):
		if err := value.As(&e.number); err != nil {
			return err
		}
		if whole, accuracy := e.number.Int64(); accuracy == big.Exact {
			return e.EncodeInt(whole)
		}
	}
	return e.encodeOther(value, s)
}

func (e *valueEncoder) encodeObject(value tftypes.Value, s shape) error {
	var attributes map[string]tftypes.Value
	if err := value.As(&attributes); err != nil {
		return err
	}
	if err := e.EncodeMapLen(len(s.names)); err != nil {
		return err
	}
	for i, name := range s.names {
		if err := e.EncodeString(name); err != nil {
			return err
		}
		if err := e.encode(attributes[name], s.parts[i]); err != nil {
			return err
		}
	}
	return nil
}

func (e *valueEncoder) encodeList(value tftypes.Value, s shape) error {
	var elements []tftypes.Value
	if err := value.As(&elements); err != nil {
		return err
	}
	if err := e.EncodeArrayLen(len(elements)); err != nil {
		return err
	}
	for _, element := range elements {
		if err := e.encode(element, s.parts[0]); err != nil {
			return err
		}
	}
	return nil
}

func (e *valueEncoder) encodeOther(value tftypes.Value, s shape) error {
	other, err := tfprotov6.NewDynamicValue(s.Type, value)
	if err != nil {
		return err
	}
	return e.Encode(msgpack.RawMessage(other.MsgPack))
}
