// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"cmp"
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var (
	_ resource.ResourceWithConfigure      = &schemaResource{}
	_ resource.ResourceWithIdentity       = &schemaResource{}
	_ resource.ResourceWithImportState    = &schemaResource{}
	_ resource.ResourceWithModifyPlan     = &schemaResource{}
	_ resource.ResourceWithValidateConfig = &schemaResource{}
)

type schemaResource struct{ base }

// NewSchemaResource returns vendorrisk_secureframe_schema.
func NewSchemaResource() resource.Resource {
	return &schemaResource{base{System: system, Name: "schema"}}
}

// Create stores the contract, and pushes the sample record if there is one.
func (r *schemaResource) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	var arguments schemaArguments
	response.Diagnostics.Append(settleSchema(request.Plan.Raw, &arguments)...)
	if response.Diagnostics.HasError() {
		return
	}
	ctx, cancel := arguments.Timeouts.Limit(ctx, framework.Create)
	defer cancel()
	address := addressOf(r.TryClient)
	response.Diagnostics.Append(r.pushSample(ctx, arguments, address)...)
	if response.Diagnostics.HasError() {
		return
	}
	response.Diagnostics.AddWarning("Secureframe Schema Is Not Defined by Terraform",
		"Terraform stores the contract, but cannot define the schema. Secureframe processes no data of the schema until a person has completed these steps:\n\n- "+
			strings.Join(arguments.contract().DefinitionSteps(), "\n- "))
	response.Diagnostics.Append(framework.Store(&response.State.Raw, request.Plan.Raw, arguments.computed(address))...)
	response.Diagnostics.Append(setIdentity(ctx, response.Identity, arguments.identity())...)
}

// Read asks nothing of Secureframe, which has no way to read its schemas.
func (r *schemaResource) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	var arguments schemaArguments
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &arguments)...)
	if address := addressOf(r.TryClient); arguments.Destination.IsNull() && address != "" {
		response.Diagnostics.Append(framework.Store(&response.State.Raw, request.State.Raw, framework.Values{"destination": framework.String(address)})...)
	}
	response.Diagnostics.Append(setIdentity(ctx, response.Identity, arguments.identity())...)
}

// Update stores the contract. It pushes the sample only to another address.
func (r *schemaResource) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	var before, arguments schemaArguments
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &before)...)
	response.Diagnostics.Append(settleSchema(request.Plan.Raw, &arguments)...)
	if response.Diagnostics.HasError() {
		return
	}
	// Values that were unknown during the plan are compared only now.
	response.Diagnostics.Append(before.compare(arguments).Errors()...)
	if response.Diagnostics.HasError() {
		return
	}
	address := cmp.Or(addressOf(r.TryClient), before.Destination.Value)
	if before.isElsewhere(address) {
		ctx, cancel := arguments.Timeouts.Limit(ctx, framework.Update)
		defer cancel()
		response.Diagnostics.Append(r.pushSample(ctx, arguments, address)...)
	}
	if response.Diagnostics.HasError() {
		return
	}
	response.Diagnostics.Append(framework.Store(&response.State.Raw, request.Plan.Raw, arguments.computed(address))...)
	response.Diagnostics.Append(setIdentity(ctx, response.Identity, arguments.identity())...)
}

// Delete removes the contract from the state only.
func (r *schemaResource) Delete(_ context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	var state schemaArguments
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &state)...)
	r.noteSample(state)
	response.Diagnostics.Append(forgottenWarning())
}

// settleSchema reads the arguments of a plan. Values that were unknown during
// the plan are checked only now.
func settleSchema(plan tftypes.Value, arguments *schemaArguments) diag.Diagnostics {
	if diags := framework.Decode(plan, arguments); diags.HasError() {
		return diags
	}
	if diags := arguments.validate(); diags.HasError() {
		return diags
	}
	return nil
}

// setIdentity stores the identity of a schema.
func setIdentity(ctx context.Context, stored *tfsdk.ResourceIdentity, identity schemaIdentity) diag.Diagnostics {
	if stored == nil { // Terraform before 1.12 does not support identities.
		return nil
	}
	return stored.Set(ctx, identity)
}
