// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/clients"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
)

// preflight checks a plan against the import template and the current records, as
// the apply does it again. What cannot be checked now is a warning.
func (r *importResource) preflight(ctx context.Context, p importPlan) diag.Diagnostics {
	var diags diag.Diagnostics
	unchecked := func(reason string) diag.Diagnostics {
		diags.AddAttributeWarning(path.Root("template_id"), "ProcessUnity Import Template Is Not Checked",
			"The rows will be checked against the import template only when they are applied, because "+reason)
		return diags
	}
	if !p.after.isTemplateKnown {
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
	pending := p.after.pending(p.before, p.address)
	t, err := client.Template(ctx, p.after.templateID)
	switch {
	case err != nil && ctx.Err() == nil && isUnreachable(err):
		return unchecked("ProcessUnity cannot be reached now.\n\nOriginal Error: " + err.Error())
	case len(pending) == 0 && p.after.areAllCellsKnown && (isGone(err) || err == nil && !p.after.canMark(t)):
		return diag.Diagnostics{forgottenWarning(p.removed())}
	case err != nil:
		return templateError(ctx, err)
	}
	if problems := p.after.Check(t); len(problems) > 0 {
		return importProblems(problems)
	}
	composition, err := client.Compose(ctx, api.Push{Composer: p.after.composer(t, p.before, p.address), ExportID: p.after.exportID, Rows: pending})
	switch {
	case err != nil && ctx.Err() == nil && isUnreachable(err):
		return unchecked("ProcessUnity cannot be reached now.\n\nOriginal Error: " + err.Error())
	case err != nil:
		return system.ReadError("Records", err)
	}
	return append(importProblems(composition.Problems), p.refusals(composition)...)
}

// refusals are the problems of rows that will not be sent. A row that was sent before
// does not hold back the others: the apply sends them, and then fails.
func (p importPlan) refusals(composition template.Composition) diag.Diagnostics {
	refused := composition.Refused
	for i, found := range refused {
		if _, refused[i].IsWarning = p.before.rowValues[found.Key]; refused[i].IsWarning {
			refused[i].Message += " The apply sends the other rows, and then fails."
		}
	}
	return importProblems(refused)
}

// isGone reports whether an error says that the template is not there anymore.
func isGone(err error) bool {
	_, ok := errors.AsType[*api.UnknownTemplateError](err)
	return ok
}
