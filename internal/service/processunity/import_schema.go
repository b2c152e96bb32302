// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

func (r *importResource) Schema(ctx context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	response.Schema = schema.Schema{MarkdownDescription: thirdPartyDescription, Attributes: commonAttributes(ctx, thirdPartyRows)}
	if r.kind == template.Issue {
		response.Schema = schema.Schema{MarkdownDescription: issueDescription, Attributes: commonAttributes(ctx, issueRows)}
	}
	maps.Copy(response.Schema.Attributes, kindAttributes(r.kind))
}

const (
	thirdPartyDescription = "A set of rows that is kept asserted on ProcessUnity's third parties through one import template that updates by `Id`. It is not a third party: third parties are never created or deleted. " +
		"Only rows that have changed are sent, and the plan shows which; columns that a row does not set are read and sent back unchanged. " +
		"It is built from public clients and an onboarding page, and not verified against a live tenant: try it in your own sandbox first. Row values are stored in the state."
	issueDescription = "A set of rows that is kept asserted as ProcessUnity's issues through one import template that inserts and updates by `External Id`. An issue that exists is taken over, and issues are never deleted. " +
		"Only rows that have changed are sent, and the plan shows which; columns that a row does not set are read and sent back unchanged. " +
		"It is built from public clients and an onboarding page, and not verified against a live tenant: try it in your own sandbox first. Row values are stored in the state."

	thirdPartyRows = "The rows by the third party's `Id`, which `vendorrisk_processunity_third_parties` looks up. An Id that ProcessUnity does not have is an error. "
	issueRows      = "The rows by the issue's `External Id`, such as `ssc:example.com:csp_no_policy`, preferably not longer than 100 characters. "
	rowsAreTexts   = "Each row is a map of the columns to keep and their text, with the column names of the import template. A column that is null or left out is not changed in ProcessUnity. " +
		"A pick list takes the exact text of one of its options. `provider::vendorrisk::processunity_…` creates rows from companies and findings."
)

// commonAttributes are those of both resources.
func commonAttributes(ctx context.Context, rows string) map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id": schema.StringAttribute{
			MarkdownDescription: "The `template_id`.",
			Computed:            true,
		},
		"template_id": schema.NumberAttribute{
			MarkdownDescription: "The Import ID of the template. It must be enabled for automated import. A change sends every row again.",
			Required:            true,
			Validators:          []validator.Number{framework.WholeNumber(1)},
		},
		"export_id": schema.NumberAttribute{
			MarkdownDescription: "The report to export for the current values. It must have the template's columns, and be enabled for automated export. ProcessUnity may answer with a report that is days old. Default: the import template itself.",
			Optional:            true,
			Validators:          []validator.Number{framework.WholeNumber(1)},
		},
		"rows": schema.MapAttribute{
			MarkdownDescription: rows + rowsAreTexts,
			ElementType:         types.MapType{ElemType: types.StringType},
			Required:            true,
		},
		"timestamp_column": schema.StringAttribute{
			MarkdownDescription: "A column that is set to the time, RFC 3339 in UTC, whenever a row is sent. It is not part of the rows, so that a new time alone sends nothing.",
			Optional:            true,
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"blank_columns": columnsAttribute("Columns that may be blank in every record although a row does not set them. Any other such column is refused when it would be sent back: " +
			"ProcessUnity exports a column as blank when the user may not view it, and sending a blank could clear it. A column that this resource has set is refused in any case, because its blank proves that the user may not view it."),
		"drift_detection": framework.FlagAttribute("Whether every plan compares the rows with an export, for one request, and sends again the rows that were changed in ProcessUnity. Set it to `false` for a report that may be days old."),
		"escape_formulas": framework.FlagAttribute("Whether a text that begins with `=`, `+`, `-` or `@` and is not a number is sent with a leading apostrophe. Spreadsheets take such a text for a formula when ProcessUnity's records are exported. Otherwise the plan warns about it."),
		"triggers": schema.MapAttribute{
			MarkdownDescription: "Arbitrary values. Changing any of them sends every row again.",
			ElementType:         types.StringType,
			Optional:            true,
		},
		"timeouts": framework.TimeoutsAttribute(ctx),
		"destination": schema.StringAttribute{
			MarkdownDescription: "The base URL, with the tenant, that the rows were sent to. If the provider sends to another one, every row is sent again, and the plan shows it.",
			Computed:            true,
		},
		"last_import": lastImportAttribute(),
	}
}

// kindAttributes are those of one of the resources.
func kindAttributes(kind template.Kind) map[string]schema.Attribute {
	if kind == template.ThirdParty {
		return map[string]schema.Attribute{
			"allow_inserts": framework.FlagAttribute("Whether the import template may have Inserts among its Import Options. Every Id is then looked up before it is sent; third parties are not created either way."),
		}
	}
	return map[string]schema.Attribute{
		"insert_only_columns": columnsAttribute("Columns of the rows that are set only when the issue is new, so that later changes by people stay: `[\"Issue Status\"]` does not reopen an issue that a person closed. An issue that has the values of `on_removed` is opened again when its row returns. Any other new row whose issue already exists with another value is a warning."),
		"on_removed": schema.MapAttribute{
			MarkdownDescription: "Columns that are set, once, in issues whose row is removed or whose resource is destroyed: `{ \"Issue Status\" = \"Closed\" }`. Every row must set these columns, so that a row that returns undoes them. An issue that another resource holds is left alone. Null leaves all of them alone.",
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
