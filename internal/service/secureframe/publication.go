// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// publication is one apply: the records that Secureframe has accepted, and those
// that remain. Its arguments are those of the plan, or of the state to destroy.
type publication struct {
	pushArguments
	client *api.Client
	// isNew says that there is no state.
	isNew bool
	// resend says that unchanged records are sent too.
	resend bool
	// accepted are the hashes of the accepted records. A hash is empty if the
	// record was sent but it is unknown whether Secureframe accepted it.
	accepted map[string]string
	// removed are the hashes of the removed records.
	removed        map[string]string
	lastAcceptedAt string
}

// publication returns the apply of a plan. There is no state before a create.
func (r *pushResource) publication(plan, state tftypes.Value) (*publication, diag.Diagnostics) {
	p := &publication{isNew: state.IsNull()}
	var prior pushArguments
	diags := framework.Decode(plan, &p.pushArguments)
	diags.Append(framework.Decode(state, &prior)...)
	if diags.HasError() {
		return p, diags
	}
	p.resume(prior)
	p.resend = !p.isNew && prior.isResend(p.pushArguments)
	diags.Append(p.validContract()...)
	if p.buries() {
		_, found := p.readTombstone()
		diags.Append(found.Errors()...)
	}
	if !diags.HasError() {
		p.client, _ = r.Client(&diags)
	}
	return p, diags
}

// resume takes over the accepted records from a state.
func (p *publication) resume(state pushArguments) {
	p.accepted, p.lastAcceptedAt = state.hashes(), state.LastAcceptedAt.Value
}

// publish sends the records that are new or changed.
func (p *publication) publish(ctx context.Context, config tftypes.Value) diag.Diagnostics {
	var given pushArguments
	if diags := framework.Decode(config, &given); diags.HasError() {
		return diags
	}
	attribute, records := given.givenRecords()
	pending, wanted, diags := p.pending(attribute, records)
	if diags.HasError() {
		return diags
	}
	diags.Append(p.claim(attribute, wanted)...)
	if diags.HasError() {
		return diags
	}
	p.removed = maps.Clone(p.accepted)
	maps.DeleteFunc(p.removed, func(key, _ string) bool { _, kept := wanted[key]; return kept })
	total := len(pending)
	if err := p.send(ctx, pending); err != nil {
		diags.Append(pushError("Records", fmt.Sprintf("%d of %d records were accepted. %s", total-len(pending), total, p.remedy()), err))
	}
	return diags
}

// remedy says how the next apply continues a publication that failed.
func (p *publication) remedy() string {
	if p.isNew {
		return "The resource is not in the state, so the next apply sends all records again. Records that have already arrived do not change in Secureframe."
	}
	return "The state contains the accepted records. The next apply sends the others."
}

// pending returns the records to send, and the hashes of all configured
// records. A record whose planned hash is the accepted one is not read again.
func (p *publication) pending(attribute string, records framework.Values) (map[string]contract.Record, map[string]string, diag.Diagnostics) {
	planned, isPlanned := p.RecordHashes.Value, p.RecordHashes.IsKnown()
	checker := p.checker()
	pending, wanted := map[string]contract.Record{}, make(map[string]string, len(records))
	var problems []problem.Problem
	changed := slices.DeleteFunc(slices.Sorted(maps.Keys(planned)), func(key string) bool { _, given := records[key]; return given })
	for _, key := range slices.Sorted(maps.Keys(records)) {
		hash, known := text(planned[key]), !planned[key].IsNull() && planned[key].IsKnown()
		if known && !p.resend && hash == p.accepted[key] {
			wanted[key] = hash
			continue
		}
		record, found := checkRecord(checker, key, records[key])
		if !known || problem.HasErrors(found) {
			problems = append(problems, found...)
		}
		if isPlanned && (planned[key].IsNull() || known && hash != record.Hash) {
			changed = append(changed, key)
		}
		wanted[key] = record.Hash
		if p.resend || p.accepted[key] != record.Hash {
			pending[key] = record
		}
	}
	return pending, wanted, append(recordProblems(attribute, problems), changedError(attribute, changed)...)
}

