// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewTagDataSource returns vendorrisk_securityscorecard_tag.
func NewTagDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, tagArguments]{
		Name: "tag", Schema: tagSchema, Read: readTag,
		Validators: []datasource.ConfigValidator{
			datasourcevalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name")),
		},
	})
}

type tagArguments struct {
	ID   string `tfsdk:"id"`
	Name string `tfsdk:"name"`
}

func tagSchema() schema.Schema {
	attributes := tagColumns.Attributes()
	attributes["id"] = schema.StringAttribute{
		MarkdownDescription: "The tag's ID. Set exactly one of `id` and `name`.",
		Optional:            true,
		Computed:            true,
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
	}
	attributes["name"] = schema.StringAttribute{
		MarkdownDescription: "The tag's exact, case-sensitive name. If more than one tag has the name, the read fails with an error that lists their IDs.",
		Optional:            true,
		Computed:            true,
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
	}
	attributes["companies"] = companyColumns.ListAttribute("The companies that have the tag, sorted by domain, then UUID. Empty when no company has it. " +
		"The rows are those of `vendorrisk_securityscorecard_companies`, for a gate. In each, `portfolio_ids`, `factors` and `finding_counts` are null, because SecurityScorecard does not report them here.")
	attributes["total"] = framework.TotalAttribute("companies")
	return schema.Schema{
		MarkdownDescription: "One scorecard tag, by ID or name, and the companies that have it." + ofTheSpecification,
		Attributes:          attributes,
	}
}

func readTag(ctx context.Context, client *api.Client, arguments tagArguments) (framework.Values, diag.Diagnostics) {
	attribute, find, wanted := path.Root("id"), client.TagByID, arguments.ID
	if wanted == "" {
		attribute, find, wanted = path.Root("name"), client.TagByName, arguments.Name
	}
	tag, err := find(ctx, wanted)
	if missing, ok := errors.AsType[*api.TagNotFoundError](err); ok {
		advice := "Check the spelling, and that the token's user can see the tag."
		if len(missing.IDs) > 0 {
			advice = "Use the tag's ID instead."
		}
		return nil, diag.Diagnostics{diag.NewAttributeErrorDiagnostic(attribute, "SecurityScorecard Tag Not Found", "In SecurityScorecard, "+err.Error()+". "+advice)}
	}
	if err != nil {
		return nil, system.ReadError("Tag", err)
	}
	companies, err := client.TagCompanies(ctx, tag.ID)
	if err != nil {
		return nil, system.ReadError("Tag", err)
	}
	values := tagColumns.Values(tag)
	values["companies"], values["total"] = companyColumns.List(companies), framework.Count(len(companies))
	return values, nil
}
