// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/ledger"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// ModifyPlan checks every record and plans its hash, so that the plan shows
// which records will be sent. It can do without a client.
func (r *pushResource) ModifyPlan(ctx context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	p := pushPlan{isNew: request.State.Raw.IsNull()}
	var config pushArguments
	response.Diagnostics.Append(p.prior.decode(request.State.Raw)...)
	response.Diagnostics.Append(framework.Decode(request.Config.Raw, &config)...)
	response.Diagnostics.Append(framework.Decode(request.Plan.Raw, &p.pushArguments)...)
	custody, diags := framework.ReadCustody(ctx, request.Private)
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	p.custody, p.address = custody, addressOf(r.TryClient)
	if request.Plan.Raw.IsNull() {
		response.Diagnostics.Append(p.destroy(r.ProviderData().Ledger)...)
		response.Diagnostics.Append(p.custody.Store(ctx, response.Private)...)
		return
	}
	planned := p.computed(ctx, r.ProviderData().Ledger, config)
	response.Diagnostics.Append(p.diags...)
	if response.Diagnostics.HasError() {
		return
	}
	response.Diagnostics.Append(framework.Store(&response.Plan.Raw, request.Plan.Raw, planned)...)
	if p.custody.IsPlanned {
		response.Diagnostics.Append(p.custody.Store(ctx, response.Private)...)
	}
}

// pushPlan is a plan while it is computed.
type pushPlan struct {
	pushArguments
	// prior is the prior state. It is empty for a new resource.
	prior   pushArguments
	isNew   bool
	custody framework.Custody
	// address is where records are sent, or "" if that is unknown.
	address string
	diags   diag.Diagnostics
}

var (
	unknownText = tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	hashesType  = tftypes.Map{ElementType: tftypes.String}
)

// computed are the planned values of the computed attributes, and of arguments
// that are only formatted differently. They have no meaning if there is an error.
func (p *pushPlan) computed(ctx context.Context, records *ledger.Ledger, config pushArguments) framework.Values {
	planned := config.recordAttributes(framework.Values{
		"id":               unknownText,
		"destination":      p.plannedDestination(),
		"accepted_records": tftypes.NewValue(tftypes.Number, tftypes.UnknownValue),
		"last_accepted_at": unknownText,
	})
	if p.isReplacement() {
		p.custody = p.custody.Destroy(ledger.Findings{})
	}
	if !p.areSettingsKnown() {
		return planned
	}
	p.diags.Append(p.validContract()...)
	p.diags.Append(p.primaryIDChange()...)
	if p.diags.HasError() {
		return planned
	}
	planned["id"] = framework.String(p.Schema.Value.identity().id())
	if p.buries() {
		_, found := p.readTombstone()
		p.diags.Append(found...)
		p.diags.Append(p.tombstoneChange()...)
	}
	if contract.SameJSON(p.prior.Tombstone.Value, p.Tombstone.Value) {
		planned["tombstone"] = p.prior.Tombstone.Wire()
	}
	if p.diags.HasError() {
		return planned
	}
	if !config.RecordsFile.IsNull() {
		p.planFile(ctx, records, config.RecordsFile, planned)
		return planned
	}
	attribute, given := config.givenRecords()
	if given == nil {
		return planned
	}
	hashes := p.plannedHashes(attribute, given)
	p.share(attribute, records, p.ledgerPlan(hashes))
	p.warnOfRemovals(p.removed(hashes))
	p.diags.Append(recordProblems(attribute, p.droppedFields())...)
	planned["record_hashes"] = tftypes.NewValue(hashesType, hashes)
	planned["accepted_records"] = framework.Count(len(hashes))
	if !p.sends(hashes) {
		planned["last_accepted_at"] = framework.String(p.prior.LastAcceptedAt.Value)
	}
	p.keepFormat(planned, hashes)
	return planned
}

// share enters the plan in the ledger, and reports the records that other resources
// hold too.
func (p *pushPlan) share(attribute string, records *ledger.Ledger, plan ledger.Plan) {
	found := records.Plan(p.custody.Holder(), plan)
	p.diags.Append(sharedProblems(attribute, found)...)
	if p.isReplacement() {
		p.custody = p.custody.Destroy(found)
	}
}

// isReplacement reports whether the resource replaces another one, whose private
// state it has.
func (p *pushPlan) isReplacement() bool { return p.isNew && p.custody.Name != "" }

// destroy plans the destruction of the prior state.
func (p *pushPlan) destroy(records *ledger.Ledger) diag.Diagnostics {
	found := records.Plan(p.custody.Holder(), ledger.Plan{
		Destination: p.prior.place(p.prior.Destination.Value), Marks: p.prior.buries(), IsDestroyed: true,
		Before: p.prior.acceptedKeys(), Kept: p.custody.Kept,
	})
	p.custody = p.custody.Destroy(found)
	diags := p.prior.destroyWarning(p.isElsewhere())
	if p.prior.buries() {
		diags.Append(sharedProblems("records", found)...)
		diags.Append(keptWarning(p.custody.Kept)...)
	}
	return diags
}

