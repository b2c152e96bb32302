// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	scorecards = world.ScorecardsConnectionID
	slug       = "vendor_scorecards"
)

// objects decodes an array of objects, as the API does.
func objects(t *testing.T, text string) []map[string]any {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var decoded []map[string]any
	if err := decoder.Decode(&decoded); err != nil {
		t.Fatal(err)
	}
	return decoded
}

// pushed returns a world in which the pushes were accepted, one array of
// objects each. Those that begin with "partial " are partial.
func pushed(t *testing.T, pushes ...string) *world.World {
	t.Helper()
	w := world.Default()
	for _, text := range pushes {
		push(t, w, text)
	}
	return w
}

func push(t *testing.T, w *world.World, text string) {
	t.Helper()
	text, partial := strings.CutPrefix(text, "partial ")
	w.Push(scorecards, world.Push{SchemaSlug: slug, Partial: partial, Objects: objects(t, text), Bytes: int64(len(text))})
}

func define(t *testing.T, w *world.World, category string, mapping map[string]string) {
	t.Helper()
	if err := w.Define(scorecards, slug, "id", category, mapping); err != nil {
		t.Fatal(err)
	}
}

// records writes what is held as JSON.
func records(t *testing.T, w *world.World) string {
	t.Helper()
	text, err := json.Marshal(w.Records(scorecards, slug))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestWorldsHaveConnections(t *testing.T) {
	t.Parallel()
	want := []world.Connection{
		{ID: scorecards, VendorSlug: "securityscorecard", Name: "Vendor scorecards"},
		{ID: world.InfrastructureConnectionID, VendorSlug: "infrastructure", Name: "Infrastructure", Restricted: true},
		{ID: world.FindingsConnectionID, VendorSlug: "nowsecure", Name: "Mobile findings"},
	}
	for name, w := range map[string]*world.World{"default": world.Default(), "generated": world.Generate(1, world.Size{})} {
		if diff := cmp.Diff(want, w.Connections()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if got, ok := world.Default().Connection(scorecards); !ok || got != want[0] {
		t.Errorf("connection %+v, %t", got, ok)
	}
	if got, ok := world.Default().Connection(strings.ToUpper(scorecards)); ok {
		t.Errorf("connection %+v", got)
	}
}

func TestSchemaIsMadeFromTheFirstObject(t *testing.T) {
	t.Parallel()
	w := world.Default()
	if _, exists := w.Schema(scorecards, slug); exists {
		t.Error("there is a schema before the first push")
	}
	push(t, w, `[{"id":"a","score":1,"live":true,"gone":null,"list":[1],"name":{"first":"x","all":["y"],"deep":{"er":2}}},{"id":"b","more":1}]`)
	push(t, w, `[{"id":"c","evenMore":"x"}]`)
	want := world.Schema{
		Slug: slug,
		Structure: map[string]string{
			"id": "string", "score": "number", "live": "boolean", "gone": "null", "name.first": "string", "name.deep.er": "number",
		},
	}
	got, exists := w.Schema(scorecards, slug)
	if diff := cmp.Diff(want, got); !exists || diff != "" {
		t.Errorf("schema (-want +got):\n%s", diff)
	}
	if _, exists := w.Schema(scorecards, "other"); exists {
		t.Error("there is a schema that nobody pushed for")
	}
	if _, exists := w.Schema(world.InfrastructureConnectionID, slug); exists {
		t.Error("the other connection has the schema too")
	}
}

func TestDataIsHeldUntilTheSchemaIsDefined(t *testing.T) {
	t.Parallel()
	w := pushed(t, `[{"id":"a","n":1,"list":[1]}]`, `[{"id":"b"},{"id":"a","n":2}]`)
	if diff := cmp.Diff(objects(t, `[{"id":"a","n":1,"list":[1]},{"id":"b"},{"id":"a","n":2}]`), w.Held(scorecards, slug)); diff != "" {
		t.Errorf("held (-want +got):\n%s", diff)
	}
	if got := records(t, w); got != "{}" {
		t.Errorf("records %s of a schema that is not defined", got)
	}
	define(t, w, "", nil)
	if got := records(t, w); got != `{"a":{"id":"a","n":2},"b":{"id":"b"}}` {
		t.Errorf("records %s", got)
	}
	if got := w.Held(scorecards, slug); got != nil {
		t.Errorf("still held: %v", got)
	}
	push(t, w, `[{"id":"c"}]`)
	if got := records(t, w); got != `{"a":{"id":"a","n":2},"b":{"id":"b"},"c":{"id":"c"}}` {
		t.Errorf("records %s after another push", got)
	}
}

func TestHeldDataMayBeLost(t *testing.T) {
	t.Parallel()
	w := pushed(t, `[{"id":"a"}]`)
	w.DropHeld(scorecards, slug)
	define(t, w, "", nil)
	push(t, w, `[{"id":"b"}]`)
	if got := records(t, w); got != `{"b":{"id":"b"}}` {
		t.Errorf("records %s", got)
	}
	if got := w.PushedObjects(scorecards); got != 2 {
		t.Errorf("%d objects in the log", got)
	}
}

func TestProcessing(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		pushes []string
		want   string
	}{
		"replaces the whole record":      {[]string{`[{"id":"a","x":1,"y":{"p":1}}]`, `[{"id":"a","y":{"q":2}}]`}, `{"a":{"id":"a","y":{"q":2}}}`},
		"keeps records that are missing": {[]string{`[{"id":"a"},{"id":"b"}]`, `[{"id":"b","x":1}]`}, `{"a":{"id":"a"},"b":{"id":"b","x":1}}`},
		"the later object wins":          {[]string{`[{"id":"a","x":1},{"id":"a","x":2}]`}, `{"a":{"id":"a","x":2}}`},
		"drops arrays silently":          {[]string{`[{"id":"a","l":[{"x":1}],"o":{"l":[],"x":{"l":[1],"y":1}}}]`}, `{"a":{"id":"a","o":{"x":{"y":1}}}}`},
		"keeps null in a full object":    {[]string{`[{"id":"a","x":1}]`, `[{"id":"a","x":null}]`}, `{"a":{"id":"a","x":null}}`},
		"merges a partial object":        {[]string{`[{"id":"a","x":1,"y":1}]`, `partial [{"id":"a","y":2,"z":3}]`}, `{"a":{"id":"a","x":1,"y":2,"z":3}}`},
		"merges nested objects":          {[]string{`[{"id":"a","o":{"x":1,"y":1}}]`, `partial [{"id":"a","o":{"y":null,"z":3}}]`}, `{"a":{"id":"a","o":{"x":1,"z":3}}}`},
		"deletes by null in a partial":   {[]string{`[{"id":"a","x":1,"y":1}]`, `partial [{"id":"a","x":null,"never":null}]`}, `{"a":{"id":"a","y":1}}`},
		"drops arrays of a partial":      {[]string{`[{"id":"a","x":1}]`, `partial [{"id":"a","x":[2]}]`}, `{"a":{"id":"a","x":1}}`},
		"partial object over a scalar":   {[]string{`[{"id":"a","x":1}]`, `partial [{"id":"a","x":{"y":2}}]`}, `{"a":{"id":"a","x":{"y":2}}}`},
		"partial object that is new":     {[]string{`[{"id":"a"}]`, `partial [{"id":"b","x":1}]`}, `{"a":{"id":"a"},"b":{"id":"b","x":1}}`},
		"numbers stay exact":             {[]string{`[{"id":12345678901234567890,"x":0.10}]`}, `{"12345678901234567890":{"id":12345678901234567890,"x":0.10}}`},
		"boolean primary ID":             {[]string{`[{"id":true}]`}, `{"true":{"id":true}}`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			late := pushed(t, test.pushes...)
			define(t, late, "", nil)
			early := pushed(t, test.pushes[0])
			define(t, early, "", nil)
			for _, text := range test.pushes[1:] {
				push(t, early, text)
			}
			if diff := cmp.Diff([]string{test.want, test.want}, []string{records(t, late), records(t, early)}); diff != "" {
				t.Errorf("records, defined late and early (-want +got):\n%s", diff)
			}
		})
	}
}

func TestProcessingLeavesTheLogAlone(t *testing.T) {
	t.Parallel()
	w := pushed(t, `[{"id":"a","o":{"x":1,"l":[1]}}]`)
	define(t, w, "", nil)
	before := w.Records(scorecards, slug)
	push(t, w, `partial [{"id":"a","o":{"x":null,"y":2}}]`)
	want := objects(t, `[{"id":"a","o":{"x":1,"l":[1]}}]`)
	if diff := cmp.Diff(want, w.Pushes(scorecards)[0].Objects); diff != "" {
		t.Errorf("log (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(objects(t, `[{"id":"a","o":{"x":1}}]`)[0], before["a"]); diff != "" {
		t.Errorf("what was returned before has changed (-want +got):\n%s", diff)
	}
}

func TestPushesAreLoggedInOrder(t *testing.T) {
	t.Parallel()
	w := pushed(t, `[{"id":"a"},{"no":1}]`)
	w.Push(scorecards, world.Push{SchemaSlug: "other", Objects: objects(t, `[{"id":"x"}]`), Bytes: 99, Sequence: 7, Count: 7, IDs: []string{"7"}})
	push(t, w, `partial [{"id":"b"}]`)
	w.Push(world.InfrastructureConnectionID, world.Push{SchemaSlug: slug, Objects: objects(t, `[{"id":"y"}]`), Bytes: 100})
	want := []world.Push{
		{Sequence: 1, SchemaSlug: slug, Objects: objects(t, `[{"id":"a"},{"no":1}]`), Count: 2, Bytes: 21},
		{Sequence: 2, SchemaSlug: "other", Objects: objects(t, `[{"id":"x"}]`), Count: 1, Bytes: 99},
		{Sequence: 3, SchemaSlug: slug, Partial: true, Objects: objects(t, `[{"id":"b"}]`), Count: 1, Bytes: 12},
	}
	if diff := cmp.Diff(want, w.Pushes(scorecards)); diff != "" {
		t.Errorf("undefined (-want +got):\n%s", diff)
	}
	define(t, w, "", nil)
	want[0].IDs, want[2].IDs = []string{"a", ""}, []string{"b"}
	if diff := cmp.Diff(want, w.Pushes(scorecards)); diff != "" {
		t.Errorf("defined (-want +got):\n%s", diff)
	}
	if count, largest := w.PushedObjects(scorecards), w.LargestPush(scorecards); count != 4 || largest != 99 {
		t.Errorf("%d objects, largest push of %d", count, largest)
	}
	if got := w.Pushes(world.InfrastructureConnectionID); len(got) != 1 || got[0].Sequence != 1 {
		t.Errorf("the other connection has %+v", got)
	}
}

func TestValues(t *testing.T) {
	t.Parallel()
	p := world.Push{Objects: objects(t, `[{"a":{"b":"x"}},{"a":{"b":1.50}},{"a":{"b":false}},{"a":{"b":null}},{"a":{"b":[1]}},{"a":"x"},{},{"a":{"b":{"c":1}}}]`)}
	if diff := cmp.Diff([]string{"x", "1.50", "false", "", "", "", "", ""}, p.Values("a.b")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCountsOnly(t *testing.T) {
	t.Parallel()
	w := world.Default()
	w.KeepCountsOnly()
	push(t, w, `[{"id":"a"},{"id":"b"}]`)
	define(t, w, "", nil)
	push(t, w, `[{"id":"c"}]`)
	want := []world.Push{{Sequence: 1, SchemaSlug: slug, Count: 2, Bytes: 23}, {Sequence: 2, SchemaSlug: slug, Count: 1, Bytes: 12}}
	if diff := cmp.Diff(want, w.Pushes(scorecards)); diff != "" {
		t.Errorf("pushes (-want +got):\n%s", diff)
	}
	for name, read := range map[string]func(){
		"held":     func() { w.Held(scorecards, slug) },
		"records":  func() { w.Records(scorecards, slug) },
		"rejected": func() { w.Rejected(scorecards, slug) },
	} {
		if !panics(read) {
			t.Errorf("%s: no panic, where nothing is known", name)
		}
	}
}

func panics(do func()) (panicked bool) {
	defer func() { panicked = recover() != nil }()
	do()
	return false
}

func TestMistakesWithConnectionsPanic(t *testing.T) {
	t.Parallel()
	w := world.Default()
	for name, mistake := range map[string]func(){
		"connection that exists":         func() { w.AddConnection(world.Connection{ID: scorecards}) },
		"pushes of no connection":        func() { w.Pushes("none") },
		"records of no connection":       func() { w.Records("none", slug) },
		"push to no connection":          func() { w.Push("none", world.Push{}) },
		"schema that nobody pushed for":  func() { _ = w.Define(scorecards, slug, "id", "", nil) },
		"held data that nobody ever had": func() { w.DropHeld(scorecards, slug) },
	} {
		if !panics(mistake) {
			t.Errorf("%s: no panic", name)
		}
	}
	if held, kept := w.Held(scorecards, slug), w.Records(scorecards, slug); held != nil || len(kept) != 0 {
		t.Errorf("a schema that nobody pushed for holds %v, %v", held, kept)
	}
}

func TestPushesAtOnce(t *testing.T) {
	t.Parallel()
	w := pushed(t, `[{"id":"first"}]`)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				w.Push(scorecards, world.Push{SchemaSlug: slug, Objects: []map[string]any{{"id": "a", "o": map[string]any{"x": true}}}})
				w.Pushes(scorecards)
				w.Records(scorecards, slug)
				w.Held(scorecards, slug)
				w.PushedObjects(scorecards)
			}
		})
	}
	define(t, w, "", nil)
	all.Wait()
	for i, p := range w.Pushes(scorecards) {
		if p.Sequence != i+1 {
			t.Fatalf("push %d has sequence %d", i, p.Sequence)
		}
	}
	if got := w.PushedObjects(scorecards); got != 161 {
		t.Errorf("%d objects", got)
	}
}
