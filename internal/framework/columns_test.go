// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// row has a value of every kind of column. The framework's reflection uses its
// tags.
type row struct {
	Text    *string          `tfsdk:"text"`
	Whole   *int64           `tfsdk:"whole"`
	Decimal *float64         `tfsdk:"decimal"`
	Flag    *bool            `tfsdk:"flag"`
	Words   []string         `tfsdk:"words"`
	Counts  map[string]int64 `tfsdk:"counts"`
	Parts   map[string]part  `tfsdk:"parts"`
}

// text returns Text as columns read it: "" is null.
func (r row) text() string {
	if r.Text == nil {
		return ""
	}
	return *r.Text
}

type part struct {
	Whole *int64 `tfsdk:"whole"`
}

var partColumns = framework.Columns[part]{
	framework.Int64Column("whole", "A number.", func(p part) *int64 { return p.Whole }),
}

var rowColumns = framework.Columns[row]{
	framework.StringColumn("text", "A text.", row.text),
	framework.Int64Column("whole", "A number.", func(r row) *int64 { return r.Whole }),
	framework.Float64Column("decimal", "A number.", func(r row) *float64 { return r.Decimal }),
	framework.BoolColumn("flag", "A flag.", func(r row) *bool { return r.Flag }),
	{
		Name:      "words",
		Attribute: schema.ListAttribute{ElementType: types.StringType, Computed: true},
		Value:     func(r row) tftypes.Value { return framework.Strings(r.Words) },
	},
	{
		Name:      "counts",
		Attribute: schema.MapAttribute{ElementType: types.Int64Type, Computed: true},
		Value:     func(r row) tftypes.Value { return framework.Counts(r.Counts) },
	},
	{
		Name:      "parts",
		Attribute: partColumns.MapAttribute("Parts."),
		Value:     func(r row) tftypes.Value { return partColumns.Map(r.Parts) },
	},
}

// rows are nulls, empty values and extremes of every kind.
func rows() []row {
	return []row{
		{},
		{Words: []string{}, Counts: map[string]int64{}, Parts: map[string]part{}},
		{
			Text: new("a.example"), Whole: new(int64(1)), Decimal: new(0.1), Flag: new(true),
			Words:  []string{"b", "", "a", "a"},
			Counts: map[string]int64{"low": 3, "": 0, "high": -1},
			Parts:  map[string]part{"one": {Whole: new(int64(7))}, "none": {}},
		},
		{Text: new("ünï\n\x00\"${x}"), Whole: new(int64(0)), Decimal: new(0.0), Flag: new(false)},
		{Text: new(" "), Whole: new(int64(math.MaxInt64)), Decimal: new(math.MaxFloat64)},
		{Whole: new(int64(math.MinInt64)), Decimal: new(math.SmallestNonzeroFloat64)},
		{Whole: new(int64(1<<53 + 1)), Decimal: new(-1.0 / 3)},
	}
}

// byReflection returns the wire value that the framework makes from Go values.
func byReflection(t *testing.T, attributes map[string]schema.Attribute, target any) tftypes.Value {
	t.Helper()
	state := tfsdk.State{Schema: schema.Schema{Attributes: attributes}}
	state.Raw = tftypes.NewValue(state.Schema.Type().TerraformType(t.Context()), nil)
	if diags := state.Set(t.Context(), target); diags.HasError() {
		t.Fatalf("State.Set: %v", diags)
	}
	return state.Raw
}

// mustBeTheSame compares values as Go values and as bytes on the wire.
func mustBeTheSame(t *testing.T, got, want tftypes.Value) {
	t.Helper()
	if !got.Type().Equal(want.Type()) {
		t.Fatalf("the type is %s, reflection makes %s", got.Type(), want.Type())
	}
	if diff := cmp.Diff(want.String(), got.String()); diff != "" {
		t.Errorf("not what reflection makes (-reflection +columns):\n%s", diff)
	}
	if !got.Equal(want) {
		t.Error("not equal to what reflection makes")
	}
	if !bytes.Equal(wire(t, got), wire(t, want)) {
		t.Error("the bytes on the wire differ from what reflection makes")
	}
}

