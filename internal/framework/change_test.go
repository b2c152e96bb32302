// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

func person(name, city string) tftypes.Value {
	return tftypes.NewValue(
		tftypes.Object{AttributeTypes: map[string]tftypes.Type{"name": tftypes.String, "city": tftypes.String}},
		map[string]tftypes.Value{"name": framework.String(name), "city": framework.String(city)},
	)
}

func TestChange(t *testing.T) {
	t.Parallel()
	before := person("Robin", "Bonn")
	after, err := framework.Change(before, map[string]tftypes.Value{"city": framework.String("Kiel")})
	if err != nil || !after.Equal(person("Robin", "Kiel")) {
		t.Errorf("%s, error %v", after, err)
	}
	if !before.Equal(person("Robin", "Bonn")) {
		t.Errorf("the object itself was changed: %s", before)
	}
	for name, wrong := range map[string]map[string]tftypes.Value{
		"another type":    {"city": framework.Count(1)},
		"not in the type": {"street": framework.String("Ring")},
	} {
		if kept, err := framework.Change(before, wrong); err == nil || !kept.Equal(before) {
			t.Errorf("%s: %s, error %v", name, kept, err)
		}
	}
}

func TestStore(t *testing.T) {
	t.Parallel()
	state := person("Robin", "Bonn")
	if diags := framework.Store(&state, state, map[string]tftypes.Value{"name": framework.String("Kim")}); diags.HasError() {
		t.Error(diags)
	}
	want := person("Kim", "Bonn")
	if !state.Equal(want) {
		t.Errorf("stored %s", state)
	}
	mustBeOneFault(t, framework.Store(&state, state, map[string]tftypes.Value{"name": framework.Count(1)}), "Unable to Read the Arguments")
	if !state.Equal(want) {
		t.Errorf("a fault left %s", state)
	}
}
