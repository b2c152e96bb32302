// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// schemaArguments are the arguments in the domain's terms.
type schemaArguments struct {
	contract      contract.Contract
	bootstrap     string
	allowBreaking bool
}

// readSchema reads arguments that are known; what else is not known is zero.
func readSchema(reader *framework.WireReader, object attributes) schemaArguments {
	arguments := schemaArguments{contract: readContract(reader, object)}
	if object["bootstrap"].IsKnown() {
		arguments.bootstrap = reader.String(object["bootstrap"])
	}
	if object["allow_breaking"].IsKnown() {
		arguments.allowBreaking = reader.Bool(object["allow_breaking"])
	}
	return arguments
}

// ValidateConfig refuses a contract that Secureframe could not have.
func (r *schemaResource) ValidateConfig(_ context.Context, request resource.ValidateConfigRequest, response *resource.ValidateConfigResponse) {
	reader := &framework.WireReader{}
	object := reader.Attributes(request.Config.Raw)
	if !isContractKnown(object) {
		return
	}
	arguments := readSchema(reader, object)
	response.Diagnostics.Append(reader.Errors()...)
	if !response.Diagnostics.HasError() {
		response.Diagnostics.Append(arguments.validate()...)
	}
}

func (a schemaArguments) validate() diag.Diagnostics {
	problems := a.contract.Validate()
	diags := contractProblems(path.Root, problems)
	if problem.HasErrors(problems) || a.bootstrap == "" {
		return diags
	}
	_, found := bootstrapRecord(a)
	return append(diags, found...)
}

// ModifyPlan refuses changes that Secureframe does not allow, and says what a
// person has to do.
func (r *schemaResource) ModifyPlan(_ context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	if request.Plan.Raw.IsNull() {
		response.Diagnostics.Append(forgottenWarning())
		return
	}
	reader := &framework.WireReader{}
	before, after := reader.Attributes(request.State.Raw), reader.Attributes(request.Plan.Raw)
	if before != nil && isMoved(before, after) {
		response.Diagnostics.Append(forgottenWarning())
	}
	if !isContractKnown(after) {
		return
	}
	arguments := readSchema(reader, after)
	response.Diagnostics.Append(reader.Errors()...)
	if response.Diagnostics.HasError() {
		return
	}
	response.Diagnostics.Append(compareSchemas(request.State.Raw, arguments)...)
	response.Diagnostics.Append(bootstrapWarning(before, after)...)
	planned, err := framework.Change(request.Plan.Raw, arguments.computed())
	if err != nil {
		reader.Err = err
		response.Diagnostics.Append(reader.Errors()...)
		return
	}
	response.Plan.Raw = planned
}

// compareSchemas places what keeps the contract of a state from becoming
// another one. An imported state has no contract to compare with.
func compareSchemas(state tftypes.Value, after schemaArguments) diag.Diagnostics {
	reader := &framework.WireReader{}
	object := reader.Attributes(state)
	if object == nil || object["primary_id"].IsNull() {
		return nil
	}
	before := readContract(reader, object)
	if reader.Err != nil {
		return reader.Errors()
	}
	return contractProblems(path.Root, contract.Compare(before, after.contract, after.allowBreaking))
}

// bootstrapWarning says that a sample comes too late.
func bootstrapWarning(before, after attributes) diag.Diagnostics {
	var diags diag.Diagnostics
	if before == nil || isMoved(before, after) || after["bootstrap"].IsNull() || before["bootstrap"].Equal(after["bootstrap"]) {
		return nil
	}
	diags.AddAttributeWarning(path.Root("bootstrap"), "Secureframe Sample Is Not Sent",
		"The sample record is pushed only when the resource is created, so that this change sends nothing. Push the record with vendorrisk_secureframe_push.")
	return diags
}

// settleSchema returns the state that a plan leads to, and its arguments. What
// was not known at the plan is checked only now.
func settleSchema(plan tftypes.Value) (tftypes.Value, schemaArguments, diag.Diagnostics) {
	reader := &framework.WireReader{}
	arguments := readSchema(reader, reader.Attributes(plan))
	if reader.Err != nil {
		return plan, arguments, reader.Errors()
	}
	if diags := arguments.validate(); diags.HasError() {
		return plan, arguments, diags
	}
	settled, err := framework.Change(plan, arguments.computed())
	reader.Err = err
	return settled, arguments, reader.Errors()
}

func (a schemaArguments) computed() attributes {
	return attributes{
		"id":               tftypes.NewValue(tftypes.String, schemaID(a.contract)),
		"definition_steps": framework.Strings(a.contract.DefinitionSteps()),
	}
}
