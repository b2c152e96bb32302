// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestObjectsThatCannotBeProcessedAreRejected(t *testing.T) {
	t.Parallel()
	w := pushed(t, `[{"id":"a","type":"ec2_instance"},{"type":"x"},{"id":null,"type":"x"},{"id":{"x":1},"type":"x"}]`,
		`[{"id":"","type":"x"},{"id":"b"},{"id":"c","type":null},{"id":["d"],"type":"x"}]`)
	define(t, w, "cloud_resource", map[string]string{"id": "id", "cloud_resource_type": "type"})
	push(t, w, `partial [{"id":"a","type":null},{"id":"a","note":"kept"}]`)
	want := []world.Rejection{
		{1, 1, `no primary ID at "id"`},
		{1, 2, `no primary ID at "id"`},
		{1, 3, `no primary ID at "id"`},
		{2, 0, `no primary ID at "id"`},
		{2, 1, `no cloud_resource_type at "type"`},
		{2, 2, `no cloud_resource_type at "type"`},
		{2, 3, `no primary ID at "id"`},
		{3, 0, `no cloud_resource_type at "type"`},
	}
	if diff := cmp.Diff(want, w.Rejected(scorecards, slug)); diff != "" {
		t.Errorf("rejected (-want +got):\n%s", diff)
	}
	if got := records(t, w); got != `{"a":{"id":"a","note":"kept","type":"ec2_instance"}}` {
		t.Errorf("records %s", got)
	}
}

func TestDefineRefusesWhatTheScreenDoes(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		primaryID, category string
		mapping             map[string]string
		want                string
	}{
		"primary ID not in the first object": {"key", "", nil, `the first object has no field "key" to be the primary ID`},
		"primary ID is an object":            {"o", "", nil, `the first object has no field "o" to be the primary ID`},
		"primary ID is an array":             {"l", "", nil, `the first object has no field "l" to be the primary ID`},
		"mapping without category":           {"id", "", map[string]string{"id": "id"}, "there is a mapping, and no category"},
		"unknown category":                   {"id", "vendor", nil, `there is no category "vendor"`},
		"field of another category":          {"id", "device", map[string]string{"admin": "o.x"}, `category device has no field "admin"`},
		"mapped path not in first object":    {"id", "device", map[string]string{"os": "o.y"}, `the first object has no field "o.y" to be mapped to os`},
		"cloud resource without type":        {"id", "cloud_resource", map[string]string{"id": "id"}, "category cloud_resource needs cloud_resource_type, which is not mapped"},
		"training without e-mail":            {"id", "training_record", map[string]string{"id": "id", "training_slug": "o.x"}, "category training_record needs user_email, which is not mapped"},
		"account without e-mail":             {"id", "personnel_account", map[string]string{"id": "id"}, "category personnel_account needs email, which is not mapped"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := pushed(t, `[{"id":"a","o":{"x":"y"},"l":[1]}]`, `[{"id":"b","key":1,"o":{"y":"y"}}]`)
			err := w.Define(scorecards, slug, test.primaryID, test.category, test.mapping)
			if want := `cannot define schema "vendor_scorecards": ` + test.want; err == nil || err.Error() != want {
				t.Errorf("error %v, want %s", err, want)
			}
			if got, _ := w.Schema(scorecards, slug); got.Defined || len(w.Held(scorecards, slug)) != 2 {
				t.Errorf("a schema that was refused is %+v", got)
			}
		})
	}
}

func TestDefineAccepts(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		primaryID, category string
		mapping             map[string]string
		want                string
	}{
		"unmapped data":      {"id", "", nil, "1"},
		"nested primary ID":  {"o.x", "", nil, "y"},
		"device, nothing":    {"id", "device", nil, "1"},
		"account":            {"id", "personnel_account", map[string]string{"id": "id", "email": "o.x", "two_factor_enabled": "on"}, "1"},
		"training":           {"id", "training_record", map[string]string{"id": "id", "user_email": "o.x", "training_slug": "o.x"}, "1"},
		"the same twice too": {"id", "cloud_resource", map[string]string{"id": "id", "cloud_resource_type": "id"}, "1"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := pushed(t, `[{"id":1,"o":{"x":"y"},"on":false}]`)
			if err := w.Define(scorecards, slug, test.primaryID, test.category, test.mapping); err != nil {
				t.Fatal(err)
			}
			if got := w.Records(scorecards, slug); len(got) != 1 || got[test.want] == nil {
				t.Errorf("records %v, want one of %q", got, test.want)
			}
			got, _ := w.Schema(scorecards, slug)
			got.Structure = nil
			want := world.Schema{Slug: slug, Defined: true, PrimaryID: test.primaryID, Category: test.category, Mapping: test.mapping}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("schema (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPrimaryIDCannotBeChanged(t *testing.T) {
	t.Parallel()
	w := pushed(t, `[{"id":"a","key":"k"}]`)
	define(t, w, "", nil)
	err := w.Define(scorecards, slug, "key", "", nil)
	if want := `cannot define schema "vendor_scorecards": its primary ID is "id" and cannot be changed`; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	define(t, w, "device", map[string]string{"os": "key"})
	if got, _ := w.Schema(scorecards, slug); got.PrimaryID != "id" || got.Category != "device" {
		t.Errorf("schema %+v", got)
	}
}
