// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// remove does what on_removal says for the removed records.
func (p *publication) remove(ctx context.Context) diag.Diagnostics {
	if p.buries() {
		return p.bury(ctx)
	}
	for key := range p.removed {
		delete(p.accepted, key)
	}
	return p.removalWarning(p.removed)
}

// bury pushes tombstones for the removed records.
func (p *publication) bury(ctx context.Context) diag.Diagnostics {
	if len(p.removed) == 0 {
		return nil
	}
	tombstones, diags := p.tombstones()
	if diags.HasError() {
		return diags
	}
	buried, destination := 0, p.destination()
	for batch := range contract.Batches(tombstones, p.limits()) {
		// Another resource may have taken over a record, and pushed it in this run.
		isLive := func(index int) bool { return p.client.Ledger.Claimed(destination, batch[index].Key) }
		err := p.sendBatch(ctx, api.Push{Partial: true, Unless: isLive}, batch, func(record contract.Record) {
			delete(p.accepted, record.Key)
			buried++
		})
		if err != nil {
			diags.Append(pushError("Tombstones", fmt.Sprintf("%d of %d tombstones were accepted.", buried, len(tombstones)), err))
			break
		}
	}
	return diags
}

// tombstones returns the tombstones of the removed records.
func (p *publication) tombstones() (map[string]contract.Record, diag.Diagnostics) {
	tombstone, diags := p.readTombstone()
	if diags.HasError() {
		return nil, diags
	}
	records := make(map[string]contract.Record, len(p.removed))
	for key := range p.removed {
		record, problems := tombstone.Record(key)
		if problem.HasErrors(problems) {
			return nil, tombstoneProblems(problems)
		}
		records[key] = record
	}
	return records, nil
}

// removalWarning says what happens to removed records.
func (a pushArguments) removalWarning(removed map[string]string) diag.Diagnostics {
	if len(removed) == 0 || a.buries() {
		return nil
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic("Secureframe Keeps Removed Records", fmt.Sprintf(
		"%d records that this resource has pushed remain in Secureframe unchanged: %s. Terraform only removes them from the state, because Secureframe has no way to delete a record. "+
			"To mark removed records, set on_removal = \"tombstone\".",
		len(removed), problem.Keys(slices.Sorted(maps.Keys(removed)))))}
}

// destroyWarning says what happens to the records of a state that is destroyed.
func (a pushArguments) destroyWarning() diag.Diagnostics {
	count := len(a.RecordHashes.Value)
	if count == 0 || !a.buries() {
		return a.removalWarning(a.hashes())
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic("Secureframe Keeps Removed Records", fmt.Sprintf(
		"The apply pushes the tombstone for %d records, which sets its fields. The records remain, because Secureframe has no way to delete them.", count))}
}
