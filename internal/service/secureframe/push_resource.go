// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var (
	_ resource.ResourceWithConfigure      = &pushResource{}
	_ resource.ResourceWithImportState    = &pushResource{}
	_ resource.ResourceWithModifyPlan     = &pushResource{}
	_ resource.ResourceWithValidateConfig = &pushResource{}
)

type pushResource struct{ base }

// NewPushResource returns vendorrisk_secureframe_push.
func NewPushResource() resource.Resource {
	return &pushResource{base{System: system, Name: "push"}}
}

// Create pushes every record. If that fails, no state is stored. Terraform would
// mark a resource with a state as tainted, and plan its replacement without its
// private state. Without a state, the next apply sends all records again.
func (r *pushResource) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	p, diags := r.publication(ctx, response.Private, request.Plan.Raw, tftypes.Value{})
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	ctx, cancel := p.Timeouts.Limit(ctx, framework.Create)
	defer cancel()
	response.Diagnostics.Append(p.publish(ctx, request.Config.Raw)...)
	if !response.Diagnostics.HasError() {
		response.Diagnostics.Append(framework.Store(&response.State.Raw, request.Plan.Raw, p.computed(false))...)
		response.Diagnostics.Append(p.settle(ctx, response.Private)...)
	}
}

// Read asks nothing of Secureframe, which has no way to read what was pushed. It
// finds the records that other resources hold too.
func (r *pushResource) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	var state pushArguments
	response.Diagnostics.Append(state.decode(request.State.Raw)...)
	custody, diags := framework.ReadCustody(ctx, request.Private)
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	custody, changes := r.refresh(state, custody)
	response.Diagnostics.Append(framework.Store(&response.State.Raw, request.State.Raw, changes)...)
	response.Diagnostics.Append(custody.Store(ctx, response.Private)...)
}

// Update pushes the records that are new or changed. If that fails, the state
// keeps its prior arguments and adds the accepted records, so the next plan
// still shows the changes that made the update necessary.
func (r *pushResource) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	p, diags := r.publication(ctx, response.Private, request.Plan.Raw, request.State.Raw)
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	ctx, cancel := p.Timeouts.Limit(ctx, framework.Update)
	defer cancel()
	response.Diagnostics.Append(p.publish(ctx, request.Config.Raw)...)
	if !response.Diagnostics.HasError() {
		response.Diagnostics.Append(p.remove(ctx)...)
	}
	reached := request.Plan.Raw
	if response.Diagnostics.HasError() {
		reached = request.State.Raw
	}
	response.Diagnostics.Append(framework.Store(&response.State.Raw, reached, p.computed(response.Diagnostics.HasError()))...)
	response.Diagnostics.Append(p.settle(ctx, response.Private)...)
}

// Delete does what on_removal says for every record. It uses only the state, and
// what the plan has found out about other resources.
func (r *pushResource) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	p, diags := r.publication(ctx, request.Private, request.State.Raw, request.State.Raw)
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	ctx, cancel := p.Timeouts.Limit(ctx, framework.Delete)
	defer cancel()
	p.removed, p.isDestroyed = p.accepted.Accepted(), true
	response.Diagnostics.Append(p.remove(ctx)...)
	if response.Diagnostics.HasError() {
		response.Diagnostics.Append(framework.Store(&response.State.Raw, request.State.Raw, p.computed(true))...)
	}
}
