// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"cmp"
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
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
func (r *schemaResource) ModifyPlan(ctx context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
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
	address := cmp.Or(addressOf(r.TryClient), before.Destination.Value)
	if isNew := request.State.Raw.IsNull(); !isNew {
		response.Diagnostics.Append(changeWarnings(before, after, address)...)
	}
	if !after.isKnown() {
		return
	}
	response.Diagnostics.Append(before.compare(after)...)
	response.Diagnostics.Append(framework.Store(&response.Plan.Raw, request.Plan.Raw, after.planned(before, address))...)
}

// changeWarnings warn about what a change leaves in Secureframe, and about a
// sample that is not sent anymore.
func changeWarnings(before, after schemaArguments, address string) diag.Diagnostics {
	var diags diag.Diagnostics
	switch {
	case before.isMoved(after.contractArguments):
		diags.Append(forgottenWarning())
	case before.isElsewhere(address):
		diags.AddWarning("Secureframe Destination Changes", fmt.Sprintf(
			"The contract was for %s. The provider now sends to %s, where the schema does not exist yet, or was defined by someone else. "+
				"A person must complete the definition_steps there. If there is a bootstrap record, the apply pushes it.", before.Destination.Value, address))
	case after.isKnown() && !after.Bootstrap.IsNull() && !before.Bootstrap.Equal(after.Bootstrap) && !contract.SameJSON(before.Bootstrap.Value, after.Bootstrap.Value):
		diags.AddAttributeWarning(path.Root("bootstrap"), "Secureframe Sample Is Not Sent",
			"The sample record is pushed only when the resource is created, so this change sends nothing. To push the record, use vendorrisk_secureframe_push.")
	}
	return diags
}

func forgottenWarning() diag.Diagnostic {
	return diag.NewWarningDiagnostic("Secureframe Keeps the Schema",
		"Terraform removes only the contract from the state. Secureframe's API has no way to delete a schema or its data: the schema, its definition and every pushed record remain in Secureframe.")
}

// planned are the planned values of the computed attributes, and of a sample that is
// only formatted differently.
func (a schemaArguments) planned(before schemaArguments, address string) framework.Values {
	planned := a.computed(address)
	if address == "" {
		planned["destination"] = unknownText
	}
	if contract.SameJSON(before.Bootstrap.Value, a.Bootstrap.Value) {
		planned["bootstrap"] = before.Bootstrap.Wire()
	}
	return planned
}
