// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework_test

import (
	"fmt"
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

func TestDecode_readsWhatReflectionMakes(t *testing.T) {
	t.Parallel()
	for i, want := range rows() {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			var got row
			mustDecode(t, byReflection(t, rowColumns.Attributes(), want), &got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A word is a defined type, like those of the domain.
type word string

func TestDecode_takesTypesOfTheDomain(t *testing.T) {
	t.Parallel()
	type named struct {
		Name word `tfsdk:"name"`
	}
	var got struct {
		named
		Since  time.Time      `tfsdk:"since"`
		Until  *time.Time     `tfsdk:"until"`
		Never  *time.Time     `tfsdk:"never"`
		Words  []word         `tfsdk:"words"`
		Counts map[word]int64 `tfsdk:"counts"`
		Raw    tftypes.Value  `tfsdk:"raw"`
		ignored
	}
	mustDecode(t, object(map[string]tftypes.Value{
		"name":   framework.String("a"),
		"since":  framework.String("2026-11-28T01:00:00+01:00"),
		"until":  framework.String("2026-11-29"),
		"never":  framework.String(""),
		"words":  framework.Strings([]string{"b", "c"}),
		"counts": framework.Counts(map[word]int64{"d": 1}),
		"raw":    tftypes.NewValue(tftypes.String, tftypes.UnknownValue),
		"other":  framework.String("no field has it"),
	}), &got)
	if got.Name != "a" || got.Never != nil || got.Raw.IsKnown() {
		t.Errorf("got %+v", got)
	}
	if !got.Since.Equal(time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)) || !got.Until.Equal(time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("got %s and %s", got.Since, got.Until)
	}
	if diff := cmp.Diff([]word{"b", "c"}, got.Words) + cmp.Diff(map[word]int64{"d": 1}, got.Counts); diff != "" {
		t.Error(diff)
	}
}

// Values must not be copied: there may be a hundred thousand records.
func TestDecode_sharesValues(t *testing.T) {
	t.Parallel()
	records := framework.Values{"a": framework.String("b"), "c": tftypes.NewValue(tftypes.String, tftypes.UnknownValue)}
	var got struct {
		Records framework.Argument[framework.Values] `tfsdk:"records"`
		None    framework.Argument[framework.Values] `tfsdk:"none"`
	}
	mapType := tftypes.Map{ElementType: tftypes.String}
	mustDecode(t, object(framework.Values{
		"records": tftypes.NewValue(mapType, records),
		"none":    tftypes.NewValue(mapType, nil),
	}), &got)
	if got.None.Value != nil || !got.None.IsNull() || got.Records.IsFullyKnown() {
		t.Errorf("got %+v", got)
	}
	var held framework.Values
	if err := got.Records.Wire().As(&held); err != nil {
		t.Fatal(err)
	}
	if reflect.ValueOf(held).Pointer() != reflect.ValueOf(got.Records.Value).Pointer() {
		t.Error("the values were copied")
	}
}

// ignored is the type of a field without a tag.
type ignored struct{}

// state is what an argument reports about itself.
func state[T any](a framework.Argument[T]) string {
	return fmt.Sprintf("null %t known %t fully %t %v", a.IsNull(), a.IsKnown(), a.IsFullyKnown(), a.Value)
}

func TestArgument_tellsNullFromNotKnown(t *testing.T) {
	t.Parallel()
	unknown := tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	listOf := func(values ...tftypes.Value) tftypes.Value {
		return tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, values)
	}
	type arguments struct {
		Name  framework.Argument[string]   `tfsdk:"name"`
		Words framework.Argument[[]string] `tfsdk:"words"`
	}
	for name, test := range map[string]struct {
		name, words         tftypes.Value
		wantName, wantWords string
	}{
		"set": {
			framework.String("a"), listOf(framework.String("b")),
			"null false known true fully true a", "null false known true fully true [b]",
		},
		"null": {
			framework.String(""), framework.Strings(nil),
			"null true known true fully true ", "null true known true fully true []",
		},
		"not known": {
			unknown, tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, tftypes.UnknownValue),
			"null false known false fully false ", "null false known false fully false []",
		},
		"known in part": {
			framework.String("a"), listOf(framework.String("b"), unknown),
			"null false known true fully true a", "null false known true fully false [b ]",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got, again arguments
			value := object(map[string]tftypes.Value{"name": test.name, "words": test.words})
			mustDecode(t, value, &got)
			mustDecode(t, value, &again)
			if diff := cmp.Diff([]string{test.wantName, test.wantWords}, []string{state(got.Name), state(got.Words)}); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if !got.Words.Wire().Equal(test.words) || !got.Words.Equal(again.Words) || got.Words.Equal(framework.Argument[[]string]{}) {
				t.Error("the wire value is not the one that was read")
			}
		})
	}
}

