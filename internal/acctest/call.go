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

// Call calls a function with arguments in Go's own types. Those of a dynamic
// parameter become objects and tuples, as in HCL.
func (s *Server) Call(ctx context.Context, t *testing.T, function string, arguments ...any) (any, *tfprotov6.FunctionError) {
	t.Helper()
	described := s.schemas.Functions[function]
	request := &tfprotov6.CallFunctionRequest{Name: function}
	for i, argument := range arguments {
		parameterType := described.Parameters[i].Type
		request.Arguments = append(request.Arguments, dynamic(t, parameterType, argumentOf(t, parameterType, argument)))
	}
	response, err := s.provider.CallFunction(ctx, request)
	if err != nil {
		t.Fatal(err)
	}
	if response.Error != nil {
		return nil, response.Error
	}
	result, err := response.Result.Unmarshal(described.Return.Type)
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

// inferred is the wire value of what has no type of its own.
func inferred(value any) tftypes.Value {
	switch value := value.(type) {
	case string:
		return String(value)
	case bool:
		return Bool(value)
	case int:
		return Number(value)
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
