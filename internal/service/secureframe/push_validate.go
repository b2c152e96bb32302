// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"crypto/sha256"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

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
	response.Diagnostics.Append(config.validateSize()...)
	response.Diagnostics.Append(config.validateRemovals()...)
	if config.Schema.IsFullyKnown() {
		response.Diagnostics.Append(config.validContract()...)
	}
}

func (a pushArguments) validateRecords() diag.Diagnostics {
	var diags diag.Diagnostics
	// An unknown value may become null.
	var isSet, isKnown []string
	for _, argument := range []struct {
		name            string
		isNull, isKnown bool
	}{
		{"records", a.Records.IsNull(), a.Records.IsKnown()},
		{"records_wo", a.RecordsWO.IsNull(), a.RecordsWO.IsKnown()},
		{"records_file", a.RecordsFile.IsNull(), a.RecordsFile.IsKnown()},
	} {
		if !argument.isNull {
			isSet = append(isSet, argument.name)
		}
		if !argument.isNull && argument.isKnown {
			isKnown = append(isKnown, argument.name)
		}
	}
	switch {
	case len(isKnown) > 1:
		diags.AddAttributeError(path.Root(isKnown[1]), "Invalid Attribute Combination",
			"Only one of records, records_wo, and records_file can be set: records are stored in the state, records_wo and those of records_file are not.")
	case len(isSet) == 0:
		diags.AddAttributeError(path.Root("records"), "Missing Records",
			"One of records, records_wo, and records_file must be set. An empty map pushes nothing.")
	}
	if !a.RecordsWOVersion.IsNull() && a.RecordsWO.IsNull() {
		diags.AddAttributeError(path.Root("records_wo_version"), "Invalid Attribute Combination",
			"records_wo_version can be set only together with records_wo.")
	}
	return diags
}

// The size in bytes of the largest message that the provider accepts of Terraform,
// without some room for what is not records; and what a record takes in a message
// beside its key and its text or its hash.
const (
	largestMessage = 240 << 20
	recordOverhead = 10
)

// validateSize refuses records that Terraform can send only for a validation. A plan
// has them three times in one message: in the prior state, the configuration, and the
// proposed state; and their hashes twice.
func (a pushArguments) validateSize() diag.Diagnostics {
	size := 0
	for key, record := range a.Records.Value {
		size += 3*(len(key)+len(text(record))+recordOverhead) + 2*(len(key)+sha256.Size*2+recordOverhead)
	}
	if size <= largestMessage {
		return nil
	}
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("records"), "Too Many Secureframe Records", fmt.Sprintf(
		"%d records take about %d MiB in a message of Terraform, which may have %d. Use records_file, which has no such limit.",
		len(a.Records.Value), size>>20, largestMessage>>20))}
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
