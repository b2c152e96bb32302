// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var (
	_ datasource.DataSourceWithConfigure        = &thirdPartiesDataSource{}
	_ datasource.DataSourceWithConfigValidators = &thirdPartiesDataSource{}
)

type thirdPartiesDataSource struct{ dataSource }

type thirdPartiesModel struct {
	TemplateID   types.Int64 `tfsdk:"template_id"`
	ExportID     types.Int64 `tfsdk:"export_id"`
	Domains      []string    `tfsdk:"domains"`
	ThirdParties types.List  `tfsdk:"third_parties"`
	Unmatched    types.List  `tfsdk:"unmatched"`
	Ambiguous    types.Map   `tfsdk:"ambiguous"`
}

// thirdPartyColumns are the attributes of a third party.
var thirdPartyColumns = framework.Columns[template.ThirdPartyRecord]{
	framework.StringColumn("id", "The Id that ProcessUnity has given it: the key of a row of `vendorrisk_processunity_third_party_import`.",
		func(t template.ThirdPartyRecord) string { return t.ID }),
	framework.StringColumn("name", "The `"+template.NameColumn+"`. Null when it is blank or not exported.",
		func(t template.ThirdPartyRecord) string { return t.Name }),
	framework.StringColumn("website", "The `"+template.WebsiteColumn+"`, as people have written it. Null when it is blank or not exported.",
		func(t template.ThirdPartyRecord) string { return t.Website }),
	framework.StringColumn("domain", "The domain: `"+template.SSDomainColumn+"`, else that of the website, normalized and without `www.`; "+
		"where `domains` asks for it, as it is written there, normalized. Null when there is none.",
		func(t template.ThirdPartyRecord) string { return t.Domain }),
	{
		Name: "columns",
		Attribute: schema.MapAttribute{
			MarkdownDescription: "Everything that was exported of it, as text by column. What is blank may be hidden from the user.",
			ElementType:         types.StringType,
			Computed:            true,
		},
		Value: func(t template.ThirdPartyRecord) tftypes.Value { return framework.Texts(t.Columns) },
	},
}

// NewThirdPartiesDataSource returns vendorrisk_processunity_third_parties.
func NewThirdPartiesDataSource() datasource.DataSource {
	return &thirdPartiesDataSource{dataSource{entity{name: "third_parties"}}}
}

func (d *thirdPartiesDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "The third parties of an export, and which of them has which domain, for one request. " +
			"That an import template can be exported by its id is the word of one author; a report can be.",
		Attributes: map[string]schema.Attribute{
			"template_id": schema.Int64Attribute{
				MarkdownDescription: "The import template to export. One of this and `export_id` is set.",
				Optional:            true,
				Validators:          []validator.Int64{int64validator.AtLeast(1)},
			},
			"export_id": schema.Int64Attribute{
				MarkdownDescription: "The report to export, enabled for automated export, with the columns `Id`, `" + template.NameColumn + "`, `" +
					template.WebsiteColumn + "` and `" + template.SSDomainColumn + "`. ProcessUnity may answer with a report that is days old.",
				Optional:   true,
				Validators: []validator.Int64{int64validator.AtLeast(1)},
			},
			"domains": schema.ListAttribute{
				MarkdownDescription: "Only the third parties with these domains, in any spelling. `www.example.com` and `example.com` are one. Without it, every third party is listed.",
				ElementType:         types.StringType,
				Optional:            true,
				Validators:          []validator.List{listvalidator.NoNullValues(), listvalidator.ValueStringsAre(framework.Domain())},
			},
			"third_parties": thirdPartyColumns.ListAttribute("The third parties, sorted by domain where `domains` is set, else by Id. One that shares its domain with another is left out where `domains` is set."),
			"unmatched": schema.ListAttribute{
				MarkdownDescription: "Those of `domains` that no third party has, sorted.",
				ElementType:         types.StringType,
				Computed:            true,
			},
			"ambiguous": schema.MapAttribute{
				MarkdownDescription: "The domains that several third parties have, and their Ids. Where `domains` is set, only those of it.",
				ElementType:         types.ListType{ElemType: types.StringType},
				Computed:            true,
			},
		},
	}
}

func (d *thirdPartiesDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{
		datasourcevalidator.ExactlyOneOf(path.MatchRoot("template_id"), path.MatchRoot("export_id")),
	}
}

func (d *thirdPartiesDataSource) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var config thirdPartiesModel
	response.Diagnostics.Append(request.Config.Get(ctx, &config)...)
	if response.Diagnostics.HasError() {
		return
	}
	client, ok := d.client(&response.Diagnostics)
	if !ok {
		return
	}
	export, err := client.Export(ctx, config.id())
	if err != nil {
		response.Diagnostics.Append(readError("Third Parties", err))
		return
	}
	thirdParties, err := template.ThirdParties(export)
	if err != nil {
		response.Diagnostics.AddError("Unable to Read ProcessUnity Third Parties",
			"The export is not one of third parties: "+err.Error()+". Take the import template of third parties, or a report with one row for each of them.")
		return
	}
	matches, err := config.match(thirdParties)
	if err != nil {
		response.Diagnostics.AddAttributeError(path.Root("domains"), "Invalid Attribute Value", err.Error())
		return
	}
	response.Diagnostics.Append(framework.SetState(ctx, &response.State, request.Config, map[string]tftypes.Value{
		"third_parties": thirdPartyColumns.List(matches.ThirdParties),
		"unmatched":     framework.Strings(append([]string{}, matches.Unmatched...)),
		"ambiguous":     textLists(matches.Ambiguous),
	})...)
}

func (m thirdPartiesModel) id() int64 {
	if m.ExportID.IsNull() {
		return m.TemplateID.ValueInt64()
	}
	return m.ExportID.ValueInt64()
}

// match looks the domains up, or lists all third parties without any.
func (m thirdPartiesModel) match(thirdParties []template.ThirdPartyRecord) (template.Matches, error) {
	if m.Domains == nil {
		return template.Matches{ThirdParties: thirdParties, Ambiguous: template.Shared(thirdParties)}, nil
	}
	domains := make([]string, len(m.Domains))
	for i, value := range m.Domains {
		domain, err := posture.NormalizeDomain(value)
		if err != nil {
			return template.Matches{}, err
		}
		domains[i] = domain
	}
	return template.Match(thirdParties, domains), nil
}

// textLists is the wire value of a map of lists of strings.
func textLists(lists map[string][]string) tftypes.Value {
	listType := tftypes.List{ElementType: tftypes.String}
	elements := make(map[string]tftypes.Value, len(lists))
	for _, key := range slices.Sorted(maps.Keys(lists)) {
		elements[key] = framework.Strings(lists[key])
	}
	return tftypes.NewValue(tftypes.Map{ElementType: listType}, elements)
}
