// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/snapshot"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// A snapshot has the findings of vendorrisk_jumpcloud_posture, those of documents
// that could not be read included, and no personal data.
func TestSnapshotDataSource_hasTheFindings(t *testing.T) {
	t.Parallel()
	organization := world.WeakJumpCloud()
	systems := serve(t, organization, sandbox.WithQuirks(peer.Quirks{Forbidden: []string{"/api/v2/directories"}}))
	server := acctest.NewSandboxServer(t, systems)
	given := arguments{"as_of": asOf}
	wire, wantWarnings := server.Read(t.Context(), t, typeName("posture"), given)
	listed := acctest.PlainAttributes(t, wire)
	snapshotWire, warnings := server.Read(t.Context(), t, typeName("snapshot"), given)
	state := acctest.PlainAttributes(t, snapshotWire)
	text := fmt.Sprint(state["document"])
	document, err := snapshot.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	acctest.Equal(t, "warnings", acctest.Explain(warnings), acctest.Explain(wantWarnings))
	var want, got []string
	for _, row := range acctest.Rows(t, listed["findings"]) {
		want = append(want, fmt.Sprint(row["status"], row["subject"], row["type"], row["severity"]))
	}
	for _, found := range document.AllFindings() {
		got = append(got, fmt.Sprint(found.Status, found.Subject, found.Type, found.Severity))
	}
	if diff := cmp.Diff(sorted(want), sorted(got)); diff != "" || len(document.Unknown) == 0 || len(document.Findings) == 0 {
		t.Errorf("(-posture +snapshot):\n%s", diff)
	}
	acctest.Equal(t, "covered", fmt.Sprint(document.Covered), fmt.Sprint(listed["covered_subjects"]))
	acctest.Equal(t, "checks", len(document.Scope[posture.ScopeChecks]), len(acctest.Rows(t, listed["checks"])))
	acctest.Equal(t, "organizations", len(document.Scope[posture.ScopeOrganizations]), 1)
	for _, personal := range append(organization.PersonalData(), organization.Secrets()...) {
		if strings.Contains(text, personal) {
			t.Errorf("%q is in the document", personal)
		}
	}
}

func sorted(lines []string) []string {
	slices.Sort(lines)
	return lines
}
