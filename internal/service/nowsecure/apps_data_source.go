// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewAppsDataSource returns vendorrisk_nowsecure_apps.
func NewAppsDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, appsArguments]{
		Name: "apps", Schema: appsSchema, Read: readApps,
	})
}

type appsArguments struct {
	Platforms []string `tfsdk:"platforms"`
	Packages  []string `tfsdk:"packages"`
	Groups    []string `tfsdk:"groups"`
}

// appColumns are the attributes of an application.
var appColumns = framework.Columns[api.App]{
	framework.StringColumn("ref", "The application's ref, a UUID. It identifies the application: the same package in two groups is two applications.",
		func(a api.App) string { return a.Ref }),
	framework.StringColumn("platform", "The platform, `android` or `ios` for example.",
		func(a api.App) string { return a.Platform }),
	framework.StringColumn("package", "The package name or bundle ID.",
		func(a api.App) string { return a.Package }),
	framework.StringColumn("subject", "What findings and a gate call the application: `platform/package`, and `platform/package/group` where the package is in several groups.",
		func(a api.App) string { return a.Subject }),
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
	framework.StringColumn("assessment_ref", "The ref of that assessment, a UUID. Null when there is none.",
		func(a api.App) string { return latest(a).Ref }),
	framework.StringColumn("task_id", "The task of that assessment, digits. Null when there is none.",
		func(a api.App) string { return latest(a).TaskID }),
}

// appPageColumns are the attributes of an application after those of its
// assessments.
var appPageColumns = framework.Columns[api.App]{
	{
		Name: "newest_assessment",
		Attribute: newestColumns.ObjectAttribute("The assessment that was requested last, of any status. It may be newer than the newest completed one. " +
			"Null when there is none, or when NowSecure does not say."),
		Value: func(a api.App) tftypes.Value { return newestColumns.ObjectOrNull(a.Newest) },
	},
	framework.StringColumn("url", "The application's page in NowSecure. "+urlIsNull,
		func(a api.App) string { return a.URL }),
}

// urlIsNull says when a link is not known.
const urlIsNull = "Null when the provider's `nowsecure.api_url` is set and `ui_url` is not."

// allAppColumns are the attributes of an application.
var allAppColumns = slices.Concat(appColumns, buildColumns(latest, "the newest completed assessment"), appPageColumns)

func appsSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The mobile applications that the token's user sees, archived ones too, each with its newest completed assessment. " +
			"It costs one request for every hundred applications, and two more; the findings of the same plan share them.",
		Attributes: map[string]schema.Attribute{
			"platforms": platformsAttribute(),
			"packages":  framework.FilterAttribute("Only applications with exactly one of these package names or bundle IDs. One that no application has is an error."),
			"groups":    framework.FilterAttribute("Only applications of these groups, by name or ref. A group without an application that the token's user sees is an error."),
			"apps":      allAppColumns.ListAttribute("The applications, sorted by package, platform and ref. Empty when none matches."),
			"total":     framework.TotalAttribute("applications"),
		},
	}
}

func platformsAttribute() schema.ListAttribute {
	return framework.FilterAttribute("Only applications of these platforms: `android`, `ios`, `fireos`, `harmonyos`, `playstation`, `roku`, `tizen`, `web`, `webos` or `xbox`.",
		stringvalidator.OneOf("android", "ios", "fireos", "harmonyos", "playstation", "roku", "tizen", "web", "webos", "xbox"))
}

func readApps(ctx context.Context, client *api.Client, arguments appsArguments) (framework.Values, diag.Diagnostics) {
	read, err := client.Apps(ctx, api.AppsQuery{Platforms: arguments.Platforms, Packages: arguments.Packages, Groups: arguments.Groups})
	if err != nil {
		return nil, readError("Applications", err)
	}
	return framework.Values{
		"apps":  allAppColumns.List(read.Apps),
		"total": framework.Count(len(read.Apps)),
	}, unknownFields(read.UnknownFields)
}
