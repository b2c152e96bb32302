// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewImportTemplateDataSource returns vendorrisk_processunity_import_template.
func NewImportTemplateDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, importTemplateArguments]{
		Name: "import_template", Schema: importTemplateSchema, Read: readImportTemplate,
	})
}

type importTemplateArguments struct {
	TemplateID int64 `tfsdk:"template_id"`
}

// templateColumns are the computed attributes of an import template.
var templateColumns = framework.Columns[template.Template]{
	framework.StringColumn("name", "The template's name.",
		func(t template.Template) string { return t.Name }),
	framework.StringColumn("import_type", "What the template imports, in ProcessUnity's words.",
		func(t template.Template) string { return t.ImportType }),
	framework.StringColumn("external_id", "The template's own External Id. Null when it has none.",
		func(t template.Template) string { return t.ExternalID }),
	framework.StringColumn("key_column", "The column that decides whether a line is an insert or an update. Null when it has none: every line is then an insert.",
		func(t template.Template) string { return t.KeyColumn }),
	framework.BoolColumn("inserts", "Whether lines with a new key create records.",
		func(t template.Template) *bool { return &t.Inserts }),
	framework.BoolColumn("updates", "Whether lines with a known key change records.",
		func(t template.Template) *bool { return &t.Updates }),
	framework.StringsColumn("columns", "The columns, in the order in which ProcessUnity takes their values.",
		func(t template.Template) []string { return t.Columns }),
}

func importTemplateSchema() schema.Schema {
	attributes := templateColumns.Attributes()
	attributes["template_id"] = schema.NumberAttribute{
		MarkdownDescription: "The Import ID, which ProcessUnity shows in the template's details and URL.",
		Required:            true,
		Validators:          []validator.Number{framework.WholeNumber(1)},
	}
	return schema.Schema{
		MarkdownDescription: "One import template that is enabled for automated import. All templates are listed with one request for a run.",
		Attributes:          attributes,
	}
}

func readImportTemplate(ctx context.Context, client *api.Client, arguments importTemplateArguments) (framework.Values, diag.Diagnostics) {
	found, err := client.Template(ctx, arguments.TemplateID)
	if err != nil {
		return nil, templateError(ctx, err)
	}
	return templateColumns.Values(found), nil
}
