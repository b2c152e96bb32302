// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// droppedFields warns of fields that a partial push leaves in Secureframe. Of
// write-only records, the previous content is unknown.
func (p *pushPlan) droppedFields() []problem.Problem {
	if p.Mode.Value != contract.ModePartial || p.prior.Mode.Value != contract.ModePartial {
		return nil
	}
	var problems []problem.Problem
	for key, before := range p.prior.Records.Value {
		for _, field := range contract.Dropped(text(before), text(p.Records.Value[key])) {
			problems = append(problems, problem.Problem{Attribute: "records", Key: key, Field: field, IsWarning: true, Message: fmt.Sprintf(
				"%q is no longer in the record. In partial mode, it stays in Secureframe as it is. Set it to null to delete it there.", field)})
		}
	}
	return problems
}

// tombstoneChange warns of records that keep the fields of a tombstone that has
// changed. In replace mode, a record that returns replaces them all.
func (p *pushPlan) tombstoneChange() diag.Diagnostics {
	if p.isNew || p.Mode.Value != contract.ModePartial || !p.prior.buries() || p.prior.Tombstone.Equal(p.Tombstone) ||
		contract.SameJSON(p.prior.Tombstone.Value, p.Tombstone.Value) {
		return nil
	}
	return diag.Diagnostics{diag.NewAttributeWarningDiagnostic(path.Root("tombstone"), "Secureframe Keeps the Previous Tombstone",
		"Records that were removed before keep the fields of the previous tombstone. In partial mode, a record that returns keeps those of its fields that it does not set.")}
}

// warnOfRemovals warns about what happens to records that the plan removes:
// those that are no longer configured, or all of them if the schema changes.
func (p *pushPlan) warnOfRemovals(removed []string) {
	if p.isElsewhere() {
		p.diags.Append(p.prior.elsewhereWarning(p.address))
		return
	}
	if !p.areRemovalsKnown() {
		return
	}
	if p.prior.Schema.Value.isMoved(p.Schema.Value) {
		p.diags.Append(p.prior.destroyWarning(false)...)
		return
	}
	p.diags.Append(p.removalWarning(removed)...)
	if p.buries() {
		_, kept := p.custody.Split(removed)
		p.diags.Append(keptWarning(kept)...)
	}
}
