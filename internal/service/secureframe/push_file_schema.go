// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/recordfile"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// fileAttributes are the computed attributes about the records of a file.
func fileAttributes() map[string]schema.Attribute {
	kind := func(description string) schema.SingleNestedAttribute {
		return schema.SingleNestedAttribute{
			MarkdownDescription: description,
			Computed:            true,
			Attributes: map[string]schema.Attribute{
				"count": schema.Int64Attribute{MarkdownDescription: "The number of these records.", Computed: true},
				"first": schema.ListAttribute{MarkdownDescription: "The primary IDs of the first twenty, sorted.", ElementType: types.StringType, Computed: true},
			},
		}
	}
	return map[string]schema.Attribute{
		"records_file_sha256": schema.StringAttribute{
			MarkdownDescription: "The SHA-256 hash of the file of `records_file`, in hexadecimal, when its records last changed. A file with the same records in another order, or in another format, changes nothing. Null without `records_file`.",
			Computed:            true,
		},
		"record_changes": schema.SingleNestedAttribute{
			MarkdownDescription: "How the records of the file differ from those that Secureframe had accepted. The plan shows it, and it remains until the records change again. Null without `records_file`.",
			Computed:            true,
			Attributes: map[string]schema.Attribute{
				"added":     kind("The records that are new."),
				"changed":   kind("The records with another content, and those of which it is unknown whether Secureframe accepted them."),
				"removed":   kind("The records that are no longer in the file."),
				"unchanged": schema.Int64Attribute{MarkdownDescription: "The number of records with the same content.", Computed: true},
				"sent":      schema.Int64Attribute{MarkdownDescription: "The number of records that the apply sends: those that are new or changed, or all with another `mode`, `triggers`, or destination. Tombstones are not counted.", Computed: true},
			},
		},
		"record_digest": schema.StringAttribute{
			MarkdownDescription: "The primary IDs of the records of the file that Secureframe has accepted, compressed, with 64 bits of a salted SHA-256 hash of each, in base64. A record with few possible values can be guessed from it. Null without `records_file`.",
			Computed:            true,
			Sensitive:           true,
		},
	}
}

var (
	kindType    = tftypes.Object{AttributeTypes: map[string]tftypes.Type{"count": tftypes.Number, "first": tftypes.List{ElementType: tftypes.String}}}
	changesType = tftypes.Object{AttributeTypes: map[string]tftypes.Type{
		"added": kindType, "changed": kindType, "removed": kindType, "unchanged": tftypes.Number, "sent": tftypes.Number,
	}}
)

// changesValue is the value of record_changes.
func changesValue(changes recordfile.Changes) tftypes.Value {
	kind := func(kind recordfile.Kind) tftypes.Value {
		first := append([]string{}, kind.First...)
		return tftypes.NewValue(kindType, framework.Values{"count": framework.Count(kind.Count), "first": framework.Strings(first)})
	}
	return tftypes.NewValue(changesType, framework.Values{
		"added": kind(changes.Added), "changed": kind(changes.Changed), "removed": kind(changes.Removed),
		"unchanged": framework.Count(changes.Unchanged), "sent": framework.Count(changes.Sent),
	})
}
