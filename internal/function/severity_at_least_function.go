// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// NewSeverityAtLeast returns severity_at_least.
func NewSeverityAtLeast() function.Function {
	return declaration{
		name: "severity_at_least",
		definition: function.Definition{
			Summary: "Whether a severity is the minimum or worse",
			MarkdownDescription: "Returns `true` when `severity` is `minimum` or worse, in the order `critical`, `high`, `medium`, `low`, `info`, `positive`. " +
				"It is null if the severity is null or unknown. Neither `true` nor `false` would be safe, and a condition on null is an error, so it fails closed. " +
				"A `minimum` that is not a severity is an error.",
			Parameters: []function.Parameter{
				function.StringParameter{
					Name:                "severity",
					MarkdownDescription: "The observed severity, or null if it is not known.",
					AllowNullValue:      true,
				},
				function.StringParameter{
					Name:                "minimum",
					MarkdownDescription: "The severity to compare with: `critical`, `high`, `medium`, `low`, `info` or `positive`.",
				},
			},
			Return: function.BoolReturn{},
		},
		run: binary(severityAtLeast),
	}
}

func severityAtLeast(_ context.Context, observed types.String, minimum string) (any, *function.FuncError) {
	bar := posture.Severity(minimum)
	if !bar.Known() {
		return nil, invalidMinimum("severity", minimum, posture.Severities())
	}
	if severity := posture.Severity(observed.ValueString()); severity.Known() {
		return severity.AtLeast(bar), nil
	}
	return types.BoolNull(), nil
}
