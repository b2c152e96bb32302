// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewStoreAppsDataSource returns vendorrisk_nowsecure_store_apps.
func NewStoreAppsDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, storeAppsArguments]{
		Name: "store_apps", Schema: storeAppsSchema, Read: readStoreApps,
	})
}

type storeAppsArguments struct {
	Platforms []string `tfsdk:"platforms"`
	Packages  []string `tfsdk:"packages"`
}

// storeAppColumns are the attributes of an app of an app store. domain and grade
// are those that a gate judges of a company.
var storeAppColumns = framework.Columns[api.StoreApp]{
	framework.StringColumn("domain", "What a gate calls the app: `platform/package`. It has this name so that `apps` can be the `companies` of a gate; it is not the publisher's domain, which NowSecure does not report.",
		func(a api.StoreApp) string { return a.Subject }),
	framework.StringColumn("grade", "The risk rating: `A` (best), `B`, `C`, `D` or `F`. Null when the app is not rated, or has another word.",
		func(a api.StoreApp) string { return string(a.Rating) }),
	framework.StringColumn("platform", "The platform, `android` or `ios` for example.",
		func(a api.StoreApp) string { return a.Platform }),
	framework.StringColumn("package", "The package name or bundle ID.",
		func(a api.StoreApp) string { return a.Package }),
	framework.StringColumn("title", "The title, for people. Null when there is none.",
		func(a api.StoreApp) string { return a.Title }),
	framework.StringColumn("store_key", "The key in the app store, digits or a package name. Null when there is none.",
		func(a api.StoreApp) string { return a.StoreID }),
	framework.Float64Column("risk_score", "The risk score, 0 to 100, higher is worse. It is the opposite of the score of a gate. Null when the app is not rated.",
		func(a api.StoreApp) *float64 { return a.RiskScore }),
	framework.StringColumn("risk_category", "The category of the risk: `LOW`, `MEDIUM` or `HIGH`. Null when the app is not rated.",
		func(a api.StoreApp) string { return a.Category }),
	framework.StringColumn("recommendation", "What NowSecure recommends, `BLOCK` for example. Null when the app is not rated.",
		func(a api.StoreApp) string { return a.Recommendation }),
	framework.StringColumn("build_version", "The build that was rated. Null when NowSecure does not say.",
		func(a api.StoreApp) string { return a.BuildVersion }),
	framework.StringColumn("assessment_ref", "The ref of the assessment that the rating is from. Null when the app is not rated.",
		func(a api.StoreApp) string { return a.AssessmentRef }),
	framework.StringColumn("rated_at", "When the rating was last updated, RFC 3339 in UTC. Null when NowSecure does not say.",
		func(a api.StoreApp) string { return a.RatedAt }),
	framework.StringColumn("added_at", "When the app was added to the list, RFC 3339 in UTC. Null when NowSecure does not say.",
		func(a api.StoreApp) string { return a.AddedAt }),
}

func storeAppsSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The apps of others in app stores that NowSecure's risk intelligence rates from A to F. It needs the license for Risk Intelligence. " +
			"`apps` can be the `companies` of a gate: a rating of a whole app is what `minimum_grade` judges, and an app without a rating is unknown, and blocks. " +
			"NowSecure does not report who publishes an app. It costs one request for every 50 apps.",
		Attributes: map[string]schema.Attribute{
			"platforms": framework.FilterAttribute("Only apps of these platforms: `android` or `ios`.", stringvalidator.OneOf("android", "ios")),
			"packages":  framework.FilterAttribute("Only apps with exactly one of these package names or bundle IDs. One that no app has is an error."),
			"apps":      storeAppColumns.ListAttribute("The apps, sorted by domain and store key. Empty when none matches."),
			"total":     framework.TotalAttribute("apps"),
		},
	}
}

func readStoreApps(ctx context.Context, client *api.Client, arguments storeAppsArguments) (framework.Values, diag.Diagnostics) {
	apps, err := client.StoreApps(ctx, api.StoreAppsQuery{Platforms: arguments.Platforms, Packages: arguments.Packages})
	if err != nil {
		return nil, readError("Store Apps", err)
	}
	return framework.Values{
		"apps":  storeAppColumns.List(apps),
		"total": framework.Count(len(apps)),
	}, nil
}
