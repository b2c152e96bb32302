// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"strconv"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// newMoves returns moves of issues, whose status a person may change.
func newMoves(t *testing.T) *acctest.Moves {
	t.Helper()
	systems := acctest.StartSandbox(t)
	return &acctest.Moves{
		Workspace: acctest.NewWorkspace(t, systems),
		Type:      issueType,
		Common:    map[string]any{"terraform": map[string]any{"required_providers": map[string]any{"vendorrisk": map[string]any{"source": "vendorrisk/vendorrisk"}}}},
		Arguments: func(rows any) map[string]any {
			return map[string]any{
				"template_id": world.IssueTemplateID, "rows": rows, "insert_only_columns": []string{"Issue Status"},
				"on_removed":    map[string]string{"Issue Status": "Closed"},
				"blank_columns": []string{"Risk Impact", "Description", "Resolution", "Linked Third Party Id"},
			}
		},
		Record: func(content int) any {
			return map[string]string{"Name": strconv.Itoa(content), "Risk Severity": "High", "Issue Status": "Open", "Issue Source": "SecurityScorecard"}
		},
		Held: func() map[string]int {
			contents := map[string]int{}
			for _, item := range systems.World.Items(world.IssueItem) {
				content, err := strconv.Atoi(item.Values["Name"])
				if err != nil {
					continue // It is none of the test's issues.
				}
				if item.Values["Issue Status"] != "Open" {
					content = -1
				}
				contents[item.Values[world.IssueExternalID]] = content
			}
			return contents
		},
		Faults: systems.Faults,
		Write:  fault.Rule{System: sandbox.ProcessUnity, Path: importPath},
	}
}

func TestMoves(t *testing.T) {
	t.Parallel()
	acctest.TestMoves(t, newMoves(t))
}

func TestMoves_random(t *testing.T) {
	t.Parallel()
	m := newMoves(t)
	m.Start(t, map[string][]string{"r0": {"a.example", "b.example"}, "r1": {"c.example"}, "x": {"d.example"}, "y": nil}, "x", "y")
	m.Random(t, 1, 8)
}
