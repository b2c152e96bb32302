// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
)

// NewGateDigest returns gate_digest.
func NewGateDigest() function.Function {
	return declaration{
		name: "gate_digest",
		definition: function.Definition{
			Summary: "What has changed between two reports of a gate",
			MarkdownDescription: "Returns Markdown for a regular message: grades that fell or are unknown now, new and worse violations, what is fixed, what is no longer judged, and waivers that end. " +
				"Compare the report of last week with the one of today. What is missing in the later report is never said to be fixed.",
			Parameters: []function.Parameter{gateParameter("before"), gateParameter("after")},
			Return:     function.StringReturn{},
		},
		run: binary(gateDigest),
	}
}

func gateDigest(ctx context.Context, beforeArgument, afterArgument types.Dynamic) (any, *function.FuncError) {
	before, isBeforeKnown, err := reportOf(ctx, 0, beforeArgument)
	after, isAfterKnown, afterErr := reportOf(ctx, 1, afterArgument)
	if err := function.ConcatFuncErrors(err, afterErr); err != nil {
		return nil, err
	}
	if !isBeforeKnown || !isAfterKnown {
		return types.StringUnknown(), nil
	}
	if before.Gate != after.Gate {
		return nil, function.NewArgumentFuncError(1, fmt.Sprintf("the reports are of different gates, %.100q and %.100q", before.Gate, after.Gate))
	}
	return report.Digest(before, after), nil
}
