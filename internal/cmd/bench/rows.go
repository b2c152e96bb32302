// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// measureRows compares rows that Terraform can work with to one string that it
// passes on.
func measureRows(ctx context.Context, b *bench) ([]figure, error) {
	companies := b.size(10_000, 1000)
	systems, err := startSandbox(ctx, world.Size{Companies: companies})
	if err != nil {
		return nil, err
	}
	rows, err := b.newPlan(ctx, systems, "rows.tf")
	if err != nil {
		return nil, err
	}
	text, err := b.newPlan(ctx, systems, "rows_http.tf")
	if err != nil {
		return nil, err
	}
	medians, err := b.medians(ctx, rows.run, text.run)
	if err != nil {
		return nil, err
	}
	return append(
		[]figure{ratio(fmt.Sprintf("%d companies as rows / as one JSON string", companies), medians[0], medians[1], 5)},
		memory(fmt.Sprintf("%d companies as rows", companies), rows)...,
	), nil
}
