// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// importProblems places problems, those of rows that are the same in one
// diagnostic at the first row that has them.
func importProblems(problems []problem.Problem) diag.Diagnostics {
	return framework.GroupedProblems("ProcessUnity Import", "rows", place, problems)
}

func place(found problem.Problem) path.Path {
	at := path.Root(found.Attribute)
	if found.Attribute != "rows" && found.Attribute != "on_removed" || found.Key == "" {
		return at
	}
	at = at.AtMapKey(found.Key)
	if found.Field != "" {
		at = at.AtMapKey(found.Field)
	}
	return at
}

// maxMessages is how many messages of ProcessUnity get a diagnostic of their
// own.
const maxMessages = 20

// addMessages adds what ProcessUnity reports about rows. Rows with the same
// message share one diagnostic, at the first of them.
func addMessages(diags *diag.Diagnostics, isWarning bool, summary, words string, messages map[string]string) {
	byMessage := map[string][]string{}
	for _, key := range slices.Sorted(maps.Keys(messages)) {
		byMessage[messages[key]] = append(byMessage[messages[key]], key)
	}
	shown := 0
	for _, message := range slices.Sorted(maps.Keys(byMessage)) {
		rows := byMessage[message]
		if shown++; shown > maxMessages {
			diags.AddAttributeWarning(path.Root("rows"), summary, "ProcessUnity says more about other rows, which is not shown here.")
			return
		}
		detail := fmt.Sprintf("%s of %s: %s\n\n%s", words, problem.Count(len(rows), "row"), message, problem.Keys(rows))
		if isWarning {
			diags.AddAttributeWarning(path.Root("rows").AtMapKey(rows[0]), summary, detail)
		} else {
			diags.AddAttributeError(path.Root("rows").AtMapKey(rows[0]), summary, detail)
		}
	}
}
