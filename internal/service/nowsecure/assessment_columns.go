// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// buildColumns are the attributes of the assessment of a row, and of the build
// that it assessed. which names the assessment in descriptions.
func buildColumns[T any](of func(T) api.Assessment, which string) framework.Columns[T] {
	text := func(name, description string, value func(api.Assessment) string) framework.Column[T] {
		return framework.StringColumn(name, description, func(row T) string { return value(of(row)) })
	}
	const orNull = " Null when there is none, or when NowSecure does not say."
	return framework.Columns[T]{
		text("assessment_status", "The status of "+which+", in lower case, as NowSecure spells it: `completed`, `failed`, `cancelled`, `partial`, `processing` or `pending` for example."+orNull, //nolint:misspell // as the system writes it
			func(a api.Assessment) string { return a.Status }),
		text("assessed_at", "When "+which+" was created, RFC 3339 in UTC."+orNull,
			func(a api.Assessment) string { return a.CreatedAt }),
		text("build_digest", "The SHA-256 of the build that was uploaded for it, in lower case, as `filesha256` returns it."+orNull,
			func(a api.Assessment) string { return a.BuildDigest }),
		text("build_version", "The version that NowSecure sorts builds by."+orNull,
			func(a api.Assessment) string { return a.BuildVersion }),
		text("package_version", "The version that the developer gave the build."+orNull,
			func(a api.Assessment) string { return a.PackageVersion }),
		text("release_version", "The version that the app store reports, for a build from there."+orNull,
			func(a api.Assessment) string { return a.ReleaseVersion }),
		framework.BoolColumn("is_appstore_download", "Whether the build was downloaded from an app store, and not uploaded."+orNull,
			func(row T) *bool { return of(row).IsStoreDownload }),
	}
}

// newestColumns are the attributes of the newest assessment, of any status.
var newestColumns = append(
	framework.Columns[api.Assessment]{
		framework.StringColumn("ref", "The assessment's ref, a UUID.", func(a api.Assessment) string { return a.Ref }),
		framework.StringColumn("task_id", "The task of the assessment, digits.", func(a api.Assessment) string { return a.TaskID }),
		framework.Float64Column("score", "The score, 0 to 100, higher is better. Null when there is none.", func(a api.Assessment) *float64 { return a.Score }),
	},
	buildColumns(func(a api.Assessment) api.Assessment { return a }, "the assessment")...,
)

// latest is the newest completed assessment, or one without anything.
func latest(app api.App) api.Assessment { return orNone(app.Latest) }

func orNone(made *api.Assessment) api.Assessment {
	if made == nil {
		return api.Assessment{}
	}
	return *made
}
