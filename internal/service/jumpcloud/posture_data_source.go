// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var (
	_ datasource.DataSourceWithConfigure      = &postureDataSource{}
	_ datasource.DataSourceWithValidateConfig = &postureDataSource{}
)

type postureDataSource struct{ dataSource }

// NewPostureDataSource returns vendorrisk_jumpcloud_posture.
func NewPostureDataSource() datasource.DataSource {
	return &postureDataSource{dataSource{name: "posture"}}
}

// ValidateConfig refuses what does not go together, once all of it is known.
// Terraform asks again before it reads. It looks at the wire value: what is
// wrong by itself is the attributes' matter, and must not be an error twice.
func (d *postureDataSource) ValidateConfig(_ context.Context, request datasource.ValidateConfigRequest, response *datasource.ValidateConfigResponse) {
	if !request.Config.Raw.IsFullyKnown() {
		return
	}
	reader := &framework.WireReader{}
	attributes := reader.Attributes(request.Config.Raw)
	selection := check.Selection{
		IDs:             framework.ReadList(reader, attributes["included_checks"], reader.String),
		ExcludedIDs:     framework.ReadList(reader, attributes["excluded_checks"], reader.String),
		MinimumSeverity: posture.Severity(reader.String(attributes["minimum_severity"])),
	}
	thresholds := framework.ReadMap(reader, attributes["thresholds"], reader.Number)
	if reader.Err == nil {
		response.Diagnostics.Append(validateSelection(selection)...)
		response.Diagnostics.Append(validateThresholds(thresholds)...)
	}
}

func (d *postureDataSource) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	var config postureModel
	response.Diagnostics.Append(request.Config.Get(ctx, &config)...)
	if response.Diagnostics.HasError() {
		return
	}
	options, diags := config.options()
	response.Diagnostics.Append(diags...)
	client, ok := d.client(&response.Diagnostics)
	if !ok || response.Diagnostics.HasError() {
		return
	}
	checks := check.Select(config.selection())
	evidence, failures, err := client.Evidence(ctx, check.Documents(checks))
	if err != nil {
		response.Diagnostics.Append(readError("Organization", err))
		return
	}
	response.Diagnostics.Append(warnings(failures)...)
	report := check.Evaluate(checks, evidence, options)
	response.Diagnostics.Append(framework.SetState(ctx, &response.State, request.Config, map[string]tftypes.Value{
		"checks":   resultColumns.List(report.Results),
		"findings": findingColumns.List(report.Findings),
		"counts":   framework.Counts(report.Counts()),
		"score":    framework.Number(report.Score),
	})...)
}

// warnings has one for every failure. Append leaves out what it has: two
// documents may need the same list.
func warnings(failures []error) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, failure := range failures {
		if failure != nil {
			diags.Append(partlyUnread(failure))
		}
	}
	return diags
}
