// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/clients"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var (
	_ resource.ResourceWithConfigure      = &importResource{}
	_ resource.ResourceWithImportState    = &importResource{}
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
	p, diags := r.publication(ctx, response.Private, request.Plan.Raw, tftypes.NewValue(request.Plan.Raw.Type(), nil))
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	ctx, cancel := p.timeouts.Limit(ctx, framework.Create)
	defer cancel()
	response.Diagnostics.Append(p.publish(ctx)...)
	if response.Diagnostics.HasError() && len(p.result.Accepted) == 0 {
		return
	}
	response.Diagnostics.Append(framework.Store(&response.State.Raw, request.Plan.Raw, p.reached(response.Diagnostics.HasError()))...)
	response.Diagnostics.Append(p.custody.Settle(nil).Store(ctx, response.Private)...)
}

// Read finds the rows that other resources hold too, and compares with an export
// where that is asked for. Otherwise it claims nothing.
func (r *importResource) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	state, diags := readArguments(r.kind, request.State.Raw)
	response.Diagnostics.Append(diags...)
	custody, diags := framework.ReadCustody(ctx, request.Private)
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	changes := framework.Values{}
	if state.destination == "" { // The state is of a version without a destination.
		state.destination = r.address()
		changes["destination"] = framework.String(state.destination)
	}
	rows := map[string]template.Row{}
	if state.detectsDrift && len(state.rows) > 0 && !state.isElsewhere(r.address()) {
		rows, diags = r.drifted(ctx, state)
		response.Diagnostics.Append(diags...)
		if response.Diagnostics.HasError() {
			return
		}
	}
	custody, threatened := r.share(state, custody)
	if maps.Copy(rows, threatened); len(rows) > 0 {
		changes["rows"] = rowsValue(state.rowValues, rows)
	}
	response.Diagnostics.Append(framework.Store(&response.State.Raw, request.State.Raw, changes)...)
	response.Diagnostics.Append(custody.Store(ctx, response.Private)...)
}

// Update sends the rows that are new or changed. When that fails, the state
// stays as it was, except for the rows that were accepted: the next plan still
// has what made the update necessary.
func (r *importResource) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	p, diags := r.publication(ctx, response.Private, request.Plan.Raw, request.State.Raw)
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	ctx, cancel := p.timeouts.Limit(ctx, framework.Update)
	defer cancel()
	response.Diagnostics.Append(p.publish(ctx)...)
	if !response.Diagnostics.HasError() {
		response.Diagnostics.Append(p.remove(ctx)...)
	}
	base := request.Plan.Raw
	if response.Diagnostics.HasError() {
		base = request.State.Raw
	}
	response.Diagnostics.Append(framework.Store(&response.State.Raw, base, p.reached(response.Diagnostics.HasError()))...)
	response.Diagnostics.Append(p.custody.Settle(nil).Store(ctx, response.Private)...)
}

// Delete does what on_removed says for every row, by the state, and by what the plan
// has found out about other resources. Nothing can be deleted.
func (r *importResource) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	p, diags := r.publication(ctx, request.Private, request.State.Raw, request.State.Raw)
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	ctx, cancel := p.timeouts.Limit(ctx, framework.Delete)
	defer cancel()
	p.isDestroyed, p.Columns, p.rowValues = true, nil, nil // What the rows set is not sent.
	response.Diagnostics.Append(p.remove(ctx)...)
	if response.Diagnostics.HasError() {
		response.Diagnostics.Append(framework.Store(&response.State.Raw, request.State.Raw, p.reached(true))...)
	}
}

// ImportState refuses the import: which records of ProcessUnity are rows of the
// resource is known from its configuration only.
func (r *importResource) ImportState(_ context.Context, _ resource.ImportStateRequest, response *resource.ImportStateResponse) {
	response.Diagnostics.AddError("ProcessUnity Import Cannot Be Imported",
		"A resource is a set of rows, and only its configuration says which records these are. "+
			"Create the resource instead: it takes over the records that exist. It sends every row once, and nothing is created twice.")
}
