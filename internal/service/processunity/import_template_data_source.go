// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var _ datasource.DataSourceWithConfigure = &importTemplateDataSource{}

type importTemplateDataSource struct{ dataSource }

// templateColumns are the computed attributes of an import template.
var templateColumns = framework.Columns[template.Template]{
	framework.StringColumn("name", "The template's name.",
		func(t template.Template) string { return t.Name }),
	framework.StringColumn("import_type", "What it imports, as ProcessUnity calls it.",
		func(t template.Template) string { return t.ImportType }),
	framework.StringColumn("external_id", "The template's own External Id. Null when it has none.",
		func(t template.Template) string { return t.ExternalID }),
	framework.StringColumn("key_column", "The column that decides whether a line is an insert or an update. Null when it has none: then every line is an insert.",
		func(t template.Template) string { return t.KeyColumn }),
	framework.BoolColumn("inserts", "Whether lines with a new key make records.",
		func(t template.Template) *bool { return &t.Inserts }),
	framework.BoolColumn("updates", "Whether lines with a known key change records.",
		func(t template.Template) *bool { return &t.Updates }),
	{
		Name: "columns",
		Attribute: schema.ListAttribute{
			MarkdownDescription: "The columns, in the order in which ProcessUnity takes their values.",
			ElementType:         types.StringType,
			Computed:            true,
		},
		Value: func(t template.Template) tftypes.Value { return framework.Strings(t.Columns) },
	},
}

// NewImportTemplateDataSource returns vendorrisk_processunity_import_template.
func NewImportTemplateDataSource() datasource.DataSource {
	return &importTemplateDataSource{dataSource{entity{name: "import_template"}}}
}

func (d *importTemplateDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	attributes := templateColumns.Attributes()
	attributes["template_id"] = schema.Int64Attribute{
		MarkdownDescription: "The Import ID, which the template's details or URL show in ProcessUnity.",
		Required:            true,
		Validators:          []validator.Int64{int64validator.AtLeast(1)},
	}
	response.Schema = schema.Schema{
		MarkdownDescription: "One import template that is enabled for automated import. All templates are listed with one request for a run.",
		Attributes:          attributes,
	}
}

func (d *importTemplateDataSource) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var id types.Int64
	response.Diagnostics.Append(request.Config.GetAttribute(ctx, path.Root("template_id"), &id)...)
	if response.Diagnostics.HasError() {
		return
	}
	client, ok := d.client(&response.Diagnostics)
	if !ok {
		return
	}
	found, err := client.Template(ctx, id.ValueInt64())
	if err != nil {
		response.Diagnostics.Append(templateError(err))
		return
	}
	response.Diagnostics.Append(framework.SetState(ctx, &response.State, request.Config, templateColumns.Values(found))...)
}