// changedError refuses records that differ from those of the plan, which is
// possible for write-only records.
func changedError(attribute string, changed []string) diag.Diagnostics {
	var diags diag.Diagnostics
	if len(changed) > 0 {
		diags.AddAttributeError(path.Root(attribute), "Secureframe Records Have Changed Since the Plan", fmt.Sprintf(
			"%d records differ from those that were planned: %s. Nothing was sent. Plan again. Values that change on every run, such as those of ephemeral resources, cannot be pushed.",
			len(changed), problem.Keys(changed)))
	}
	return diags
}

// claim records what this run pushes, so that no other resource sends a
// tombstone for these records. It refuses a record that another resource pushes
// with different content.
func (p *publication) claim(attribute string, wanted map[string]string) diag.Diagnostics {
	var diags diag.Diagnostics
	var conflicts []string
	destination := p.destination()
	for _, key := range slices.Sorted(maps.Keys(wanted)) {
		// Several resources may each push a part of a record.
		if err := p.client.Ledger.Claim(destination, key, wanted[key]); err != nil && p.Mode.Value != contract.ModePartial {
			conflicts = append(conflicts, key)
		}
	}
	if len(conflicts) > 0 {
		diags.AddAttributeError(path.Root(attribute).AtMapKey(conflicts[0]), "Secureframe Record Is Pushed Twice", fmt.Sprintf(
			"Another vendorrisk_secureframe_push resource pushes %d of these records to the same schema in this run, with different content: %s. "+
				"The resources would overwrite each other on every apply. Nothing of this resource was sent. Push each record from one resource, or set mode = \"partial\" if several resources each push some of the fields.",
			len(conflicts), problem.Keys(conflicts)))
	}
	return diags
}

// send pushes records in batches, and removes the accepted ones from pending.
func (p *publication) send(ctx context.Context, pending map[string]contract.Record) error {
	for batch := range contract.Batches(pending, p.limits()) {
		err := p.sendBatch(ctx, api.Push{Partial: p.Mode.Value == contract.ModePartial}, batch, func(record contract.Record) {
			p.accepted[record.Key] = record.Hash
			delete(pending, record.Key)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// sendBatch pushes a batch. push says how, and has no objects yet. Records that
// may or may not have been accepted get an empty hash.
func (p *publication) sendBatch(ctx context.Context, push api.Push, batch []contract.Record, done func(contract.Record)) error {
	push.Destination = p.destination()
	push.Objects = make([]json.RawMessage, len(batch))
	for i, record := range batch {
		push.Objects[i] = record.JSON
	}
	result, err := p.client.Push(ctx, push)
	for _, index := range result.LeftOut {
		delete(p.accepted, batch[index].Key)
	}
	sent := without(batch, result.LeftOut)
	if result.Accepted > 0 {
		p.lastAcceptedAt = time.Now().UTC().Format(time.RFC3339)
	}
	for _, record := range sent[:result.Accepted] {
		done(record)
	}
	if err == nil {
		return nil
	}
	if !isRefused(err) {
		for _, record := range sent[result.Accepted:] {
			p.accepted[record.Key] = ""
		}
	}
	return withoutEcho(err, push.Objects)
}

// without returns a batch without the records at the indexes, which are sorted.
func without(batch []contract.Record, indexes []int) []contract.Record {
	var rest []contract.Record
	for i, record := range batch {
		if _, found := slices.BinarySearch(indexes, i); !found {
			rest = append(rest, record)
		}
	}
	return rest
}

// computed are the computed attributes of the resulting state.
func (p *publication) computed() framework.Values {
	count := 0
	for _, hash := range p.accepted {
		if hash != "" {
			count++
		}
	}
	return framework.Values{
		"id":               framework.String(p.Schema.Value.identity().id()),
		"record_hashes":    framework.Texts(p.accepted),
		"accepted_records": framework.Count(count),
		"last_accepted_at": framework.String(p.lastAcceptedAt),
	}
}
