// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// pushError says that a push was not accepted, what was accepted before, and
// how to resolve the error.
func pushError(ctx context.Context, what, progress string, err error) diag.Diagnostic {
	return diag.NewErrorDiagnostic(
		"Unable to Push "+what+" to Secureframe",
		progress+"\n\n"+system.ExplainIn(ctx, err),
	)
}

// isRefused reports whether the error is an answer that says that Secureframe
// accepted nothing of the request. Without an answer, after a server error, and
// after a success that is not the documented one, Secureframe may have accepted
// it.
func isRefused(err error) bool {
	failure, ok := errors.AsType[*rest.Error](err)
	return ok && failure.Status >= 300 && failure.Status < 500
}

// contractProblems returns the problems of a contract as diagnostics. at
// returns the path of an attribute of the contract.
func contractProblems(at func(attribute string) path.Path, problems []problem.Problem) diag.Diagnostics {
	place := func(found problem.Problem) path.Path {
		if found.Key != "" && (found.Attribute == "fields" || found.Attribute == "mapping") {
			return at(found.Attribute).AtMapKey(found.Key)
		}
		return at(found.Attribute)
	}
	return framework.Problems("Secureframe Schema", place, problems)
}

// recordProblems returns the problems of records, which are in an attribute, as
// diagnostics.
func recordProblems(attribute string, problems []problem.Problem) diag.Diagnostics {
	place := func(found problem.Problem) path.Path { return recordPath(attribute, found.Key) }
	return framework.GroupedProblems("Secureframe Record", "records", place, problems)
}

// recordPath is the path of a record in an attribute. The records of a file have
// none.
func recordPath(attribute, key string) path.Path {
	if key == "" || attribute == "records_file" {
		return path.Root(attribute)
	}
	return path.Root(attribute).AtMapKey(key)
}

// textProblems returns the problems of an argument that is a JSON object as
// diagnostics. They are all at the argument, because its fields have no path.
func textProblems(attribute string, problems []problem.Problem) diag.Diagnostics {
	return framework.Problems("Secureframe Record", func(problem.Problem) path.Path { return path.Root(attribute) }, problems)
}

// tombstoneProblems returns the problems of a tombstone as diagnostics that name
// the field.
func tombstoneProblems(problems []problem.Problem) diag.Diagnostics {
	named := slices.Clone(problems)
	for i, found := range named {
		if found.Key != "" {
			named[i].Message = fmt.Sprintf("%q: %s", found.Key, found.Message)
		}
	}
	return textProblems("tombstone", named)
}
