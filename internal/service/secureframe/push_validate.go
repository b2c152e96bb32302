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

// ValidateConfig refuses arguments that do not go together, and a contract
// that is none. The records are checked at the plan, which has to read all of
// them anyway.
func (r *pushResource) ValidateConfig(_ context.Context, request resource.ValidateConfigRequest, response *resource.ValidateConfigResponse) {
	reader := &framework.WireReader{}
	config := reader.Attributes(request.Config.Raw)
	response.Diagnostics.Append(validateRecordArguments(config)...)
	response.Diagnostics.Append(validateRemovalArguments(reader, config)...)
	if schema := config["schema"]; schema.IsKnown() {
		if object := reader.Attributes(schema); isContractKnown(object) {
			arguments := pushArguments{contract: readContract(reader, object)}
			response.Diagnostics.Append(arguments.validContract()...)
		}
	}
	response.Diagnostics.Append(reader.Errors()...)
}

func validateRecordArguments(config attributes) diag.Diagnostics {
	var diags diag.Diagnostics
	// What is not known yet may turn out to be null.
	given := func(name string) bool { return !config[name].IsNull() }
	settled := config["records"].IsKnown() && config["records_wo"].IsKnown()
	switch {
	case settled && given("records") && given("records_wo"):
		diags.AddAttributeError(path.Root("records_wo"), "Invalid Attribute Combination",
			"Only one of records and records_wo can be set: the first is stored in the state, the second is not.")
	case !given("records") && !given("records_wo"):
		diags.AddAttributeError(path.Root("records"), "Missing Records",
			"One of records and records_wo must be set. An empty map pushes nothing.")
	}
	if given("records_wo_version") && !given("records_wo") {
		diags.AddAttributeError(path.Root("records_wo_version"), "Invalid Attribute Combination",
			"records_wo_version goes with records_wo, which is not set.")
	}
	return diags
}

func validateRemovalArguments(reader *framework.WireReader, config attributes) diag.Diagnostics {
	var diags diag.Diagnostics
	if !config["on_removal"].IsKnown() {
		return nil
	}
	tombstones := reader.String(config["on_removal"]) == removalTombstones
	switch given := !config["tombstone"].IsNull(); {
	case tombstones && !given:
		diags.AddAttributeError(path.Root("tombstone"), "Missing Tombstone",
			"on_removal = \"tombstone\" needs tombstone, the fields to set in records that are gone: jsonencode({ active = false }) for example.")
	case !tombstones && given && config["tombstone"].IsKnown():
		diags.AddAttributeError(path.Root("tombstone"), "Invalid Attribute Combination",
			"tombstone is used only with on_removal = \"tombstone\".")
	}
	return diags
}
