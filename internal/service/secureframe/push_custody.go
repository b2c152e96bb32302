// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/ledger"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/recordfile"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// place identifies the schema at an address in the ledger.
func (a pushArguments) place(address string) string {
	identity := a.Schema.Value.identity()
	identity.ConnectionID = strings.ToLower(identity.ConnectionID)
	return address + " " + identity.id()
}

// refresh finds the records of a state that other resources hold too, and returns
// the custody for the run, and what changes in the state.
func (r *pushResource) refresh(state pushArguments, custody framework.Custody) (framework.Custody, framework.Values) {
	refreshed, changes := custody.Refresh(), framework.Values{}
	address := state.Destination.Value
	if address == "" { // The state is of a version without a destination.
		address = addressOf(r.TryClient)
		changes["destination"] = framework.String(address)
	}
	shared := r.ProviderData().Ledger.Refresh(refreshed.Name, ledger.State{
		Destination: state.place(address), Keys: state.acceptedKeys(), Marks: state.buries(),
	})
	refreshed.Kept = shared.Kept
	if state.digest != nil {
		if len(shared.Threatened) > 0 {
			changes["record_digest"] = framework.String(state.digest.Doubt(shared.Threatened))
		}
		return refreshed, changes
	}
	hashes := maps.Clone(state.RecordHashes.Value)
	for _, key := range slices.Concat(shared.Threatened, custody.Unconfirmed) {
		if _, ok := hashes[key]; ok {
			hashes[key] = tftypes.NewValue(tftypes.String, "")
			changes["record_hashes"] = tftypes.NewValue(hashesType, hashes)
		}
	}
	return refreshed, changes
}

// ledgerPlan is the plan for the ledger.
func (p *pushPlan) ledgerPlan(hashes framework.Values) ledger.Plan {
	records := ledger.Listed{Contents: make(map[string]ledger.Content, len(hashes)), Sent: map[string]bool{}}
	for key, hash := range hashes {
		whole := text(hash)
		records.Contents[key] = contentOf(p.Mode.Value, whole[:min(len(whole), recordfile.ContentLength)])
		if p.isSent(key, hash) {
			records.Sent[key] = true
		}
	}
	return p.ledgerPlanOf(records)
}

// ledgerPlanOf is the plan of records for the ledger.
func (p *pushPlan) ledgerPlanOf(records ledger.Records) ledger.Plan {
	return ledger.Plan{
		Destination: p.place(p.address), Records: records,
		Marks: p.buries(), IsDestroyed: p.isNew, Before: p.prior.acceptedKeys(), Kept: p.custody.Kept,
	}
}

// contentOf is what a resource sets in a record with the beginning of a hash, which
// may be unknown.
func contentOf(mode contract.Mode, hash string) ledger.Content {
	if mode == contract.ModePartial {
		return ledger.Content{} // Several resources may each push a part of a record.
	}
	return ledger.Content{ledger.Whole: hash}
}

// fileRecords are the records of a file for the ledger.
type fileRecords struct {
	*recordfile.Planned
	mode contract.Mode
}

// Content implements ledger.Records.
func (r fileRecords) Content(key string) ledger.Content {
	hash, has := r.Planned.Content(key)
	if !has {
		return nil
	}
	return contentOf(r.mode, hash)
}

// sharedProblems says which records another resource holds too.
func sharedProblems(attribute string, found ledger.Findings) diag.Diagnostics {
	var diags diag.Diagnostics
	const overwrite = "Another vendorrisk_secureframe_push resource pushes %s of this resource to the same schema, %s: %s. "
	if keys := found.Contradicted; len(keys) > 0 {
		diags.AddAttributeError(recordPath(attribute, keys[0]), "Secureframe Record Is Pushed Twice", fmt.Sprintf(overwrite+
			"The resources would overwrite each other. Push each record from one resource, or set mode = \"partial\" in both if each pushes some of the fields.",
			problem.Count(len(keys), "record"), "with different content", problem.Keys(keys)))
	}
	if keys := found.Twice; len(keys) > 0 {
		diags.AddAttributeWarning(recordPath(attribute, keys[0]), "Secureframe Record Is Pushed Twice", fmt.Sprintf(overwrite+
			"Each resource overwrites what the other one pushes. Push each record from one resource.",
			problem.Count(len(keys), "record"), "too", problem.Keys(keys)))
	}
	if keys := found.Endangered; len(keys) > 0 {
		diags.AddError("Secureframe Record Is Held by Another Resource", fmt.Sprintf(
			"%s would get a tombstone because one vendorrisk_secureframe_push resource no longer has it, while another one still does: %s. "+
				"Plan without -refresh=false, so that the provider can see this in time, or set on_removal = \"retain\" for this apply.",
			problem.Count(len(keys), "record"), problem.Keys(keys)))
	}
	return diags
}

// keptWarning says which removed records get no tombstone.
func keptWarning(keys []string) diag.Diagnostics {
	if len(keys) == 0 {
		return nil
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic("Secureframe Record Gets No Tombstone", fmt.Sprintf(
		"Another vendorrisk_secureframe_push resource holds %s that left this resource: %s. No tombstone is sent for a record that another resource holds.",
		problem.Count(len(keys), "record"), problem.Keys(slices.Sorted(slices.Values(keys)))))}
}
