// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var _ datasource.DataSourceWithConfigure = &appsDataSource{}

type appsDataSource struct{ dataSource }

type appsModel struct {
	Platforms []string    `tfsdk:"platforms"`
	Packages  []string    `tfsdk:"packages"`
	Groups    []string    `tfsdk:"groups"`
	Apps      types.List  `tfsdk:"apps"`
	Total     types.Int64 `tfsdk:"total"`
}

// appColumns are the attributes of an application.
var appColumns = framework.Columns[api.App]{
	framework.StringColumn("ref", "The application's ref, a UUID. It identifies the application: the same package in two groups is two applications.",
		func(a api.App) string { return a.Ref }),
	framework.StringColumn("platform", "The platform, `android` or `ios` for example.",
		func(a api.App) string { return a.Platform }),
	framework.StringColumn("package", "The package name or bundle id.",
		func(a api.App) string { return a.Package }),
	framework.StringColumn("title", "The title, for people. Null when there is none.",
		func(a api.App) string { return a.Title }),
	framework.StringColumn("group_ref", "The ref of the group that the application belongs to, a UUID.",
		func(a api.App) string { return a.Group.Ref }),
	framework.StringColumn("group_name", "The name of that group.",
		func(a api.App) string { return a.Group.Name }),
	framework.StringColumn("created_at", "When the application was added, RFC 3339 in UTC.",
		func(a api.App) string { return a.CreatedAt }),
	framework.StringColumn("archived_at", "When it was archived, RFC 3339 in UTC. Null while it is in use.",
		func(a api.App) string { return a.ArchivedAt }),
	framework.StringColumn("config_level", "How deep the analysis is configured, `baseline` or `advanced` for example. Null when NowSecure does not say.",
		func(a api.App) string { return a.ConfigLevel }),
	framework.StringColumn("store_key", "The key in the app store, digits or a package name. Null when there is none.",
		func(a api.App) string { return a.StoreKey }),
	framework.Float64Column("score", "The score of the newest completed assessment, 0 to 100, higher is better. Null when there is none.",
		func(a api.App) *float64 { return latest(a).Score }),
	framework.StringColumn("assessed_at", "When the newest completed assessment was made, RFC 3339 in UTC. Null when there is none.",
		func(a api.App) string { return latest(a).CreatedAt }),
	framework.StringColumn("assessment_ref", "The ref of that assessment, a UUID. Null when there is none.",
		func(a api.App) string { return latest(a).Ref }),
	framework.StringColumn("task_id", "The task of that assessment, digits. Null when there is none.",
		func(a api.App) string { return latest(a).TaskID }),
	framework.StringColumn("version", "The version that was assessed, as its developer names it. Null when there is none.",
		func(a api.App) string { return latest(a).Version }),
	framework.StringColumn("build_version", "The build that was assessed. Null when there is none.",
		func(a api.App) string { return latest(a).BuildVersion }),
	framework.StringColumn("url", "The application's page in NowSecure. Null where `api_url` is set: which pages a customer's own hosts have is not known.",
		func(a api.App) string { return a.URL }),
}

// latest is the newest completed assessment, or one without anything.
func latest(app api.App) api.Assessment {
	if app.Latest == nil {
		return api.Assessment{}
	}
	return *app.Latest
}

// NewAppsDataSource returns vendorrisk_nowsecure_apps.
func NewAppsDataSource() datasource.DataSource {
	return &appsDataSource{dataSource{name: "apps"}}
}

func (d *appsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "The mobile applications that the token's user sees, archived ones too, each with its newest completed assessment. " +
			"It costs one request for every hundred applications, and two more; the findings of the same plan share them.",
		Attributes: map[string]schema.Attribute{
			"platforms": platformsAttribute(),
			"packages":  framework.FilterAttribute("Only applications with one of these package names or bundle ids, to the letter."),
			"groups":    framework.FilterAttribute("Only applications of these groups, by name or ref."),
			"apps":      appColumns.ListAttribute("The applications, sorted by package, platform and ref. Empty when none fits."),
			"total": schema.Int64Attribute{
				MarkdownDescription: "The number of applications in the list.",
				Computed:            true,
			},
		},
	}
}

func platformsAttribute() schema.ListAttribute {
	return framework.FilterAttribute("Only applications of these platforms: `android`, `ios`, `fireos`, `harmonyos`, `playstation`, `roku`, `tizen`, `web`, `webos` or `xbox`.",
		stringvalidator.OneOf("android", "ios", "fireos", "harmonyos", "playstation", "roku", "tizen", "web", "webos", "xbox"))
}

func (d *appsDataSource) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var config appsModel
	response.Diagnostics.Append(request.Config.Get(ctx, &config)...)
	if response.Diagnostics.HasError() {
		return
	}
	client, ok := d.client(&response.Diagnostics)
	if !ok {
		return
	}
	apps, err := client.Apps(ctx, api.AppsQuery{Platforms: config.Platforms, Packages: config.Packages, Groups: config.Groups})
	if err != nil {
		response.Diagnostics.Append(readError("Applications", err))
		return
	}
	response.Diagnostics.Append(framework.SetState(ctx, &response.State, request.Config, map[string]tftypes.Value{
		"apps":  appColumns.List(apps),
		"total": framework.Count(len(apps)),
	})...)
}
