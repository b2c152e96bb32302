// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"cmp"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/recordfile"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// pushArguments are the arguments of a configuration, a plan or a state, and
// the computed attributes about the accepted records.
type pushArguments struct {
	Schema           framework.Argument[contractArguments] `tfsdk:"schema"`
	Records          framework.Argument[framework.Values]  `tfsdk:"records"`
	RecordsWO        framework.Argument[framework.Values]  `tfsdk:"records_wo"`
	RecordsFile      framework.Argument[string]            `tfsdk:"records_file"`
	RecordsWOVersion framework.Argument[int64]             `tfsdk:"records_wo_version"`
	Mode             framework.Argument[contract.Mode]     `tfsdk:"mode"`
	Arrays           framework.Argument[contract.Arrays]   `tfsdk:"arrays"`
	StrictEnums      framework.Argument[bool]              `tfsdk:"strict_enums"`
	Batch            framework.Argument[batchArguments]    `tfsdk:"batch"`
	Triggers         framework.Argument[map[string]string] `tfsdk:"triggers"`
	OnRemoval        framework.Argument[string]            `tfsdk:"on_removal"`
	Tombstone        framework.Argument[string]            `tfsdk:"tombstone"`
	Timeouts         framework.Timeouts                    `tfsdk:"timeouts"`
	Destination      framework.Argument[string]            `tfsdk:"destination"`
	RecordHashes     framework.Argument[framework.Values]  `tfsdk:"record_hashes"`
	LastAcceptedAt   framework.Argument[string]            `tfsdk:"last_accepted_at"`
	FileSHA256       framework.Argument[string]            `tfsdk:"records_file_sha256"`
	RecordDigest     framework.Argument[string]            `tfsdk:"record_digest"`
	RecordChanges    framework.Argument[tftypes.Value]     `tfsdk:"record_changes"`

	// digest is what RecordDigest has. It is nil if the records of the state were not
	// in a file.
	digest *recordfile.Digest
}

type batchArguments struct {
	MaxRecords int64 `tfsdk:"max_records"`
	MaxBytes   int64 `tfsdk:"max_bytes"`
}

// areSettingsKnown reports whether every argument is known that determines what
// is sent for a record.
func (a pushArguments) areSettingsKnown() bool {
	return a.Schema.IsFullyKnown() && a.Mode.IsKnown() && a.Arrays.IsKnown() && a.StrictEnums.IsKnown() && a.Batch.IsFullyKnown()
}

// areRemovalsKnown reports whether it is known what happens to removed records.
func (a pushArguments) areRemovalsKnown() bool { return a.OnRemoval.IsKnown() && a.Tombstone.IsKnown() }

// buries reports whether it is known that removed records get a tombstone.
func (a pushArguments) buries() bool {
	return a.areRemovalsKnown() && a.OnRemoval.Value == removalTombstones
}

func (a pushArguments) contract() contract.Contract { return a.Schema.Value.contract() }

func (a pushArguments) destination() api.Destination {
	return api.Destination(a.Schema.Value.identity())
}

// isElsewhere reports whether records were sent to another address than the one
// that is known now.
func (a pushArguments) isElsewhere(address string) bool {
	return address != "" && a.Destination.Value != "" && a.Destination.Value != address
}

func (a pushArguments) limits() contract.Limits {
	return contract.Limits{
		MaximumRecords: int(cmp.Or(a.Batch.Value.MaxRecords, defaultMaxRecords)),
		MaximumBytes:   int(cmp.Or(a.Batch.Value.MaxBytes, defaultMaxBytes)),
	}
}

func (a pushArguments) checker() *contract.Checker {
	return a.contract().Checker(contract.Options{
		Mode: a.Mode.Value, Arrays: a.Arrays.Value, StrictEnums: a.StrictEnums.Value, MaximumBytes: a.limits().MaximumBytes,
		Restores: a.tombstoneFields(),
	})
}

// givenRecords returns the records of a configuration, and the name of their
// attribute. They are nil if the map is unknown.
func (a pushArguments) givenRecords() (attribute string, records framework.Values) {
	given, attribute := a.Records, "records"
	if given.IsNull() {
		given, attribute = a.RecordsWO, "records_wo"
	}
	if given.IsKnown() && given.Value == nil {
		return attribute, framework.Values{}
	}
	return attribute, given.Value
}

// hashes returns a copy of the record hashes in a state. They are empty for records
// of a file, whose digest does not have them.
func (a pushArguments) hashes() map[string]string {
	hashes := make(map[string]string, len(a.RecordHashes.Value))
	if a.digest != nil {
		for key := range a.digest.All() {
			hashes[key] = ""
		}
	}
	for key, hash := range a.RecordHashes.Value {
		hashes[key] = text(hash)
	}
	return hashes
}

// text returns a known string. It is "" for null and unknown.
func text(value tftypes.Value) string {
	var read string
	if value.IsKnown() && !value.IsNull() {
		_ = value.As(&read) // The schema has strings there.
	}
	return read
}

// isResend reports whether a plan sends every record again, even if its hash is
// unchanged. Arguments that change the JSON of a record change its hash too.
func (a pushArguments) isResend(plan pushArguments) bool {
	return !a.Triggers.Equal(plan.Triggers) || !a.Mode.Equal(plan.Mode)
}

// validContract refuses a contract that records cannot be checked against. Only
// the schema resource shows the contract's warnings.
func (a pushArguments) validContract() diag.Diagnostics {
	return contractProblems(path.Root("schema").AtName, problem.Errors(a.contract().Validate()))
}

// tombstoneFields are the paths that the tombstone sets, if there is a valid one.
func (a pushArguments) tombstoneFields() []string {
	if !a.buries() {
		return nil
	}
	tombstone, _ := a.readTombstone()
	return tombstone.Fields
}

// readTombstone returns the tombstone, which must be set.
func (a pushArguments) readTombstone() (contract.Tombstone, diag.Diagnostics) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal([]byte(a.Tombstone.Value), &fields); err != nil || fields == nil {
		return contract.Tombstone{}, diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("tombstone"), "Invalid Secureframe Tombstone",
			"The tombstone must be a JSON object, such as jsonencode({ active = false }).")}
	}
	tombstone, problems := a.contract().Tombstone(fields)
	return tombstone, tombstoneProblems(problems)
}
