// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var (
	_ resource.ResourceWithConfigure      = &pushResource{}
	_ resource.ResourceWithModifyPlan     = &pushResource{}
	_ resource.ResourceWithValidateConfig = &pushResource{}
)

type pushResource struct{ base }

// NewPushResource returns vendorrisk_secureframe_push.
func NewPushResource() resource.Resource {
	return &pushResource{base{System: system, Name: "push"}}
}

// Create pushes every record. If that fails, no state is stored. Terraform would
// mark a resource with a state as tainted and destroy it first, which would send
// tombstones for live records. Without a state, the next apply sends all records
// again.
func (r *pushResource) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	p, diags := r.publication(request.Plan.Raw, tftypes.Value{})
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	response.Diagnostics.Append(p.publish(ctx, request.Config.Raw)...)
	if !response.Diagnostics.HasError() {
		response.Diagnostics.Append(framework.Store(&response.State.Raw, request.Plan.Raw, p.computed())...)
	}
}

// Read changes nothing: Secureframe has no way to read what was pushed.
func (r *pushResource) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

// Update pushes the records that are new or changed. If that fails, the state
// keeps its prior arguments and adds the accepted records, so the next plan
// still shows the changes that made the update necessary.
func (r *pushResource) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	p, diags := r.publication(request.Plan.Raw, request.State.Raw)
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	response.Diagnostics.Append(p.publish(ctx, request.Config.Raw)...)
	if !response.Diagnostics.HasError() {
		response.Diagnostics.Append(p.remove(ctx)...)
	}
	reached := request.Plan.Raw
	if response.Diagnostics.HasError() {
		reached = request.State.Raw
	}
	response.Diagnostics.Append(framework.Store(&response.State.Raw, reached, p.computed())...)
}

// Delete does what on_removal says for every record. It uses only the state.
func (r *pushResource) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	p := &publication{}
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &p.pushArguments)...)
	p.resume(p.pushArguments)
	p.removed = maps.Clone(p.accepted)
	if p.buries() && len(p.removed) > 0 && !response.Diagnostics.HasError() {
		p.client, _ = r.Client(&response.Diagnostics)
	}
	if response.Diagnostics.HasError() {
		return
	}
	response.Diagnostics.Append(p.remove(ctx)...)
	if response.Diagnostics.HasError() {
		response.Diagnostics.Append(framework.Store(&response.State.Raw, request.State.Raw, p.computed())...)
	}
}
