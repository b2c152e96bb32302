// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

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
	own, err := providerTime(ctx, rows)
	if err != nil {
		return nil, err
	}
	return append(
		[]figure{
			ratio(fmt.Sprintf("%d companies as rows / as one JSON string", companies), medians[0], medians[1], 5),
			ratio(fmt.Sprintf("%d companies as rows, the provider's read / the plan", companies), own, medians[0], 0),
		},
		memory(fmt.Sprintf("%d companies as rows", companies), rows)...,
	), nil
}

// logged is how long an operation took, in the line that the provider logs of it.
var logged = regexp.MustCompile(`vendorrisk_\w+ took .*duration_ms=(\d+)`)

// providerTime is how long the provider takes for the only read of a plan, from the
// request of Terraform to its answer.
func providerTime(ctx context.Context, of *plan) (time.Duration, error) {
	file := filepath.Join(of.workspace.Dir, "provider.log")
	with := plan{workspace: of.workspace.With("TF_LOG_PROVIDER=INFO", "TF_LOG_PATH="+file)}
	if err := with.run(ctx); err != nil {
		return 0, err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	match := logged.FindSubmatch(text)
	if match == nil {
		return 0, errors.New("the provider does not log how long it took")
	}
	milliseconds, err := strconv.ParseInt(string(match[1]), 10, 64)
	return time.Duration(milliseconds) * time.Millisecond, err
}
