// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"encoding/json"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// importedRows are the numbers of rows that examples import into ProcessUnity.
var importedRows = map[string]int{
	"resources/vendorrisk_processunity_issue_import":       1,
	"resources/vendorrisk_processunity_third_party_import": 6,
	"recipes/processunity-sync":                            30,
}

// countImported returns the number of rows that ProcessUnity has received.
func countImported(systems *sandbox.Sandbox) int {
	count := 0
	for _, template := range systems.World.ImportTemplates() {
		for _, one := range systems.World.Imports(template.ID) {
			count += len(one.Rows)
		}
	}
	return count
}

// checkImported checks the number of rows that were sent, that each was sent
// once, and that ProcessUnity has the rows of the state.
func checkImported(t *testing.T, state *tfjson.State, systems *sandbox.Sandbox, want int) {
	t.Helper()
	if got := countImported(systems); got != want {
		t.Errorf("%d rows were imported, want %d", got, want)
	}
	for _, resource := range state.Values.RootModule.Resources {
		if strings.HasPrefix(resource.Type, "vendorrisk_processunity_") && resource.Mode == tfjson.ManagedResourceMode {
			checkRows(t, systems, resource)
		}
	}
}

// checkRows compares the rows of a resource with ProcessUnity's items.
func checkRows(t *testing.T, systems *sandbox.Sandbox, resource *tfjson.StateResource) {
	t.Helper()
	attributes, err := json.Marshal(resource.AttributeValues)
	if err != nil {
		t.Fatal(err)
	}
	var state struct {
		Rows map[string]map[string]string `json:"rows"`
	}
	decode(t, attributes, &state)
	itemType, key := world.ThirdPartyItem, world.IDColumn
	if resource.Type == "vendorrisk_processunity_issue_import" {
		itemType, key = world.IssueItem, world.IssueExternalID
	}
	for id, row := range state.Rows {
		items := systems.World.FindItems(itemType, key, id)
		if len(items) != 1 {
			t.Errorf("%s: ProcessUnity has %q %d times", resource.Address, id, len(items))
			continue
		}
		for column, text := range row {
			if got := items[0].Values[column]; got != text {
				t.Errorf("%s: ProcessUnity has %q as %s of %q, want %q", resource.Address, got, column, id, text)
			}
		}
	}
}
