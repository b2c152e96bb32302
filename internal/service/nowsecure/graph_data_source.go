// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"cmp"
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/graph"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewGraphDataSource returns vendorrisk_nowsecure_graph.
func NewGraphDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, graphArguments]{
		Name: "graph", Schema: graphSchema, Validate: validateGraph, Read: readGraph,
		Validators: []datasource.ConfigValidator{
			datasourcevalidator.Conflicting(path.MatchRoot("seen_after"), path.MatchRoot("seen_within_days")),
		},
	})
}

type graphArguments struct {
	AccountID           string           `tfsdk:"account_id"`
	IncludeUsers        bool             `tfsdk:"include_users"`
	Mode                string           `tfsdk:"mode"`
	Apps                []string         `tfsdk:"apps"`
	Platforms           []string         `tfsdk:"platforms"`
	Groups              []string         `tfsdk:"groups"`
	MinimumSeverity     posture.Severity `tfsdk:"minimum_severity"`
	IncludeInconclusive bool             `tfsdk:"include_inconclusive"`
	MaximumAgeDays      int64            `tfsdk:"maximum_assessment_age_days"`
	SeenAfter           *time.Time       `tfsdk:"seen_after"`
	SeenWithinDays      int64            `tfsdk:"seen_within_days"`
	AsOf                *time.Time       `tfsdk:"as_of"`
	IncludeClosed       bool             `tfsdk:"include_closed"`
	OnAppError          string           `tfsdk:"on_app_error"`
}

// findings are the arguments of the data source of the findings.
func (a graphArguments) findings() findingsArguments {
	return findingsArguments{
		Mode: a.Mode, Apps: a.Apps, Platforms: a.Platforms, Groups: a.Groups, MinimumSeverity: a.MinimumSeverity,
		IncludeInconclusive: a.IncludeInconclusive, MaximumAgeDays: a.MaximumAgeDays, SeenAfter: a.SeenAfter, SeenWithinDays: a.SeenWithinDays, AsOf: a.AsOf, IncludeClosed: a.IncludeClosed, OnAppError: a.OnAppError,
	}
}

// validateGraph refuses arguments that the mode does not use.
func validateGraph(config tftypes.Value) diag.Diagnostics {
	var arguments struct {
		Mode framework.Argument[string] `tfsdk:"mode"`

		SeenAfter           framework.Argument[string] `tfsdk:"seen_after"`
		SeenWithinDays      framework.Argument[int64]  `tfsdk:"seen_within_days"`
		AsOf                framework.Argument[string] `tfsdk:"as_of"`
		MaximumAgeDays      framework.Argument[int64]  `tfsdk:"maximum_assessment_age_days"`
		IncludeClosed       framework.Argument[bool]   `tfsdk:"include_closed"`
		IncludeInconclusive framework.Argument[bool]   `tfsdk:"include_inconclusive"`
	}
	diags := framework.Decode(config, &arguments)
	if diags.HasError() || !arguments.Mode.IsKnown() {
		return diags
	}
	diags.Append(validatedArguments{
		Mode: arguments.Mode, SeenAfter: arguments.SeenAfter, SeenWithinDays: arguments.SeenWithinDays,
		AsOf: arguments.AsOf, MaximumAgeDays: arguments.MaximumAgeDays, IncludeClosed: arguments.IncludeClosed,
		IncludeInconclusive: arguments.IncludeInconclusive,
	}.validateMode()...)
	return diags
}

func readGraph(ctx context.Context, client *api.Client, arguments graphArguments) (framework.Values, diag.Diagnostics) {
	read, err := client.AppGraph(ctx, arguments.findings().query(time.Now()))
	if err != nil {
		return nil, findingsError(err)
	}
	drawn, diags := arguments.account(ctx, client)
	if diags.HasError() {
		return nil, diags
	}
	for _, app := range read.Apps {
		drawn.Apps = append(drawn.Apps, graphApp(app))
	}
	return framework.GraphValues(drawn.Graph(), drawn.Diagram()), unknownFields(read.UnknownFields)
}

// account reads the account and its users.
func (a graphArguments) account(ctx context.Context, client *api.Client) (graph.NowSecure, diag.Diagnostics) {
	account := graph.NowSecure{AccountID: a.AccountID}
	if a.AccountID == "" {
		organization, err := client.Organization(ctx)
		if err != nil {
			return account, system.ReadError("Organization", err)
		}
		account.AccountID, account.AccountName = organization.ID, organization.Name
	}
	if !a.IncludeUsers {
		return account, nil
	}
	users, err := client.Users(ctx)
	if err != nil {
		return account, system.ReadError("Users", err)
	}
	account.Users = make([]graph.User, len(users))
	for i, user := range users {
		account.Users[i] = graph.User{
			Ref: user.Ref, Name: user.Name, Email: user.Email, Active: user.Active, RoleLabel: cmp.Or(user.RoleLabel, user.Role), CreatedAt: user.CreatedAt,
		}
	}
	return account, nil
}

func graphApp(read api.GraphApp) graph.App {
	assessed := orNone(read.Latest)
	app := graph.App{
		Ref: read.Ref, Platform: read.Platform, Package: read.Package, Title: read.Title, GroupRef: read.Group.Ref, GroupName: read.Group.Name,
		SharesKey: read.IsAnother, CreatedAt: read.CreatedAt, ArchivedAt: read.ArchivedAt, URL: read.URL, StoreKey: read.StoreKey, ConfigLevel: read.ConfigLevel,
		LastAssessedAt: assessed.CreatedAt, LastBuild: assessed.PackageVersion, LastScore: assessed.Score, FindingsKnown: read.FindingsKnown,
	}
	for _, finding := range read.Findings {
		app.Findings = append(app.Findings, graph.AppFinding{
			Finding: finding.Finding, VulnerabilityID: finding.VulnerabilityID, CVSS: finding.CVSS, Category: finding.Category,
			OpenedAt: finding.OpenedAt, ClosedAt: finding.ClosedAt,
			OpenedVersion: finding.Versions.Opened, LastSeenVersion: finding.Versions.LastSeen, ClosedVersion: finding.Versions.Closed,
		})
	}
	return app
}
