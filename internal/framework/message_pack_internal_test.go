// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"bytes"
	"math/big"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Terraform gets the bytes that terraform-plugin-go would have sent.
func TestNewDynamicValue(t *testing.T) {
	t.Parallel()
	text, number, truth := tftypes.String, tftypes.Number, tftypes.Bool
	row := tftypes.Object{AttributeTypes: map[string]tftypes.Type{
		"name": text, "count": number, "half": number, "large": number, "is": truth, "tags": tftypes.List{ElementType: text},
		"labels": tftypes.Map{ElementType: text}, "set": tftypes.Set{ElementType: number}, "pair": tftypes.Tuple{ElementTypes: []tftypes.Type{text, truth}},
		"any": tftypes.DynamicPseudoType, "none": tftypes.DynamicPseudoType, "rows": tftypes.List{ElementType: tftypes.Object{AttributeTypes: map[string]tftypes.Type{"x": text}}},
	}}
	large, _, err := big.ParseFloat("123456789012345678901234567890", 10, 512, big.ToNearestEven)
	if err != nil {
		t.Fatal(err)
	}
	full := map[string]tftypes.Value{
		"name": tftypes.NewValue(text, strings.Repeat("naïve \"x\"\n", 30)), "count": tftypes.NewValue(number, -3), "half": tftypes.NewValue(number, 0.5), "large": tftypes.NewValue(number, large),
		"is": tftypes.NewValue(truth, true), "tags": tftypes.NewValue(row.AttributeTypes["tags"], []tftypes.Value{tftypes.NewValue(text, ""), tftypes.NewValue(text, nil), tftypes.NewValue(text, tftypes.UnknownValue)}),
		"labels": tftypes.NewValue(row.AttributeTypes["labels"], map[string]tftypes.Value{"a": tftypes.NewValue(text, "b")}),
		"set":    tftypes.NewValue(row.AttributeTypes["set"], []tftypes.Value{tftypes.NewValue(number, 1)}),
		"pair":   tftypes.NewValue(row.AttributeTypes["pair"], []tftypes.Value{tftypes.NewValue(text, "x"), tftypes.NewValue(truth, nil)}),
		"any":    tftypes.NewValue(text, "known"), "none": tftypes.NewValue(tftypes.DynamicPseudoType, nil),
		"rows": tftypes.NewValue(row.AttributeTypes["rows"], []tftypes.Value{}),
	}
	empty := map[string]tftypes.Value{}
	unknown := map[string]tftypes.Value{}
	for name, attributeType := range row.AttributeTypes {
		empty[name], unknown[name] = tftypes.NewValue(attributeType, nil), tftypes.NewValue(attributeType, tftypes.UnknownValue)
	}
	rows := tftypes.List{ElementType: row}
	for name, value := range map[string]tftypes.Value{
		"rows":    tftypes.NewValue(rows, []tftypes.Value{tftypes.NewValue(row, full), tftypes.NewValue(row, empty), tftypes.NewValue(row, nil), tftypes.NewValue(row, unknown)}),
		"null":    tftypes.NewValue(rows, nil),
		"unknown": tftypes.NewValue(rows, tftypes.UnknownValue),
	} {
		got, err := newDynamicValue(value)
		want, wantErr := tfprotov6.NewDynamicValue(value.Type(), value)
		if err != nil || wantErr != nil || !bytes.Equal(got.MsgPack, want.MsgPack) {
			t.Errorf("%s: %v, %v\n got %q\nwant %q", name, err, wantErr, got.MsgPack, want.MsgPack)
		}
	}
}
