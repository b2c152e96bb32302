// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
)

// thresholdsValidator refuses thresholds that no check has, and values that
// one does not take.
type thresholdsValidator struct{}

func (thresholdsValidator) Description(context.Context) string {
	return "must be thresholds of checks, in their ranges"
}

func (v thresholdsValidator) MarkdownDescription(ctx context.Context) string {
	return v.Description(ctx)
}

func (thresholdsValidator) ValidateMap(_ context.Context, request validator.MapRequest, response *validator.MapResponse) {
	elements := request.ConfigValue.Elements()
	for _, name := range slices.Sorted(maps.Keys(elements)) {
		value, ok := elements[name].(types.Float64)
		if !ok || value.IsNull() || value.IsUnknown() {
			continue
		}
		if err := checkThreshold(name, value.ValueFloat64()); err != nil {
			response.Diagnostics.AddAttributeError(request.Path.AtMapKey(name), "Invalid Threshold", err.Error()+".")
		}
	}
}

func checkThreshold(name string, value float64) error {
	if math.Trunc(value) != value || math.Abs(value) > math.MaxInt32 {
		return fmt.Errorf("%s must be a whole number, got: %v", name, value)
	}
	return check.ValidateThreshold(name, int64(value))
}

// validateThresholds refuses values that do not go together, where each by
// itself is right.
func validateThresholds(values map[string]*int64) diag.Diagnostics {
	thresholds := map[string]int64{}
	for name, value := range values {
		if value == nil || check.ValidateThreshold(name, *value) != nil {
			return nil
		}
		thresholds[name] = *value
	}
	var diags diag.Diagnostics
	if err := check.ValidateThresholds(thresholds); err != nil {
		diags.AddAttributeError(path.Root("thresholds"), "Invalid Thresholds", err.Error()+".")
	}
	return diags
}

// validateSelection refuses a choice of no checks, which would find nothing.
func validateSelection(selection check.Selection) diag.Diagnostics {
	known := check.IDs()
	for _, id := range selection.IDs {
		if !slices.Contains(known, id) {
			return nil
		}
	}
	var diags diag.Diagnostics
	if severity := selection.MinimumSeverity; (severity == "" || severity.Known()) && len(check.Select(selection)) == 0 {
		diags.AddError("No Check Is Left",
			"Together, included_checks, excluded_checks and minimum_severity leave no check, which would find nothing. Choose at least one.")
	}
	return diags
}
