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

// ModifyPlan checks every record and plans its hash, so that the plan shows
// which records will be sent. It needs no client.
func (r *pushResource) ModifyPlan(_ context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	reader := &framework.WireReader{}
	prior := reader.Attributes(request.State.Raw)
	if request.Plan.Raw.IsNull() {
		response.Diagnostics.Append(destroyWarning(readPush(reader, prior), readHashes(reader, prior))...)
		response.Diagnostics.Append(reader.Errors()...)
		return
	}
	p := pushPlan{reader: reader, prior: prior, config: reader.Attributes(request.Config.Raw), plan: reader.Attributes(request.Plan.Raw)}
	computed := p.computed()
	response.Diagnostics.Append(p.diags...)
	if response.Diagnostics.HasError() {
		return
	}
	var planned tftypes.Value
	if reader.Err == nil {
		planned, reader.Err = framework.Change(request.Plan.Raw, computed)
	}
	if reader.Err != nil {
		response.Diagnostics.Append(reader.Errors()...)
		return
	}
	response.Plan.Raw = planned
}

// pushPlan is a plan in the making.
type pushPlan struct {
	reader              *framework.WireReader
	prior, config, plan attributes
	diags               diag.Diagnostics
}

var (
	unknownText   = tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	unknownNumber = tftypes.NewValue(tftypes.Number, tftypes.UnknownValue)
	hashesType    = tftypes.Map{ElementType: tftypes.String}
)

// computed are the planned values of the computed attributes.
func (p *pushPlan) computed() attributes {
	attribute, records := givenRecords(p.reader, p.config)
	unplanned := attributes{
		"id": unknownText, "record_hashes": tftypes.NewValue(hashesType, tftypes.UnknownValue),
		"accepted_records": unknownNumber, "last_accepted_at": unknownText,
	}
	if !areSettingsKnown(p.plan) {
		return unplanned
	}
	arguments := readPush(p.reader, p.plan)
	p.diags.Append(arguments.validContract()...)
	p.diags.Append(p.primaryIDChange(arguments)...)
	if p.reader.Err != nil || p.diags.HasError() {
		return nil
	}
	unplanned["id"] = tftypes.NewValue(tftypes.String, schemaID(arguments.contract))
	p.checkRemovals(arguments)
	if records == nil {
		return unplanned
	}
	hashes := p.hashes(arguments, attribute, records)
	p.warnOfRemovals(arguments, hashes)
	return attributes{
		"id":               unplanned["id"],
		"record_hashes":    tftypes.NewValue(hashesType, hashes),
		"accepted_records": framework.Count(len(hashes)),
		"last_accepted_at": p.lastAcceptedAt(hashes),
	}
}

// primaryIDChange refuses what Secureframe does: another primary ID for the
// same schema.
func (p *pushPlan) primaryIDChange(arguments pushArguments) diag.Diagnostics {
	if p.prior == nil || p.reader.Err != nil {
		return nil
	}
	before := readContract(p.reader, p.reader.Attributes(p.prior["schema"]))
	problems := slices.DeleteFunc(contract.Compare(before, arguments.contract, true), func(found problem.Problem) bool {
		return found.Attribute != "primary_id"
	})
	return contractProblems(path.Root("schema").AtName, problems)
}

func (p *pushPlan) checkRemovals(arguments pushArguments) {
	if areRemovalsKnown(p.plan) && arguments.onRemoval == removalTombstones {
		_, found := arguments.readTombstone()
		p.diags.Append(found...)
	}
}

// hashes checks the records and returns their hashes; that of a record that is
// not known is unknown.
func (p *pushPlan) hashes(arguments pushArguments, attribute string, records map[string]tftypes.Value) map[string]tftypes.Value {
	checker := arguments.contract.Checker(arguments.options)
	hashes := make(map[string]tftypes.Value, len(records))
	var problems []problem.Problem
	var checked []contract.Record
	for _, key := range slices.Sorted(maps.Keys(records)) {
		if !records[key].IsKnown() {
			hashes[key] = unknownText
			continue
		}
		record, found := checkRecord(checker, p.reader, key, records[key])
		problems = append(problems, found...)
		hashes[key] = tftypes.NewValue(tftypes.String, record.Hash)
		if p.prior == nil {
			record.JSON = nil // One record is held at a time, not all of them.
			checked = append(checked, record)
		}
	}
	if !problem.HasErrors(problems) && len(checked) == len(records) {
		problems = append(problems, checker.Incomplete(slices.Values(checked))...)
	}
	p.diags.Append(recordProblems(attribute, problems)...)
	return hashes
}

// checkRecord checks a record that is known.
func checkRecord(checker *contract.Checker, reader *framework.WireReader, key string, value tftypes.Value) (contract.Record, []problem.Problem) {
	if value.IsNull() {
		return contract.Record{}, []problem.Problem{{
			Attribute: "records", Key: key, Message: "The record must be a JSON object, but is null. Leave it out to remove it.",
		}}
	}
	return checker.Record(key, reader.String(value))
}

// warnOfRemovals says what becomes of records that this plan lets go: of those
// that are no longer given, and of all when the schema is another one.
func (p *pushPlan) warnOfRemovals(arguments pushArguments, hashes map[string]tftypes.Value) {
	if p.prior == nil || !areRemovalsKnown(p.plan) {
		return
	}
	before := readHashes(p.reader, p.prior)
	if isMoved(p.reader.Attributes(p.prior["schema"]), p.reader.Attributes(p.plan["schema"])) {
		p.diags.Append(destroyWarning(readPush(p.reader, p.prior), before)...)
		return
	}
	maps.DeleteFunc(before, func(key, _ string) bool { return !hashes[key].IsNull() })
	p.diags.Append(removalWarning(arguments, before)...)
}

// lastAcceptedAt is unknown when something will be sent.
func (p *pushPlan) lastAcceptedAt(hashes map[string]tftypes.Value) tftypes.Value {
	if p.prior == nil {
		if len(hashes) == 0 {
			return tftypes.NewValue(tftypes.String, nil)
		}
		return unknownText
	}
	before := p.reader.Attributes(p.prior["record_hashes"])
	resend := isResend(p.prior, p.plan)
	for key, hash := range hashes {
		if resend || !hash.Equal(before[key]) {
			return unknownText
		}
	}
	for key := range before {
		if _, kept := hashes[key]; !kept && (!areRemovalsKnown(p.plan) || p.reader.String(p.plan["on_removal"]) == removalTombstones) {
			return unknownText
		}
	}
	return p.prior["last_accepted_at"]
}

// isResend reports whether every record is to be sent again, whatever its
// hash. Records whose JSON depends on another argument have another hash.
func isResend(prior, plan attributes) bool {
	return !prior["triggers"].Equal(plan["triggers"]) || !prior["mode"].Equal(plan["mode"])
}

func readHashes(reader *framework.WireReader, state attributes) map[string]string {
	hashes := framework.ReadMap(reader, state["record_hashes"], reader.String)
	if hashes == nil {
		hashes = map[string]string{}
	}
	return hashes
}
