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
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// system has an empty client: the gate needs nothing from the provider.
var system = framework.System[any, struct{}]{
	Client: func(any) (struct{}, error) { return struct{}{}, nil },
}

// NewDataSource returns vendorrisk_gate.
func NewDataSource() datasource.DataSource {
	return framework.NewDataSource(system, gateDataSource())
}

// NewEphemeralResource returns the ephemeral resource vendorrisk_gate.
func NewEphemeralResource() ephemeral.EphemeralResource {
	return framework.NewEphemeralResource(system, gateDataSource())
}

func gateDataSource() framework.DataSource[struct{}, arguments] {
	return framework.DataSource[struct{}, arguments]{
		Name: "gate", Schema: gateSchema, Validate: validate, Read: judge,
	}
}

func judge(_ context.Context, _ struct{}, a arguments) (framework.Values, diag.Diagnostics) {
	asOf, gate, about := a.asOf(time.Now()), a.gate(), a.about()
	companies, findings := a.ratings(), a.findings()
	if a.Snapshots != nil {
		companies, findings = a.addSnapshots(&gate, companies, findings)
	}
	var diags, refused diag.Diagnostics
	gate.Waivers, refused = readWaivers(a.Waivers)
	diags.Append(refused...)
	gate.Baseline, refused = readBaseline(a.Baseline, about.Name)
	diags.Append(refused...)
	if diags.HasError() {
		return nil, append(diags, a.Reports.remove()...)
	}
	decision := gate.Evaluate(companies, findings, asOf)
	judged := report.New(about, gate, decision)
	diags.Append(enforce(decision, a.Enforcement, asOf)...)
	diags.Append(a.Reports.write(judged)...)
	return framework.Values{
		"passed":                 framework.Bool(&decision.Passed),
		"violations":             violationColumns.List(decision.Violations()),
		"known_violations":       violationColumns.List(decision.Known),
		"fixed_violations":       fixedColumns.List(decision.Fixed),
		"unconfirmed_violations": violationColumns.List(decision.Unconfirmed),
		"waived":                 waivedColumns.List(decision.Waived),
		"expired_waivers":        waiverColumns.List(decision.ExpiredWaivers),
		"ending_waivers":         waiverColumns.List(decision.EndingWaivers),
		"unused_waivers":         waiverColumns.List(decision.UnusedWaivers),
		"evaluated_companies":    framework.Count(decision.EvaluatedCompanies),
		"evaluated_findings":     framework.Count(decision.EvaluatedFindings),
		"summary":                framework.String(judged.Summary()),
		"markdown":               framework.String(judged.Markdown()),
		"json":                   framework.String(a.json(judged)),
	}, diags
}
