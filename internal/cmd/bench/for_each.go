// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// measureForEach compares one data source for all companies with a data source
// for each. Terraform spends more on each instance the more instances there are.
func measureForEach(ctx context.Context, b *bench) ([]figure, error) {
	var figures []figure
	for _, size := range []struct {
		companies int
		bound     float64
	}{{200, 1}, {1000, 0.2}} {
		systems, err := startSandbox(ctx, world.Size{Companies: size.companies, IssueTypesPerCompany: 12, IssuesPerType: 4})
		if err != nil {
			return nil, err
		}
		medians, err := b.planMedians(ctx, systems, "factors.tf", "factors_http.tf")
		if err != nil {
			return nil, err
		}
		what := fmt.Sprintf("%d companies with factors / hashicorp/http with for_each", size.companies)
		figures = append(figures, ratio(what, medians[0], medians[1], size.bound))
	}
	return figures, nil
}
