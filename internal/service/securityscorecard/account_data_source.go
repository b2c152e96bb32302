// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewAccountDataSource returns vendorrisk_securityscorecard_account.
func NewAccountDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, accountArguments]{
		Name: "account", Schema: accountSchema, Read: readAccount,
	})
}

type accountArguments struct {
	Username string `tfsdk:"username"`
}

// accountColumns are the attributes of an account.
var accountColumns = framework.Columns[api.Account]{
	framework.StringColumn("email", "The user's email address. This is personal data and is stored in the state.",
		func(a api.Account) string { return a.Email }),
	framework.StringColumn("username", "",
		func(a api.Account) string { return a.Username }),
	framework.BoolColumn("is_bot", "Whether the user is an integration and not a person. Null when SecurityScorecard does not report it, as without `username`.",
		func(a api.Account) *bool { return a.Bot }),
	framework.StringsColumn("roles", "The user's access levels, as SecurityScorecard spells them. Null when SecurityScorecard does not report them, as without `username`.",
		func(a api.Account) []string { return a.Roles }),
	framework.StringColumn("organization_id", "The ID of the user's organization. Null when SecurityScorecard does not report it, as without `username`.",
		func(a api.Account) string { return a.OrganizationID }),
}

func accountSchema() schema.Schema {
	attributes := accountColumns.Attributes()
	attributes["username"] = schema.StringAttribute{
		MarkdownDescription: "The user's name. It may be an email address. If set, this user is read, whoever the API token belongs to. If not set, the user that the API token belongs to is read.",
		Optional:            true,
		Computed:            true,
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
	}
	return schema.Schema{
		MarkdownDescription: "The user that the API token belongs to, or the user with a name. " +
			"SecurityScorecard's published specification does not have the endpoint for the user of the token, `/me`. " +
			"If it is missing, reading this data source without `username` fails, and nothing else is affected. The endpoint for a name is in the specification.",
		Attributes: attributes,
	}
}

func readAccount(ctx context.Context, client *api.Client, arguments accountArguments) (framework.Values, diag.Diagnostics) {
	read := client.Account
	if arguments.Username != "" {
		read = func(ctx context.Context) (api.Account, error) {
			return client.AccountByUsername(ctx, arguments.Username)
		}
	}
	account, err := read(ctx)
	if err != nil {
		return nil, accountError(arguments.Username, err)
	}
	values := accountColumns.Values(account)
	if arguments.Username != "" {
		values["username"] = framework.String(arguments.Username) // its case is the configuration's
	}
	return values, nil
}

// accountError explains that an account does not exist, which the advice for
// companies does not.
func accountError(username string, err error) diag.Diagnostics {
	if !errors.Is(err, rest.ErrNotFound) {
		return system.ReadError("Account", err)
	}
	advice := "SecurityScorecard has no user with this name, or the token's user cannot see it. Check the spelling of username."
	if username == "" {
		advice = "SecurityScorecard does not have /me, which its published specification does not have either. " +
			"Set username to the name of the token's user to read it another way, or remove this data source. Nothing else needs it."
	}
	return diag.Diagnostics{diag.NewErrorDiagnostic("Unable to Read SecurityScorecard Account", advice+"\n\nOriginal Error: "+err.Error())}
}
