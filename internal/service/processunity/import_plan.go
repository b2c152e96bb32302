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
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// ValidateConfig refuses rows that no template takes.
func (r *importResource) ValidateConfig(_ context.Context, request resource.ValidateConfigRequest, response *resource.ValidateConfigResponse) {
	reader := &framework.WireReader{}
	a := readArguments(reader, r.kind, reader.Attributes(request.Config.Raw))
	response.Diagnostics.Append(reader.Errors()...)
	// The plan warns, of rows that will be sent.
	addProblems(&response.Diagnostics, template.Refusals(a.CheckRows(a.rows)))
}

// ModifyPlan says which rows will be sent, and checks them against the import
// template.
func (r *importResource) ModifyPlan(ctx context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	reader := &framework.WireReader{}
	prior := reader.Attributes(request.State.Raw)
	before := readArguments(reader, r.kind, prior)
	if request.Plan.Raw.IsNull() {
		response.Diagnostics.Append(removalWarning(before, template.Removed(before.rows, nil))...)
		return
	}
	if request.Plan.Raw.Equal(request.State.Raw) {
		return
	}
	plan := reader.Attributes(request.Plan.Raw)
	p := importPlan{before: before, after: readArguments(reader, r.kind, plan), isNew: prior == nil, plan: plan}
	response.Diagnostics.Append(reader.Errors()...)
	if response.Diagnostics.HasError() {
		return
	}
	response.Diagnostics.Append(p.rowProblems()...)
	response.Diagnostics.Append(r.preflight(ctx, p.after, plan["template_id"].IsKnown())...)
	if plan["rows"].IsKnown() && !p.isNew {
		response.Diagnostics.Append(removalWarning(p.after, template.Removed(p.before.rows, p.planned()))...)
	}
	planned, err := framework.Change(request.Plan.Raw, p.computed(prior))
	reader.Err = err
	response.Diagnostics.Append(reader.Errors()...)
	response.Plan.Raw = planned
}

// importPlan is a plan in the making.
type importPlan struct {
	before, after arguments
	isNew         bool
	plan          attributes
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

// changed are the keys of the known rows that will be sent.
func (p importPlan) changed() []string {
	return template.Changed(p.asserted(), p.after.rows, p.after.InsertOnlyColumns)
}

// asserted are the rows that are in ProcessUnity. Through another template they
// are sent anew.
func (p importPlan) asserted() map[string]template.Row {
	if p.before.templateID != p.after.templateID {
		return nil
	}
	return p.before.rows
}

// isSending reports whether the apply sends something, or may.
func (p importPlan) isSending() bool {
	return !p.plan["rows"].IsFullyKnown() || !p.plan["template_id"].IsKnown() || len(p.changed()) > 0 ||
		!p.plan["on_removed"].IsNull() && len(template.Removed(p.before.rows, p.planned())) > 0
}

// rowProblems are the problems of rows that will be sent.
func (p importPlan) rowProblems() diag.Diagnostics {
	var diags diag.Diagnostics
	rows := map[string]template.Row{}
	for _, key := range p.changed() {
		rows[key] = p.after.rows[key]
	}
	addProblems(&diags, p.after.CheckRows(rows))
	return diags
}

// computed are the planned values of the computed attributes.
func (p importPlan) computed(prior attributes) attributes {
	computed := attributes{
		"id":          tftypes.NewValue(tftypes.String, tftypes.UnknownValue),
		"last_import": tftypes.NewValue(countsType(), tftypes.UnknownValue),
	}
	if p.plan["template_id"].IsKnown() {
		computed["id"] = framework.String(p.after.id())
	}
	if p.isSending() {
		return computed
	}
	computed["last_import"] = tftypes.NewValue(countsType(), nil)
	if !p.isNew {
		computed["last_import"] = prior["last_import"]
	}
	return computed
}

// preflight checks the arguments against the import template. What cannot be
// checked at the plan is a warning: the apply does it again.
func (r *importResource) preflight(ctx context.Context, a arguments, isTemplateKnown bool) diag.Diagnostics {
	var diags diag.Diagnostics
	unchecked := func(reason string) diag.Diagnostics {
		diags.AddAttributeWarning(path.Root("template_id"), "ProcessUnity Import Template Is Not Checked",
			"The rows will be checked against the import template only when they are applied, because "+reason)
		return diags
	}
	if !isTemplateKnown {
		return unchecked("template_id is not known yet.")
	}
	client, err := r.clients.ProcessUnity()
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
		return unchecked("ProcessUnity cannot be asked for it now.\n\nOriginal Error: " + err.Error())
	case err != nil:
		diags.Append(templateError(err))
		return diags
	}
	addProblems(&diags, a.Check(t))
	return diags
}
