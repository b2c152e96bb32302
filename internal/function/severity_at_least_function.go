// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

var _ function.Function = severityAtLeast{}

type severityAtLeast struct{}

// NewSeverityAtLeast returns severity_at_least.
func NewSeverityAtLeast() function.Function { return severityAtLeast{} }

func (severityAtLeast) Metadata(_ context.Context, _ function.MetadataRequest, response *function.MetadataResponse) {
	response.Name = "severity_at_least"
}

func (severityAtLeast) Definition(_ context.Context, _ function.DefinitionRequest, response *function.DefinitionResponse) {
	response.Definition = function.Definition{
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
	}
}

func (severityAtLeast) Run(ctx context.Context, request function.RunRequest, response *function.RunResponse) {
	var observed types.String
	var minimum string
	if response.Error = request.Arguments.Get(ctx, &observed, &minimum); response.Error != nil {
		return
	}
	bar, err := minimumSeverity(1, minimum)
	if err != nil {
		response.Error = err
		return
	}
	result := types.BoolNull()
	if severity := posture.Severity(observed.ValueString()); severity.Known() {
		result = types.BoolValue(severity.AtLeast(bar))
	}
	response.Error = response.Result.Set(ctx, result)
}
