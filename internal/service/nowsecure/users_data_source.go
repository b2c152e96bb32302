// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewUsersDataSource returns vendorrisk_nowsecure_users.
func NewUsersDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, usersArguments]{
		Name: "users", Schema: usersSchema, Read: readUsers,
	})
}

type usersArguments struct {
	Active *bool `tfsdk:"active"`
}

// groupColumns are the attributes of a group that a user belongs to.
var groupColumns = framework.Columns[api.Group]{
	framework.StringColumn("ref", "The group's ref, a UUID.", func(g api.Group) string { return g.Ref }),
	framework.StringColumn("name", "The group's name.", func(g api.Group) string { return g.Name }),
}

// userColumns are the attributes of a user.
var userColumns = framework.Columns[api.User]{
	framework.StringColumn("ref", "The user's ref, a UUID. It identifies the user.",
		func(u api.User) string { return u.Ref }),
	framework.StringColumn("name", "The user's name. It is personal data, and is stored in the state.",
		func(u api.User) string { return u.Name }),
	framework.StringColumn("email", "The user's email address. It is personal data, and is stored in the state. Null when there is none.",
		func(u api.User) string { return u.Email }),
	framework.BoolColumn("active", "Whether the user is active. Null when NowSecure does not say.",
		func(u api.User) *bool { return u.Active }),
	framework.StringColumn("role", "The role, `admin` for example. Null when there is none.",
		func(u api.User) string { return u.Role }),
	framework.StringColumn("role_label", "The role, for people. Null when there is none.",
		func(u api.User) string { return u.RoleLabel }),
	{
		Name:      "groups",
		Attribute: groupColumns.ListAttribute("The groups that the user belongs to, sorted by name, then ref."),
		Value:     func(u api.User) tftypes.Value { return groupColumns.List(u.Groups) },
	},
	framework.StringColumn("created_at", "When the user was added, RFC 3339 in UTC. Null when NowSecure does not say.",
		func(u api.User) string { return u.CreatedAt }),
}

func usersSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "All users of the organization. It costs one request. " +
			"NowSecure tells only administrators whether a user is active: the token of another user may be refused.",
		Attributes: map[string]schema.Attribute{
			"active": schema.BoolAttribute{
				MarkdownDescription: "Only users that are active, or, with `false`, only those that are not. A user for whom NowSecure does not say is never left out.",
				Optional:            true,
			},
			"users": userColumns.ListAttribute("The users, sorted by name, then ref."),
			"total": framework.TotalAttribute("users"),
		},
	}
}

func readUsers(ctx context.Context, client *api.Client, arguments usersArguments) (framework.Values, diag.Diagnostics) {
	users, err := client.Users(ctx)
	if err != nil {
		return nil, system.ReadError("Users", err)
	}
	if arguments.Active != nil {
		users = slices.DeleteFunc(users, func(user api.User) bool {
			return user.Active != nil && *user.Active != *arguments.Active
		})
	}
	return framework.Values{
		"users": userColumns.List(users),
		"total": framework.Count(len(users)),
	}, nil
}
