// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework_test

import (
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

func TestWireReaderReadsValues(t *testing.T) {
	t.Parallel()
	text := tftypes.NewValue(tftypes.String, "x")
	number := func(value any) tftypes.Value { return tftypes.NewValue(tftypes.Number, value) }
	texts := func(value any) tftypes.Value {
		return tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, value)
	}
	numbers := func(value any) tftypes.Value {
		return tftypes.NewValue(tftypes.Map{ElementType: tftypes.Number}, value)
	}
	readTexts := func(r *framework.WireReader, value tftypes.Value) any {
		return framework.ReadList(r, value, r.String)
	}
	readNumbers := func(r *framework.WireReader, value tftypes.Value) any {
		return framework.ReadMap(r, value, r.Number)
	}
	readText := func(r *framework.WireReader, value tftypes.Value) any { return r.String(value) }
	readNumber := func(r *framework.WireReader, value tftypes.Value) any { return r.Number(value) }
	null := (*int64)(nil)

	tests := map[string]struct {
		read  func(*framework.WireReader, tftypes.Value) any
		value tftypes.Value
		want  any
	}{
		"a string":                   {readText, text, "x"},
		"an empty string":            {readText, tftypes.NewValue(tftypes.String, ""), ""},
		"a null string":              {readText, tftypes.NewValue(tftypes.String, nil), ""},
		"a string that is not there": {readText, tftypes.Value{}, ""},
		"a number":                   {readNumber, number(7), new(int64(7))},
		"zero":                       {readNumber, number(0), new(int64(0))},
		"a negative number":          {readNumber, number(-12), new(int64(-12))},
		"the largest number":         {readNumber, number(int64(math.MaxInt64)), new(int64(math.MaxInt64))},
		"a null number":              {readNumber, number(nil), null},
		"a list":                     {readTexts, texts([]tftypes.Value{text, text}), []string{"x", "x"}},
		"an empty list":              {readTexts, texts([]tftypes.Value{}), []string{}},
		"a null list":                {readTexts, texts(nil), []string(nil)},
		"a map": {
			readNumbers, numbers(map[string]tftypes.Value{"one": number(1), "none": number(nil)}),
			map[string]*int64{"one": new(int64(1)), "none": null},
		},
		"an empty map": {readNumbers, numbers(map[string]tftypes.Value{}), map[string]*int64{}},
		"a null map":   {readNumbers, numbers(nil), map[string]*int64(nil)},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reader := &framework.WireReader{}
			if diff := cmp.Diff(test.want, test.read(reader, test.value)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if reader.Err != nil {
				t.Error(reader.Err)
			}
		})
	}
}

func TestWireReaderReadsAttributes(t *testing.T) {
	t.Parallel()
	reader := &framework.WireReader{}
	attributes := reader.Attributes(object(map[string]tftypes.Value{"name": framework.String("x")}))
	if reader.Err != nil || len(attributes) != 1 || reader.String(attributes["name"]) != "x" {
		t.Errorf("read %v, error %v", attributes, reader.Err)
	}
	if null := reader.Attributes(tftypes.NewValue(partColumns.Type(), nil)); null != nil || reader.Err != nil {
		t.Errorf("read %v of null, error %v", null, reader.Err)
	}
}

func TestWireReaderRefusesValuesOfAnotherKind(t *testing.T) {
	t.Parallel()
	text := framework.String("x")
	tests := map[string]func(*framework.WireReader){
		"a string as a number":   func(r *framework.WireReader) { r.Number(text) },
		"a string as a list":     func(r *framework.WireReader) { framework.ReadList(r, text, r.String) },
		"a string as a map":      func(r *framework.WireReader) { framework.ReadMap(r, text, r.String) },
		"a string as an object":  func(r *framework.WireReader) { r.Attributes(text) },
		"a number as a string":   func(r *framework.WireReader) { r.String(framework.Count(1)) },
		"an unknown string":      func(r *framework.WireReader) { r.String(tftypes.NewValue(tftypes.String, tftypes.UnknownValue)) },
		"a fraction as a number": func(r *framework.WireReader) { r.Number(tftypes.NewValue(tftypes.Number, -6.5)) },
		"a number that is too large": func(r *framework.WireReader) {
			r.Number(tftypes.NewValue(tftypes.Number, new(big.Float).SetMantExp(big.NewFloat(1), 64)))
		},
		"an element of a list": func(r *framework.WireReader) {
			framework.ReadList(r, framework.Strings([]string{"x"}), r.Number)
		},
		"an element of a map": func(r *framework.WireReader) {
			framework.ReadMap(r, framework.Counts(map[string]int64{"x": 1}), r.String)
		},
	}
	for name, read := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reader := &framework.WireReader{}
			if read(reader); reader.Err == nil {
				t.Error("no error")
			}
		})
	}
}

func TestWireReaderKeepsTheFirstError(t *testing.T) {
	t.Parallel()
	reader := &framework.WireReader{}
	reader.Number(framework.String("x"))
	first := reader.Err
	if first == nil {
		t.Fatal("no error")
	}
	reader.Attributes(framework.String("x"))
	if !cmp.Equal(first.Error(), reader.Err.Error()) {
		t.Errorf("the error became %v", reader.Err)
	}

	// After an error nothing is taken for read.
	if got := reader.String(framework.String("x")); got != "" {
		t.Errorf("read the string %q", got)
	}
	if got := reader.Number(framework.Count(1)); got != nil {
		t.Errorf("read the number %d", *got)
	}
	if got := framework.ReadList(reader, framework.Strings([]string{"x"}), reader.String); got != nil {
		t.Errorf("read the list %v", got)
	}
}

func TestWireReader_Errors(t *testing.T) {
	t.Parallel()
	if diags := (&framework.WireReader{}).Errors(); len(diags) > 0 {
		t.Error(diags)
	}
	diags := (&framework.WireReader{Err: errors.New("torn")}).Errors()
	mustBeOneFault(t, diags, "Unable to Read the Arguments")
	if !strings.HasSuffix(diags[0].Detail(), "Original Error: torn") {
		t.Error(diags)
	}
}

func TestTexts(t *testing.T) {
	t.Parallel()
	if null := framework.Texts(nil); !null.IsNull() {
		t.Errorf("nil is %s", null)
	}
	reader := &framework.WireReader{}
	want := map[string]string{"a": "", "b": "c"}
	got := framework.ReadMap(reader, framework.Texts(want), reader.String)
	if diff := cmp.Diff(want, got); diff != "" || reader.Err != nil {
		t.Errorf("error %v (-want +got):\n%s", reader.Err, diff)
	}
	if empty := framework.Texts(map[string]string{}); empty.IsNull() {
		t.Error("an empty map is null")
	}
}
