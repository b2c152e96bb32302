// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"context"
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/snapshot"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewSnapshotDataSource returns vendorrisk_jumpcloud_snapshot.
func NewSnapshotDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, snapshotArguments]{
		Name: "snapshot", Schema: snapshotSchema, Validate: validatePosture, Read: readSnapshot,
	})
}

type snapshotArguments struct {
	framework.SnapshotTime
	postureArguments
}

// snapshotSchema has the arguments of vendorrisk_jumpcloud_posture.
func snapshotSchema() schema.Schema {
	arguments := postureSchema().Attributes
	maps.DeleteFunc(arguments, func(_ string, attribute schema.Attribute) bool { return attribute.IsComputed() })
	return framework.SnapshotSchema(
		"The findings of the checks of an organization, as one JSON document. "+
			"The arguments are those of `vendorrisk_jumpcloud_posture`, it costs the same, and the findings are the same. "+
			"The document names the organization and the checks that were evaluated. It has addresses and names only with `include_names`.",
		arguments)
}

func readSnapshot(ctx context.Context, client *api.Client, arguments snapshotArguments) (framework.Values, diag.Diagnostics) {
	takenAt, diags := arguments.At(client.ReadSince())
	if diags.HasError() {
		return nil, diags
	}
	checks := check.Select(arguments.selection())
	evidence, failures, err := client.Evidence(ctx, check.Documents(checks))
	if err != nil {
		return nil, system.ReadError("Organization", err)
	}
	organization, err := client.OrganizationID(ctx)
	if err != nil {
		return nil, system.ReadError("Organization", err)
	}
	report := check.Evaluate(checks, evidence, arguments.options(time.Now()))
	scope := posture.Scope{posture.ScopeOrganizations: {{ID: organization}}}
	for _, result := range report.Results {
		scope[posture.ScopeChecks] = append(scope[posture.ScopeChecks], posture.ScopeItem{ID: result.ID})
	}
	findings := make([]posture.Finding, len(report.Findings))
	for i, finding := range report.Findings {
		findings[i] = finding.Finding
	}
	values, diags := arguments.SnapshotValues(system.Title, snapshot.New(posture.SourceJumpCloud, takenAt, scope, nil, findings, report.Covered))
	return values, append(diags, warnings(failures)...)
}
