// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// usageColumns are the attributes of a license.
var usageColumns = framework.Columns[api.Usage]{
	framework.StringColumn("organization_id", "The ID of the user's organization.",
		func(u api.Usage) string { return u.OrganizationID }),
	framework.Int64Column("size", "The number of slots of the license, which SecurityScorecard calls its size.",
		func(u api.Usage) *int64 { return &u.Size }),
	framework.Int64Column("available_slots", "The number of slots that no company takes.",
		func(u api.Usage) *int64 { return &u.AvailableSlots }),
}

type usageArguments struct {
	Username string `tfsdk:"username"`
}

// NewUsageDataSource returns vendorrisk_securityscorecard_usage.
func NewUsageDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, usageArguments]{
		Name: "usage", Schema: usageSchema, Read: readUsage,
	})
}

func usageSchema() schema.Schema {
	attributes := usageColumns.Attributes()
	attributes["username"] = schema.StringAttribute{
		MarkdownDescription: "The name of a user of the organization. It may be an email address. Default: the provider's `securityscorecard.username`. " +
			"One of them must be set: no documented request says whose the API token is.",
		Optional:   true,
		Computed:   true,
		Validators: []validator.String{framework.NotBlank()},
	}
	return schema.Schema{
		MarkdownDescription: "The slots of the license of a user's organization. Each company in one or more portfolios takes one, and a company in several portfolios takes no second one. The read sends two requests.",
		Attributes:          attributes,
	}
}

func readUsage(ctx context.Context, client *api.Client, arguments usageArguments) (framework.Values, diag.Diagnostics) {
	username := cmp.Or(arguments.Username, client.Username)
	usage, err := client.Usage(ctx, username)
	switch {
	case errors.Is(err, api.ErrNoUsername):
		return nil, diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("username"), "Missing SecurityScorecard Username",
			"Set username, or the provider's securityscorecard.username (or SECURITYSCORECARD_USERNAME): "+err.Error()+".")}
	case errors.Is(err, rest.ErrNotFound):
		return nil, diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("username"), "Unable to Read SecurityScorecard Usage",
			"SecurityScorecard has no user with this name or no numbers of the user's organization, or the API token's user cannot see them. Check the spelling of the username.\n\nOriginal Error: "+err.Error())}
	case errors.Is(err, rest.ErrForbidden):
		return nil, diag.Diagnostics{diag.NewErrorDiagnostic("Unable to Read SecurityScorecard Usage",
			"SecurityScorecard refuses to tell the number of slots. It shows them to administrators, so the API token's user may need to be one. "+
				"The user must be of the same organization.\n\nOriginal Error: "+err.Error())}
	case err != nil:
		return nil, system.ReadErrorIn(ctx, "Usage", err)
	}
	values := usageColumns.Values(usage)
	values["username"] = framework.String(username)
	return values, nil
}
