// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"context"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// SetState stores what a data source read: the arguments as they are
// configured, and the computed attributes over them.
func SetState(ctx context.Context, state *tfsdk.State, config tfsdk.Config, computed map[string]tftypes.Value) diag.Diagnostics {
	var diags diag.Diagnostics
	attributes := map[string]tftypes.Value{}
	if err := config.Raw.As(&attributes); err != nil {
		diags.AddError("Unable to Read the Configuration", reportIssue(err))
		return diags
	}
	attributes = maps.Clone(attributes)
	maps.Copy(attributes, computed)
	schemaType := state.Schema.Type().TerraformType(ctx)
	if err := tftypes.ValidateValue(schemaType, attributes); err != nil {
		diags.AddError("Unable to Store the State", reportIssue(err))
		return diags
	}
	state.Raw = tftypes.NewValue(schemaType, attributes)
	handOver(ctx, state)
	return diags
}

func reportIssue(err error) string {
	return fmt.Sprintf("This is a fault of the provider. Please report it to its developers.\n\nOriginal Error: %s", err)
}
