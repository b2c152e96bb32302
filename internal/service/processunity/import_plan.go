// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"context"
	"errors"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/clients"
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
// template.
func (r *importResource) ModifyPlan(ctx context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	before, diags := readArguments(r.kind, request.State.Raw)
	response.Diagnostics.Append(diags...)
	if request.Plan.Raw.IsNull() {
		response.Diagnostics.Append(removalWarning(before, template.Removed(before.rows, nil))...)
		return
	}
	if request.Plan.Raw.Equal(request.State.Raw) {
		return
	}
	after, diags := readArguments(r.kind, request.Plan.Raw)
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	p := importPlan{before: before, after: after}
	response.Diagnostics.Append(importProblems(after.CheckRows(after.pending(before)))...)
	response.Diagnostics.Append(r.preflight(ctx, after)...)
	if after.areRowsKnown && !p.isNew() {
		response.Diagnostics.Append(removalWarning(after, template.Removed(before.rows, p.planned()))...)
	}
	response.Diagnostics.Append(framework.Store(&response.Plan.Raw, request.Plan.Raw, p.computed())...)
}

// importPlan is a plan in the making.
type importPlan struct{ before, after arguments }

// isNew reports whether there is no state.
func (p importPlan) isNew() bool { return p.before.rowValues == nil }

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

// isSending reports whether the apply sends something, or may.
func (p importPlan) isSending() bool {
	return !p.after.areAllCellsKnown || !p.after.isTemplateKnown || len(p.after.pending(p.before)) > 0 ||
		p.after.hasOnRemoved && len(template.Removed(p.before.rows, p.planned())) > 0
}

// computed are the planned values of the computed attributes.
func (p importPlan) computed() framework.Values {
	computed := framework.Values{
		"id":          tftypes.NewValue(tftypes.String, tftypes.UnknownValue),
		"last_import": tftypes.NewValue(lastImportType, tftypes.UnknownValue),
	}
	if p.after.isTemplateKnown {
		computed["id"] = framework.String(p.after.id())
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

// preflight checks the arguments against the import template. What cannot be
// checked at the plan is a warning: the apply does it again.
func (r *importResource) preflight(ctx context.Context, a arguments) diag.Diagnostics {
	var diags diag.Diagnostics
	unchecked := func(reason string) diag.Diagnostics {
		diags.AddAttributeWarning(path.Root("template_id"), "ProcessUnity Import Template Is Not Checked",
			"The rows will be checked against the import template only when they are applied, because "+reason)
		return diags
	}
	if !a.isTemplateKnown {
		return unchecked("template_id is not known yet.")
	}
	client, err := r.TryClient()
	if _, ok := errors.AsType[*clients.NotKnownError](err); ok {
		return unchecked(err.Error())
	}
	if err != nil {
		diags.AddError("Unable to Use ProcessUnity", err.Error())
		return diags
	}
	t, err := client.Template(ctx, a.templateID)
	switch {
	case err != nil && ctx.Err() == nil && isUnreachable(err):
		return unchecked("ProcessUnity cannot be reached now.\n\nOriginal Error: " + err.Error())
	case err != nil:
		return templateError(err)
	}
	return importProblems(a.Check(t))
}
