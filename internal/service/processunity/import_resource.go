// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/clients"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var (
	_ resource.ResourceWithConfigure      = &importResource{}
	_ resource.ResourceWithModifyPlan     = &importResource{}
	_ resource.ResourceWithValidateConfig = &importResource{}
)

// importResource keeps rows asserted through an import template.
type importResource struct {
	framework.Resource[*clients.Set, *api.Client]
	kind template.Kind
}

// NewThirdPartyImportResource returns vendorrisk_processunity_third_party_import.
func NewThirdPartyImportResource() resource.Resource {
	return newImportResource("third_party_import", template.ThirdParty)
}

// NewIssueImportResource returns vendorrisk_processunity_issue_import.
func NewIssueImportResource() resource.Resource {
	return newImportResource("issue_import", template.Issue)
}

func newImportResource(name string, kind template.Kind) resource.Resource {
	return &importResource{framework.Resource[*clients.Set, *api.Client]{System: system, Name: name}, kind}
}

// Create sends every row. When that fails, the state has the rows that were
// accepted, and no last_import. If no row was accepted, there is no state.
func (r *importResource) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	p, diags := r.publication(ctx, request.Plan.Raw, tftypes.NewValue(request.Plan.Raw.Type(), nil))
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	response.Diagnostics.Append(p.publish(ctx)...)
	if response.Diagnostics.HasError() && len(p.result.Accepted) == 0 {
		return
	}
	response.Diagnostics.Append(framework.Store(&response.State.Raw, request.Plan.Raw, p.reached(response.Diagnostics.HasError()))...)
}

// Read compares with an export where that is asked for. Otherwise it claims
// nothing.
func (r *importResource) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	state, diags := readArguments(r.kind, request.State.Raw)
	response.Diagnostics.Append(diags...)
	if !state.detectsDrift || len(state.rows) == 0 || response.Diagnostics.HasError() {
		return
	}
	rows, diags := r.drifted(ctx, state)
	response.Diagnostics.Append(diags...)
	if !response.Diagnostics.HasError() && len(rows) > 0 {
		response.Diagnostics.Append(framework.Store(&response.State.Raw, request.State.Raw, framework.Values{
			"rows": rowsValue(state.rowValues, rows),
		})...)
	}
}

// Update sends the rows that are new or changed. When that fails, the state
// stays as it was, except for the rows that were accepted: the next plan still
// has what made the update necessary.
func (r *importResource) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	p, diags := r.publication(ctx, request.Plan.Raw, request.State.Raw)
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	response.Diagnostics.Append(p.publish(ctx)...)
	if !response.Diagnostics.HasError() {
		response.Diagnostics.Append(p.remove(ctx)...)
	}
	base := request.Plan.Raw
	if response.Diagnostics.HasError() {
		base = request.State.Raw
	}
	response.Diagnostics.Append(framework.Store(&response.State.Raw, base, p.reached(response.Diagnostics.HasError()))...)
}

// Delete does what on_removed says for every row, by the state alone. Nothing
// can be deleted. A resource whose creation failed in part, which is one without
// last_import, is usually created anew by the same apply: that must not close the
// issues that are about to be imported again. (Terraform hands the private state
// of such a resource to no one.)
func (r *importResource) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	state, diags := readArguments(r.kind, request.State.Raw)
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	removed := template.Removed(state.rows, nil)
	if isIncomplete := state.lastImport.IsNull(); isIncomplete {
		state.OnRemoved = nil
	}
	if state.OnRemoved == nil || len(removed) == 0 {
		response.Diagnostics.Append(removalWarning(state, removed)...)
		return
	}
	p := &publication{arguments: state, before: state}
	p.Columns, p.rowValues = nil, nil // What the rows set is not sent.
	response.Diagnostics.Append(r.prepare(ctx, p)...)
	if !response.Diagnostics.HasError() {
		response.Diagnostics.Append(p.remove(ctx)...)
	}
	if response.Diagnostics.HasError() {
		response.Diagnostics.Append(framework.Store(&response.State.Raw, request.State.Raw, p.reached(true))...)
	}
}
