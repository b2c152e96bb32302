// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"maps"
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/numberdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// The values of the argument on_removal.
const (
	removalRetains    = "retain"
	removalTombstones = "tombstone"
)

// The limits of one request. Secureframe documents none, so these are our own.
const (
	defaultMaxRecords = 1000
	defaultMaxBytes   = 1 << 20
)

func (r *pushResource) Schema(ctx context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"schema": schema.SingleNestedAttribute{
			MarkdownDescription: "The contract that the records must match: a whole `vendorrisk_secureframe_schema` resource.",
			Required:            true,
			Attributes:          contractAttributes(),
		},
		"timeouts": framework.TimeoutsAttribute(ctx),
	}
	for _, group := range []map[string]schema.Attribute{recordAttributes(), sendingAttributes(), removalAttributes(), acceptedAttributes(), fileAttributes()} {
		maps.Copy(attributes, group)
	}
	response.Schema = schema.Schema{
		MarkdownDescription: "Pushes records to a schema of a Secureframe custom connection. Only new and changed records are sent, and the plan shows which they are. " +
			"Secureframe accepts records and processes them later. It has no way to read or to delete a record. " +
			"The state therefore contains the hashes of the records that Secureframe has accepted, and Terraform cannot detect drift.",
		Attributes: attributes,
	}
}

// recordAttributes are the records to push.
func recordAttributes() map[string]schema.Attribute {
	const description = "The records by primary ID, each a JSON object: `{ for c in local.companies : c.domain => jsonencode({ grade = c.grade }) }`. " +
		"The primary ID is added to a record that does not contain it."
	return map[string]schema.Attribute{
		"records": schema.MapAttribute{
			MarkdownDescription: description + " The records are stored in the state and in plan files. " +
				"For more than a few thousand records, use `records_file`, which is many times as fast. Records that together have more than about 80 MB are refused, because Terraform cannot send them to a provider. " +
				"Set exactly one of `records`, `records_wo`, and `records_file`.",
			ElementType: types.StringType,
			Optional:    true,
		},
		"records_file": schema.StringAttribute{
			MarkdownDescription: "The path of a file with the records in JSON Lines: one JSON object in each line, with its primary ID, in UTF-8. For many records: they are read one by one, and are not in the state, in plan files, or in Terraform's memory. " +
				"The path is relative to the working directory of Terraform; write `${path.module}/records.jsonl` for a file beside the configuration. " +
				"The file must exist during the plan, and be the same during the apply. Blank lines are ignored. A line has at most 16 MiB. A file without records is refused: to remove all records, set `records = {}`.",
			Optional:   true,
			Validators: []validator.String{framework.NotBlank()},
		},
		"records_wo": schema.MapAttribute{
			MarkdownDescription: description + " Write-only: the state and plan files contain only the primary IDs and hashes. " +
				"The records must be the same at plan and at apply, unless `records_wo_version` is set. Requires Terraform 1.11 or later.",
			ElementType: types.StringType,
			Optional:    true,
			WriteOnly:   true,
		},
		"records_wo_version": schema.NumberAttribute{
			MarkdownDescription: "A number to change together with `records_wo`. Without it, changed records are detected by their hashes, so `records_wo` must be the same at plan and at apply. " +
				"With it, only another number, or another primary ID, sends records, so that records from ephemeral values may change on every run.",
			Optional:   true,
			Validators: []validator.Number{framework.WholeNumber(0)},
		},
	}
}

