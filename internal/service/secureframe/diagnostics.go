// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"errors"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// pushError says that a push was not accepted, what has become of the rest,
// and what to do.
func pushError(what, progress string, err error) diag.Diagnostic {
	return diag.NewErrorDiagnostic(
		"Unable to Push "+what+" to Secureframe",
		progress+"\n\n"+system.Explain(err),
	)
}

// isRefused reports whether the error is an answer that says that nothing of
// the request was taken. Without an answer, and after a failure of the server,
// it may have been.
func isRefused(err error) bool {
	failure, ok := errors.AsType[*rest.Error](err)
	return ok && failure.Status >= 300 && failure.Status < 500
}

// otherStatusWarning is about a success that is not the documented one. There
// is none for 0.
func otherStatusWarning(status int) diag.Diagnostics {
	if status == 0 {
		return nil
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic(
		fmt.Sprintf("Secureframe Answered With Status %d", status),
		"Secureframe documents the status 202 for data that it accepts, and nothing about other ones. "+
			"This is taken for accepted. Look in Secureframe whether the data arrives, and whether base_url is right.",
	)}
}

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

// textProblems places the problems of an argument that is one JSON object, whose
// fields have no place of their own.
func textProblems(attribute string, problems []problem.Problem) diag.Diagnostics {
	return framework.Problems("Secureframe Record", func(problem.Problem) path.Path { return path.Root(attribute) }, problems)
}

// tombstoneProblems places the problems of a tombstone, and names the field.
func tombstoneProblems(problems []problem.Problem) diag.Diagnostics {
	named := slices.Clone(problems)
	for i, found := range named {
		if found.Key != "" {
			named[i].Message = fmt.Sprintf("%q: %s", found.Key, found.Message)
		}
	}
	return textProblems("tombstone", named)
}
