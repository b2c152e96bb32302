// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	scorecards = world.ScorecardsConnectionID
	slug       = "vendor_scorecards"
)

// push decodes objects as the API does. Those that begin with "partial " are
// partial.
func push(t *testing.T, w *world.World, text string) {
	t.Helper()
	text, partial := strings.CutPrefix(text, "partial ")
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var objects []world.Object
	if err := decoder.Decode(&objects); err != nil {
		t.Fatal(err)
	}
	w.Push(scorecards, world.Push{SchemaSlug: slug, Partial: partial, Objects: objects, Bytes: int64(len(text))})
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

func TestSchema_isMadeFromTheFirstObject(t *testing.T) {
	t.Parallel()
	w := world.Default()
	if _, exists := w.Schema(scorecards, slug); exists {
		t.Error("there is a schema before the first push")
	}
	push(t, w, `[{"id":"a","score":1,"live":true,"gone":null,"list":[1],"name":{"first":"x","all":["y"],"deep":{"er":2}}},{"id":"b","more":1}]`)
	push(t, w, `[{"id":"c","evenMore":"x"}]`)
	want := world.Schema{Structure: map[string]string{
		"id": "string", "score": "number", "live": "boolean", "gone": "null", "name.first": "string", "name.deep.er": "number",
	}}
	got, _ := w.Schema(scorecards, slug)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("schema (-want +got):\n%s", diff)
	}
	if got := records(t, w); got != "{}" {
		t.Errorf("records %s of a schema that is not defined", got)
	}
}

func TestProcessing(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
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
	} {
		for _, early := range []bool{false, true} {
			w := world.Default()
			for i, text := range test.pushes {
				push(t, w, text)
				if early && i == 0 {
					define(t, w, "", nil)
				}
			}
			before := w.Pushes(scorecards)
			define(t, w, "", nil)
			if diff := cmp.Diff(test.want, records(t, w)) + cmp.Diff(before, w.Pushes(scorecards)); diff != "" {
				t.Errorf("%s, defined early %t: records and log (-want +got):\n%s", name, early, diff)
			}
		}
	}
}

func TestProcessing_rejectsObjectsThatCannotBeProcessed(t *testing.T) {
	t.Parallel()
	w := world.Default()
	push(t, w, `[{"id":"a","type":"ec2_instance"},{"type":"x"},{"id":null,"type":"x"},{"id":{"x":1},"type":"x"}]`)
	push(t, w, `[{"id":"","type":"x"},{"id":"b"},{"id":"c","type":null},{"id":["d"],"type":"x"}]`)
	define(t, w, "cloud_resource", map[string]string{"id": "id", "cloud_resource_type": "type"})
	push(t, w, `partial [{"id":"a","type":null},{"id":"a","note":"kept"}]`)
	const noID, noType = `no primary ID at "id"`, `no cloud_resource_type at "type"`
	want := []world.Rejection{{1, 1, noID}, {1, 2, noID}, {1, 3, noID}, {2, 0, noID}, {2, 1, noType}, {2, 2, noType}, {2, 3, noID}, {3, 0, noType}}
	if diff := cmp.Diff(want, w.Rejected(scorecards, slug)); diff != "" {
		t.Errorf("rejected (-want +got):\n%s", diff)
	}
	if got := records(t, w); got != `{"a":{"id":"a","note":"kept","type":"ec2_instance"}}` {
		t.Errorf("records %s", got)
	}
}

func TestDefine_refusesWhatTheScreenRefuses(t *testing.T) {
	t.Parallel()
	for want, test := range map[string]struct {
		primaryID, category string
		mapping             map[string]string
	}{
		`the first object has no field "key" to be the primary ID`:               {"key", "", nil},
		`the first object has no field "o" to be the primary ID`:                 {"o", "", nil},
		`the first object has no field "l" to be the primary ID`:                 {"l", "", nil},
		"there is a mapping, and no category":                                    {"id", "", map[string]string{"id": "id"}},
		`there is no category "vendor"`:                                          {"id", "vendor", nil},
		`category device has no field "admin"`:                                   {"id", "device", map[string]string{"admin": "o.x"}},
		`the first object has no field "o.y" to be mapped to os`:                 {"id", "device", map[string]string{"os": "o.y"}},
		"category cloud_resource needs cloud_resource_type, which is not mapped": {"id", "cloud_resource", map[string]string{"id": "id"}},
		"category training_record needs user_email, which is not mapped":         {"id", "training_record", map[string]string{"id": "id", "training_slug": "o.x"}},
		"category personnel_account needs email, which is not mapped":            {"id", "personnel_account", map[string]string{"id": "id"}},
	} {
		w := world.Default()
		push(t, w, `[{"id":"a","o":{"x":"y"},"l":[1]}]`)
		err := w.Define(scorecards, slug, test.primaryID, test.category, test.mapping)
		if got, _ := w.Schema(scorecards, slug); err == nil || err.Error() != `cannot define schema "vendor_scorecards": `+want || got.Defined {
			t.Errorf("error %v, want %s", err, want)
		}
	}
	w := world.Default()
	push(t, w, `[{"id":"a","o":{"x":"y"}}]`)
	define(t, w, "device", map[string]string{"os": "o.x"})
	if err := w.Define(scorecards, slug, "o.x", "", nil); err == nil || !strings.HasSuffix(err.Error(), `its primary ID is "id" and cannot be changed`) {
		t.Errorf("error %v", err)
	}
	define(t, w, "training_record", map[string]string{"id": "id", "user_email": "o.x", "training_slug": "o.x"})
}

func TestPushes_areLogged(t *testing.T) {
	t.Parallel()
	w := world.Default()
	push(t, w, `[{"a":{"b":"x"}},{"a":{"b":1.50}},{"a":{"b":false}},{"a":{"b":null}},{"a":{"b":[1]}},{"a":"x"},{},{"a":{"b":{"c":1}}}]`)
	if diff := cmp.Diff([]string{"x", "1.50", "false", "", "", "", "", ""}, w.Pushes(scorecards)[0].Values("a.b")); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
	w.KeepCountsOnly()
	push(t, w, `partial [{"id":"a"},{"id":"b"}]`)
	want := world.Push{Sequence: 2, SchemaSlug: slug, Partial: true, Count: 2, Bytes: 23}
	if diff := cmp.Diff(want, w.Pushes(scorecards)[1]); diff != "" || w.PushedObjects(scorecards) != 10 || w.LargestPush(scorecards) != 118 {
		t.Errorf("largest push %d, second push (-want +got):\n%s", w.LargestPush(scorecards), diff)
	}
}
