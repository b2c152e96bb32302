// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"cmp"
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewThirdPartiesDataSource returns vendorrisk_processunity_third_parties.
func NewThirdPartiesDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, thirdPartiesArguments]{
		Name: "third_parties", Schema: thirdPartiesSchema, Read: readThirdParties,
		Validators: []datasource.ConfigValidator{
			datasourcevalidator.ExactlyOneOf(path.MatchRoot("template_id"), path.MatchRoot("export_id")),
		},
	})
}

type thirdPartiesArguments struct {
	TemplateID int64    `tfsdk:"template_id"`
	ExportID   int64    `tfsdk:"export_id"`
	Domains    []string `tfsdk:"domains"`
}

// thirdPartyColumns are the attributes of a third party.
var thirdPartyColumns = framework.Columns[template.ThirdPartyRecord]{
	framework.StringColumn("id", "The Id that ProcessUnity has given the third party: the key of a row of `vendorrisk_processunity_third_party_import`.",
		func(t template.ThirdPartyRecord) string { return t.ID }),
	framework.StringColumn("name", "The `"+template.NameColumn+"`. Null when it is blank or not exported.",
		func(t template.ThirdPartyRecord) string { return t.Name }),
	framework.StringColumn("website", "The `"+template.WebsiteColumn+"`, as it was entered. Null when it is blank or not exported.",
		func(t template.ThirdPartyRecord) string { return t.Website }),
	framework.StringColumn("domain", "The domain: `"+template.SSDomainColumn+"`, otherwise that of the website, normalized and without `www.`. "+
		"Where `domains` names it, the domain as it is written there, normalized. Null when there is none.",
		func(t template.ThirdPartyRecord) string { return t.Domain }),
	{
		Name: "columns",
		Attribute: schema.MapAttribute{
			MarkdownDescription: "All exported columns, as text by column. A blank column may be hidden from the user.",
			ElementType:         types.StringType,
			Computed:            true,
		},
		Value: func(t template.ThirdPartyRecord) tftypes.Value { return framework.Texts(t.Columns) },
	},
}

func thirdPartiesSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The third parties of an export, and which of them has which domain, for one request. " +
			"Exporting an import template by its ID is documented by one third-party client only; a report can be exported.",
		Attributes: map[string]schema.Attribute{
			"template_id": schema.NumberAttribute{
				MarkdownDescription: "The import template to export. Exactly one of `template_id` and `export_id` is set.",
				Optional:            true,
				Validators:          []validator.Number{framework.WholeNumber(1)},
			},
			"export_id": schema.NumberAttribute{
				MarkdownDescription: "The report to export, enabled for automated export, with the columns `Id`, `" + template.NameColumn + "`, `" +
					template.WebsiteColumn + "` and `" + template.SSDomainColumn + "`. ProcessUnity may answer with a report that is days old.",
				Optional:   true,
				Validators: []validator.Number{framework.WholeNumber(1)},
			},
			"domains": schema.ListAttribute{
				MarkdownDescription: "Only the third parties with these domains, in any spelling. `www.example.com` and `example.com` are the same. By default, every third party is listed.",
				ElementType:         types.StringType,
				Optional:            true,
				Validators:          []validator.List{listvalidator.NoNullValues(), listvalidator.ValueStringsAre(framework.Domain())},
			},
			"third_parties": thirdPartyColumns.ListAttribute("The third parties, sorted by domain where `domains` is set, otherwise by Id. Where `domains` is set, third parties that share a domain are left out."),
			"unmatched":     framework.StringsAttribute("The domains of `domains` that no third party has, sorted."),
			"ambiguous": schema.MapAttribute{
				MarkdownDescription: "The domains that several third parties have, and their Ids. Where `domains` is set, only the domains in it.",
				ElementType:         types.ListType{ElemType: types.StringType},
				Computed:            true,
			},
		},
	}
}

func readThirdParties(ctx context.Context, client *api.Client, arguments thirdPartiesArguments) (framework.Values, diag.Diagnostics) {
	export, err := client.Export(ctx, cmp.Or(arguments.ExportID, arguments.TemplateID))
	if err != nil {
		return nil, system.ReadError("Third Parties", err)
	}
	thirdParties, err := template.ThirdParties(export)
	if err != nil {
		return nil, diag.Diagnostics{diag.NewErrorDiagnostic("Unable to Read ProcessUnity Third Parties",
			"The export is not one of third parties: "+err.Error()+". Use the import template of third parties, or a report with one row for each of them.")}
	}
	matches, err := arguments.match(thirdParties)
	if err != nil {
		return nil, framework.InvalidAttribute(path.Root("domains"), err)
	}
	return framework.Values{
		"third_parties": thirdPartyColumns.List(matches.ThirdParties),
		"unmatched":     framework.Strings(append([]string{}, matches.Unmatched...)),
		"ambiguous":     framework.StringLists(matches.Ambiguous),
	}, nil
}

// match looks the domains up, or lists all third parties without any.
func (a thirdPartiesArguments) match(thirdParties []template.ThirdPartyRecord) (template.Matches, error) {
	if a.Domains == nil {
		return template.Matches{ThirdParties: thirdParties, Ambiguous: template.Shared(thirdParties)}, nil
	}
	domains := make([]string, len(a.Domains))
	for i, value := range a.Domains {
		domain, err := posture.NormalizeDomain(value)
		if err != nil {
			return template.Matches{}, err
		}
		domains[i] = domain
	}
	return template.Match(thirdParties, domains), nil
}
