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
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// ValidateConfig refuses conflicting arguments and an invalid contract. The plan
// checks the records, because it has to read all of them anyway.
func (r *pushResource) ValidateConfig(_ context.Context, request resource.ValidateConfigRequest, response *resource.ValidateConfigResponse) {
	var config pushArguments
	response.Diagnostics.Append(framework.Decode(request.Config.Raw, &config)...)
	if response.Diagnostics.HasError() {
		return
	}
	response.Diagnostics.Append(config.validateRecords()...)
	response.Diagnostics.Append(config.validateRemovals()...)
	if config.Schema.IsFullyKnown() {
		response.Diagnostics.Append(config.validContract()...)
	}
}

func (a pushArguments) validateRecords() diag.Diagnostics {
	var diags diag.Diagnostics
	// An unknown value may become null.
	hasRecords, hasRecordsWO := !a.Records.IsNull(), !a.RecordsWO.IsNull()
	switch {
	case hasRecords && hasRecordsWO && a.Records.IsKnown() && a.RecordsWO.IsKnown():
		diags.AddAttributeError(path.Root("records_wo"), "Invalid Attribute Combination",
			"Only one of records and records_wo can be set: records is stored in the state, records_wo is not.")
	case !hasRecords && !hasRecordsWO:
		diags.AddAttributeError(path.Root("records"), "Missing Records",
			"One of records and records_wo must be set. An empty map pushes nothing.")
	}
	if !a.RecordsWOVersion.IsNull() && !hasRecordsWO {
		diags.AddAttributeError(path.Root("records_wo_version"), "Invalid Attribute Combination",
			"records_wo_version can be set only together with records_wo.")
	}
	return diags
}

func (a pushArguments) validateRemovals() diag.Diagnostics {
	var diags diag.Diagnostics
	if !a.OnRemoval.IsKnown() {
		return nil
	}
	buries := a.OnRemoval.Value == removalTombstones
	switch {
	case buries && a.Tombstone.IsNull():
		diags.AddAttributeError(path.Root("tombstone"), "Missing Tombstone",
			"on_removal = \"tombstone\" requires tombstone, the fields to set in removed records, for example jsonencode({ active = false }).")
	case !buries && !a.Tombstone.IsNull() && a.Tombstone.IsKnown():
		diags.AddAttributeError(path.Root("tombstone"), "Invalid Attribute Combination",
			"tombstone can be set only with on_removal = \"tombstone\".")
	}
	return diags
}

// ModifyPlan checks every record and plans its hash, so that the plan shows
// which records will be sent. It needs no client.
func (r *pushResource) ModifyPlan(_ context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	p := pushPlan{isNew: request.State.Raw.IsNull()}
	var config pushArguments
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &p.prior)...)
	response.Diagnostics.Append(framework.Decode(request.Config.Raw, &config)...)
	response.Diagnostics.Append(framework.Decode(request.Plan.Raw, &p.pushArguments)...)
	if response.Diagnostics.HasError() {
		return
	}
	if request.Plan.Raw.IsNull() {
		response.Diagnostics.Append(p.prior.destroyWarning()...)
		return
	}
	computed := p.computed(config.givenRecords())
	response.Diagnostics.Append(p.diags...)
	if !response.Diagnostics.HasError() {
		response.Diagnostics.Append(framework.Store(&response.Plan.Raw, request.Plan.Raw, computed)...)
	}
}

// pushPlan is a plan while it is computed.
type pushPlan struct {
	pushArguments
	// prior is the prior state. It is empty for a new resource.
	prior pushArguments
	isNew bool
	diags diag.Diagnostics
}

var (
	unknownText = tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	hashesType  = tftypes.Map{ElementType: tftypes.String}
)

// computed are the planned values of the computed attributes. They have no
// meaning if there is an error.
func (p *pushPlan) computed(attribute string, records framework.Values) framework.Values {
	planned := framework.Values{
		"id":               unknownText,
		"record_hashes":    tftypes.NewValue(hashesType, tftypes.UnknownValue),
		"accepted_records": tftypes.NewValue(tftypes.Number, tftypes.UnknownValue),
		"last_accepted_at": unknownText,
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
	}
	if records == nil {
		return planned
	}
	hashes := p.plannedHashes(attribute, records)
	p.warnOfRemovals(hashes)
	planned["record_hashes"] = tftypes.NewValue(hashesType, hashes)
	planned["accepted_records"] = framework.Count(len(hashes))
	if !p.sends(hashes) {
		planned["last_accepted_at"] = framework.String(p.prior.LastAcceptedAt.Value)
	}
	return planned
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
			hashes[key] = unknownText
			continue
		}
		record, found := checkRecord(checker, key, records[key])
		problems = append(problems, found...)
		hashes[key] = tftypes.NewValue(tftypes.String, record.Hash)
		if p.isNew {
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

// checkRecord checks a known record.
func checkRecord(checker *contract.Checker, key string, record tftypes.Value) (contract.Record, []problem.Problem) {
	if record.IsNull() {
		return contract.Record{}, []problem.Problem{{
			Attribute: "records", Key: key, Message: "The record must be a JSON object, but is null. To remove a record, remove its key from the map.",
		}}
	}
	return checker.Record(key, text(record))
}

// warnOfRemovals warns about what happens to records that the plan removes:
// those that are no longer configured, or all of them if the schema changes.
func (p *pushPlan) warnOfRemovals(hashes framework.Values) {
	if !p.areRemovalsKnown() {
		return
	}
	if p.prior.Schema.Value.isMoved(p.Schema.Value) {
		p.diags.Append(p.prior.destroyWarning()...)
		return
	}
	removed := p.prior.hashes()
	maps.DeleteFunc(removed, func(key, _ string) bool { return !hashes[key].IsNull() })
	p.diags.Append(p.removalWarning(removed)...)
}

// sends reports whether the apply will or may send something.
func (p *pushPlan) sends(hashes framework.Values) bool {
	before := p.prior.RecordHashes.Value
	resend := p.prior.isResend(p.pushArguments)
	for key, hash := range hashes {
		if resend || !hash.Equal(before[key]) {
			return true
		}
	}
	for key := range before {
		if _, kept := hashes[key]; !kept && (!p.areRemovalsKnown() || p.buries()) {
			return true
		}
	}
	return false
}
