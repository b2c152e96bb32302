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

// remove does what on_removal says with the records that are gone.
func (p *publication) remove(ctx context.Context) diag.Diagnostics {
	if p.onRemoval == removalTombstones {
		return p.bury(ctx)
	}
	for key := range p.removed {
		delete(p.hashes, key)
	}
	return removalWarning(p.pushArguments, p.removed)
}

// bury pushes the tombstones of the records that are gone.
func (p *publication) bury(ctx context.Context) diag.Diagnostics {
	if len(p.removed) == 0 {
		return nil
	}
	tombstones, diags := p.tombstones()
	if diags.HasError() {
		return diags
	}
	buried := 0
	for batch := range contract.Batches(tombstones, p.limits) {
		err := p.sendBatch(ctx, api.Push{Partial: true, Unless: p.isLive(batch)}, batch, func(record contract.Record) {
			delete(p.hashes, record.Key)
			buried++
		})
		if err != nil {
			diags.Append(pushError("Tombstones", fmt.Sprintf("%d of %d tombstones were accepted.", buried, len(tombstones)), err))
			break
		}
	}
	return diags
}

// tombstones are those of the records that are gone.
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

// isLive reports whether a record of a batch was pushed in this run: another
// resource has taken it over.
func (p *publication) isLive(batch []contract.Record) func(index int) bool {
	return func(index int) bool { return p.client.Ledger.Pushed(destination(p.contract), batch[index].Key) }
}

// removalWarning says what becomes of records that are gone.
func removalWarning(arguments pushArguments, removed map[string]string) diag.Diagnostics {
	var diags diag.Diagnostics
	if len(removed) == 0 || arguments.onRemoval == removalTombstones {
		return nil
	}
	diags.AddWarning("Secureframe Keeps Removed Records", fmt.Sprintf(
		"%d records that this resource has pushed stay at Secureframe as they are: %s. Terraform forgets them: Secureframe has no way to delete a record. "+
			"on_removal = \"tombstone\" can at least mark them.",
		len(removed), problem.Keys(slices.Sorted(maps.Keys(removed)))))
	return diags
}

// destroyWarning says what becomes of the records of a resource that goes.
func destroyWarning(arguments pushArguments, hashes map[string]string) diag.Diagnostics {
	if arguments.onRemoval != removalTombstones {
		return removalWarning(arguments, hashes)
	}
	var diags diag.Diagnostics
	if len(hashes) > 0 {
		diags.AddWarning("Secureframe Keeps Removed Records", fmt.Sprintf(
			"The tombstone is pushed for %d records, which sets its fields. The records stay: Secureframe has no way to delete them.", len(hashes)))
	}
	return diags
}
