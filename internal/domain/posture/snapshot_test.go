// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

func TestGate_judgesSnapshots(t *testing.T) {
	t.Parallel()
	scope := posture.Scope{
		posture.ScopePortfolios: {{ID: "p1", Name: "Critical"}, {ID: "p2", Name: "Twice"}, {ID: "p3", Name: "Twice"}},
		posture.ScopeChecks:     {{ID: "mfa"}},
	}
	taken := func(ago time.Duration) posture.Snapshot {
		return posture.Snapshot{Name: "snapshots[0]", Source: "securityscorecard", TakenAt: today.Add(-ago), Scope: scope}
	}
	unreadable := posture.Snapshot{Name: "snapshots[0]", Fault: "it is\n::error::cut"}
	unsigned := posture.Snapshot{Name: "snapshots[0]", Unsigned: "it has no signature"}
	scoped := func(kind posture.ScopeKind, names ...string) posture.Gate {
		return posture.Gate{SnapshotScope: map[posture.ScopeKind][]string{kind: names}}
	}
	for name, test := range map[string]struct {
		gate     posture.Gate
		snapshot posture.Snapshot
		want     []string
	}{
		"new":              {snapshot: taken(0)},
		"as old as it may": {snapshot: taken(36 * time.Hour)},
		"older":            {snapshot: taken(36*time.Hour + time.Second), want: []string{"snapshots[0] | maximum_snapshot_age | 36h old, taken at 2026-03-13T23:59:59Z | at most 36h old"}},
		"older than set":   {gate: posture.Gate{MaximumSnapshotAge: 90 * time.Minute}, snapshot: taken(2 * time.Hour), want: []string{"snapshots[0] | maximum_snapshot_age | 2h old, taken at 2026-03-15T10:00:00Z | at most 1h30m old"}},
		"younger than set": {gate: posture.Gate{MaximumSnapshotAge: 90 * time.Hour}, snapshot: taken(89 * time.Hour)},
		"another clock":    {snapshot: taken(-5 * time.Minute)},
		"the future":       {snapshot: taken(-5*time.Minute - time.Second), want: []string{"snapshots[0] | maximum_snapshot_age | taken in the future, at 2026-03-15T12:05:01Z | at most 36h old"}},
		"unreadable":       {snapshot: unreadable, want: []string{"snapshots[0] | snapshots | it is : :error::cut | a snapshot as it was written"}},
		"unsigned":         {snapshot: unsigned},
		"must be signed":   {gate: posture.Gate{RequireSignatures: true}, snapshot: unsigned, want: []string{"snapshots[0] | public_keys | it has no signature | a signature of one of the keys"}},
		"in the scope":     {gate: scoped("portfolios", "p1", "Critical"), snapshot: taken(0)},
		"not in the scope": {
			gate: scoped("portfolios", "p1", "critical"), snapshot: taken(0),
			want: []string{"snapshots | snapshot_scope | portfolio critical is in no snapshot | a snapshot of it"},
		},
		"two of a name": {gate: scoped("portfolios", "Twice"), snapshot: taken(0), want: []string{"snapshots | snapshot_scope | 2 portfolios have the name Twice | a snapshot of it"}},
		"another kind":  {gate: scoped("apps", "mfa"), snapshot: taken(0), want: []string{"snapshots | snapshot_scope | app mfa is in no snapshot | a snapshot of it"}},
		"no name":       {gate: scoped("checks", ""), snapshot: taken(0), want: []string{"snapshots | snapshot_scope | check (none) is in no snapshot | a snapshot of it"}},
		"the scope of what cannot be read": {
			gate: scoped("checks", "mfa"), snapshot: unsigned, want: []string{"snapshots | snapshot_scope | check mfa is in no snapshot | a snapshot of it"},
		},
		"waived": {gate: posture.Gate{Waivers: []posture.Waiver{{Subject: "snapshots[0]", Rule: "snapshots", Reason: "x", ExpiresOn: today}}}, snapshot: unreadable},
		"another one is waived": {
			gate:     posture.Gate{Waivers: []posture.Waiver{{Subject: "snapshots[1]", Rule: "*", Reason: "x", ExpiresOn: today}, {Subject: "snapshots", Rule: "*", Reason: "x", ExpiresOn: today}}},
			snapshot: unreadable, want: []string{"snapshots[0] | snapshots | it is : :error::cut | a snapshot as it was written"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			gate := test.gate
			gate.Snapshots = []posture.Snapshot{test.snapshot}
			decision := gate.Evaluate(nil, nil, today)
			var got []string
			for _, v := range decision.Violations() {
				if v.Severity != posture.Critical || v.ObservedValue != "" {
					t.Errorf("%+v", v)
				}
				got = append(got, v.Subject+" | "+string(v.Rule)+" | "+v.Observed+" | "+v.Required)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			// No baseline accepts what it is about.
			gate.Baseline = decision.Violations()
			if again := gate.Evaluate(nil, nil, today); len(again.Known) > 0 || len(again.Violations()) != len(test.want) {
				t.Errorf("with a baseline: %+v", again)
			}
		})
	}
}
