// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
)

// NewEphemeralResource returns an ephemeral resource with the name, the arguments
// and the results of a data source. Terraform stores neither, so it reads in the
// plan and again when a saved plan is applied.
func NewEphemeralResource[S, C, A any](system System[S, C], declared DataSource[C, A]) ephemeral.EphemeralResource {
	return &ephemeralResource[S, C, A]{reader[S, C, A]{system: system, declared: declared}}
}

type ephemeralResource[S, C, A any] struct{ reader[S, C, A] }

func (e *ephemeralResource[S, C, A]) Metadata(_ context.Context, request ephemeral.MetadataRequest, response *ephemeral.MetadataResponse) {
	response.TypeName = e.system.typeName(request.ProviderTypeName, e.declared.Name)
}

// Schema implements ephemeral.EphemeralResource. The attributes of a data source
// are those of an ephemeral resource too: they implement the same interface.
func (e *ephemeralResource[S, C, A]) Schema(_ context.Context, _ ephemeral.SchemaRequest, response *ephemeral.SchemaResponse) {
	declared := e.declared.Schema()
	response.Schema = schema.Schema{
		MarkdownDescription: declared.MarkdownDescription +
			"\n\nThe arguments and results are those of the data source of the same name. Terraform reads an ephemeral resource in the plan and again when a saved plan is applied, " +
			"and stores it in neither the plan nor the state. It needs Terraform 1.10 or OpenTofu 1.11.",
		Attributes: make(map[string]schema.Attribute, len(declared.Attributes)),
	}
	for name, attribute := range declared.Attributes {
		response.Schema.Attributes[name] = attribute
	}
}

func (e *ephemeralResource[S, C, A]) Configure(_ context.Context, request ephemeral.ConfigureRequest, response *ephemeral.ConfigureResponse) {
	e.set = providerData[S](request.ProviderData, &response.Diagnostics)
}

// ConfigValidators implements ephemeral.EphemeralResourceWithConfigValidators. The
// library's validators are for every kind of configuration.
func (e *ephemeralResource[S, C, A]) ConfigValidators(context.Context) []ephemeral.ConfigValidator {
	var validators []ephemeral.ConfigValidator
	for _, declared := range e.declared.Validators {
		validator, ok := declared.(ephemeral.ConfigValidator)
		if !ok {
			panic(fmt.Sprintf("%T does not validate ephemeral resources", declared))
		}
		validators = append(validators, validator)
	}
	return validators
}

func (e *ephemeralResource[S, C, A]) ValidateConfig(_ context.Context, request ephemeral.ValidateConfigRequest, response *ephemeral.ValidateConfigResponse) {
	response.Diagnostics.Append(e.validate(request.Config.Raw)...)
}

func (e *ephemeralResource[S, C, A]) Open(ctx context.Context, request ephemeral.OpenRequest, response *ephemeral.OpenResponse) {
	computed, diags := e.read(ctx, request.Config.Raw)
	response.Diagnostics.Append(diags...)
	if computed != nil {
		response.Diagnostics.Append(Store(&response.Result.Raw, request.Config.Raw, computed)...)
	}
}
