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

// ValidateConfig refuses a contract that Secureframe could not have.
func (r *schemaResource) ValidateConfig(_ context.Context, request resource.ValidateConfigRequest, response *resource.ValidateConfigResponse) {
	var arguments schemaArguments
	response.Diagnostics.Append(framework.Decode(request.Config.Raw, &arguments)...)
	if !response.Diagnostics.HasError() && arguments.isKnown() {
		response.Diagnostics.Append(arguments.validate()...)
	}
}

// ModifyPlan refuses changes that Secureframe does not allow, and says what a
// person has to do.
func (r *schemaResource) ModifyPlan(_ context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	if request.Plan.Raw.IsNull() {
		response.Diagnostics.Append(forgottenWarning())
		return
	}
	var before, after schemaArguments
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &before)...)
	response.Diagnostics.Append(framework.Decode(request.Plan.Raw, &after)...)
	if response.Diagnostics.HasError() {
		return
	}
	if isNew := request.State.Raw.IsNull(); !isNew {
		response.Diagnostics.Append(changeWarnings(before, after)...)
	}
	if !after.isKnown() {
		return
	}
	response.Diagnostics.Append(before.compare(after)...)
	response.Diagnostics.Append(framework.Store(&response.Plan.Raw, request.Plan.Raw, after.computed())...)
}

// changeWarnings say what a change leaves behind, and that a sample comes too
// late.
func changeWarnings(before, after schemaArguments) diag.Diagnostics {
	var diags diag.Diagnostics
	switch {
	case before.isMoved(after.contractArguments):
		diags.Append(forgottenWarning())
	case after.isKnown() && !after.Bootstrap.IsNull() && !before.Bootstrap.Equal(after.Bootstrap):
		diags.AddAttributeWarning(path.Root("bootstrap"), "Secureframe Sample Is Not Sent",
			"The sample record is pushed only when the resource is created, so that this change sends nothing. Push the record with vendorrisk_secureframe_push.")
	}
	return diags
}

func forgottenWarning() diag.Diagnostic {
	return diag.NewWarningDiagnostic("Secureframe Keeps the Schema",
		"Terraform forgets the contract. Nothing is deleted at Secureframe, which has no way to delete a schema or its data by the API: the schema, its definition and every record that was pushed stay.")
}
