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
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
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

// validatePosture refuses arguments that do not go together, once all of them
// are known. Terraform asks again before it reads. What is wrong by itself is
// the error of its attribute, and must not be an error twice.
func validatePosture(config tftypes.Value) diag.Diagnostics {
	var arguments struct {
		postureSelection
		Thresholds map[string]float64 `tfsdk:"thresholds"`
	}
	if !config.IsFullyKnown() {
		return nil
	}
	diags := framework.Decode(config, &arguments)
	return append(diags, append(validateSelection(arguments.selection()), validateThresholds(arguments.Thresholds)...)...)
}

// validateThresholds refuses values that do not go together, where each by
// itself is right.
func validateThresholds(values map[string]float64) diag.Diagnostics {
	thresholds := map[string]int64{}
	for name, value := range values {
		if checkThreshold(name, value) != nil {
			return nil
		}
		thresholds[name] = int64(value)
	}
	if err := check.ValidateThresholds(thresholds); err != nil {
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("thresholds"), "Invalid Thresholds", err.Error()+".")}
	}
	return nil
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
			"Together, included_checks, excluded_checks, controls and minimum_severity leave no check, which would find nothing. Choose at least one.")
	}
	return diags
}
