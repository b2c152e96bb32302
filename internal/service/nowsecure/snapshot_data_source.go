// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/snapshot"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewSnapshotDataSource returns vendorrisk_nowsecure_snapshot.
func NewSnapshotDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, snapshotArguments]{
		Name: "snapshot", Schema: snapshotSchema, Read: readSnapshot,
	})
}

type snapshotArguments struct {
	framework.SnapshotTime
	Apps       []string `tfsdk:"apps"`
	Platforms  []string `tfsdk:"platforms"`
	Groups     []string `tfsdk:"groups"`
	OnAppError string   `tfsdk:"on_app_error"`
}

func snapshotSchema() schema.Schema {
	return framework.SnapshotSchema(
		"What the newest completed assessments found in mobile applications, as one JSON document, without the evidence and without what people have hidden. "+
			"It costs what `vendorrisk_nowsecure_findings` costs, and the findings are the same. "+
			"It is an error when no application matches. Archived applications are left out unless `apps` names them.",
		map[string]schema.Attribute{
			"apps":      framework.FilterAttribute("Only these applications, by ref. For one that the token's user does not see, see `on_app_error`."),
			"platforms": platformsAttribute(),
			"on_app_error": schema.StringAttribute{
				MarkdownDescription: "What to do when an application cannot be read. `report`: the document has a finding of it, of the type `not_readable` and the status `unknown`, which blocks a gate. " +
					"`fail`: the whole read fails. Default: `report`.",
				Optional:   true,
				Validators: []validator.String{stringvalidator.OneOf(appErrorFails, appErrorReported)},
			},
			"groups": framework.FilterAttribute("Only applications of these groups, by name or ref. A group without an application that the token's user sees is an error."),
		})
}

func readSnapshot(ctx context.Context, client *api.Client, arguments snapshotArguments) (framework.Values, diag.Diagnostics) {
	takenAt, diags := arguments.At(client.ReadSince())
	if diags.HasError() {
		return nil, diags
	}
	read, err := client.Snapshot(ctx, api.AppsQuery{Refs: arguments.Apps, Platforms: arguments.Platforms, Groups: arguments.Groups}, arguments.OnAppError != appErrorFails)
	if err != nil {
		return nil, readError("Snapshot", err)
	}
	scope := posture.Scope{posture.ScopeApps: read.Apps}
	values, diags := arguments.SnapshotValues(system.Title, snapshot.New(posture.SourceNowSecure, takenAt, scope, nil, read.Findings, read.Covered))
	return values, append(diags, unknownFields(read.UnknownFields)...)
}
