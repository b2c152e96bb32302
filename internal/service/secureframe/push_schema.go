// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
)

// What the argument on_removal takes.
const (
	removalRetains    = "retain"
	removalTombstones = "tombstone"
)

// The limits of one request. They are ours: Secureframe documents none.
const (
	defaultMaxRecords = 1000
	defaultMaxBytes   = 1 << 20
)

func (r *pushResource) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"schema": schema.SingleNestedAttribute{
			MarkdownDescription: "The contract that the records keep: a `vendorrisk_secureframe_schema` as it is.",
			Required:            true,
			Attributes:          contractAttributes(),
		},
	}
	for _, group := range []map[string]schema.Attribute{recordAttributes(), sendingAttributes(), removalAttributes(), acceptedAttributes()} {
		maps.Copy(attributes, group)
	}
	response.Schema = schema.Schema{
		MarkdownDescription: "Records that are pushed to a schema of a Secureframe custom connection. Only records that are new or changed are sent; the plan shows which. " +
			"Secureframe accepts records and processes them later; it cannot be asked what it has, and has no way to delete a record. " +
			"So the state is what Secureframe has accepted, by hash, and there is no drift to see.",
		Attributes: attributes,
	}
}

// recordAttributes are what is pushed.
func recordAttributes() map[string]schema.Attribute {
	const description = "The records by primary ID, each a JSON object: `{ for c in local.companies : c.domain => jsonencode({ grade = c.grade }) }`. " +
		"The primary ID is written into a record that does not have it."
	return map[string]schema.Attribute{
		"records": schema.MapAttribute{
			MarkdownDescription: description + " Stored in the state and in plan files. " +
				"Terraform hands over all of them three times in one message, which may have 1 GiB: more than about 300 MB of records go into `records_wo` only. " +
				"One of `records` and `records_wo` must be set.",
			ElementType: types.StringType,
			Optional:    true,
		},
		"records_wo": schema.MapAttribute{
			MarkdownDescription: description + " Write-only: neither the state nor a plan file has them, only their primary IDs and hashes. " +
				"They must be the same at plan and at apply. Needs Terraform 1.11 or later.",
			ElementType: types.StringType,
			Optional:    true,
			WriteOnly:   true,
		},
		"records_wo_version": schema.Int64Attribute{
			MarkdownDescription: "A number to change together with `records_wo`, for those who read the configuration. Changed records are found by their hashes, with or without it, so that a new number alone sends nothing.",
			Optional:            true,
		},
	}
}

// sendingAttributes are how it is pushed.
func sendingAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"mode": schema.StringAttribute{
			MarkdownDescription: "What a record does to the one that Secureframe has: `replace` puts it in its place, `partial` changes the fields that it has, and deletes those that are null. " +
				"A change sends every record again. Default: `replace`.",
			Optional:   true,
			Computed:   true,
			Default:    stringdefault.StaticString(string(contract.ModeReplace)),
			Validators: []validator.String{stringvalidator.OneOf(string(contract.ModeReplace), string(contract.ModePartial))},
		},
		"arrays": schema.StringAttribute{
			MarkdownDescription: "What is done with arrays, which Secureframe ignores: `error` refuses the record, `drop` leaves them out, `join` makes a text of them, with commas between the elements. Default: `error`.",
			Optional:            true,
			Computed:            true,
			Default:             stringdefault.StaticString(string(contract.ArraysError)),
			Validators:          []validator.String{stringvalidator.OneOf(string(contract.ArraysError), string(contract.ArraysDrop), string(contract.ArraysJoin))},
		},
		"strict_enums": schema.BoolAttribute{
			MarkdownDescription: "Whether a value is refused that Secureframe's lists of " + contract.DocumentedOn() + " do not have, for `cloud_resource_type` and `training_slug`; otherwise it is a warning, since the lists grow. Default: `false`.",
			Optional:            true,
			Computed:            true,
			Default:             booldefault.StaticBool(false),
		},
		"batch": schema.SingleNestedAttribute{
			MarkdownDescription: "How much goes into one request. Secureframe documents no limits; a request that it finds too large is cut in halves. Secureframe takes 500 requests a minute.",
			Optional:            true,
			Computed:            true,
			Attributes: map[string]schema.Attribute{
				"max_records": schema.Int64Attribute{
					MarkdownDescription: "The most records in one request, 1 or more. Default: 1000.",
					Optional:            true,
					Computed:            true,
					Default:             int64default.StaticInt64(defaultMaxRecords),
					Validators:          []validator.Int64{int64validator.AtLeast(1)},
				},
				"max_bytes": schema.Int64Attribute{
					MarkdownDescription: "The most bytes that the records of one request have together, 1 or more. A single record that has more is refused. Default: 1048576.",
					Optional:            true,
					Computed:            true,
					Default:             int64default.StaticInt64(defaultMaxBytes),
					Validators:          []validator.Int64{int64validator.AtLeast(1)},
				},
			},
			Default: objectdefault.StaticValue(types.ObjectValueMust(
				map[string]attr.Type{"max_records": types.Int64Type, "max_bytes": types.Int64Type},
				map[string]attr.Value{"max_records": types.Int64Value(defaultMaxRecords), "max_bytes": types.Int64Value(defaultMaxBytes)},
			)),
		},
		"triggers": schema.MapAttribute{
			MarkdownDescription: "Any values; a change sends every record again.",
			ElementType:         types.StringType,
			Optional:            true,
		},
	}
}

// removalAttributes are what becomes of records that are gone.
func removalAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"on_removal": schema.StringAttribute{
			MarkdownDescription: "What becomes at Secureframe, which can delete nothing, of records that are removed here or whose resource is destroyed: " +
				"`retain` leaves them as they are, `tombstone` sets the fields of `tombstone`. Records that another resource pushes in the same run are left alone. Default: `retain`.",
			Optional:   true,
			Computed:   true,
			Default:    stringdefault.StaticString(removalRetains),
			Validators: []validator.String{stringvalidator.OneOf(removalRetains, removalTombstones)},
		},
		"tombstone": schema.StringAttribute{
			MarkdownDescription: "What is set in records that are gone, as a JSON object: `jsonencode({ active = false })`. Its fields are declared ones, or fields of the category that are mapped; null deletes a field. Needed for `tombstone`, and only then.",
			Optional:            true,
		},
	}
}

// acceptedAttributes are what is known of Secureframe's side.
func acceptedAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id": schema.StringAttribute{
			MarkdownDescription: "The schema that the records are pushed to: `connection_id/vendor_slug/schema_slug`.",
			Computed:            true,
		},
		"record_hashes": schema.MapAttribute{
			MarkdownDescription: "The SHA-256, in hexadecimal, of each record that Secureframe has accepted, by primary ID. The record is hashed in the canonical JSON of RFC 8785. " +
				"An empty text is a record of which nobody knows whether it was accepted; it is sent again. What has few possible values can be guessed from its hash.",
			ElementType: types.StringType,
			Computed:    true,
		},
		"accepted_records": schema.Int64Attribute{
			MarkdownDescription: "How many records of this resource Secureframe has accepted. Accepted is not processed: that happens later, after the schema is defined, and cannot be seen.",
			Computed:            true,
		},
		"last_accepted_at": schema.StringAttribute{
			MarkdownDescription: "When Secureframe last accepted something of this resource, RFC 3339 in UTC. Null when it never did.",
			CustomType:          timetypes.RFC3339Type{},
			Computed:            true,
		},
	}
}
