// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/snapshot"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// snapshotRules are the rules that only snapshots break.
var snapshotRules = []posture.Rule{
	posture.RuleSnapshots, posture.RuleMaximumSnapshotAge, posture.RuleSnapshotScope, posture.RulePublicKeys,
}

// addSnapshots adds what the snapshots have to the lists, and their rules to the
// gate. The schema refuses arguments that cannot be read here.
func (a arguments) addSnapshots(gate *posture.Gate, companies []posture.Rating, findings []posture.Finding) ([]posture.Rating, []posture.Finding) {
	set := snapshot.Open(a.Snapshots, snapshot.Options{PublicKeys: a.publicKeys(), Scope: a.SnapshotScope})
	set.Contradict(companies)
	gate.Snapshots, gate.SnapshotScope = set.Snapshots, a.SnapshotScope
	gate.RequireSignatures = a.PublicKeys != nil
	gate.MaximumSnapshotAge, _ = time.ParseDuration(a.MaximumSnapshotAge)
	gate.CoveredSubjects = a.coveredWith(set, findings)
	if set.Companies != nil {
		companies = slices.Concat([]posture.Rating{}, companies, each(set.Companies, posture.Company.Rating))
	}
	if set.Findings != nil {
		findings = slices.Concat([]posture.Finding{}, findings, set.Findings)
	}
	return companies, findings
}

// publicKeys is nil only if no signature is asked for.
func (a arguments) publicKeys() []snapshot.PublicKey {
	return each(a.PublicKeys, func(text string) snapshot.PublicKey {
		key, _ := snapshot.ParsePublicKey(text)
		return key
	})
}

// coveredWith returns the subjects whose findings were read. What holds for a list
// without covered_subjects holds for it beside a snapshot, too.
func (a arguments) coveredWith(set snapshot.Set, listed []posture.Finding) []string {
	if set.Covered == nil {
		return a.CoveredSubjects
	}
	covered := slices.Concat(a.CoveredSubjects, set.Covered)
	if a.CoveredSubjects == nil {
		for i := range listed {
			if listed[i].Status != posture.Unknown {
				covered = append(covered, listed[i].Subject)
			}
		}
	}
	return covered
}

// validateSnapshots refuses arguments that are about snapshots without any.
func validateSnapshots(given framework.Values) diag.Diagnostics {
	var diags diag.Diagnostics
	if !given["snapshots"].IsNull() {
		return nil
	}
	for _, name := range []string{"maximum_snapshot_age", "snapshot_scope", "public_keys"} {
		if !given[name].IsNull() {
			diags.AddAttributeError(path.Root(name), "Missing Snapshots", fmt.Sprintf("Attribute %s is about snapshots: set snapshots, or remove it.", name))
		}
	}
	return diags
}
