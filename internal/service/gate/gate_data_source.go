// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package gate has the data source that judges companies and findings. It
// calls no system.
package gate

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// system has an empty client: the gate needs nothing from the provider.
var system = framework.System[any, struct{}]{
	Client: func(any) (struct{}, error) { return struct{}{}, nil },
}

// NewDataSource returns vendorrisk_gate.
func NewDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[struct{}, arguments]{
		Name: "gate", Schema: gateSchema, Validate: validate, Read: judge,
	})
}

func judge(_ context.Context, _ struct{}, a arguments) (framework.Values, diag.Diagnostics) {
	asOf := a.asOf(time.Now())
	decision := a.gate().Evaluate(a.ratings(), a.findings(), asOf)
	return framework.Values{
		"passed":              framework.Bool(&decision.Passed),
		"violations":          violationColumns.List(decision.Violations()),
		"waived":              waivedColumns.List(decision.Waived),
		"expired_waivers":     waiverColumns.List(decision.ExpiredWaivers),
		"ending_waivers":      waiverColumns.List(decision.EndingWaivers),
		"unused_waivers":      waiverColumns.List(decision.UnusedWaivers),
		"evaluated_companies": framework.Count(decision.EvaluatedCompanies),
		"evaluated_findings":  framework.Count(decision.EvaluatedFindings),
		"summary":             framework.String(decision.Summary()),
		"markdown":            framework.String(decision.Markdown()),
	}, enforce(decision, a.Enforcement, asOf)
}
