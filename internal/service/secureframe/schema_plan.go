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

// ValidateConfig refuses a contract that Secureframe would not accept.
func (r *schemaResource) ValidateConfig(_ context.Context, request resource.ValidateConfigRequest, response *resource.ValidateConfigResponse) {
	var arguments schemaArguments
	response.Diagnostics.Append(framework.Decode(request.Config.Raw, &arguments)...)
	if !response.Diagnostics.HasError() && arguments.isKnown() {
		response.Diagnostics.Append(arguments.validate()...)
	}
}

// ModifyPlan refuses changes that Secureframe does not allow, and plans the
// steps that a person has to do.
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

// changeWarnings warn about what a change leaves in Secureframe, and about a
// sample that is not sent anymore.
func changeWarnings(before, after schemaArguments) diag.Diagnostics {
	var diags diag.Diagnostics
	switch {
	case before.isMoved(after.contractArguments):
		diags.Append(forgottenWarning())
	case after.isKnown() && !after.Bootstrap.IsNull() && !before.Bootstrap.Equal(after.Bootstrap):
		diags.AddAttributeWarning(path.Root("bootstrap"), "Secureframe Sample Is Not Sent",
			"The sample record is pushed only when the resource is created, so this change sends nothing. To push the record, use vendorrisk_secureframe_push.")
	}
	return diags
}

func forgottenWarning() diag.Diagnostic {
	return diag.NewWarningDiagnostic("Secureframe Keeps the Schema",
		"Terraform removes only the contract from the state. Secureframe's API has no way to delete a schema or its data: the schema, its definition and every pushed record remain in Secureframe.")
}
