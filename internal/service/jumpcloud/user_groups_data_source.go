// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewUserGroupsDataSource returns vendorrisk_jumpcloud_user_groups.
func NewUserGroupsDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, userGroupsArguments]{
		Name: "user_groups", Schema: userGroupsSchema, Read: readUserGroups,
	})
}

type userGroupsArguments struct {
	Names          []string `tfsdk:"names"`
	IncludeMembers bool     `tfsdk:"include_members"`
}

func userGroupsSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The user groups of the organization, for one request and one more for every 100 of them.",
		Attributes: map[string]schema.Attribute{
			"names": framework.FilterAttribute("Only groups with one of these exact names. Default: all.", framework.NotBlank()),
			"include_members": boolAttribute("Whether `members` is filled, for at least one more request for every group that is returned. " +
				"Name the groups with `names` to limit the requests. Default: `false`."),
			"user_groups": userGroupColumns.ListAttribute("The user groups, sorted by ID."),
			"total":       framework.TotalAttribute("user groups"),
		},
	}
}

// userGroupRow is a group with the IDs of its members, which are nil unless
// they were asked for.
type userGroupRow struct {
	check.UserGroup
	members []string
}

func readUserGroups(ctx context.Context, client *api.Client, arguments userGroupsArguments) (framework.Values, diag.Diagnostics) {
	all, err := client.UserGroups(ctx)
	if err != nil {
		return nil, system.ReadError("User Groups", err)
	}
	groups := namedGroups(all, arguments.Names)
	rows := make([]userGroupRow, len(groups))
	for i, group := range groups {
		rows[i].UserGroup = group
	}
	if arguments.IncludeMembers {
		members, err := client.UserGroupMembers(ctx, groups)
		if err != nil {
			return nil, system.ReadError("User Groups", err)
		}
		for i := range rows {
			rows[i].members = members[i]
		}
	}
	return framework.Values{"user_groups": userGroupColumns.List(rows), "total": framework.Count(len(rows))}, nil
}

// namedGroups returns the groups with one of the names. No names are all groups.
func namedGroups(groups []check.UserGroup, names []string) []check.UserGroup {
	if len(names) == 0 {
		return groups
	}
	wanted := map[string]bool{}
	for _, name := range names {
		wanted[name] = true
	}
	chosen := []check.UserGroup{}
	for _, group := range groups {
		if wanted[group.Name] {
			chosen = append(chosen, group)
		}
	}
	return chosen
}

// userGroupColumns are the attributes of a user group.
var userGroupColumns = framework.Columns[userGroupRow]{
	framework.StringColumn("id", "The group's ID.",
		func(g userGroupRow) string { return g.ID() }),
	text("name", "The group's name.",
		func(g userGroupRow) string { return g.Name }),
	text("membership_method", "How the group gets its members: `STATIC`, `DYNAMIC_REVIEW_REQUIRED` or `DYNAMIC_AUTOMATED`, for example.",
		func(g userGroupRow) string { return g.MembershipMethod }),
	setting("sudo", "Whether the members are administrators of the devices of the group.",
		func(g userGroupRow) *bool { return g.Sudo() }),
	setting("passwordless_sudo", "Whether the members need no password for that.",
		func(g userGroupRow) *bool { return g.PasswordlessSudo() }),
	framework.StringsColumn("members", "The IDs of the users in the group, sorted. Null unless `include_members` is set.",
		func(g userGroupRow) []string { return g.members }),
}
