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

// NewAdministratorsDataSource returns vendorrisk_jumpcloud_administrators.
func NewAdministratorsDataSource() datasource.DataSource {
	return newListDataSource(listDataSource[check.Administrator, administratorsArguments]{
		name: "administrators", title: "Administrators", noun: "administrators",
		description: "The administrators of the organization, for one request and one more for every 100 of them. " +
			"The list is in no published specification of JumpCloud; JumpCloud's own tools read it.",
		arguments: map[string]schema.Attribute{
			"suspended":     stateFilterAttribute("Only administrators who are suspended, or who are not."),
			"totp_enrolled": stateFilterAttribute("Only administrators who have enrolled one-time codes, or who have not."),
			"include_names": includeNamesAttribute("`email` is filled"),
		},
		columns: administratorColumns,
		read:    (*api.Client).Administrators,
	})
}

type administratorsArguments struct {
	Suspended    *bool `tfsdk:"suspended"`
	TOTPEnrolled *bool `tfsdk:"totp_enrolled"`
	IncludeNames bool  `tfsdk:"include_names"`
}

func (a administratorsArguments) choose(administrator check.Administrator) (check.Administrator, bool) {
	if !a.IncludeNames {
		administrator.Email = ""
	}
	return administrator, keeps(a.Suspended, administrator.Suspended) && keeps(a.TOTPEnrolled, administrator.TOTPEnrolled)
}

// administratorColumns are the attributes of an administrator.
var administratorColumns = framework.Columns[check.Administrator]{
	framework.StringColumn("id", "The administrator's id.",
		func(a check.Administrator) string { return a.ID() }),
	framework.StringColumn("email", "The email address. Null unless `include_names` is set.",
		func(a check.Administrator) string { return a.Email }),
	text("role", "The role's name: `Administrator With Billing`, `Read Only` or that of a custom role, for example.",
		func(a check.Administrator) string { return a.RoleName }),
	setting("suspended", "Whether the administrator is suspended.",
		func(a check.Administrator) *bool { return a.Suspended }),
	setting("mfa_required", "Whether MFA is required of the administrator.",
		func(a check.Administrator) *bool { return a.EnableMultiFactor }),
	setting("totp_enrolled", "Whether the administrator has enrolled one-time codes. One who is linked to a user signs in with the user's factors instead.",
		func(a check.Administrator) *bool { return a.TOTPEnrolled }),
	setting("api_key_allowed", "Whether the administrator may have an API key.",
		func(a check.Administrator) *bool { return a.APIKeyAllowed }),
	setting("api_key_set", "Whether the administrator has an API key.",
		func(a check.Administrator) *bool { return a.APIKeySet }),
	text("api_key_updated_at", "When the API key was made, RFC 3339 in UTC.",
		func(a check.Administrator) string { return a.APIKeyUpdatedAt.RFC3339() }),
	framework.StringColumn("api_key_expires_at", "When the API key expires, RFC 3339 in UTC. Null when it does not, and when JumpCloud does not say.",
		func(a check.Administrator) string {
			if a.APIKeyHash == nil {
				return ""
			}
			return a.APIKeyHash.ExpireAt.RFC3339()
		}),
	text("password_updated_at", "When the password was changed, RFC 3339 in UTC.",
		func(a check.Administrator) string { return a.PasswordUpdatedAt.RFC3339() }),
	text("created_at", "When the administrator was made, RFC 3339 in UTC.",
		func(a check.Administrator) string { return a.Created.RFC3339() }),
}
