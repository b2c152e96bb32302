// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/graph"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// mermaidDigest is the SHA-256 of dist/mermaid.tiny.js of npm @mermaid-js/tiny
// 11.17.2. testdata/mermaid/README.md says how to get it.
const mermaidDigest = "7a644017d37f93c8359790884e6b67fb1f747c78eb20475952404bd87190a3f8"

// stubs are what Mermaid expects of a browser before it draws. Without a document,
// DOMPurify is a function that cleans nothing: parsing needs no more.
const stubs = `
var nothing = function () {};
var console = { log: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing, trace: nothing };
var setTimeout = function () { return 0; }, clearTimeout = nothing;
Function.prototype.addHook = nothing;
Function.prototype.sanitize = function (text) { return text; };
`

// parse calls Mermaid's parser. Promises are settled when a script ends.
const parse = `
mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });
var outcome;
function parseDiagram(text) {
	outcome = undefined;
	mermaid.mermaidAPI.getDiagramFromText(text).then(
		function (diagram) {
			var nodes = {};
			diagram.db.getVertices().forEach(function (vertex, id) { nodes[id] = { text: vertex.text, classes: vertex.classes }; });
			outcome = { type: diagram.type, nodes: nodes, edges: diagram.db.getEdges().length };
		},
		function (error) { outcome = { error: String(error && error.message || error) }; }
	);
}
`

// parsed is what Mermaid makes of a diagram.
type parsed struct {
	Error string
	Type  string
	Nodes map[string]struct {
		Text    string
		Classes []string
	}
	Edges int
}

// mermaid is the real Mermaid in an interpreter. It is not safe for concurrent use.
type mermaid struct{ vm *goja.Runtime }

func newMermaid(t *testing.T) mermaid {
	t.Helper()
	file, err := os.Open("testdata/mermaid/mermaid.tiny.js.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	script, err := io.ReadAll(unzipped)
	if err != nil {
		t.Fatal(err)
	}
	if digest := sha256.Sum256(script); hex.EncodeToString(digest[:]) != mermaidDigest {
		t.Fatal("mermaid.tiny.js.gz is not what the test was written for")
	}
	m := mermaid{goja.New()}
	for _, script := range []struct{ name, text string }{{"stubs.js", stubs}, {"mermaid.tiny.js", string(script)}, {"parse.js", parse}} {
		if _, err := m.vm.RunScript(script.name, script.text); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

func (m mermaid) parse(t *testing.T, text string) parsed {
	t.Helper()
	call, ok := goja.AssertFunction(m.vm.Get("parseDiagram"))
	if !ok {
		t.Fatal("parseDiagram is not a function")
	}
	if _, err := call(goja.Undefined(), m.vm.ToValue(text)); err != nil {
		t.Fatal(err)
	}
	outcome, err := m.vm.RunString("JSON.stringify(outcome)")
	if err != nil {
		t.Fatal(err)
	}
	var result parsed
	if err := json.Unmarshal([]byte(outcome.String()), &result); err != nil {
		t.Fatalf("%s: %s", err, outcome)
	}
	return result
}

// Mermaid's own parser takes every diagram, finds the nodes and the edges that
// were written, and shows every name as a text. It refuses a diagram that is
// broken.
func TestDiagram_isMermaid(t *testing.T) {
	t.Parallel()
	m := newMermaid(t)
	for name, diagram := range map[string]string{
		"vendors": vendors().Diagram(), "applications": apps().Diagram(), "nothing": graph.SecurityScorecard{}.Diagram(),
	} {
		m.mustParse(t, name, diagram)
	}
	for names := range slices.Chunk(hostileNames, graph.MaximumDrawnGroups) {
		diagram := named(names...).Diagram()
		nodes := m.mustParse(t, fmt.Sprintf("%q", names), diagram).Nodes
		for i, name := range names {
			want := cmp.Or(posture.Shorten(posture.Printable(name), 40), fmt.Sprintf("%d.example", i))
			got, _, _ := strings.Cut(nodes[fmt.Sprintf("m%d", i+1)].Text, "<br/>")
			if decodeEntities(got) != want {
				t.Errorf("%q is shown as %q", want, got)
			}
		}
	}
	for _, broken := range []string{"flowchart LR\n  a[\"b\"c\"]\n", "flowchart LR\n  a[(b)\n", "flowchart LR\n  end --> a\n", "no diagram"} {
		if got := m.parse(t, broken); got.Error == "" {
			t.Errorf("Mermaid takes %q", broken)
		}
	}
}

// mustParse parses a diagram and checks that Mermaid finds what was written.
func (m mermaid) mustParse(t *testing.T, name, diagram string) parsed {
	t.Helper()
	got := m.parse(t, diagram)
	nodes, edges := strings.Count(diagram, ":::"), strings.Count(diagram, " --> ")
	if got.Type != "flowchart-v2" || len(got.Nodes) != nodes || got.Edges != edges {
		t.Errorf("%s: got %q with %d nodes and %d edges, want %d and %d: %s\n%s",
			name, got.Type, len(got.Nodes), got.Edges, nodes, edges, got.Error, diagram)
	}
	for id, node := range got.Nodes {
		if len(node.Classes) != 1 {
			t.Errorf("%s: node %s has the classes %v", name, id, node.Classes)
		}
	}
	return got
}

// decodeEntities does what Mermaid does with entity codes before it draws.
func decodeEntities(text string) string {
	return html.UnescapeString(strings.NewReplacer("ﬂ°°", "&#", "ﬂ°", "&", "¶ß", ";").Replace(text))
}
