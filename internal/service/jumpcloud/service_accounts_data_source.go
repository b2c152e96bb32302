// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewServiceAccountsDataSource returns vendorrisk_jumpcloud_service_accounts.
func NewServiceAccountsDataSource() datasource.DataSource {
	return newListDataSource(listDataSource[check.ServiceAccount, serviceAccountsArguments]{
		name: "service_accounts", title: "Service Accounts", noun: "service accounts",
		description: "The service accounts with which programs call JumpCloud's API, for one request and one more for every 100 of them. " +
			"API keys and client secrets are not read. Users that bind to LDAP or Samba are not among them: see `vendorrisk_jumpcloud_users`.",
		arguments: map[string]schema.Attribute{},
		columns:   serviceAccountColumns,
		read:      (*api.Client).ServiceAccounts,
	})
}

type serviceAccountsArguments struct{}

func (serviceAccountsArguments) choose(account check.ServiceAccount) (check.ServiceAccount, bool) {
	return account, true
}

// serviceAccountColumns are the attributes of a service account.
var serviceAccountColumns = framework.Columns[check.ServiceAccount]{
	framework.StringColumn("id", "The service account's ID.",
		func(a check.ServiceAccount) string { return a.ID() }),
	text("name", "The service account's name.",
		func(a check.ServiceAccount) string { return a.Name }),
	text("role_id", "The ID of the role.",
		func(a check.ServiceAccount) string { return a.RoleID }),
	text("role", "The name of the role.",
		func(a check.ServiceAccount) string { return a.RoleName }),
	text("status", "`ACTIVE`, `EXPIRING` or `EXPIRED`.",
		func(a check.ServiceAccount) string { return a.Status }),
	text("auth_type", "`CLIENT_SECRET` or `API_KEY`.",
		func(a check.ServiceAccount) string { return a.AuthType }),
	text("created_at", "When the service account was created, RFC 3339 in UTC.",
		func(a check.ServiceAccount) string { return a.CreatedAt.RFC3339() }),
	text("expires_at", "When the service account expires, RFC 3339 in UTC.",
		func(a check.ServiceAccount) string { return a.ExpiresAt.RFC3339() }),
}
