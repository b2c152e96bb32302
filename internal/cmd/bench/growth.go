// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// growthBound is the most that the exponent of growth may be: 1 is linear.
const growthBound = 1.1

// measureGrowth fits time = constant × rows^exponent, where the time is that of
// the plan less that of a plan with one row: what every plan costs would make
// the exponent look small.
func measureGrowth(ctx context.Context, b *bench) ([]figure, error) {
	sizes := []int{1, b.size(100, 10), b.size(1000, 100), b.size(10_000, 1000)}
	tasks := make([]task, len(sizes))
	for i, size := range sizes {
		systems, err := startSandbox(ctx, world.Size{Companies: size})
		if err != nil {
			return nil, err
		}
		plan, err := b.newPlan(ctx, systems, "rows.tf")
		if err != nil {
			return nil, err
		}
		tasks[i] = plan.run
	}
	// The time of 1000 rows is the small difference of two plans.
	patient := *b
	patient.rounds *= b.size(3, 1)
	medians, err := patient.medians(ctx, tasks...)
	if err != nil {
		return nil, err
	}
	points := make([]point, len(sizes)-1)
	of := []string{"without 1 row's " + seconds(medians[0])}
	for i := range points {
		points[i] = point{rows: sizes[i+1], took: medians[i+1] - medians[0]}
		of = append(of, fmt.Sprintf("%d: %s", points[i].rows, seconds(points[i].took)))
	}
	fitted := func(what string, points []point) figure {
		return figure{what: what, value: exponent(points), bound: growthBound, of: strings.Join(of, ", ")}
	}
	return []figure{
		fitted(fmt.Sprintf("Growth from %d to %d rows, exponent", sizes[2], sizes[3]), points[1:]),
		fitted(fmt.Sprintf("Growth from %d to %d to %d rows, exponent", sizes[1], sizes[2], sizes[3]), points),
	}, nil
}

// point is the time that a number of rows adds to a plan.
type point struct {
	rows int
	took time.Duration
}

// exponent is the slope of the straight line through the points' logarithms,
// by least squares. The error of a time is the same for a long and a short
// one, so the error of its logarithm is the larger the shorter it is: points
// weigh the square of their time, and those that took none nothing.
func exponent(points []point) float64 {
	var weights, sumX, sumY, sumXX, sumXY float64
	for _, p := range points {
		if p.took <= 0 {
			continue
		}
		x, y := math.Log(float64(p.rows)), math.Log(p.took.Seconds())
		weight := p.took.Seconds() * p.took.Seconds()
		weights += weight
		sumX, sumY = sumX+weight*x, sumY+weight*y
		sumXX, sumXY = sumXX+weight*x*x, sumXY+weight*x*y
	}
	return (weights*sumXY - sumX*sumY) / (weights*sumXX - sumX*sumX)
}
