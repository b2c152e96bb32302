// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package gate has the data source that judges companies and findings. It
// calls no system.
package gate

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var (
	_ datasource.DataSource                   = &dataSource{}
	_ datasource.DataSourceWithValidateConfig = &dataSource{}
)

type dataSource struct{}

// NewDataSource returns vendorrisk_gate.
func NewDataSource() datasource.DataSource { return &dataSource{} }

func (d *dataSource) Metadata(_ context.Context, request datasource.MetadataRequest, response *datasource.MetadataResponse) {
	response.TypeName = request.ProviderTypeName + "_gate"
}

func (d *dataSource) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	arguments, err := readArguments(request.Config.Raw)
	if err != nil {
		response.Diagnostics.AddError("Unable to Read the Gate's Arguments", err.Error())
		return
	}
	decision := arguments.gate.Evaluate(arguments.companies, arguments.findings, arguments.asOf)
	response.Diagnostics.Append(enforce(decision, arguments.enforcement)...)
	response.Diagnostics.Append(framework.SetState(ctx, &response.State, request.Config, map[string]tftypes.Value{
		"passed":              framework.Bool(&decision.Passed),
		"violations":          violationColumns.List(decision.Violations),
		"waived":              waivedColumns.List(decision.Waived),
		"expired_waivers":     waiverColumns.List(decision.ExpiredWaivers),
		"unused_waivers":      waiverColumns.List(decision.UnusedWaivers),
		"evaluated_companies": framework.Count(decision.EvaluatedCompanies),
		"evaluated_findings":  framework.Count(decision.EvaluatedFindings),
		"summary":             framework.String(decision.Summary()),
		"markdown":            framework.String(decision.Markdown()),
	})...)
}
