// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// remove does what on_removal says for the removed records.
func (p *publication) remove(ctx context.Context) diag.Diagnostics {
	if len(p.removed) == 0 {
		return nil
	}
	switch {
	case !p.buries():
		p.forget(p.removed)
		return p.removalWarning(p.removed)
	case p.isDestroyed && !p.custody.IsPlanned:
		return diag.Diagnostics{p.taintedWarning()}
	case p.prior.isElsewhere(p.address):
		diags := diag.Diagnostics{p.prior.elsewhereWarning(p.address)}
		p.forget(p.removed)
		return diags
	}
	return p.bury(ctx)
}

// forget removes records from the state.
func (p *publication) forget(keys []string) {
	for _, key := range keys {
		p.accepted.Forget(key)
	}
}

// bury pushes tombstones for the removed records that no other resource holds.
func (p *publication) bury(ctx context.Context) diag.Diagnostics {
	marked, kept := p.custody.Split(p.removed)
	p.forget(kept)
	diags := keptWarning(kept)
	tombstones, found := p.tombstones(marked)
	diags.Append(found...)
	if diags.HasError() || len(marked) == 0 || !p.connect(&diags) {
		return diags
	}
	buried, place := 0, p.place(p.address)
	progress := p.progress(ctx, "tombstones", len(marked), contract.BatchesOf(tombstones, p.limits()))
	for batch := range contract.BatchesOf(tombstones, p.limits()) {
		// Another resource may have taken over a record, and pushed it in this run.
		isLive := func(index int) bool { return p.ledger().IsSent(place, batch[index].Key) }
		err := p.sendBatch(ctx, api.Push{Partial: true, Unless: isLive}, batch, func(record contract.Record) {
			p.accepted.Forget(record.Key)
			buried++
		})
		if err != nil {
			diags.Append(pushError(ctx, "Tombstones", fmt.Sprintf("%d of %d tombstones were accepted. To remove the records from the state without tombstones, set on_removal = \"retain\" and apply, or use terraform state rm.",
				buried, len(marked)), err))
			break
		}
		progress(len(batch))
	}
	return append(diags, p.unconfirmedWarning()...)
}

// tombstones yields the tombstones of removed records, in their order.
func (p *publication) tombstones(keys []string) (iter.Seq[contract.Record], diag.Diagnostics) {
	tombstone, diags := p.readTombstone()
	if diags.HasError() {
		return nil, diags
	}
	for _, key := range keys {
		if _, problems := tombstone.Record(key); problem.HasErrors(problems) {
			return nil, tombstoneProblems(problems)
		}
	}
	return func(yield func(contract.Record) bool) {
		for _, key := range keys {
			if record, _ := tombstone.Record(key); !yield(record) {
				return
			}
		}
	}, nil
}

// removalWarning says what happens to removed records.
func (a pushArguments) removalWarning(removed []string) diag.Diagnostics {
	if len(removed) == 0 || a.buries() {
		return nil
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic("Secureframe Keeps Removed Records", fmt.Sprintf(
		"%s of this resource will be removed from the state only, and stay unchanged in Secureframe, which has no way to delete a record: %s. "+
			"To mark removed records, set on_removal = \"tombstone\".",
		problem.Count(len(removed), "record"), problem.Keys(removed)))}
}

// destroyWarning says what happens to the records of a state that is destroyed.
func (a pushArguments) destroyWarning(isElsewhere bool) diag.Diagnostics {
	count := a.acceptedCount()
	if count == 0 || !a.buries() || isElsewhere {
		return a.removalWarning(slices.Sorted(a.acceptedKeys().All()))
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic("Secureframe Keeps Removed Records", fmt.Sprintf(
		"The apply pushes the tombstone for %s, which sets its fields. The records remain, because Secureframe has no way to delete them.", problem.Count(count, "record")))}
}

// elsewhereWarning says what happens to records that were sent to another address.
func (a pushArguments) elsewhereWarning(address string) diag.Diagnostic {
	return diag.NewWarningDiagnostic("Secureframe Destination Changes", fmt.Sprintf(
		"%s of this resource were sent to %s. The provider now sends to %s, so every configured record is sent there. The records at the previous address stay as they are, and get no tombstone.",
		problem.Count(a.acceptedCount(), "record"), a.Destination.Value, address))
}

// taintedWarning says that the records of a tainted resource get no tombstone.
func (a pushArguments) taintedWarning() diag.Diagnostic {
	return diag.NewWarningDiagnostic("Secureframe Records Get No Tombstone",
		"The resource is tainted, so its replacement is planned without knowledge of its records. They get no tombstone. The replacement pushes those that are in the configuration. "+
			"Others remain in Secureframe as they are.")
}
