// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
)

func (r *importResource) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	response.Schema = schema.Schema{MarkdownDescription: thirdPartyDescription, Attributes: commonAttributes(thirdPartyRows)}
	if r.kind == template.Issue {
		response.Schema = schema.Schema{MarkdownDescription: issueDescription, Attributes: commonAttributes(issueRows)}
	}
	maps.Copy(response.Schema.Attributes, kindAttributes(r.kind))
}

const (
	thirdPartyDescription = "A set of rows that is kept asserted on ProcessUnity's third parties through one import template that updates by `Id`. It is no third party: none is ever made or deleted. " +
		"Only rows that have changed are sent, and the plan shows which; what a row does not set is read and sent back as it is. " +
		"Built from public clients and an onboarding page, not verified against a live tenant: try it on a sandbox of yours first. Row values are stored in the state."
	issueDescription = "A set of rows that is kept asserted as ProcessUnity's issues through one import template that inserts and updates by `External Id`. An issue that exists is taken over, none is ever deleted. " +
		"Only rows that have changed are sent, and the plan shows which; what a row does not set is read and sent back as it is. " +
		"Built from public clients and an onboarding page, not verified against a live tenant: try it on a sandbox of yours first. Row values are stored in the state."

	thirdPartyRows = "The rows by the third party's `Id`, which `vendorrisk_processunity_third_parties` looks up; an Id that ProcessUnity does not have is an error. "
	issueRows      = "The rows by the issue's `External Id`, such as `ssc:example.com:csp_no_policy`, best not longer than 100 characters. "
	rowsAreTexts   = "Each is a map of the columns to keep and their text: the names are those of the import template. A column that is null or left out is left as it is in ProcessUnity. " +
		"A pick list takes the exact text of one of its options. `provider::vendorrisk::processunity_…` makes rows of companies and findings."
)

// commonAttributes are those of both resources.
func commonAttributes(rows string) map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id": schema.StringAttribute{
			MarkdownDescription: "The `template_id`.",
			Computed:            true,
		},
		"template_id": schema.Int64Attribute{
			MarkdownDescription: "The Import ID of the template. It must be enabled for automated import. A change sends every row again.",
			Required:            true,
			Validators:          []validator.Int64{int64validator.AtLeast(1)},
		},
		"export_id": schema.Int64Attribute{
			MarkdownDescription: "What is exported for the current values: a report with the template's columns, enabled for automated export. ProcessUnity may answer with a report that is days old. Default: the import template itself.",
			Optional:            true,
			Validators:          []validator.Int64{int64validator.AtLeast(1)},
		},
		"rows": schema.MapAttribute{
			MarkdownDescription: rows + rowsAreTexts,
			ElementType:         types.MapType{ElemType: types.StringType},
			Required:            true,
		},
		"timestamp_column": schema.StringAttribute{
			MarkdownDescription: "A column that is set to the time, RFC 3339 in UTC, whenever a row is sent. It is no part of the rows, so that time alone sends nothing.",
			Optional:            true,
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"blank_columns": columnsAttribute("Columns that no row sets and that may be blank in every record. Any other such column is refused when it is to be sent back: " +
			"ProcessUnity exports a column blank that the user may not view, and a blank could clear it."),
		"drift_detection": schema.BoolAttribute{
			MarkdownDescription: "Whether every plan compares the rows with an export, for one request, and sends again what was changed in ProcessUnity. With a report that may be days old, set it to `false`. Default: `false`.",
			Optional:            true,
			Computed:            true,
			Default:             booldefault.StaticBool(false),
		},
		"last_import": schema.SingleNestedAttribute{
			MarkdownDescription: "What ProcessUnity counted when rows were last sent. Null when none ever were, and where the creation failed in part: what `on_removed` says is then not done.",
			Computed:            true,
			Attributes: map[string]schema.Attribute{
				"total":     countAttribute("Lines that were sent, as ProcessUnity counts them."),
				"added":     countAttribute("Records that were made."),
				"updated":   countAttribute("Records that were updated, unchanged ones included where it does not tell them apart."),
				"no_action": countAttribute("Records that were as they should be."),
				"skipped":   countAttribute("Lines that the template does not allow."),
				"invalid":   countAttribute("Lines that were refused."),
				"warnings":  countAttribute("Lines that were taken with a warning."),
			},
		},
	}
}

// kindAttributes are those of one of the resources.
func kindAttributes(kind template.Kind) map[string]schema.Attribute {
	if kind == template.ThirdParty {
		return map[string]schema.Attribute{
			"allow_inserts": schema.BoolAttribute{
				MarkdownDescription: "Whether the import template may have Inserts among its Import Options. Every Id is then looked up before it is sent; third parties are not made either way. Default: `false`.",
				Optional:            true,
				Computed:            true,
				Default:             booldefault.StaticBool(false),
			},
		}
	}
	return map[string]schema.Attribute{
		"insert_only_columns": columnsAttribute("Columns of the rows that are set only when the issue is new, so that what people change later stays: `[\"Issue Status\"]` does not reopen what was closed, by a person or by `on_removed`. A new row whose issue is there already, with another value, is a warning."),
		"on_removed": schema.MapAttribute{
			MarkdownDescription: "Columns that are set, once, in issues whose row is removed or whose resource is destroyed: `{ \"Issue Status\" = \"Closed\" }`. Null leaves such issues alone.",
			ElementType:         types.StringType,
			Optional:            true,
			Validators:          []validator.Map{mapvalidator.SizeAtLeast(1), mapvalidator.NoNullValues()},
		},
	}
}

func columnsAttribute(description string) schema.ListAttribute {
	return schema.ListAttribute{
		MarkdownDescription: description,
		ElementType:         types.StringType,
		Optional:            true,
		Validators:          []validator.List{listvalidator.NoNullValues(), listvalidator.UniqueValues(), listvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))},
	}
}

func countAttribute(description string) schema.Int64Attribute {
	return schema.Int64Attribute{MarkdownDescription: description, Computed: true}
}
