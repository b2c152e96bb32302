// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// NewGradeAtLeast returns grade_at_least.
func NewGradeAtLeast() function.Function {
	return declaration{
		name: "grade_at_least",
		definition: function.Definition{
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
		},
		run: binary(gradeAtLeast),
	}
}

func gradeAtLeast(_ context.Context, observed types.String, minimum string) (any, *function.FuncError) {
	bar := posture.ParseGrade(minimum)
	if !bar.Known() {
		return nil, invalidMinimum("grade", minimum, posture.Grades())
	}
	return posture.ParseGrade(observed.ValueString()).AtLeast(bar), nil
}