func TestDecode_refusesWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	half := 0.5
	for name, test := range map[string]struct {
		value  tftypes.Value
		target any
		want   string
	}{
		"no such attribute": {framework.String("a"), &struct {
			Other string `tfsdk:"other"`
		}{}, "other: there is no such attribute"},
		"not known": {tftypes.NewValue(tftypes.String, tftypes.UnknownValue), &struct {
			Name string `tfsdk:"name"`
		}{}, "name: a value is not known yet"},
		"a fraction": {framework.Number(&half), &struct {
			Name int64 `tfsdk:"name"`
		}{}, "name: 0.5 is not a whole number"},
		"another type": {framework.String("a"), &struct {
			Name bool `tfsdk:"name"`
		}{}, "name: "},
		"an element of another type": {framework.Strings([]string{"a"}), &struct {
			Name []int64 `tfsdk:"name"`
		}{}, "name: 0: "},
		"no time": {framework.String("soon"), &struct {
			Name time.Time `tfsdk:"name"`
		}{}, "name: parsing time"},
		"a type that nothing is read into": {framework.String("a"), &struct {
			Name chan string `tfsdk:"name"`
		}{}, "name: nothing can be read into a chan string"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diags := framework.Decode(object(map[string]tftypes.Value{"name": test.value}), test.target)
			mustBeOneFault(t, diags, "Unable to Read the Arguments")
			if detail := diags[0].Detail(); !strings.Contains(detail, "Original Error: "+test.want) {
				t.Errorf("the detail is %q", detail)
			}
		})
	}
}

func mustDecode(t *testing.T, value tftypes.Value, target any) {
	t.Helper()
	if diags := framework.Decode(value, target); len(diags) > 0 {
		t.Fatal(diags)
	}
}

// Numbers are the decimals that people have written, however Terraform rounds
// them.
func TestDecode_decimals(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"89.9": "899/10", "0.3": "3/10", "86.5": "173/2", "-2.6": "-13/5", "100": "100", "0": "0",
		"89.8999999999999999999999": "898999999999999999999999/10000000000000000000000",
	} {
		fromConfiguration, _, err := big.ParseFloat(text, 10, 512, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		fromProgram, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		for origin, number := range map[string]*big.Float{"configuration": fromConfiguration, "program": big.NewFloat(fromProgram)} {
			if origin == "program" && len(text) > 15 {
				continue // a float64 has no such number
			}
			var target struct {
				Number *big.Rat `tfsdk:"number"`
			}
			object := tftypes.NewValue(
				tftypes.Object{AttributeTypes: map[string]tftypes.Type{"number": tftypes.Number}},
				map[string]tftypes.Value{"number": tftypes.NewValue(tftypes.Number, number)},
			)
			if diags := framework.Decode(object, &target); diags.HasError() || target.Number.RatString() != want {
				t.Errorf("%s of a %s: %v, want %s: %v", text, origin, target.Number, want, diags)
			}
		}
	}
}
