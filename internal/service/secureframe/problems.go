// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
)

// maxDiagnostics is how many kinds of problems get a diagnostic of their own.
const maxDiagnostics = 20

// maxExamples is how many records are named of those that something is so of.
const maxExamples = 5

// contractProblems places the problems of a contract, whose attributes are in
// the object at the path.
func contractProblems(at func(attribute string) path.Path, problems []contract.Problem) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, problem := range problems {
		place := at(problem.Attribute)
		if problem.Key != "" && (problem.Attribute == "fields" || problem.Attribute == "mapping") {
			place = place.AtMapKey(problem.Key)
		}
		addProblem(&diags, place, problem.Severity, "Secureframe Schema", problem.Message)
	}
	return diags
}

// valueProblems places the problems of an attribute that holds one JSON object.
func valueProblems(attribute string, problems []contract.Problem) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, problem := range problems {
		message := problem.Message
		if attribute == "tombstone" && problem.Key != "" {
			message = fmt.Sprintf("%q: %s", problem.Key, message)
		}
		addProblem(&diags, path.Root(attribute), problem.Severity, "Secureframe Record", message)
	}
	return diags
}

// recordProblems places the problems of records, those that are the same in
// one diagnostic at the first record that has them.
func recordProblems(attribute string, problems []contract.Problem) diag.Diagnostics {
	var diags diag.Diagnostics
	groups := contract.GroupProblems(problems)
	for i, group := range groups {
		if i == maxDiagnostics {
			rest := groups[i:]
			addProblem(&diags, path.Root(attribute), rest[0].Severity, "Secureframe Records",
				fmt.Sprintf("There are %d more kinds of problems, which are not shown here.", len(rest)))
			break
		}
		place, message := path.Root(attribute), group.Message
		if group.Key != "" {
			place = place.AtMapKey(group.Key)
		}
		if group.Records > 1 {
			message = fmt.Sprintf("%s\n\nThis is so in %d records, among them %s.", message, group.Records, keys(group.Examples))
		}
		addProblem(&diags, place, group.Severity, "Secureframe Record", message)
	}
	return diags
}

func addProblem(diags *diag.Diagnostics, at path.Path, severity contract.Severity, object, message string) {
	if severity == contract.Warning {
		diags.AddAttributeWarning(at, "Questionable "+object, message)
		return
	}
	diags.AddAttributeError(at, "Invalid "+object, message)
}

// keys are the first of several keys, as examples.
func keys(all []string) string {
	list := make([]string, min(len(all), maxExamples))
	for i := range list {
		list[i] = fmt.Sprintf("%q", all[i])
	}
	return strings.Join(list, ", ")
}

func withoutWarnings(problems []contract.Problem) []contract.Problem {
	var errors []contract.Problem
	for _, problem := range problems {
		if problem.Severity == contract.Error {
			errors = append(errors, problem)
		}
	}
	return errors
}