// wire returns the bytes of value in sorted order, because the entries of a map
// are sent in any order.
func wire(t *testing.T, value tftypes.Value) []byte {
	t.Helper()
	dynamic, err := tfprotov6.NewDynamicValue(value.Type(), value)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(dynamic.MsgPack)
	return dynamic.MsgPack
}

func TestColumns_listIsWhatReflectionMakes(t *testing.T) {
	t.Parallel()
	tests := map[string][]row{
		"all kinds": rows(),
		"empty":     {},
	}
	for name, rows := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := byReflection(t,
				map[string]schema.Attribute{"rows": rowColumns.ListAttribute("Rows.")},
				struct {
					Rows []row `tfsdk:"rows"`
				}{rows})
			mustBeTheSame(t, object(map[string]tftypes.Value{"rows": rowColumns.List(rows)}), want)
		})
	}
}

func TestColumns_listOfNothing(t *testing.T) {
	t.Parallel()
	attributes := map[string]schema.Attribute{"rows": rowColumns.ListAttribute("Rows.")}
	type model struct {
		Rows []row `tfsdk:"rows"`
	}
	null, empty := byReflection(t, attributes, model{}), byReflection(t, attributes, model{Rows: []row{}})

	// A list that was read is not null, even if it is empty.
	mustBeTheSame(t, object(map[string]tftypes.Value{"rows": rowColumns.List(nil)}), empty)
	mustBeTheSame(t, object(map[string]tftypes.Value{"rows": rowColumns.ListOrNull(nil)}), null)
	mustBeTheSame(t, object(map[string]tftypes.Value{"rows": rowColumns.ListOrNull([]row{})}), empty)
	mustBeTheSame(t, rowColumns.ListOrNull(rows()), rowColumns.List(rows()))
}

func TestColumns_mapIsWhatReflectionMakes(t *testing.T) {
	t.Parallel()
	byName := map[string]row{}
	for i, row := range rows() {
		byName[fmt.Sprint(i)] = row
	}
	tests := map[string]map[string]row{
		"all kinds": byName,
		"empty":     {},
		"null":      nil,
	}
	for name, rows := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := byReflection(t,
				map[string]schema.Attribute{"rows": rowColumns.MapAttribute("Rows.")},
				struct {
					Rows map[string]row `tfsdk:"rows"`
				}{rows})
			mustBeTheSame(t, object(map[string]tftypes.Value{"rows": rowColumns.Map(rows)}), want)
		})
	}
}

func TestColumns_valuesAreWhatReflectionMakes(t *testing.T) {
	t.Parallel()
	for i, row := range rows() {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			want := byReflection(t, rowColumns.Attributes(), row)
			mustBeTheSame(t, tftypes.NewValue(rowColumns.Type(), rowColumns.Values(row)), want)
		})
	}
}

// object returns an object value with the types of its attributes.
func object(attributes map[string]tftypes.Value) tftypes.Value {
	attributeTypes := map[string]tftypes.Type{}
	for name, value := range attributes {
		attributeTypes[name] = value.Type()
	}
	return tftypes.NewValue(tftypes.Object{AttributeTypes: attributeTypes}, attributes)
}

func TestColumns_attributesAreComputedAndDescribed(t *testing.T) {
	t.Parallel()
	for name, attribute := range (framework.Columns[row]{
		framework.StringColumn("text", "A text.", row.text),
		framework.Int64Column("whole", "A number.", func(r row) *int64 { return r.Whole }),
		framework.Float64Column("decimal", "A decimal.", func(r row) *float64 { return r.Decimal }),
		framework.BoolColumn("flag", "A flag.", func(r row) *bool { return r.Flag }),
		{Name: "list", Attribute: rowColumns.ListAttribute("A list.")},
		{Name: "map", Attribute: rowColumns.MapAttribute("A map.")},
	}).Attributes() {
		if !attribute.IsComputed() || attribute.IsOptional() || attribute.IsRequired() {
			t.Errorf("%s is not only computed", name)
		}
		want := map[string]string{
			"text": "A text.", "whole": "A number.", "decimal": "A decimal.",
			"flag": "A flag.", "list": "A list.", "map": "A map.",
		}[name]
		if got := attribute.GetMarkdownDescription(); got != want {
			t.Errorf("%s is described by %q, want %q", name, got, want)
		}
	}
}

