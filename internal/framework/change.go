// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Change returns an object with some of its attributes replaced. What the
// others hold is shared, not copied.
func Change(object tftypes.Value, changes map[string]tftypes.Value) (tftypes.Value, error) {
	attributes := map[string]tftypes.Value{}
	if err := object.As(&attributes); err != nil {
		return object, err
	}
	attributes = maps.Clone(attributes)
	maps.Copy(attributes, changes)
	if err := tftypes.ValidateValue(object.Type(), attributes); err != nil {
		return object, err
	}
	return tftypes.NewValue(object.Type(), attributes), nil
}

// Store sets a state to an object with some of its attributes replaced.
func Store(state *tftypes.Value, object tftypes.Value, changes map[string]tftypes.Value) diag.Diagnostics {
	changed, err := Change(object, changes)
	if err == nil {
		*state = changed
	}
	return (&WireReader{Err: err}).Errors()
}
