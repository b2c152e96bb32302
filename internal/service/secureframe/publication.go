// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"cmp"
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
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/ledger"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/recordfile"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// publication is one apply: the records that Secureframe has accepted, and those
// that remain. Its arguments are those of the plan, or of the state to destroy.
type publication struct {
	pushArguments
	resource *pushResource
	client   *api.Client
	// prior are the arguments of the state, and custody is what the plan has found
	// out about other resources.
	prior   pushArguments
	custody framework.Custody
	// address is where records are sent, or "" if no client can be made.
	address string
	// isNew says that there is no state, and isDestroyed that there will be none.
	isNew, isDestroyed bool
	// resend says that unchanged records are sent too.
	resend   bool
	accepted accepted
	// removed are the keys of the removed records, sorted.
	removed []string
	// unconfirmed are the keys of records that were sent, and answered in a way that
	// no one has described.
	unconfirmed    []string
	lastAcceptedAt string
	// fileSHA256 and changes are of the file that was sent.
	fileSHA256 string
	changes    recordfile.Changes
}

// publication returns the apply of a plan. There is no state before a create.
func (r *pushResource) publication(ctx context.Context, private framework.PrivateState, plan, state tftypes.Value) (*publication, diag.Diagnostics) {
	p := &publication{resource: r, address: addressOf(r.TryClient), isNew: state.IsNull()}
	diags := p.decode(plan)
	diags.Append(p.prior.decode(state)...)
	custody, found := framework.ReadCustody(ctx, private)
	diags.Append(found...)
	if diags.HasError() {
		return p, diags
	}
	p.custody = custody
	p.accepted, p.lastAcceptedAt = p.prior.accepted(), p.prior.LastAcceptedAt.Value
	p.resend = !p.isNew && (p.prior.isElsewhere(p.address) || p.prior.isResend(p.pushArguments))
	diags.Append(p.validContract()...)
	if p.buries() {
		_, found := p.readTombstone()
		diags.Append(found.Errors()...)
	}
	return p, diags
}

// connect gets the client, when there is something to send.
func (p *publication) connect(diags *diag.Diagnostics) bool {
	client, ok := p.resource.Client(diags)
	p.client = client
	return ok
}

// ledger is the ledger of the run.
func (p *publication) ledger() *ledger.Ledger { return p.resource.ProviderData().Ledger }

// publish sends the records that are new or changed.
func (p *publication) publish(ctx context.Context, config tftypes.Value) diag.Diagnostics {
	var given pushArguments
	if diags := framework.Decode(config, &given); diags.HasError() {
		return diags
	}
	if !given.RecordsFile.IsNull() {
		return p.publishFile(ctx, given.RecordsFile.Value)
	}
	attribute, records := given.givenRecords()
	pending, wanted, diags := p.pending(attribute, records)
	if diags.HasError() {
		return diags
	}
	p.accepted = newAcceptedHashes(p.prior.hashes())
	p.ledger().Send(p.place(p.address), ledger.SetOf(maps.Keys(wanted)))
	p.removed = slices.DeleteFunc(p.accepted.Accepted(), func(key string) bool { _, kept := wanted[key]; return kept })
	total := len(pending)
	if total == 0 || !p.connect(&diags) {
		return diags
	}
	if err := p.send(ctx, pending); err != nil {
		diags.Append(pushError(ctx, "Records", fmt.Sprintf("%d of %d records were accepted. %s", total-len(pending), total, p.remedy()), err))
	}
	return append(diags, p.unconfirmedWarning()...)
}

// remedy says how the next apply continues a publication that failed.
func (p *publication) remedy() string {
	if !p.isNew {
		return "The state contains the accepted records. The next apply sends the others."
	}
	remedy := "The resource is not in the state, so the next apply sends all records again. Records that have already arrived do not change in Secureframe."
	if keys := p.accepted.Accepted(); len(keys) > 0 {
		remedy += fmt.Sprintf(" A record that you remove from the configuration before that stays in Secureframe without a tombstone. These have arrived, or may have: %s.",
			problem.Keys(keys))
	}
	return remedy
}