func TestString_ofNothingIsNull(t *testing.T) {
	t.Parallel()
	if got := framework.String(""); !got.Equal(tftypes.NewValue(tftypes.String, nil)) {
		t.Errorf("it is %s", got)
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	for _, number := range []int{0, 1, math.MaxInt} {
		want := tftypes.NewValue(tftypes.Number, int64(number))
		if got := framework.Count(number); !got.Equal(want) {
			t.Errorf("Count(%d) is %s", number, got)
		}
	}
}

// TestFindingColumns checks the attributes that the findings of every system
// have in common, so that concat accepts lists of several systems.
func TestFindingColumns(t *testing.T) {
	t.Parallel()
	columns := framework.FindingColumns(func(f posture.Finding) posture.Finding { return f })
	names := make([]string, 0, len(columns))
	for _, column := range columns {
		names = append(names, column.Name)
	}
	want := []string{"source", "subject", "type", "title", "severity", "status", "first_seen_at", "last_seen_at", "url"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("the columns (-want +got):\n%s", diff)
	}

	values := columns.Values(posture.Finding{
		Source: "a source", Subject: "a subject", Type: "a type", Title: "a title", Severity: "a severity",
		Status: "a status", FirstSeenAt: "a first_seen_at", LastSeenAt: "a last_seen_at", URL: "a url",
	})
	for _, name := range want {
		if text := "a " + name; !values[name].Equal(tftypes.NewValue(tftypes.String, text)) {
			t.Errorf("%s is %s, want %q", name, values[name], text)
		}
	}
	for name, value := range columns.Values(posture.Finding{}) {
		if !value.IsNull() {
			t.Errorf("%s of an empty finding is %s, want null", name, value)
		}
	}
}

// TestColumns_listAllocatesInProportion checks the purpose of the columns. It
// counts allocations of the whole process, so no other test may run at the same
// time.
func TestColumns_listAllocatesInProportion(t *testing.T) { //nolint:paralleltest // AllocsPerRun refuses to run in a parallel test
	allocations := func(count int) float64 {
		rows := make([]row, count)
		for i := range rows {
			rows[i] = row{
				Text: new("a.example"), Whole: new(int64(i)), Decimal: new(0.5), Flag: new(true),
				Words: []string{"a"}, Counts: map[string]int64{"low": 1},
			}
		}
		return testing.AllocsPerRun(1, func() { rowColumns.List(rows) })
	}
	const most = 64 // for the seven values of a row
	thousand, tenThousand := allocations(1000), allocations(10_000)
	if perRow := tenThousand / 10_000; perRow > most {
		t.Errorf("%.1f allocations a row, want at most %d", perRow, most)
	}
	if ratio := tenThousand / thousand; ratio > 10.1 {
		t.Errorf("ten times the rows cost %.2f times the allocations", ratio)
	}
}

// A single object has the same attributes as the objects of a list.
func TestColumns_object(t *testing.T) {
	t.Parallel()
	value := part{Whole: new(int64(7))}
	attribute := partColumns.ObjectAttribute("A part.")
	if got := attribute.GetType().TerraformType(t.Context()); !got.Equal(partColumns.Type()) {
		t.Errorf("the attribute is a %s, its value a %s", got, partColumns.Type())
	}
	if !attribute.Computed || attribute.Optional || attribute.MarkdownDescription != "A part." {
		t.Errorf("got %+v", attribute)
	}
	var objects []tftypes.Value
	if err := partColumns.List([]part{value}).As(&objects); err != nil || !objects[0].Equal(partColumns.Object(value)) {
		t.Errorf("got %s, %v", partColumns.Object(value), err)
	}
}