// sendingAttributes are the arguments that control how records are pushed.
func sendingAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"mode": schema.StringAttribute{
			MarkdownDescription: "How a record changes the one in Secureframe: `replace` replaces the whole record, `partial` changes the fields that the record has and deletes those that are null. " +
				"Changing this sends every record again. Default: `replace`.",
			Optional:   true,
			Computed:   true,
			Default:    stringdefault.StaticString(string(contract.ModeReplace)),
			Validators: []validator.String{stringvalidator.OneOf(string(contract.ModeReplace), string(contract.ModePartial))},
		},
		"arrays": schema.StringAttribute{
			MarkdownDescription: "What to do with arrays, which Secureframe ignores: `error` refuses the record, `drop` removes the array, `join` joins its elements with commas into a string. Default: `error`.",
			Optional:            true,
			Computed:            true,
			Default:             stringdefault.StaticString(string(contract.ArraysError)),
			Validators:          []validator.String{stringvalidator.OneOf(string(contract.ArraysError), string(contract.ArraysDrop), string(contract.ArraysJoin))},
		},
		"strict_enums": framework.FlagAttribute("Whether to refuse values of `cloud_resource_type` and `training_slug` that are not in Secureframe's lists of " + contract.DocumentedOn() + ". Otherwise such a value is a warning, because the lists grow."),
		"batch": schema.SingleNestedAttribute{
			MarkdownDescription: "The limits of one request. Secureframe documents no limits. A request that it refuses as too large is split in half. Secureframe allows 500 requests a minute.",
			Optional:            true,
			Computed:            true,
			Attributes: map[string]schema.Attribute{
				"max_records": schema.NumberAttribute{
					MarkdownDescription: "The maximum number of records in one request, at least 1. Default: 1000.",
					Optional:            true,
					Computed:            true,
					Default:             numberdefault.StaticBigFloat(big.NewFloat(defaultMaxRecords)),
					Validators:          []validator.Number{framework.WholeNumber(1)},
				},
				"max_bytes": schema.NumberAttribute{
					MarkdownDescription: "The maximum total size of the records in one request, in bytes, at least 1. A single record that is larger is refused. Default: 1048576.",
					Optional:            true,
					Computed:            true,
					Default:             numberdefault.StaticBigFloat(big.NewFloat(defaultMaxBytes)),
					Validators:          []validator.Number{framework.WholeNumber(1)},
				},
			},
			Default: objectdefault.StaticValue(types.ObjectValueMust(
				map[string]attr.Type{"max_records": types.NumberType, "max_bytes": types.NumberType},
				map[string]attr.Value{"max_records": types.NumberValue(big.NewFloat(defaultMaxRecords)), "max_bytes": types.NumberValue(big.NewFloat(defaultMaxBytes))},
			)),
		},
		"triggers": schema.MapAttribute{
			MarkdownDescription: "Arbitrary values. Changing any of them sends every record again.",
			ElementType:         types.StringType,
			Optional:            true,
		},
	}
}

// removalAttributes are the arguments that control what happens to removed
// records.
func removalAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"on_removal": schema.StringAttribute{
			MarkdownDescription: "What happens in Secureframe when a record is removed from the configuration or the resource is destroyed. Secureframe cannot delete records: " +
				"`retain` leaves them unchanged, `tombstone` sets the fields of `tombstone`. A record that another resource holds gets no tombstone. Default: `retain`.",
			Optional:   true,
			Computed:   true,
			Default:    stringdefault.StaticString(removalRetains),
			Validators: []validator.String{stringvalidator.OneOf(removalRetains, removalTombstones)},
		},
		"tombstone": schema.StringAttribute{
			MarkdownDescription: "The fields to set in removed records, as a JSON object: `jsonencode({ active = false })`. The fields must be declared, or be mapped fields of the category. Null deletes a field. If `mode` is `partial`, every record must set the same fields, so that a record that returns does not keep the tombstone. Required if `on_removal` is `tombstone`, and not allowed otherwise.",
			Optional:            true,
		},
	}
}

// acceptedAttributes are the computed attributes about what Secureframe has
// accepted.
func acceptedAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id": schema.StringAttribute{
			MarkdownDescription: "The schema that the records are pushed to: `connection_id/vendor_slug/schema_slug`.",
			Computed:            true,
		},
		"destination": schema.StringAttribute{
			MarkdownDescription: "The base URL that the records were sent to. If the provider sends to another one, every record is sent again, and the plan shows it.",
			Computed:            true,
		},
		"record_hashes": schema.MapAttribute{
			MarkdownDescription: "The SHA-256 hash, in hexadecimal, of each record that Secureframe has accepted, by primary ID. The hash is of the canonical JSON of RFC 8785. " +
				"An empty string means that it is unknown whether Secureframe accepted the record, and the record is sent again. A record with few possible values can be guessed from its hash. Null with `records_file`: see `record_digest`.",
			ElementType: types.StringType,
			Computed:    true,
		},
		"accepted_records": schema.Int64Attribute{
			MarkdownDescription: "The number of records of this resource that Secureframe has accepted. Accepted records are processed later, after the schema is defined. Terraform cannot see whether they were processed.",
			Computed:            true,
		},
		"last_accepted_at": schema.StringAttribute{
			MarkdownDescription: "When Secureframe last accepted a record or a tombstone of this resource, RFC 3339 in UTC. Null when it has accepted none.",
			CustomType:          timetypes.RFC3339Type{},
			Computed:            true,
		},
	}
}
