// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewSystemsDataSource returns vendorrisk_jumpcloud_systems.
func NewSystemsDataSource() datasource.DataSource {
	return newListDataSource(listDataSource[check.System, systemsArguments]{
		name: "systems", title: "Systems", noun: "devices",
		description: "The devices of the organization, which JumpCloud calls systems, for one request and one more for every 100 of them.",
		arguments: map[string]schema.Attribute{
			"encrypted": stateFilterAttribute("Only devices whose disk is encrypted, or whose disk is not. Linux and mobile devices do not report it: set `os_families`, too."),
			"os_families": framework.FilterAttribute("Only devices of these families: `darwin`, `windows`, `linux`, `mobile`. Devices of an unknown family are never left out.",
				stringvalidator.OneOf(string(check.MacOS), string(check.Windows), string(check.Linux), string(check.Mobile))),
			"include_names": includeNamesAttribute("`hostname` is filled"),
		},
		columns: systemColumns,
		read:    (*api.Client).Systems,
	})
}

type systemsArguments struct {
	Encrypted    *bool          `tfsdk:"encrypted"`
	OSFamilies   []check.Family `tfsdk:"os_families"`
	IncludeNames bool           `tfsdk:"include_names"`
}

func (a systemsArguments) choose(device check.System) (check.System, bool) {
	if !a.IncludeNames {
		device.Hostname = ""
	}
	return device, keeps(a.Encrypted, device.FDE.Active) && a.hasFamily(device.Family())
}

func (a systemsArguments) hasFamily(family check.Family) bool {
	return len(a.OSFamilies) == 0 || family == "" || slices.Contains(a.OSFamilies, family)
}

// systemColumns are the attributes of a device.
var systemColumns = framework.Columns[check.System]{
	framework.StringColumn("id", "The device's id.",
		func(s check.System) string { return s.ID() }),
	framework.StringColumn("hostname", "The hostname. Null unless `include_names` is set.",
		func(s check.System) string { return s.Hostname }),
	text("os", "The operating system, as JumpCloud spells it.",
		func(s check.System) string { return s.OS }),
	text("os_version", "The operating system's version.",
		func(s check.System) string { return s.Version }),
	framework.StringColumn("os_family", "`darwin`, `windows`, `linux` or `mobile`. Null when the family is unknown.",
		func(s check.System) string { return string(s.Family()) }),
	setting("active", "Whether the agent is connected.",
		func(s check.System) *bool { return s.Active }),
	framework.StringColumn("last_contact_at", "When the agent was last connected, RFC 3339 in UTC. Null when it never was, and when JumpCloud does not say.",
		func(s check.System) string { return s.LastContact.RFC3339() }),
	setting("encrypted", "Whether the disk is encrypted. Linux and mobile devices do not report it.",
		func(s check.System) *bool { return s.FDE.Active }),
	setting("recovery_key_escrowed", "Whether JumpCloud has the key that recovers the disk.",
		func(s check.System) *bool { return s.FDE.KeyPresent }),
	setting("ssh_root_login_allowed", "Whether root can log in over SSH.",
		func(s check.System) *bool { return s.AllowSSHRootLogin }),
	setting("ssh_password_allowed", "Whether passwords are taken over SSH.",
		func(s check.System) *bool { return s.AllowSSHPasswordAuthentication }),
	setting("mfa_enabled", "Whether login at the device asks for MFA.",
		func(s check.System) *bool { return s.AllowMultiFactorAuthentication }),
	setting("policy_bound", "Whether the device is bound to a policy.",
		func(s check.System) *bool { return s.IsPolicyBound }),
	amount("failed_policies", "The number of policies that failed on the device.",
		func(s check.System) *int64 { return s.PolicyStats.Failed }),
	text("system_insights", "The state of System Insights: `enabled`, `disabled` or `deferred`.",
		func(s check.System) string { return s.SystemInsights.State }),
	text("created_at", "When the device was added, RFC 3339 in UTC.",
		func(s check.System) string { return s.Created.RFC3339() }),
}
