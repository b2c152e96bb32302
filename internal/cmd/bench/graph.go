// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// measureGraph compares a graph with the rows that it is made of.
func measureGraph(ctx context.Context, b *bench) ([]figure, error) {
	return compareGraph(ctx, b, world.Size{Companies: b.size(1000, 20), IssueTypesPerCompany: 5, IssuesPerType: 10})
}

func compareGraph(ctx context.Context, b *bench, size world.Size) ([]figure, error) {
	systems, err := startSandbox(ctx, size)
	if err != nil {
		return nil, err
	}
	graph, err := b.newPlan(ctx, systems, "graph.tf")
	if err != nil {
		return nil, err
	}
	findings, err := b.newPlan(ctx, systems, "findings.tf")
	if err != nil {
		return nil, err
	}
	medians, err := b.medians(ctx, graph.run, findings.run)
	if err != nil {
		return nil, err
	}
	what := fmt.Sprintf("%d companies with %d findings as a graph", size.Companies, size.Companies*size.IssueTypesPerCompany*size.IssuesPerType)
	return append(
		[]figure{ratio(what+" / as rows", medians[0], medians[1], 2)},
		memory(what, graph)...,
	), nil
}
