// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// NewWorstGrade returns worst_grade.
func NewWorstGrade() function.Function {
	return declaration{
		name: "worst_grade",
		definition: function.Definition{
			Summary: "The worst of several grades",
			MarkdownDescription: "Returns the worst of `grades`, in the order `A`, `B`, `C`, `D`, `F`. " +
				"It is null if the list is null or empty, or if an element is null or not a grade, because the worst grade is then not known.",
			Parameters: []function.Parameter{
				function.ListParameter{
					Name:                "grades",
					MarkdownDescription: "The observed grades, with null for grades that are not known.",
					ElementType:         types.StringType,
					AllowNullValue:      true,
				},
			},
			Return: function.StringReturn{},
		},
		run: unary(worstGrade),
	}
}

func worstGrade(_ context.Context, observed []types.String) (any, *function.FuncError) {
	grades := make([]posture.Grade, len(observed))
	for i, grade := range observed {
		grades[i] = posture.ParseGrade(grade.ValueString())
	}
	if worst := posture.WorstGrade(grades); worst.Known() {
		return string(worst), nil
	}
	return types.StringNull(), nil
}
