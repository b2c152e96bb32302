// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// schemaArguments are the arguments of a configuration, a plan or a state.
type schemaArguments struct {
	contractArguments
	Bootstrap     framework.Argument[string] `tfsdk:"bootstrap"`
	AllowBreaking framework.Argument[bool]   `tfsdk:"allow_breaking"`
	Timeouts      framework.Timeouts         `tfsdk:"timeouts"`
	Destination   framework.Argument[string] `tfsdk:"destination"`
}

// validate refuses a contract that Secureframe would not accept.
func (a schemaArguments) validate() diag.Diagnostics {
	problems := a.contract().Validate()
	diags := contractProblems(path.Root, problems)
	if problem.HasErrors(problems) || a.Bootstrap.Value == "" {
		return diags
	}
	_, found := bootstrapRecord(a)
	return append(diags, found...)
}

// compare returns diagnostics for the changes of a contract that Secureframe
// does not allow. An imported state has no contract to compare with.
func (a schemaArguments) compare(after schemaArguments) diag.Diagnostics {
	if a.PrimaryID.IsNull() {
		return nil
	}
	return contractProblems(path.Root, contract.Compare(a.contract(), after.contract(), after.AllowBreaking.Value))
}

// isElsewhere reports whether the contract is for another address than the one that
// is known now.
func (a schemaArguments) isElsewhere(address string) bool {
	return address != "" && a.Destination.Value != "" && a.Destination.Value != address
}

// computed are the values of the computed attributes.
func (a schemaArguments) computed(address string) framework.Values {
	return framework.Values{
		"id":               tftypes.NewValue(tftypes.String, a.identity().id()),
		"destination":      framework.String(address),
		"definition_steps": framework.Strings(a.contract().DefinitionSteps()),
	}
}
