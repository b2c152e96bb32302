// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

var _ function.Function = gradeAtLeast{}

type gradeAtLeast struct{}

// NewGradeAtLeast returns grade_at_least.
func NewGradeAtLeast() function.Function { return gradeAtLeast{} }

func (gradeAtLeast) Metadata(_ context.Context, _ function.MetadataRequest, response *function.MetadataResponse) {
	response.Name = "grade_at_least"
}

func (gradeAtLeast) Definition(_ context.Context, _ function.DefinitionRequest, response *function.DefinitionResponse) {
	response.Definition = function.Definition{
		Summary: "Whether a grade reaches a minimum",
		MarkdownDescription: "Returns `true` when `grade` is `minimum` or better, in the order `A`, `B`, `C`, `D`, `F`. " +
			"It is `false` if `grade` is null or not a grade, so that a condition on it fails closed. A `minimum` that is not a grade is an error.",
		Parameters: []function.Parameter{
			function.StringParameter{
				Name:                "grade",
				MarkdownDescription: "The observed grade, or null if it is not known.",
				AllowNullValue:      true,
			},
			function.StringParameter{
				Name:                "minimum",
				MarkdownDescription: "The grade to reach: `A`, `B`, `C`, `D` or `F`.",
			},
		},
		Return: function.BoolReturn{},
	}
}

func (gradeAtLeast) Run(ctx context.Context, request function.RunRequest, response *function.RunResponse) {
	var observed types.String
	var minimum string
	if response.Error = request.Arguments.Get(ctx, &observed, &minimum); response.Error != nil {
		return
	}
	bar, err := minimumGrade(1, minimum)
	if err != nil {
		response.Error = err
		return
	}
	response.Error = response.Result.Set(ctx, posture.ParseGrade(observed.ValueString()).AtLeast(bar))
}
