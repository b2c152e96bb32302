// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// Place returns the path of a problem in a configuration.
type Place func(problem.Problem) path.Path

// Problems returns a diagnostic for every problem. object is named in the
// summary: "Secureframe Schema".
func Problems(object string, place Place, problems []problem.Problem) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, found := range problems {
		diags.Append(problemDiagnostic(object, place, found))
	}
	return diags
}

// maxDiagnostics is the number of kinds of problems that get their own
// diagnostic.
const maxDiagnostics = 20

// GroupedProblems is Problems, but returns one diagnostic for problems that
// differ only in their key. The diagnostic is at the first element. elements is
// their noun: "records".
func GroupedProblems(object, elements string, place Place, problems []problem.Problem) diag.Diagnostics {
	var diags diag.Diagnostics
	groups := problem.Groups(problems)
	for i, group := range groups {
		found := group.Problem
		if i == maxDiagnostics {
			diags.Append(problemDiagnostic(object, place, problem.Problem{
				Attribute: found.Attribute, IsWarning: found.IsWarning,
				Message: fmt.Sprintf("%d more kinds of problems are not shown here.", len(groups)-i),
			}))
			break
		}
		if len(group.Keys) > 1 {
			found.Message = fmt.Sprintf("%s\n\nThis applies to %d %s: %s.", found.Message, len(group.Keys), elements, problem.Keys(group.Keys))
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
