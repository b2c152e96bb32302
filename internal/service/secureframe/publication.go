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

// publication is one apply: what Secureframe has accepted, and what is left. Its
// arguments are those of the plan, or of the state that is destroyed.
type publication struct {
	pushArguments
	client *api.Client
	// isNew says that there is no state.
	isNew bool
	// resend says that records are sent whether they have changed or not.
	resend bool
	// accepted are the hashes of the accepted records. Empty is a record that
	// was sent, and of which nobody knows whether it was accepted.
	accepted map[string]string
	// removed are the hashes of records that are gone.
	removed        map[string]string
	lastAcceptedAt string
	otherStatus    int
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

// resume begins with what a state has of the records that were accepted.
func (p *publication) resume(state pushArguments) {
	p.accepted, p.lastAcceptedAt = state.hashes(), state.LastAcceptedAt.Value
}

// publish sends the records that are to be sent.
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

// remedy says what becomes of a publication that ended early.
func (p *publication) remedy() string {
	if p.isNew {
		return "The resource is not in the state, so that the next apply sends all of them again, which changes nothing at Secureframe where they arrived."
	}
	return "Those are in the state; the next apply sends the others."
}

// pending returns the records to send, and the hashes of all that are given. A
// record whose planned hash is the accepted one is not looked at again.
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

// changedError refuses records that are not those of the plan, as write-only
// ones can be.
func changedError(attribute string, changed []string) diag.Diagnostics {
	var diags diag.Diagnostics
	if len(changed) > 0 {
		diags.AddAttributeError(path.Root(attribute), "Secureframe Records Have Changed Since the Plan", fmt.Sprintf(
			"%d records are not those that were planned: %s. Nothing was sent. Plan again; values that are other ones at every run, as of ephemeral resources, cannot be pushed.",
			len(changed), problem.Keys(changed)))
	}
	return diags
}

// claim notes what this run pushes, so that nothing else in it buries these
// records, and refuses another content for one of them.
func (p *publication) claim(attribute string, wanted map[string]string) diag.Diagnostics {
	var diags diag.Diagnostics
	var conflicts []string
	destination := p.destination()
	for _, key := range slices.Sorted(maps.Keys(wanted)) {
		// Partial records of several resources go together.
		if err := p.client.Ledger.Claim(destination, key, wanted[key]); err != nil && p.Mode.Value != contract.ModePartial {
			conflicts = append(conflicts, key)
		}
	}
	if len(conflicts) > 0 {
		diags.AddAttributeError(path.Root(attribute).AtMapKey(conflicts[0]), "Secureframe Record Is Pushed Twice", fmt.Sprintf(
			"Another vendorrisk_secureframe_push pushes %d of these records to the same schema in this run, with other content: %s. "+
				"They would overwrite each other without end. Nothing of this resource was sent. Leave each record to one resource, or set mode = \"partial\" where several each push some fields.",
			len(conflicts), problem.Keys(conflicts)))
	}
	return diags
}

// send pushes records batch by batch, and forgets those that were accepted.
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

// sendBatch pushes a batch in the way of a push that has no objects yet. It
// notes the records of which nobody knows what became.
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
	p.otherStatus = max(p.otherStatus, result.OtherStatus)
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

// without is a batch without the records of some indexes, in order.
func without(batch []contract.Record, indexes []int) []contract.Record {
	var rest []contract.Record
	for i, record := range batch {
		if _, found := slices.BinarySearch(indexes, i); !found {
			rest = append(rest, record)
		}
	}
	return rest
}

// computed are the computed attributes of the state that was reached.
func (p *publication) computed() pushComputed {
	count := 0
	for _, hash := range p.accepted {
		if hash != "" {
			count++
		}
	}
	return pushComputed{
		id:              framework.String(p.Schema.Value.identity().id()),
		recordHashes:    framework.Texts(p.accepted),
		acceptedRecords: framework.Count(count),
		lastAcceptedAt:  framework.String(p.lastAcceptedAt),
	}
}
