// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/snapshot"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// measureSnapshot compares the gate over a snapshot with the string that it is, to
// this provider and to Terraform alone, with rows, and with the report in the result;
// and the plan of a consumer with the read that it replaces.
func measureSnapshot(ctx context.Context, b *bench) ([]figure, error) {
	many, some := b.size(10_000, 1000), b.size(1000, 100)
	systems, err := startSandbox(ctx, world.Size{Companies: many})
	if err != nil {
		return nil, err
	}
	large, err := b.snapshotMedians(ctx, systems, many, "snapshot_gate.tf", "snapshot_string.tf", "snapshot_terraform_data.tf", "rows_gate.tf", "snapshot_gate_json.tf")
	if err != nil {
		return nil, err
	}
	few, err := startSandbox(ctx, world.Size{Companies: some})
	if err != nil {
		return nil, err
	}
	consumer, err := b.snapshotMedians(ctx, few, some, "snapshot_gate.tf")
	if err != nil {
		return nil, err
	}
	if requests := len(few.Requests.All()); requests > 0 {
		return nil, fmt.Errorf("the plans of a consumer send %d requests", requests)
	}
	direct, err := b.snapshotMedians(ctx, few, some, "factors.tf")
	if err != nil {
		return nil, err
	}
	return []figure{
		ratio(fmt.Sprintf("%d companies, gate over a snapshot / the same string, passed to it and not judged", many), large[0], large[1], 1.3),
		ratio(fmt.Sprintf("%d companies, gate over a snapshot / the same string in a terraform_data", many), large[0], large[2], 0),
		ratio(fmt.Sprintf("%d companies, gate over a snapshot / over rows", many), large[0], large[3], 0.2),
		ratio(fmt.Sprintf("%d companies, gate over a snapshot, with include_json / without", many), large[4], large[0], 0),
		ratio(fmt.Sprintf("%d companies, a consumer's plan / the direct read with factors", some), consumer[0], direct[0], 0),
	}, nil
}

// snapshotMedians is planMedians, with a snapshot in each workspace.
func (b *bench) snapshotMedians(ctx context.Context, systems *sandbox.Sandbox, companies int, configurations ...string) ([]time.Duration, error) {
	text, err := newSnapshot(companies)
	if err != nil {
		return nil, err
	}
	tasks := make([]task, len(configurations))
	for i, configuration := range configurations {
		plan, err := b.newPlan(ctx, systems, configuration)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(plan.workspace.Dir, "posture.json"), []byte(text), 0o600); err != nil {
			return nil, err
		}
		tasks[i] = plan.run
	}
	return b.medians(ctx, tasks...)
}

// newSnapshot is a document of companies like those of the generated worlds.
func newSnapshot(companies int) (string, error) {
	portfolio := "1f6b1e0c-9a52-5d0e-8f53-7c1a5b0e2d01"
	document := snapshot.New(posture.SourceSecurityScorecard, time.Now(), posture.Scope{posture.ScopePortfolios: {{ID: portfolio, Name: "All"}}}, nil, nil, nil)
	for i := range companies {
		document.Companies = append(document.Companies, posture.Company{
			Domain: fmt.Sprintf("company-%06d.example", i), Name: fmt.Sprintf("Company %d", i), Grade: "B", Score: new(int64(85)), ScoreChange30d: new(int64(-1)),
			Industry: "technology", Size: "size_51_to_200", PortfolioIDs: []string{portfolio},
		})
	}
	return document.Write()
}
