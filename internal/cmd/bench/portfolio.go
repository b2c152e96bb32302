// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// measureSharedPortfolio counts the requests for a portfolio that many data
// sources need.
func measureSharedPortfolio(ctx context.Context, b *bench) ([]figure, error) {
	systems, err := startSandbox(ctx, world.Size{Companies: 20})
	if err != nil {
		return nil, err
	}
	plan, err := b.newPlan(ctx, systems, "shared_portfolio.tf")
	if err != nil {
		return nil, err
	}
	if err := plan.run(ctx); err != nil {
		return nil, err
	}
	requests := systems.Requests.Count(sandbox.Path("/portfolios/*/companies"))
	return []figure{{what: "Requests for a portfolio that 50 data sources need", value: float64(requests), bound: 1}}, nil
}