// plannedDestination is the address that is planned.
func (p *pushPlan) plannedDestination() tftypes.Value {
	switch {
	case p.address != "":
		return framework.String(p.address)
	case !p.isNew && !p.prior.Destination.IsNull():
		return framework.String(p.prior.Destination.Value)
	}
	return unknownText
}

// isElsewhere reports whether the records of the state were sent to another
// address.
func (p *pushPlan) isElsewhere() bool { return p.prior.isElsewhere(p.address) }

// keepFormat plans no change of records that are only formatted differently.
func (p *pushPlan) keepFormat(planned, hashes framework.Values) {
	if len(p.Records.Value) > 0 && p.Records.IsKnown() {
		records := maps.Clone(p.Records.Value)
		for key, record := range p.prior.Records.Value {
			if hashes[key].IsKnown() && !hashes[key].IsNull() && hashes[key].Equal(p.prior.RecordHashes.Value[key]) {
				records[key] = record
			}
		}
		planned["records"] = tftypes.NewValue(hashesType, records)
	}
}

// primaryIDChange refuses another primary ID for the same schema, which
// Secureframe would refuse too.
func (p *pushPlan) primaryIDChange() diag.Diagnostics {
	if p.isNew {
		return nil
	}
	problems := slices.DeleteFunc(contract.Compare(p.prior.contract(), p.contract(), true), func(found problem.Problem) bool {
		return found.Attribute != "primary_id"
	})
	return contractProblems(path.Root("schema").AtName, problems)
}

// plannedHashes checks the records and returns their hashes. The hash of an
// unknown record is unknown.
func (p *pushPlan) plannedHashes(attribute string, records framework.Values) framework.Values {
	checker := p.checker()
	hashes := make(framework.Values, len(records))
	var problems []problem.Problem
	var checked []contract.Record
	for _, key := range slices.Sorted(maps.Keys(records)) {
		if !records[key].IsKnown() {
			hashes[key] = p.versioned(key, unknownText)
			continue
		}
		record, found := checkRecord(checker, key, records[key])
		problems = append(problems, found...)
		hashes[key] = p.versioned(key, tftypes.NewValue(tftypes.String, record.Hash))
		if p.isNew && !p.isReplacement() {
			record.JSON = nil // Only one record at a time is in memory.
			checked = append(checked, record)
		}
	}
	if !problem.HasErrors(problems) && len(checked) == len(records) {
		problems = append(problems, checker.Incomplete(slices.Values(checked))...)
	}
	p.diags.Append(recordProblems(attribute, problems)...)
	return hashes
}

// versioned returns the planned hash of a record. With a version of write-only
// records, only another version changes a record: its content may differ between
// the plan and the apply.
func (p *pushPlan) versioned(key string, hash tftypes.Value) tftypes.Value {
	accepted := p.prior.RecordHashes.Value[key]
	switch {
	case p.RecordsWOVersion.IsNull():
		return hash
	case p.RecordsWOVersion.Equal(p.prior.RecordsWOVersion) && text(accepted) != "":
		return accepted
	}
	return unknownText
}

// checkRecord checks a known record.
func checkRecord(checker *contract.Checker, key string, record tftypes.Value) (contract.Record, []problem.Problem) {
	if record.IsNull() {
		return contract.Record{}, []problem.Problem{{
			Attribute: "records", Key: key, Message: "The record must be a JSON object, but is null. To remove a record, remove its key from the map.",
		}}
	}
	return checker.Record(key, text(record))
}

// sendsAll reports whether the apply sends unchanged records too.
func (p *pushPlan) sendsAll() bool {
	return !p.isNew && (p.isElsewhere() || p.prior.isResend(p.pushArguments))
}

// isSent reports whether the apply will or may send a record.
func (p *pushPlan) isSent(key string, hash tftypes.Value) bool {
	return p.sendsAll() || !hash.Equal(p.prior.RecordHashes.Value[key])
}

// sends reports whether the apply will or may send something.
func (p *pushPlan) sends(hashes framework.Values) bool {
	for key, hash := range hashes {
		if p.isSent(key, hash) {
			return true
		}
	}
	return p.sendsTombstones(len(p.removed(hashes)))
}

// sendsTombstones reports whether the apply will or may send tombstones for a number
// of removed records.
func (p *pushPlan) sendsTombstones(removed int) bool {
	return removed > 0 && (!p.areRemovalsKnown() || p.buries())
}

// removed are the keys of the accepted records that are not planned, sorted.
func (p *pushPlan) removed(hashes framework.Values) []string {
	removed := slices.Sorted(p.prior.acceptedKeys().All())
	return slices.DeleteFunc(removed, func(key string) bool { return !hashes[key].IsNull() })
}
