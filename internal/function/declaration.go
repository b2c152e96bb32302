// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
)

// declaration is a function by its name, its definition, and how it is run.
type declaration struct {
	name       string
	definition function.Definition
	run        run
}

// run returns the result of a function, or the error that prevents it.
type run func(ctx context.Context, arguments function.ArgumentsData) (any, *function.FuncError)

func (d declaration) Metadata(_ context.Context, _ function.MetadataRequest, response *function.MetadataResponse) {
	response.Name = d.name
}

func (d declaration) Definition(_ context.Context, _ function.DefinitionRequest, response *function.DefinitionResponse) {
	response.Definition = d.definition
}

func (d declaration) Run(ctx context.Context, request function.RunRequest, response *function.RunResponse) {
	result, err := d.run(ctx, request.Arguments)
	if err != nil {
		response.Error = err
		return
	}
	response.Error = response.Result.Set(ctx, result)
}

// unary runs a function of one argument.
func unary[A any](call func(context.Context, A) (any, *function.FuncError)) run {
	return func(ctx context.Context, arguments function.ArgumentsData) (any, *function.FuncError) {
		var a A
		if err := arguments.Get(ctx, &a); err != nil {
			return nil, err
		}
		return call(ctx, a)
	}
}

// binary runs a function of two arguments.
func binary[A, B any](call func(context.Context, A, B) (any, *function.FuncError)) run {
	return func(ctx context.Context, arguments function.ArgumentsData) (any, *function.FuncError) {
		var a A
		var b B
		if err := arguments.Get(ctx, &a, &b); err != nil {
			return nil, err
		}
		return call(ctx, a, b)
	}
}
