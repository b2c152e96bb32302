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

// NewIPListsDataSource returns vendorrisk_jumpcloud_ip_lists.
func NewIPListsDataSource() datasource.DataSource {
	return newListDataSource(listDataSource[check.IPList, ipListsArguments]{
		name: "ip_lists", title: "IP Lists", noun: "IP lists",
		description: "The lists of addresses that conditional access policies refer to, for one request and one more for every 100 of them.",
		arguments:   map[string]schema.Attribute{},
		columns:     ipListColumns,
		read:        (*api.Client).IPLists,
	})
}

type ipListsArguments struct{}

func (ipListsArguments) choose(list check.IPList) (check.IPList, bool) { return list, true }

// ipListColumns are the attributes of a list of addresses.
var ipListColumns = framework.Columns[check.IPList]{
	framework.StringColumn("id", "The list's ID.",
		func(l check.IPList) string { return l.ID() }),
	text("name", "The list's name.",
		func(l check.IPList) string { return l.Name }),
	framework.StringsColumn("ips", "The entries as JumpCloud has them: addresses, networks such as `192.0.2.0/24`, and ranges with a dash. "+notSaid,
		func(l check.IPList) []string {
			if l.IPs == nil {
				return nil
			}
			return append([]string{}, *l.IPs...)
		}),
}
