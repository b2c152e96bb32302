// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
)

const (
	// maxDiagnostics is how many kinds of problems get a diagnostic of their own.
	maxDiagnostics = 20
	// maxKeys is how many rows are named of those that something is so of.
	maxKeys = 20
)

// addProblems places problems, those of rows that are the same in one
// diagnostic at the first row that has them.
func addProblems(diags *diag.Diagnostics, problems []template.Problem) {
	groups := template.GroupProblems(problems)
	for i, group := range groups {
		if i == maxDiagnostics {
			add(diags, path.Root(group.Attribute), group.IsWarning, fmt.Sprintf("There are %d more kinds of problems, which are not shown here.", len(groups)-i))
			return
		}
		message := group.Message
		if len(group.Keys) > 1 {
			message = fmt.Sprintf("%s\n\nThis is so in %d rows: %s.", message, len(group.Keys), keys(group.Keys))
		}
		add(diags, place(group.Problem), group.IsWarning, message)
	}
}

func add(diags *diag.Diagnostics, at path.Path, isWarning bool, message string) {
	if isWarning {
		diags.AddAttributeWarning(at, "Questionable ProcessUnity Import", message)
		return
	}
	diags.AddAttributeError(at, "Invalid ProcessUnity Import", message)
}

func place(problem template.Problem) path.Path {
	at := path.Root(problem.Attribute)
	if problem.Attribute != "rows" && problem.Attribute != "on_removed" || problem.Key == "" {
		return at
	}
	at = at.AtMapKey(problem.Key)
	if problem.Column != "" {
		at = at.AtMapKey(problem.Column)
	}
	return at
}

// addMessages places what ProcessUnity says of rows, those of which it says the
// same in one diagnostic at the first of them.
func addMessages(diags *diag.Diagnostics, isWarning bool, summary, words string, messages map[string]string) {
	byMessage := map[string][]string{}
	for _, key := range slices.Sorted(maps.Keys(messages)) {
		byMessage[messages[key]] = append(byMessage[messages[key]], key)
	}
	shown := 0
	for _, message := range slices.Sorted(maps.Keys(byMessage)) {
		rows := byMessage[message]
		if shown++; shown > maxDiagnostics {
			diags.AddAttributeWarning(path.Root("rows"), summary, "More is said of other rows, which is not shown here.")
			return
		}
		detail := fmt.Sprintf("%s of %d rows: %s\n\n%s", words, len(rows), message, keys(rows))
		if isWarning {
			diags.AddAttributeWarning(path.Root("rows").AtMapKey(rows[0]), summary, detail)
		} else {
			diags.AddAttributeError(path.Root("rows").AtMapKey(rows[0]), summary, detail)
		}
	}
}

// keys are the first of several keys.
func keys(all []string) string {
	list := make([]string, min(len(all), maxKeys))
	for i := range list {
		list[i] = fmt.Sprintf("%q", all[i])
	}
	text := strings.Join(list, ", ")
	if more := len(all) - len(list); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
