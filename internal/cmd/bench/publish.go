// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// measurePublish plans and pushes fifty thousand records of a kilobyte. The provider
// refuses more than about 78,000, which would be too much for one message. Each run is done once: the first push cannot be done
// twice.
func measurePublish(ctx context.Context, b *bench) ([]figure, error) {
	return comparePublish(ctx, b, b.size(50_000, 1000), b.size(100, 10))
}

func comparePublish(ctx context.Context, b *bench, records, changed int) ([]figure, error) {
	systems, err := startSandbox(ctx, world.Size{Companies: 1})
	if err != nil {
		return nil, err
	}
	systems.World.KeepCountsOnly()
	p := publish{systems: systems, records: newRecords(records), changed: changed}
	if p.plan, err = b.newPlan(ctx, systems, "publish.tf"); err != nil {
		return nil, err
	}
	if p.terraformData, err = b.newPlan(ctx, systems, "publish_terraform_data.tf"); err != nil {
		return nil, err
	}
	if err := p.run(ctx); err != nil {
		return nil, err
	}
	return p.figures(), nil
}

// publish is a push resource from its creation to its first update.
type publish struct {
	systems             *sandbox.Sandbox
	records             map[string]string
	plan, terraformData *plan

	// changed is how many records the update changes.
	changed int

	planned, pushed, unchanged, update, hashed, byTerraform time.Duration
}

func newRecords(count int) map[string]string {
	notes := strings.Repeat("x", 950)
	records := make(map[string]string, count)
	for i := range count {
		records[fmt.Sprintf("vendor-%06d.example", i)] = fmt.Sprintf(`{"notes":%q,"score":%d}`, notes, i)
	}
	return records
}

// run times every step, and refuses what sends too much or too little.
func (p *publish) run(ctx context.Context) error {
	p.hashed = timed(func() { hashAll(p.records) })
	if err := p.store(p.plan, p.terraformData); err != nil {
		return err
	}
	steps := []struct {
		took      *time.Duration
		plan      *plan
		arguments []string
		sends     int
	}{
		{&p.byTerraform, p.terraformData, []string{"plan"}, 0},
		{&p.planned, p.plan, []string{"plan"}, 0},
		{&p.pushed, p.plan, []string{"apply", "-auto-approve"}, len(p.records)},
		// Any change would be exit code 2, which fails.
		{&p.unchanged, p.plan, []string{"plan", "-detailed-exitcode"}, 0},
	}
	for _, step := range steps {
		if err := pushStep(ctx, p.systems, step.took, step.plan, step.sends, step.arguments...); err != nil {
			return err
		}
	}
	for i := range p.changed {
		p.records[fmt.Sprintf("vendor-%06d.example", i*len(p.records)/p.changed)] = `{"notes":"changed","score":0}`
	}
	if err := p.store(p.plan); err != nil {
		return err
	}
	return pushStep(ctx, p.systems, &p.update, p.plan, p.changed, "apply", "-auto-approve")
}

// store writes the records into the workspaces.
func (p *publish) store(plans ...*plan) error {
	text, err := json.Marshal(p.records)
	if err != nil {
		return err
	}
	for _, plan := range plans {
		if err := os.WriteFile(filepath.Join(plan.workspace.Dir, "records.json"), text, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// pushStep times a command, and refuses one that sends another number of records.
func pushStep(ctx context.Context, systems *sandbox.Sandbox, took *time.Duration, plan *plan, sends int, arguments ...string) error {
	before := systems.World.PushedObjects(world.ScorecardsConnectionID)
	var err error
	*took = timed(func() { err = plan.runTerraform(ctx, arguments...) })
	if err != nil {
		return err
	}
	if sent := systems.World.PushedObjects(world.ScorecardsConnectionID) - before; sent != sends {
		return fmt.Errorf("terraform %s sent %d records, not %d", arguments[0], sent, sends)
	}
	return nil
}

func timed(run func()) time.Duration {
	started := time.Now()
	run()
	return time.Since(started)
}

// hashAll hashes records in a bare loop.
func hashAll(records map[string]string) [sha256.Size]byte {
	var all [sha256.Size]byte
	for _, record := range records {
		all = sha256.Sum256(append(all[:], record...))
	}
	return all
}

func (p *publish) figures() []figure {
	what := fmt.Sprintf("%d records of 1 KB", len(p.records))
	figures := []figure{
		rate(what+", planned a second", len(p.records), p.planned),
		rate(what+", planned a second when unchanged", len(p.records), p.unchanged),
		rate(what+", pushed a second by the first apply", len(p.records), p.pushed),
		ratio(what+", plan / hashing their bytes in a bare loop", p.planned, p.hashed, 0),
		ratio(what+", plan / plan of a terraform_data with them", p.planned, p.byTerraform, 4),
		ratio(fmt.Sprintf("%s, apply of %d changed / first apply", what, p.changed), p.update, p.pushed, 4),
		{
			what: what + ", largest request in KiB", bound: 1025,
			value: float64(p.systems.World.LargestPush(world.ScorecardsConnectionID)) / (1 << 10),
		},
	}
	return append(figures, memory(what, p.plan)...)
}

// rate is how many records a run got through in a second.
func rate(what string, records int, took time.Duration) figure {
	return figure{what: what, value: float64(records) / took.Seconds(), of: seconds(took)}
}
