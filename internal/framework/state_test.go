// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// lookup is a data source with arguments and computed attributes.
var lookup = schema.Schema{Attributes: map[string]schema.Attribute{
	"filter": schema.StringAttribute{Optional: true},
	"names":  schema.ListAttribute{ElementType: types.StringType, Optional: true},
	"id":     schema.StringAttribute{Optional: true, Computed: true},
	"rows":   partColumns.ListAttribute("Rows."),
}}

func lookupConfig(t *testing.T, arguments map[string]tftypes.Value) (tfsdk.Config, tfsdk.State) {
	t.Helper()
	lookupType := lookup.Type().TerraformType(t.Context())
	values := map[string]tftypes.Value{
		"filter": tftypes.NewValue(tftypes.String, nil),
		"names":  tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, nil),
		"id":     tftypes.NewValue(tftypes.String, nil),
		"rows":   tftypes.NewValue(tftypes.List{ElementType: partColumns.Type()}, nil),
	}
	maps.Copy(values, arguments)
	return tfsdk.Config{Schema: lookup, Raw: tftypes.NewValue(lookupType, values)},
		tfsdk.State{Schema: lookup, Raw: tftypes.NewValue(lookupType, nil)}
}

func TestStore_keepsTheArguments(t *testing.T) {
	t.Parallel()
	type model struct {
		Filter *string  `tfsdk:"filter"`
		Names  []string `tfsdk:"names"`
		ID     *string  `tfsdk:"id"`
		Rows   []part   `tfsdk:"rows"`
	}
	read := []part{{Whole: new(int64(1))}, {}}
	tests := map[string]struct {
		arguments map[string]tftypes.Value
		computed  map[string]tftypes.Value
		want      model
	}{
		"set arguments stay": {
			map[string]tftypes.Value{"filter": framework.String("x"), "names": framework.Strings([]string{"a", "b"})},
			map[string]tftypes.Value{"id": framework.String("1"), "rows": partColumns.List(read)},
			model{Filter: new("x"), Names: []string{"a", "b"}, ID: new("1"), Rows: read},
		},
		"null arguments stay null": {
			nil,
			map[string]tftypes.Value{"id": framework.String("1"), "rows": partColumns.List(nil)},
			model{ID: new("1"), Rows: []part{}},
		},
		"what is computed wins over its argument": {
			map[string]tftypes.Value{"id": framework.String("HTTPS://A.example/")},
			map[string]tftypes.Value{"id": framework.String("a.example"), "rows": partColumns.List(nil)},
			model{ID: new("a.example"), Rows: []part{}},
		},
		"what is not computed is null": {
			map[string]tftypes.Value{"filter": framework.String("x")},
			nil,
			model{Filter: new("x")},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config, state := lookupConfig(t, test.arguments)
			before := config.Raw.Copy()
			if diags := framework.Store(&state.Raw, config.Raw, test.computed); len(diags) > 0 {
				t.Fatalf("Store: %v", diags)
			}
			mustBeTheSame(t, state.Raw, byReflection(t, lookup.Attributes, test.want))
			if !config.Raw.Equal(before) {
				t.Errorf("the configuration was changed to %s", config.Raw)
			}
		})
	}
}

func TestStore_refusesWhatIsNotInTheSchema(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		computed map[string]tftypes.Value
		summary  string
	}{
		"an attribute of another name": {
			map[string]tftypes.Value{"row": framework.String("x")}, "Unable to Store the State",
		},
		"an attribute of another type": {
			map[string]tftypes.Value{"rows": framework.String("x")}, "Unable to Store the State",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config, state := lookupConfig(t, nil)
			diags := framework.Store(&state.Raw, config.Raw, test.computed)
			mustBeOneFault(t, diags, test.summary)
			if !state.Raw.IsNull() {
				t.Errorf("the state is %s, want null", state.Raw)
			}
		})
	}
}

func TestStore_refusesWhatIsNoObject(t *testing.T) {
	t.Parallel()
	config, state := lookupConfig(t, nil)
	config.Raw = framework.String("x")
	diags := framework.Store(&state.Raw, config.Raw, nil)
	mustBeOneFault(t, diags, "Unable to Store the State")
}

func person(name, city string) tftypes.Value {
	return tftypes.NewValue(
		tftypes.Object{AttributeTypes: map[string]tftypes.Type{"name": tftypes.String, "city": tftypes.String}},
		map[string]tftypes.Value{"name": framework.String(name), "city": framework.String(city)},
	)
}

// Store changes only the replaced attributes, and nothing if there is an error.
func TestStore_replaces(t *testing.T) {
	t.Parallel()
	before := person("Robin", "Bonn")
	state := before
	if diags := framework.Store(&state, state, framework.Values{"name": framework.String("Kim")}); diags.HasError() {
		t.Error(diags)
	}
	want := person("Kim", "Bonn")
	if !state.Equal(want) || !before.Equal(person("Robin", "Bonn")) {
		t.Errorf("stored %s over %s", state, before)
	}
	for _, wrong := range []framework.Values{{"city": framework.Count(1)}, {"street": framework.String("Ring")}} {
		mustBeOneFault(t, framework.Store(&state, state, wrong), "Unable to Store the State")
		if !state.Equal(want) {
			t.Errorf("a fault left %s", state)
		}
	}
}

// mustBeOneFault checks for a single error that asks for a bug report.
func mustBeOneFault(t *testing.T, diags diag.Diagnostics, summary string) {
	t.Helper()
	if len(diags) != 1 || diags[0].Severity() != diag.SeverityError || diags[0].Summary() != summary {
		t.Fatalf("want one error %q, got %v", summary, diags)
	}
	if !strings.Contains(diags[0].Detail(), "Please report it to the provider's developers.\n\nOriginal Error: ") {
		t.Errorf("the detail is %q", diags[0].Detail())
	}
}
