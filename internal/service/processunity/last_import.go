// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// countColumns are the attributes of last_import.
var countColumns = framework.Columns[template.Counts]{
	framework.Int64Column("total", "Lines that were sent, as ProcessUnity counts them.",
		func(c template.Counts) *int64 { return &c.Total }),
	framework.Int64Column("added", "Records that were created.",
		func(c template.Counts) *int64 { return &c.Added }),
	framework.Int64Column("updated", "Records that were updated, including unchanged ones where ProcessUnity does not distinguish them.",
		func(c template.Counts) *int64 { return &c.Updated }),
	framework.Int64Column("no_action", "Records that needed no change.",
		func(c template.Counts) *int64 { return &c.NoAction }),
	framework.Int64Column("skipped", "Lines that the template does not allow.",
		func(c template.Counts) *int64 { return &c.Skipped }),
	framework.Int64Column("invalid", "Lines that were refused.",
		func(c template.Counts) *int64 { return &c.Invalid }),
	framework.Int64Column("warnings", "Lines that were accepted with a warning.",
		func(c template.Counts) *int64 { return &c.Warnings }),
}

// lastImportType is the wire type of last_import.
var lastImportType = countColumns.Type()

func lastImportAttribute() schema.SingleNestedAttribute {
	attributes := map[string]schema.Attribute{}
	for name, attribute := range countColumns.Attributes() {
		attributes[name] = attribute
	}
	return schema.SingleNestedAttribute{
		MarkdownDescription: "What ProcessUnity counted when rows were last sent. Null when none were ever sent, and when the creation failed in part.",
		Computed:            true,
		Attributes:          attributes,
	}
}
