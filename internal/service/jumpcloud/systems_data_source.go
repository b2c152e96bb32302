// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var _ datasource.DataSourceWithConfigure = &systemsDataSource{}

type systemsDataSource struct{ dataSource }

type systemsModel struct {
	Encrypted    types.Bool  `tfsdk:"encrypted"`
	OSFamilies   []string    `tfsdk:"os_families"`
	IncludeNames types.Bool  `tfsdk:"include_names"`
	Systems      types.List  `tfsdk:"systems"`
	Total        types.Int64 `tfsdk:"total"`
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
	framework.StringColumn("os_family", "`darwin`, `windows`, `linux` or `mobile`. Null when it is none that is known.",
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

// NewSystemsDataSource returns vendorrisk_jumpcloud_systems.
func NewSystemsDataSource() datasource.DataSource {
	return &systemsDataSource{dataSource{name: "systems"}}
}

func (d *systemsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "The devices of the organization, which JumpCloud calls systems, for one request and one more for every 100 of them.",
		Attributes: map[string]schema.Attribute{
			"encrypted": stateFilterAttribute("Only devices whose disk is encrypted, or whose is not. Linux and mobile devices do not report it: choose `os_families`, too."),
			"os_families": framework.FilterAttribute("Only devices of these families: `darwin`, `windows`, `linux`, `mobile`. Devices of a family that is not known are never left out.",
				stringvalidator.OneOf(string(check.MacOS), string(check.Windows), string(check.Linux), string(check.Mobile))),
			"include_names": includeNamesAttribute("`hostname` is filled"),
			"systems":       systemColumns.ListAttribute("The devices, sorted by id."),
			"total":         totalAttribute(),
		},
	}
}

func (d *systemsDataSource) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var config systemsModel
	response.Diagnostics.Append(request.Config.Get(ctx, &config)...)
	if response.Diagnostics.HasError() {
		return
	}
	client, ok := d.client(&response.Diagnostics)
	if !ok {
		return
	}
	all, err := client.Systems(ctx)
	if err != nil {
		response.Diagnostics.Append(readError("Systems", err))
		return
	}
	chosen := []check.System{}
	for _, system := range all {
		if keeps(config.Encrypted, system.FDE.Active) && config.hasFamily(system.Family()) {
			system.Hostname = named(config.IncludeNames, system.Hostname)
			chosen = append(chosen, system)
		}
	}
	response.Diagnostics.Append(framework.SetState(ctx, &response.State, request.Config, map[string]tftypes.Value{
		"systems": systemColumns.List(chosen),
		"total":   framework.Count(len(chosen)),
	})...)
}

func (m systemsModel) hasFamily(family check.Family) bool {
	return len(m.OSFamilies) == 0 || family == "" || slices.Contains(m.OSFamilies, string(family))
}
