// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// measureGate measures what the gate adds to a plan that reads rows. Most of it is
// Terraform's and the framework's: they take every row of an argument apart in
// each walk of the plan.
func measureGate(ctx context.Context, b *bench) ([]figure, error) {
	var figures []figure
	for _, companies := range []int{b.size(1000, 100), b.size(10_000, 1000)} {
		systems, err := startSandbox(ctx, world.Size{Companies: companies})
		if err != nil {
			return nil, err
		}
		medians, err := b.planMedians(ctx, systems, "rows_gate.tf", "rows.tf")
		if err != nil {
			return nil, err
		}
		what := fmt.Sprintf("%d companies through the gate / without it", companies)
		figures = append(figures, ratio(what, medians[0], medians[1], 0))
	}
	return figures, nil
}
