// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewAccountDataSource returns vendorrisk_securityscorecard_account.
func NewAccountDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, struct{}]{
		Name: "account", Schema: accountSchema, Read: readAccount,
	})
}

// accountColumns are the attributes of an account.
var accountColumns = framework.Columns[api.Account]{
	framework.StringColumn("email", "The user's email address. This is personal data and is stored in the state.",
		func(a api.Account) string { return a.Email }),
	framework.StringColumn("username", "The user's name. It may be an email address.",
		func(a api.Account) string { return a.Username }),
}

func accountSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The user that the API token belongs to. " +
			"SecurityScorecard's published specification does not have this endpoint. If the endpoint is missing, reading this data source fails, and nothing else is affected.",
		Attributes: accountColumns.Attributes(),
	}
}

func readAccount(ctx context.Context, client *api.Client, _ struct{}) (framework.Values, diag.Diagnostics) {
	account, err := client.Account(ctx)
	if err != nil {
		return nil, system.ReadError("Account", err)
	}
	return accountColumns.Values(account), nil
}
