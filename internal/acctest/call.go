// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Call calls a function with arguments in Go's own types, or Unknown. Maps for a
// dynamic parameter become objects, and lists become tuples, as in HCL.
func (s *Server) Call(ctx context.Context, t *testing.T, function string, arguments ...any) (any, *tfprotov6.FunctionError) {
	t.Helper()
	return s.CallWire(ctx, t, function, s.FunctionArguments(t, function, arguments...))
}

// FunctionArguments returns the arguments of a function as Terraform sends them.
func (s *Server) FunctionArguments(t *testing.T, function string, arguments ...any) []*tfprotov6.DynamicValue {
	t.Helper()
	var sent []*tfprotov6.DynamicValue
	for i, argument := range arguments {
		parameterType := s.schemas.Functions[function].Parameters[i].Type
		sent = append(sent, dynamic(t, parameterType, argumentOf(t, parameterType, argument)))
	}
	return sent
}

// CallWire calls a function with arguments as they are sent.
func (s *Server) CallWire(ctx context.Context, t *testing.T, function string, arguments []*tfprotov6.DynamicValue) (any, *tfprotov6.FunctionError) {
	t.Helper()
	response, err := s.provider.CallFunction(ctx, &tfprotov6.CallFunctionRequest{Name: function, Arguments: arguments})
	if err != nil {
		t.Fatal(err)
	}
	if response.Error != nil {
		return nil, response.Error
	}
	result, err := response.Result.Unmarshal(s.schemas.Functions[function].Return.Type)
	if err != nil {
		t.Fatal(err)
	}
	return Plain(t, result), nil
}

func argumentOf(t *testing.T, parameterType tftypes.Type, argument any) tftypes.Value {
	t.Helper()
	if !parameterType.Is(tftypes.DynamicPseudoType) {
		return wire(t, parameterType, argument)
	}
	return inferred(argument)
}

// inferred returns the wire value of a value for a dynamic parameter.
func inferred(value any) tftypes.Value {
	switch value := value.(type) {
	case nil:
		return tftypes.NewValue(tftypes.DynamicPseudoType, nil)
	case string:
		return String(value)
	case bool:
		return Bool(value)
	case int, float64:
		return tftypes.NewValue(tftypes.Number, value)
	case Unknown:
		return tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	case []any:
		values, types := make([]tftypes.Value, len(value)), make([]tftypes.Type, len(value))
		for i, element := range value {
			values[i] = inferred(element)
			types[i] = values[i].Type()
		}
		return tftypes.NewValue(tftypes.Tuple{ElementTypes: types}, values)
	case map[string]any:
		values, types := map[string]tftypes.Value{}, map[string]tftypes.Type{}
		for name, element := range value {
			values[name] = inferred(element)
			types[name] = values[name].Type()
		}
		return tftypes.NewValue(tftypes.Object{AttributeTypes: types}, values)
	default:
		panic(fmt.Sprintf("acctest: %T has no inferred type", value))
	}
}
