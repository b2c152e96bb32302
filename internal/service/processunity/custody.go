// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/ledger"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// address is where rows are sent. It is "" without a client.
func (r *importResource) address() string {
	if client, err := r.TryClient(); err == nil {
		return client.Address()
	}
	return ""
}

// share finds the rows of a state that other resources hold too. It returns the
// custody for the run, and the rows that must be sent again.
func (r *importResource) share(state arguments, custody framework.Custody) (framework.Custody, map[string]template.Row) {
	refreshed := custody.Refresh()
	shared := r.ProviderData().Ledger.Refresh(refreshed.Name, ledger.State{
		Destination: state.place(state.destination), Keys: ledger.SetOf(maps.Keys(state.rowValues)), Marks: state.OnRemoved != nil,
	})
	refreshed.Kept = shared.Kept
	threatened := map[string]template.Row{}
	for _, key := range shared.Threatened {
		threatened[key] = template.Row{}
	}
	return refreshed, threatened
}

// ledgerPlan is the plan for the ledger.
func (p importPlan) ledgerPlan() ledger.Plan {
	records := ledger.Listed{Contents: map[string]ledger.Content{}, Sent: map[string]bool{}}
	for key, columns := range p.after.Columns {
		content := ledger.Content{}
		for _, column := range columns {
			content[column] = p.after.rows[key][column]
		}
		records.Contents[key] = content
	}
	for key := range p.after.pending(p.before, p.address) {
		records.Sent[key] = true
	}
	return ledger.Plan{
		Destination: p.after.place(p.address), Records: records,
		Marks: p.after.hasOnRemoved, IsDestroyed: p.isNew(), Before: ledger.SetOf(maps.Keys(p.before.rowValues)), Kept: p.custody.Kept,
	}
}

// sharedProblems says which rows another resource holds too.
func sharedProblems(kind template.Kind, found ledger.Findings) diag.Diagnostics {
	var diags diag.Diagnostics
	if keys := found.Contradicted; len(keys) > 0 {
		diags.AddAttributeError(path.Root("rows").AtMapKey(keys[0]), "ProcessUnity Row Is Imported Twice", fmt.Sprintf(
			"Another resource sets a column of the same %s to another value, in %s of this resource: %s. "+
				"The resources would overwrite each other. Set each column from one resource.",
			kind, problem.Count(len(keys), "row"), problem.Keys(keys)))
	}
	if keys := found.Twice; len(keys) > 0 {
		diags.AddAttributeWarning(path.Root("rows").AtMapKey(keys[0]), "ProcessUnity Row Is Imported Twice", fmt.Sprintf(
			"Another resource sets a column of the same %s too, in %s of this resource: %s. "+
				"The resources overwrite each other as soon as their values differ. Set each column from one resource.",
			kind, problem.Count(len(keys), "row"), problem.Keys(keys)))
	}
	if keys := found.Endangered; len(keys) > 0 {
		diags.AddError("ProcessUnity Row Is Held by Another Resource", fmt.Sprintf(
			"on_removed would be set in %s that one resource no longer has, while another one still does: %s. "+
				"Plan without -refresh=false, so that the provider can see this in time, or leave on_removed out for this apply.",
			problem.Count(len(keys), kind.String()), problem.Keys(keys)))
	}
	return diags
}

// keptWarning says in which removed rows on_removed is not set.
func keptWarning(keys []string) diag.Diagnostics {
	if len(keys) == 0 {
		return nil
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic("ProcessUnity Row Is Held by Another Resource", fmt.Sprintf(
		"Another resource holds %s that left this resource: %s. on_removed is not set in what another resource holds.",
		problem.Count(len(keys), "row"), problem.Keys(slices.Sorted(slices.Values(keys)))))}
}
