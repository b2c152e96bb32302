// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// latency is what every request costs.
const latency = 20 * time.Millisecond

// scenarios are what is measured, in the order of the table. Each takes its sizes
// from bench.size. The sandboxes
// that a scenario starts end with its context.
var scenarios = []struct {
	name    string
	measure func(context.Context, *bench) ([]figure, error)
}{
	{"start", measureStart},
	{"findings", measureFindings},
	{"limited", measureLimited},
	{"for_each", measureForEach},
	{"rows", measureRows},
	{"growth", measureGrowth},
	{"gate", measureGate},
	{"graph", measureGraph},
	{"snapshot", measureSnapshot},
	{"portfolio", measureSharedPortfolio},
	{"publish", measurePublish},
	{"records_file", measureRecordsFile},
}

// measure measures the scenarios whose names match.
func (b *bench) measure(ctx context.Context, chosen *regexp.Regexp, progress io.Writer) ([]figure, error) {
	var figures []figure
	for _, scenario := range scenarios {
		if !chosen.MatchString(scenario.name) {
			continue
		}
		fmt.Fprintf(progress, "Timing %s\n", scenario.name)
		scenarioCtx, end := context.WithCancel(ctx)
		measured, err := scenario.measure(scenarioCtx, b)
		end()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", scenario.name, err)
		}
		figures = append(figures, measured...)
	}
	if b.quick {
		for i := range figures {
			figures[i].bound = 0
		}
	}
	return figures, nil
}

// startSandbox serves a generated world of one portfolio until ctx ends.
func startSandbox(ctx context.Context, size world.Size) (*sandbox.Sandbox, error) {
	size.Portfolios = 1
	return sandbox.Start(ctx, world.Generate(1, size),
		sandbox.WithLatency(latency),
		// All rounds together send more than an hour's requests.
		sandbox.WithBudget(sandbox.SecurityScorecard, 1_000_000, time.Hour))
}
