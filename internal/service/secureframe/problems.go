// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// contractProblems places the problems of a contract, whose attributes are in
// the object at the path.
func contractProblems(at func(attribute string) path.Path, problems []problem.Problem) diag.Diagnostics {
	place := func(found problem.Problem) path.Path {
		if found.Key != "" && (found.Attribute == "fields" || found.Attribute == "mapping") {
			return at(found.Attribute).AtMapKey(found.Key)
		}
		return at(found.Attribute)
	}
	return framework.Problems("Secureframe Schema", place, problems)
}

// recordProblems places the problems of records, which are in an attribute.
func recordProblems(attribute string, problems []problem.Problem) diag.Diagnostics {
	place := func(found problem.Problem) path.Path {
		if found.Key == "" {
			return path.Root(attribute)
		}
		return path.Root(attribute).AtMapKey(found.Key)
	}
	return framework.GroupedProblems("Secureframe Record", "records", place, problems)
}

// bootstrapProblems places the problems of the sample record.
func bootstrapProblems(problems []problem.Problem) diag.Diagnostics {
	place := func(problem.Problem) path.Path { return path.Root("bootstrap") }
	return framework.Problems("Secureframe Record", place, problems)
}

// tombstoneProblems places the problems of a tombstone, whose fields have no
// place of their own: the argument is one text.
func tombstoneProblems(problems []problem.Problem) diag.Diagnostics {
	named := make([]problem.Problem, len(problems))
	for i, found := range problems {
		if found.Key != "" {
			found.Message = fmt.Sprintf("%q: %s", found.Key, found.Message)
		}
		named[i] = found
	}
	place := func(problem.Problem) path.Path { return path.Root("tombstone") }
	return framework.Problems("Secureframe Record", place, named)
}