// unconfirmedWarning says which records will be sent again although there was no
// error.
func (p *publication) unconfirmedWarning() diag.Diagnostics {
	if len(p.unconfirmed) == 0 {
		return nil
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic("Secureframe May Not Have Accepted Records", fmt.Sprintf(
		"Secureframe answered with the status for accepted data, but with content that is not JSON. It is unknown whether %s arrived: %s. The next plan sends them again. "+
			"Check that base_url is the address of Secureframe, and that no proxy answers in its place.",
		problem.Count(len(p.unconfirmed), "record"), problem.Keys(slices.Sorted(slices.Values(p.unconfirmed)))))}
}

// settle stores the custody after the apply.
func (p *publication) settle(ctx context.Context, private framework.PrivateState) diag.Diagnostics {
	unconfirmed := p.unconfirmed
	if !p.RecordsFile.IsNull() { // The digest has them.
		unconfirmed = nil
	}
	return p.custody.Settle(unconfirmed).Store(ctx, private)
}

// pending returns the records to send, and the hashes of all configured
// records. A record whose planned hash is the accepted one is not read again.
func (p *publication) pending(attribute string, records framework.Values) (map[string]contract.Record, map[string]string, diag.Diagnostics) {
	planned, isPlanned := p.RecordHashes.Value, p.RecordHashes.IsKnown()
	before := p.prior.hashes()
	checker := p.checker()
	pending, wanted := map[string]contract.Record{}, make(map[string]string, len(records))
	var problems []problem.Problem
	changed := slices.DeleteFunc(slices.Sorted(maps.Keys(planned)), func(key string) bool { _, given := records[key]; return given })
	for _, key := range slices.Sorted(maps.Keys(records)) {
		hash, known := text(planned[key]), !planned[key].IsNull() && planned[key].IsKnown()
		if known && !p.resend && hash == before[key] {
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
		if p.resend || before[key] != record.Hash {
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
			"%s of the apply differ from the plan: %s. Nothing was sent. Plan again. If the records change on every run, as with ephemeral resources, set records_wo_version, and change it to send them.",
			problem.Count(len(changed), "record"), problem.Keys(changed)))
	}
	return diags
}

// send pushes records in batches, and removes the accepted ones from pending.
func (p *publication) send(ctx context.Context, pending map[string]contract.Record) error {
	progress := p.progress(ctx, "records", len(pending), contract.Batches(pending, p.limits()))
	for batch := range contract.Batches(maps.Clone(pending), p.limits()) {
		err := p.sendBatch(ctx, api.Push{Partial: p.Mode.Value == contract.ModePartial}, batch, func(record contract.Record) {
			p.accepted.Accept(record)
			delete(pending, record.Key)
		})
		if err != nil {
			return err
		}
		progress(len(batch))
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
		p.accepted.Forget(batch[index].Key)
	}
	sent := without(batch, result.LeftOut)
	if result.Accepted > 0 {
		p.lastAcceptedAt = time.Now().UTC().Format(time.RFC3339)
	}
	for _, record := range sent[:result.Accepted] {
		done(record)
		if result.IsUnconfirmed {
			p.unconfirmed = append(p.unconfirmed, record.Key)
		}
	}
	if err == nil {
		return nil
	}
	if !isRefused(err) {
		for _, record := range sent[result.Accepted:] {
			p.accepted.Doubt(record.Key)
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

// computed are the computed attributes of the resulting state. If the apply has
// failed after the records were at another address, the state remains the one of
// that address, and what differs there is sent again.
func (p *publication) computed(hasFailed bool) framework.Values {
	address := cmp.Or(p.address, p.prior.Destination.Value)
	if hasFailed && p.prior.isElsewhere(p.address) {
		address = p.prior.Destination.Value
		p.accepted.DoubtChanges()
	}
	values := framework.Values{
		"id":               framework.String(p.Schema.Value.identity().id()),
		"destination":      framework.String(address),
		"accepted_records": framework.Count(p.accepted.AcceptedCount()),
		"last_accepted_at": framework.String(p.lastAcceptedAt),
	}
	switch accepted := p.accepted.(type) {
	case *acceptedHashes:
		values["record_hashes"], values["record_digest"] = framework.Texts(accepted.now), framework.String("")
	case *recordfile.Table:
		p.computedOfFile(accepted, hasFailed, values)
	}
	return values
}
