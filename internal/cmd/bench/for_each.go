// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// measureForEach compares one data source for all companies with a data source
// for each. Terraform spends more on each instance the more instances there are, and
// a minute on a thousand: that is timed once.
func measureForEach(ctx context.Context, b *bench) ([]figure, error) {
	var figures []figure
	for _, size := range []struct {
		companies, rounds int
		bound             float64
	}{{b.size(200, 20), b.rounds, 1}, {b.size(1000, 40), 1, 0.2}} {
		systems, err := startSandbox(ctx, world.Size{Companies: size.companies, IssueTypesPerCompany: 12, IssuesPerType: 4})
		if err != nil {
			return nil, err
		}
		timed := *b
		timed.rounds = size.rounds
		medians, err := timed.planMedians(ctx, systems, "factors.tf", "factors_http.tf")
		if err != nil {
			return nil, err
		}
		what := fmt.Sprintf("%d companies with factors / hashicorp/http with for_each", size.companies)
		figures = append(figures, ratio(what, medians[0], medians[1], size.bound))
	}
	return figures, nil
}
