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

// Store sets a plan or a state to an object with some of its attributes
// replaced. The values of the other attributes are shared, not copied.
func Store(state *tftypes.Value, object tftypes.Value, changes Values) diag.Diagnostics {
	changed, err := change(object, changes)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Unable to Store the State", reportIssue(err))}
	}
	*state = changed
	return nil
}

func change(object tftypes.Value, changes Values) (tftypes.Value, error) {
	attributes, err := as[Values](object)
	if err != nil {
		return object, err
	}
	attributes = maps.Clone(attributes)
	maps.Copy(attributes, changes)
	if err := tftypes.ValidateValue(object.Type(), attributes); err != nil {
		return object, err
	}
	return tftypes.NewValue(object.Type(), attributes), nil
}

// setState stores the result of a data source: the configured arguments, with
// the computed attributes over them.
func setState(ctx context.Context, state *tfsdk.State, config tfsdk.Config, computed Values) diag.Diagnostics {
	diags := Store(&state.Raw, config.Raw, computed)
	if !diags.HasError() {
		handOver(ctx, state)
	}
	return diags
}

func reportIssue(err error) string {
	return fmt.Sprintf("This is a bug in the provider. Please report it to the provider's developers.\n\nOriginal Error: %s", err)
}
