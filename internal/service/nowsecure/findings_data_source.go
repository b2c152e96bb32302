// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"
	"errors"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var (
	_ datasource.DataSourceWithConfigure        = &findingsDataSource{}
	_ datasource.DataSourceWithConfigValidators = &findingsDataSource{}
	_ datasource.DataSourceWithValidateConfig   = &findingsDataSource{}
)

type findingsDataSource struct{ dataSource }

// findingColumns are the attributes of a finding: the shared shape, then what
// NowSecure adds.
var findingColumns = append(
	framework.FindingColumns(sharedFinding),
	framework.Float64Column("cvss", "The CVSS base score, 0 to 10, of the vector where the score is missing. Null when there is neither.",
		func(f api.Finding) *float64 { return f.CVSS }),
	framework.StringColumn("cvss_vector", "The CVSS vector. Null when there is none, and with `mode = \"history\"`.",
		func(f api.Finding) string { return f.CVSSVector }),
	framework.StringColumn("category", "What the check is about, in lower case, `network` for example. Null with `mode = \"history\"`.",
		func(f api.Finding) string { return f.Category }),
	framework.StringColumn("app_ref", "The application's ref, which tells the same package in two groups apart.",
		func(f api.Finding) string { return f.App.Ref }),
	framework.StringColumn("package", "The application's package name or bundle id. Null for one that is not listed.",
		func(f api.Finding) string { return f.App.Package }),
	framework.StringColumn("platform", "The application's platform. Null for one that is not listed.",
		func(f api.Finding) string { return f.App.Platform }),
	framework.StringColumn("check_id", "The check. Null where the row stands for what is not known of an application.",
		func(f api.Finding) string { return f.CheckID }),
	framework.StringColumn("vulnerability_id", "The record in the history that the finding belongs to, digits. Null when there is none.",
		func(f api.Finding) string { return f.VulnerabilityID }),
	framework.StringColumn("opened_at", "When the record was opened, RFC 3339 in UTC. Null with `mode = \"latest_assessment\"`: reports do not say.",
		func(f api.Finding) string { return f.OpenedAt }),
	framework.StringColumn("closed_at", "When the record was closed, RFC 3339 in UTC. Null while it is open.",
		func(f api.Finding) string { return f.ClosedAt }),
	framework.BoolColumn("affected", "Whether the application is affected. Null when the check came to no result, and where nothing is known.",
		func(f api.Finding) *bool { return f.Affected }),
)

// errorColumns are the attributes of an application that could not be read.
var errorColumns = framework.Columns[api.AppError]{
	framework.StringColumn("app_ref", "The application's ref.",
		func(e api.AppError) string { return e.App.Ref }),
	framework.StringColumn("package", "The application's package name or bundle id. Null for one that is not listed.",
		func(e api.AppError) string { return e.App.Package }),
	framework.StringColumn("platform", "The application's platform. Null for one that is not listed.",
		func(e api.AppError) string { return e.App.Platform }),
	framework.StringColumn("message", "Why it could not be read.",
		func(e api.AppError) string { return e.Err.Error() }),
}

func sharedFinding(f api.Finding) posture.Finding { return f.Finding }

// NewFindingsDataSource returns vendorrisk_nowsecure_findings.
func NewFindingsDataSource() datasource.DataSource {
	return &findingsDataSource{dataSource{name: "findings"}}
}

func (d *findingsDataSource) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var config findingsModel
	response.Diagnostics.Append(request.Config.Get(ctx, &config)...)
	if response.Diagnostics.HasError() {
		return
	}
	client, ok := d.client(&response.Diagnostics)
	if !ok {
		return
	}
	query, diags := config.query(time.Now())
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	read, err := client.Findings(ctx, query)
	if err != nil {
		response.Diagnostics.Append(findingsError(err))
		return
	}
	response.Diagnostics.Append(framework.SetState(ctx, &response.State, request.Config, map[string]tftypes.Value{
		"findings":       findingColumns.List(read.Findings),
		"counts":         framework.Counts(framework.CountFindings(read.Findings, sharedFinding)),
		"total":          framework.Count(len(read.Findings)),
		"errors":         errorColumns.List(read.Errors),
		"evaluated_apps": framework.Count(read.Apps),
	})...)
}

// findingsError stands at the argument that chooses what does not exist.
func findingsError(err error) diag.Diagnostic {
	if _, ok := errors.AsType[*api.UnknownAppsError](err); ok {
		return diag.NewAttributeErrorDiagnostic(path.Root("apps"), "Unknown NowSecure Application",
			err.Error()+". The data source vendorrisk_nowsecure_apps lists those that it has. "+
				"With on_app_error set to report, it is listed in errors instead.")
	}
	if _, ok := errors.AsType[*api.UnknownGroupsError](err); ok {
		return diag.NewAttributeErrorDiagnostic(path.Root("groups"), "Unknown NowSecure Group",
			err.Error()+". A group that is misspelled has no findings, which is not good news. Groups are named by name or ref.")
	}
	return readError("Findings", err)
}
