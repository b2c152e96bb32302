// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"cmp"
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/ledger"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// ValidateConfig refuses rows that no template takes.
func (r *importResource) ValidateConfig(_ context.Context, request resource.ValidateConfigRequest, response *resource.ValidateConfigResponse) {
	a, diags := readArguments(r.kind, request.Config.Raw)
	response.Diagnostics.Append(diags...)
	// The plan warns, of rows that will be sent.
	response.Diagnostics.Append(importProblems(problem.Errors(a.CheckRows(a.rows)))...)
}

// ModifyPlan says which rows will be sent, and checks them against the import
// template and the current records.
func (r *importResource) ModifyPlan(ctx context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	before, diags := readArguments(r.kind, request.State.Raw)
	response.Diagnostics.Append(diags...)
	custody, diags := framework.ReadCustody(ctx, request.Private)
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	p := importPlan{before: before, custody: custody, address: r.address()}
	if request.Plan.Raw.IsNull() {
		response.Diagnostics.Append(p.destroy(r.ProviderData().Ledger)...)
		response.Diagnostics.Append(p.custody.Store(ctx, response.Private)...)
		return
	}
	p.after, diags = readArguments(r.kind, request.Plan.Raw)
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	response.Diagnostics.Append(p.share(r.ProviderData().Ledger)...)
	if p.custody.IsPlanned {
		response.Diagnostics.Append(p.custody.Store(ctx, response.Private)...)
	}
	if request.Plan.Raw.Equal(request.State.Raw) && !before.isElsewhere(p.address) {
		return
	}
	response.Diagnostics.Append(importProblems(p.after.CheckRows(p.after.pending(p.before, p.address)))...)
	if !response.Diagnostics.HasError() && p.isSending() {
		response.Diagnostics.Append(r.preflight(ctx, p)...)
	}
	response.Diagnostics.Append(p.removalWarnings()...)
	response.Diagnostics.Append(framework.Store(&response.Plan.Raw, request.Plan.Raw, p.computed())...)
}

// importPlan is a plan while it is computed.
type importPlan struct {
	before, after arguments
	custody       framework.Custody
	// address is where rows are sent, or "" if that is unknown.
	address string
}

// isNew reports whether there is no state.
func (p importPlan) isNew() bool { return p.before.rowValues == nil }

// share enters the plan in the ledger, and says which rows another resource holds
// too.
func (p *importPlan) share(records *ledger.Ledger) diag.Diagnostics {
	var found ledger.Findings // What is not known yet, the apply finds.
	if p.after.areRowsKnown {
		found = records.Plan(p.custody.Holder(), p.ledgerPlan())
	}
	if isReplacement := p.isNew() && p.custody.Name != ""; isReplacement {
		p.custody = p.custody.Destroy(found)
	}
	return sharedProblems(p.after.Kind, found)
}

// destroy plans the destruction of the prior state.
func (p *importPlan) destroy(records *ledger.Ledger) diag.Diagnostics {
	keys := ledger.SetOf(maps.Keys(p.before.rowValues))
	found := records.Plan(p.custody.Holder(), ledger.Plan{
		Destination: p.before.place(p.before.destination), Marks: p.before.OnRemoved != nil, IsDestroyed: true, Before: keys, Kept: p.custody.Kept,
	})
	p.custody = p.custody.Destroy(found)
	if p.before.OnRemoved == nil {
		return removalWarning(p.before, template.Removed(p.before.rows, nil))
	}
	return append(sharedProblems(p.before.Kind, found), keptWarning(p.custody.Kept)...)
}

// planned are the keys of the planned rows, known or not, and their cells as
// far as they are known.
func (p importPlan) planned() map[string]template.Row {
	rows := maps.Clone(p.after.rows)
	for key := range p.after.Columns {
		if _, known := rows[key]; !known {
			rows[key] = nil
		}
	}
	return rows
}

// removed are the keys of the rows that leave the resource.
func (p importPlan) removed() []string {
	if p.isNew() || !p.after.areRowsKnown {
		return nil
	}
	return template.Removed(p.before.rows, p.planned())
}

// removalWarnings say what happens to the rows that leave the resource.
func (p importPlan) removalWarnings() diag.Diagnostics {
	removed := p.removed()
	if p.before.isElsewhere(p.address) {
		return diag.Diagnostics{elsewhereWarning(p.before, p.address)}
	}
	if p.after.OnRemoved == nil {
		return removalWarning(p.after, removed)
	}
	_, kept := p.custody.Split(removed)
	return keptWarning(kept)
}

// isSending reports whether the apply sends something, or may.
func (p importPlan) isSending() bool {
	return !p.after.areAllCellsKnown || !p.after.isTemplateKnown || len(p.after.pending(p.before, p.address)) > 0 ||
		p.after.hasOnRemoved && len(p.removed()) > 0 && !p.before.isElsewhere(p.address)
}

// computed are the planned values of the computed attributes.
func (p importPlan) computed() framework.Values {
	computed := framework.Values{
		"id":          tftypes.NewValue(tftypes.String, tftypes.UnknownValue),
		"destination": tftypes.NewValue(tftypes.String, tftypes.UnknownValue),
		"last_import": tftypes.NewValue(lastImportType, tftypes.UnknownValue),
	}
	if p.after.isTemplateKnown {
		computed["id"] = framework.String(p.after.id())
	}
	if address := cmp.Or(p.address, p.before.destination); address != "" {
		computed["destination"] = framework.String(address)
	}
	switch {
	case p.isSending():
	case p.isNew():
		computed["last_import"] = tftypes.NewValue(lastImportType, nil)
	default:
		computed["last_import"] = p.before.lastImport
	}
	return computed
}
