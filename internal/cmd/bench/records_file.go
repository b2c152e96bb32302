// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	// fileMemoryBound is the most MiB that the provider may take, however many records
	// a file has.
	fileMemoryBound = 300
	// fileStateBound is the most MB that the state of a hundred thousand records may
	// have.
	fileStateBound = 5
)

// measureRecordsFile plans and pushes records of a kilobyte from a file. Each run is
// done once: the first push cannot be done twice.
func measureRecordsFile(ctx context.Context, b *bench) ([]figure, error) {
	var all []figure
	sizes := []int{1000, 10_000, 100_000, 1_000_000}
	if b.quick {
		sizes = sizes[:1]
	}
	for _, records := range sizes {
		figures, err := measureFile(ctx, b, records)
		if err != nil {
			return nil, err
		}
		all = append(all, figures...)
	}
	return all, nil
}

func measureFile(ctx context.Context, b *bench, records int) ([]figure, error) {
	systems, err := startSandbox(ctx, world.Size{Companies: 1})
	if err != nil {
		return nil, err
	}
	systems.World.KeepCountsOnly()
	f := recordsFile{systems: systems, records: records}
	if f.plan, err = b.newPlan(ctx, systems, "records_file.tf"); err != nil {
		return nil, err
	}
	if f.provider, err = b.startProvider(ctx, systems, f.plan); err != nil {
		return nil, err
	}
	if err := f.run(ctx); err != nil {
		return nil, err
	}
	return f.figures()
}

// recordsFile is a push resource with a file, from its creation to an update.
type recordsFile struct {
	systems  *sandbox.Sandbox
	records  int
	plan     *plan
	provider *attachedProvider

	planned, pushed, unchanged, update time.Duration
}

// run times every step, and refuses what sends too much or too little. The provider of
// the update is a process of its own, whose memory is measured.
func (f *recordsFile) run(ctx context.Context) error {
	if err := f.write(0); err != nil {
		return err
	}
	steps := []struct {
		took      *time.Duration
		plan      *plan
		arguments []string
		sends     int
	}{
		{&f.planned, f.plan, []string{"plan"}, 0},
		{&f.pushed, f.plan, []string{"apply", "-auto-approve"}, f.records},
		// Any change would be exit code 2, which fails.
		{&f.unchanged, f.plan, []string{"plan", "-detailed-exitcode"}, 0},
	}
	for _, step := range steps {
		if err := pushStep(ctx, f.systems, step.took, step.plan, step.sends, step.arguments...); err != nil {
			return err
		}
	}
	changed := f.records / 10
	if err := f.write(changed); err != nil {
		return err
	}
	return pushStep(ctx, f.systems, &f.update, f.provider.plan, changed, "apply", "-auto-approve")
}

// write writes the file, whose first records are changed.
func (f *recordsFile) write(changed int) (err error) {
	file, err := os.Create(filepath.Join(f.plan.workspace.Dir, "records.jsonl"))
	if err != nil {
		return err
	}
	out := bufio.NewWriter(file)
	notes := strings.Repeat("x", 950)
	for i := range f.records {
		score := i
		if i < changed {
			score = -i - 1
		}
		fmt.Fprintf(out, `{"domain":"vendor-%07d.example","notes":%q,"score":%d}`+"\n", i, notes, score)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return file.Close()
}

func (f *recordsFile) figures() ([]figure, error) {
	state, err := os.Stat(filepath.Join(f.plan.workspace.Dir, "terraform.tfstate"))
	if err != nil {
		return nil, err
	}
	what := fmt.Sprintf("%d records of 1 KB in a file", f.records)
	figures := []figure{
		rate(what+", planned a second", f.records, f.planned),
		rate(what+", planned a second when unchanged", f.records, f.unchanged),
		rate(what+", pushed a second by the first apply", f.records, f.pushed),
		{what: what + ", state in MB", value: float64(state.Size()) / 1e6},
	}
	if f.records <= 100_000 {
		figures[3].bound = fileStateBound
	}
	peak, err := f.provider.stop()
	if err != nil || peak == 0 {
		return figures, err
	}
	return append(figures, figure{
		what: what + ", peak memory of the provider in MiB", value: float64(peak >> 20), bound: fileMemoryBound,
		of: "one process for the plan and the apply of a tenth changed",
	}), nil
}
