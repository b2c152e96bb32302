// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

var _ function.Function = worstGrade{}

type worstGrade struct{}

// NewWorstGrade returns worst_grade.
func NewWorstGrade() function.Function { return worstGrade{} }

func (worstGrade) Metadata(_ context.Context, _ function.MetadataRequest, response *function.MetadataResponse) {
	response.Name = "worst_grade"
}

func (worstGrade) Definition(_ context.Context, _ function.DefinitionRequest, response *function.DefinitionResponse) {
	response.Definition = function.Definition{
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
	}
}

func (worstGrade) Run(ctx context.Context, request function.RunRequest, response *function.RunResponse) {
	var observed []types.String
	if response.Error = request.Arguments.Get(ctx, &observed); response.Error != nil {
		return
	}
	grades := make([]posture.Grade, len(observed))
	for i, grade := range observed {
		grades[i] = posture.ParseGrade(grade.ValueString())
	}
	result := types.StringNull()
	if worst := posture.WorstGrade(grades); worst.Known() {
		result = types.StringValue(string(worst))
	}
	response.Error = response.Result.Set(ctx, result)
}
