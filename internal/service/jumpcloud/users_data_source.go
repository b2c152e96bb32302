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

// NewUsersDataSource returns vendorrisk_jumpcloud_users.
func NewUsersDataSource() datasource.DataSource {
	return newListDataSource(listDataSource[check.User, usersArguments]{
		name: "users", title: "Users", noun: "users",
		description: "The users of the organization, for one request and one more for every 100 of them.",
		arguments: map[string]schema.Attribute{
			"mfa_enrolled":  stateFilterAttribute("Only users who have enrolled a factor, or who have not."),
			"suspended":     stateFilterAttribute("Only users who are suspended, or who are not."),
			"include_names": includeNamesAttribute("`email` and `username` are filled"),
		},
		columns: userColumns,
		read:    (*api.Client).Users,
	})
}

type usersArguments struct {
	MFAEnrolled  *bool `tfsdk:"mfa_enrolled"`
	Suspended    *bool `tfsdk:"suspended"`
	IncludeNames bool  `tfsdk:"include_names"`
}

func (a usersArguments) choose(user check.User) (check.User, bool) {
	if !a.IncludeNames {
		user.Email, user.Username = "", ""
	}
	return user, keeps(a.MFAEnrolled, user.MFAEnrolled()) && keeps(a.Suspended, user.Suspended)
}

// userColumns are the attributes of a user.
var userColumns = framework.Columns[check.User]{
	framework.StringColumn("id", "The user's id.",
		func(u check.User) string { return u.ID() }),
	framework.StringColumn("email", "The email address. Null unless `include_names` is set.",
		func(u check.User) string { return u.Email }),
	framework.StringColumn("username", "The name to sign in with. Null unless `include_names` is set.",
		func(u check.User) string { return u.Username }),
	text("state", "`STAGED`, `ACTIVATED` or `SUSPENDED`.",
		func(u check.User) string { return u.State }),
	setting("activated", "Whether the user has set a password.",
		func(u check.User) *bool { return u.Activated }),
	setting("suspended", "Whether the user is suspended.",
		func(u check.User) *bool { return u.Suspended }),
	setting("locked", "Whether the account is locked.",
		func(u check.User) *bool { return u.AccountLocked }),
	setting("active", "Whether the user can sign in: activated, neither suspended nor locked.",
		func(u check.User) *bool { return u.Active() }),
	setting("service_account", "Whether it is an account for a service: an LDAP binding user or a Samba service user.",
		func(u check.User) *bool { return u.Service() }),
	setting("mfa_enrolled", "Whether the user has enrolled a factor. Older answers say it only of one-time codes and of the first factor.",
		func(u check.User) *bool { return u.MFAEnrolled() }),
	setting("mfa_excluded", "Whether the user is excluded from MFA.",
		func(u check.User) *bool { return u.MFA.Exclusion }),
	framework.StringColumn("mfa_excluded_until", "When the exclusion ends, RFC 3339 in UTC. Null when there is none, when it is open, and when JumpCloud does not say.",
		func(u check.User) string { return u.MFA.ExclusionUntil.RFC3339() }),
	setting("portal_mfa_required", "Whether the user's setting requires MFA for the user portal.",
		func(u check.User) *bool { return u.EnableUserPortalMultifactor }),
	setting("password_never_expires", "Whether the password is set to never expire.",
		func(u check.User) *bool { return u.PasswordNeverExpires }),
	setting("password_expired", "Whether the password has expired.",
		func(u check.User) *bool { return u.PasswordExpired }),
	framework.StringColumn("password_updated_at", "When the password was set, RFC 3339 in UTC. Null when there is none, and when JumpCloud does not say.",
		func(u check.User) string {
			if u.PasswordDate.Value == nil {
				return ""
			}
			return u.PasswordDate.Value.RFC3339()
		}),
	setting("sudo", "Whether the user is administrator of all devices that the user is bound to.",
		func(u check.User) *bool { return u.Sudo }),
	setting("passwordless_sudo", "Whether the user needs no password for that.",
		func(u check.User) *bool { return u.PasswordlessSudo }),
	setting("administrator", "Whether the user is linked to an administrator.",
		func(u check.User) *bool { return u.Administrator() }),
	text("created_at", "When the user was made, RFC 3339 in UTC.",
		func(u check.User) string { return u.Created.RFC3339() }),
}
