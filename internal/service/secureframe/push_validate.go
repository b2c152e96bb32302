// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"

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
