// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"slices"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// task is what is timed.
type task func(context.Context) error

// medians times the tasks in rounds, one after the other in each, so that what
// else the machine does falls on all of them.
func (b *bench) medians(ctx context.Context, tasks ...task) ([]time.Duration, error) {
	times := make([][]time.Duration, len(tasks))
	for range b.rounds {
		for i, run := range tasks {
			started := time.Now()
			if err := run(ctx); err != nil {
				return nil, err
			}
			times[i] = append(times[i], time.Since(started))
		}
	}
	medians := make([]time.Duration, len(tasks))
	for i := range times {
		medians[i] = median(times[i])
	}
	return medians, nil
}

// median of an even number of times is the upper one.
func median(times []time.Duration) time.Duration {
	return slices.Sorted(slices.Values(times))[len(times)/2]
}

// planMedians times the plans of configurations over one sandbox.
func (b *bench) planMedians(ctx context.Context, systems *sandbox.Sandbox, configurations ...string) ([]time.Duration, error) {
	tasks := make([]task, len(configurations))
	for i, configuration := range configurations {
		plan, err := b.newPlan(ctx, systems, configuration)
		if err != nil {
			return nil, err
		}
		tasks[i] = plan.run
	}
	return b.medians(ctx, tasks...)
}
