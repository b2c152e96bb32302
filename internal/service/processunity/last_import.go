// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
)

// counts are the attributes of last_import.
var counts = []struct {
	name, description string
	value             func(template.Counts) int64
}{
	{"total", "Lines that were sent, as ProcessUnity counts them.", func(c template.Counts) int64 { return c.Total }},
	{"added", "Records that were created.", func(c template.Counts) int64 { return c.Added }},
	{"updated", "Records that were updated, including unchanged ones where ProcessUnity does not distinguish them.", func(c template.Counts) int64 { return c.Updated }},
	{"no_action", "Records that needed no change.", func(c template.Counts) int64 { return c.NoAction }},
	{"skipped", "Lines that the template does not allow.", func(c template.Counts) int64 { return c.Skipped }},
	{"invalid", "Lines that were refused.", func(c template.Counts) int64 { return c.Invalid }},
	{"warnings", "Lines that were accepted with a warning.", func(c template.Counts) int64 { return c.Warnings }},
}

func lastImportAttribute() schema.SingleNestedAttribute {
	attributes := map[string]schema.Attribute{}
	for _, count := range counts {
		attributes[count.name] = schema.Int64Attribute{MarkdownDescription: count.description, Computed: true}
	}
	return schema.SingleNestedAttribute{
		MarkdownDescription: "What ProcessUnity counted when rows were last sent. Null when none were ever sent, and when the creation failed in part: `on_removed` is then not applied.",
		Computed:            true,
		Attributes:          attributes,
	}
}

// lastImportType is the wire type of last_import.
func lastImportType() tftypes.Object {
	types := map[string]tftypes.Type{}
	for _, count := range counts {
		types[count.name] = tftypes.Number
	}
	return tftypes.Object{AttributeTypes: types}
}

func lastImportValue(counted template.Counts) tftypes.Value {
	values := map[string]tftypes.Value{}
	for _, count := range counts {
		values[count.name] = tftypes.NewValue(tftypes.Number, count.value(counted))
	}
	return tftypes.NewValue(lastImportType(), values)
}
