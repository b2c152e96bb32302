// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewPostureDataSource returns vendorrisk_jumpcloud_posture.
func NewPostureDataSource() datasource.DataSource {
	return framework.NewDataSource(system, postureDataSource())
}

// NewPostureEphemeralResource returns the ephemeral resource vendorrisk_jumpcloud_posture.
func NewPostureEphemeralResource() ephemeral.EphemeralResource {
	return framework.NewEphemeralResource(system, postureDataSource())
}

func postureDataSource() framework.DataSource[*api.Client, postureArguments] {
	return framework.DataSource[*api.Client, postureArguments]{
		Name: "posture", Schema: postureSchema, Validate: validatePosture, Read: readPosture,
	}
}

func readPosture(ctx context.Context, client *api.Client, arguments postureArguments) (framework.Values, diag.Diagnostics) {
	checks := check.Select(arguments.selection())
	evidence, failures, err := client.Evidence(ctx, check.Documents(checks))
	if err != nil {
		return nil, system.ReadError("Organization", err)
	}
	report := check.Evaluate(checks, evidence, arguments.options(time.Now()))
	return framework.Values{
		"checks":           resultColumns.List(report.Results),
		"findings":         findingColumns.List(report.Findings),
		"counts":           framework.Counts(report.Counts()),
		"covered_subjects": framework.Strings(report.Covered),
		"score":            framework.Number(report.Score),
	}, warnings(failures)
}

// warnings has one for every failure: the checks' status is what a gate goes
// by. Append leaves out what it has: two documents may need the same list.
func warnings(failures []error) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, failure := range failures {
		if failure != nil {
			diags.AddWarning("Unable to Read a Part of JumpCloud",
				"The checks that need it have the status unknown, and so do their findings, on which a gate blocks. "+system.Explain(failure))
		}
	}
	return diags
}
