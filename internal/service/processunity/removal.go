// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
)

// remove does what on_removed says with the rows that are gone: those of the
// state that the plan does not have.
func (p *publication) remove(ctx context.Context) diag.Diagnostics {
	gone := p.gone()
	switch {
	case len(gone) == 0:
		return nil
	case p.OnRemoved == nil:
		p.removed = gone
		return removalWarning(p.arguments, gone)
	case p.isDestroyed && !p.custody.IsPlanned:
		return diag.Diagnostics{taintedWarning()}
	case p.before.isElsewhere(p.address):
		p.removed = gone
		return diag.Diagnostics{elsewhereWarning(p.before, p.address)}
	}
	marked, kept := p.custody.Split(gone)
	p.removed = kept
	diags := keptWarning(kept)
	return append(diags, p.mark(ctx, marked)...)
}

// mark sets the columns of on_removed in issues whose rows are gone.
func (p *publication) mark(ctx context.Context, keys []string) diag.Diagnostics {
	var diags diag.Diagnostics
	if len(keys) == 0 {
		return nil
	}
	rows := map[string]template.Row{}
	for _, key := range keys {
		rows[key] = p.OnRemoved
	}
	err := p.connect(ctx, &diags)
	if err != nil && !isGone(err) {
		diags.Append(templateError(ctx, err)...)
		diags.AddError("Unable to Set on_removed in ProcessUnity", wayOut)
	}
	if diags.HasError() {
		return diags
	}
	if isGone(err) || !p.canMark(p.template) {
		p.removed = append(p.removed, keys...)
		return diag.Diagnostics{forgottenWarning(keys)}
	}
	place := p.place(p.address)
	composer := p.composer(p.template, p.before, p.address)
	composer.InsertOnly, composer.ExistingOnly = nil, true
	// Another resource may have taken over a row, and sent it in this run.
	isLive := func(key string) bool { return p.ledger().IsSent(place, key) }
	result, diags := p.push(ctx, api.Push{Composer: composer, ExportID: p.exportID, Rows: rows, Unless: isLive}, "removed rows")
	for _, key := range result.Accepted {
		p.ledger().Mark(place, key, p.OnRemoved)
	}
	p.result.Counts.Add(result.Counts)
	p.removed = slices.Concat(p.removed, result.Accepted, result.LeftOut)
	if diags.HasError() {
		diags.AddError("Unable to Set on_removed in ProcessUnity", wayOut)
	} else {
		p.removed = p.gone() // Those that were not sent do not exist.
	}
	return diags
}

// canMark reports whether on_removed can be set through the template. What the rows
// set is not sent for that.
func (a arguments) canMark(t template.Template) bool {
	a.Columns = nil
	return !problem.HasErrors(a.Check(t))
}

const wayOut = "To remove the rows from the state without setting anything in ProcessUnity, leave on_removed out and apply, or use terraform state rm."

// gone are the rows that this apply lets go. A destroyed resource has no plan.
func (p *publication) gone() []string {
	if p.isDestroyed {
		return template.Removed(p.before.rows, nil)
	}
	return template.Removed(p.before.rows, p.rows)
}

// removalWarning says what happens to removed rows.
func removalWarning(a arguments, removed []string) diag.Diagnostics {
	if len(removed) == 0 || a.OnRemoved != nil {
		return nil
	}
	hint := ""
	if a.Kind == template.Issue {
		hint = " on_removed can set columns in them, once."
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic("ProcessUnity Keeps Removed Rows", fmt.Sprintf(
		"%s of this resource will be removed from the state only, and stay unchanged in ProcessUnity, whose web services cannot delete a record: %s.%s",
		problem.Count(len(removed), "row"), problem.Keys(removed), hint))}
}

// elsewhereWarning says what happens to rows that were sent to another address.
func elsewhereWarning(before arguments, address string) diag.Diagnostic {
	return diag.NewWarningDiagnostic("ProcessUnity Destination Changes", fmt.Sprintf(
		"%s of this resource were sent to %s. The provider now sends to %s, so every configured row is sent there. The records at the previous address stay as they are.",
		problem.Count(len(before.rowValues), "row"), before.destination, address))
}

// forgottenWarning says that on_removed is not set, because the import template
// cannot be used anymore.
func forgottenWarning(keys []string) diag.Diagnostic {
	return diag.NewWarningDiagnostic("ProcessUnity Keeps Removed Rows", fmt.Sprintf(
		"on_removed cannot be set in %s: %s. The import template is not listed for automated import anymore, or no longer fits on_removed. "+
			"The rows are removed from the state, and the records stay in ProcessUnity as they are.",
		problem.Count(len(keys), "row"), problem.Keys(keys)))
}

// taintedWarning says that on_removed is not set for a tainted resource.
func taintedWarning() diag.Diagnostic {
	return diag.NewWarningDiagnostic("ProcessUnity Keeps Removed Rows",
		"The resource is tainted, so its replacement is planned without knowledge of its rows, and on_removed is not set in them. The replacement sends those that are in the configuration. "+
			"Others remain in ProcessUnity as they are.")
}
