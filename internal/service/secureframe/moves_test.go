// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// newMoves returns moves of records between pushes in a mode.
func newMoves(t *testing.T, mode string) *acctest.Moves {
	t.Helper()
	systems := acctest.StartSandbox(t)
	return &acctest.Moves{
		Workspace: acctest.NewWorkspace(t, systems),
		Type:      pushType,
		Common:    map[string]any{"terraform": map[string]any{"required_providers": map[string]any{"vendorrisk": map[string]any{"source": "vendorrisk/vendorrisk"}}}},
		Arguments: func(records any) map[string]any {
			return map[string]any{
				"schema": scorecardContract(), "records": records, "mode": mode, "on_removal": "tombstone", "tombstone": `{"active":false}`,
			}
		},
		Record: func(content int) any { return record("A", content) },
		Held: func() map[string]int {
			contents := map[string]int{}
			for key, object := range heldObjects(t, systems) {
				if contents[key] = int(object.Score); !object.Active {
					contents[key] = -1
				}
			}
			return contents
		},
		Faults: systems.Faults,
		Write:  fault.Rule{System: sandbox.Secureframe},
	}
}

type heldObject struct {
	Score  float64
	Active bool
}

func heldObjects(t *testing.T, systems *sandbox.Sandbox) map[string]heldObject {
	t.Helper()
	objects := map[string]heldObject{}
	if _, exists := systems.World.Schema(world.ScorecardsConnectionID, slug); !exists {
		return objects
	}
	for key, text := range held(t, systems) {
		var object heldObject
		if err := json.Unmarshal([]byte(text), &object); err != nil {
			t.Fatal(err)
		}
		objects[key] = object
	}
	return objects
}

func TestMoves(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"replace", "partial"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			acctest.TestMoves(t, newMoves(t, mode))
		})
	}
}

// newFileMoves returns moves of records between pushes of files.
func newFileMoves(t *testing.T) *acctest.Moves {
	t.Helper()
	m := newMoves(t, "replace")
	m.Arguments = func(records any) map[string]any { return buried(fromFile(fmt.Sprint(records))) }
	m.Record = func(content int) any { return content }
	m.Store = func(name string, records map[string]any) any {
		path := filepath.Join(m.Workspace.Dir, name+".jsonl")
		var lines []string
		for key, content := range records {
			score, _ := content.(int)
			lines = append(lines, line(key, "A", score))
		}
		writeRecords(t, path, lines...)
		return path
	}
	return m
}

func TestMoves_ofFiles(t *testing.T) {
	t.Parallel()
	acctest.TestMoves(t, newFileMoves(t))
}

func TestMoves_random(t *testing.T) {
	t.Parallel()
	m := newMoves(t, "replace")
	m.Start(t, map[string][]string{"r0": {"a.example", "b.example"}, "r1": {"c.example"}, "x": {"d.example"}, "y": nil}, "x", "y")
	m.Random(t, 1, 8)
}

// A connection that is not known when Terraform plans replaces the push.
func TestMoves_unknownConnection(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	config := func(trigger string) string {
		return fmt.Sprintf(`
resource "terraform_data" "connection" {
  input            = %q
  triggers_replace = %q
}

resource "vendorrisk_secureframe_push" "scorecards" {
  schema = {
    connection_id = terraform_data.connection.output
    vendor_slug   = %q
    schema_slug   = %q
    primary_id    = "domain"
    fields = {
      domain = { type = "string" }
      active = { type = "boolean" }
      score  = { type = "number" }
    }
  }
  records    = { "a.example" = jsonencode({ score = 1, active = true }) }
  mode       = "partial"
  on_removal = "tombstone"
  tombstone  = jsonencode({ active = false })
}
`, connectionID, trigger, vendorSlug, slug)
	}
	workspace := acctest.NewWorkspace(t, systems)
	for _, trigger := range []string{"1", "2"} {
		workspace.Configure(t, config(trigger))
		workspace.MustExit(t.Context(), t, 0, "apply", "-auto-approve")
		workspace.MustExit(t.Context(), t, 0, "plan", "-detailed-exitcode")
		acctest.Equal(t, "what Secureframe has", held(t, systems), map[string]string{"a.example": `{"active":true,"domain":"a.example","score":1}`})
	}
}

// A replacement sends no tombstone for what it pushes again, and one for what has
// left.
func TestMoves_replacement(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	workspace := acctest.NewWorkspace(t, systems)
	config := func(records ...string) {
		workspace.Configure(t, schemaConfig()+pushConfig(strings.Join(records, ""), `on_removal = "tombstone"`, `tombstone = jsonencode({ active = false })`))
	}
	config(hclRecord("a.example", "A", 1), hclRecord("b.example", "B", 2))
	workspace.MustExit(t.Context(), t, 0, "apply", "-auto-approve")
	config(hclRecord("a.example", "A", 1))
	workspace.MustExit(t.Context(), t, 0, "apply", "-auto-approve", "-replace="+pushAddress)
	acctest.Equal(t, "pushes", pushes(systems), []string{"replace a.example b.example", "partial b.example", "replace a.example"})

	// Another schema is another place: what the old one has is not pushed again there.
	workspace.Configure(t, strings.Replace(schemaConfig(), slug, "another", 1)+pushConfig(hclRecord("a.example", "A", 1),
		`on_removal = "tombstone"`, `tombstone = jsonencode({ active = false })`))
	workspace.MustExit(t.Context(), t, 0, "apply", "-auto-approve")
	acctest.Equal(t, "more pushes", pushes(systems)[3:], []string{"partial a.example", "replace a.example"})
}
