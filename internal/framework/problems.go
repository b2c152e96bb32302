// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// Place is where in a configuration a problem is.
type Place func(problem.Problem) path.Path

// Problems makes a diagnostic of every problem. The summary names the object:
// "Secureframe Schema".
func Problems(object string, place Place, problems []problem.Problem) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, found := range problems {
		diags.Append(problemDiagnostic(object, place, found))
	}
	return diags
}

// maxDiagnostics is how many kinds of problems get a diagnostic of their own.
const maxDiagnostics = 20

// GroupedProblems makes one diagnostic of the problems that differ only in
// their key, at the first of their elements: "records".
func GroupedProblems(object, elements string, place Place, problems []problem.Problem) diag.Diagnostics {
	var diags diag.Diagnostics
	groups := problem.Groups(problems)
	for i, group := range groups {
		found := group.Problem
		if i == maxDiagnostics {
			diags.Append(problemDiagnostic(object, place, problem.Problem{
				Attribute: found.Attribute, IsWarning: found.IsWarning,
				Message: fmt.Sprintf("There are %d more kinds of problems, which are not shown here.", len(groups)-i),
			}))
			break
		}
		if len(group.Keys) > 1 {
			found.Message = fmt.Sprintf("%s\n\nThis is so in %d %s: %s.", found.Message, len(group.Keys), elements, problem.Keys(group.Keys))
		}
		diags.Append(problemDiagnostic(object, place, found))
	}
	return diags
}

func problemDiagnostic(object string, place Place, found problem.Problem) diag.Diagnostic {
	if found.IsWarning {
		return diag.NewAttributeWarningDiagnostic(place(found), "Questionable "+object, found.Message)
	}
	return diag.NewAttributeErrorDiagnostic(place(found), "Invalid "+object, found.Message)
}
