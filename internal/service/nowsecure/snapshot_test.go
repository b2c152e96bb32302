// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/snapshot"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func readDocument(t *testing.T, systems *sandbox.Sandbox, given arguments) snapshot.Document {
	t.Helper()
	document, err := snapshot.Read(fmt.Sprint(read(t, systems, "snapshot", given)["document"]))
	if err != nil {
		t.Fatal(err)
	}
	return document
}

// A snapshot has the findings of the data source of findings.
func TestSnapshotDataSource_hasTheFindings(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	document := readDocument(t, systems, nil)
	listed := read(t, systems, "findings", nil)
	var want, got []string
	for _, row := range acctest.Rows(t, listed["findings"]) {
		want = append(want, fmt.Sprint(row["status"] == "unknown", row["subject"], row["type"], row["severity"], row["url"]))
	}
	for _, found := range document.AllFindings() {
		url := any(found.URL)
		if found.URL == "" {
			url = nil
		}
		got = append(got, fmt.Sprint(found.Status == posture.Unknown, found.Subject, found.Type, found.Severity, url))
	}
	if diff := cmp.Diff(sorted(want), sorted(got)); diff != "" || len(got) == 0 {
		t.Errorf("(-findings +snapshot):\n%s", diff)
	}
	acctest.Equal(t, "covered", fmt.Sprint(document.Covered), fmt.Sprint(listed["covered_subjects"]))
	acctest.Equal(t, "apps", any(len(document.Scope[posture.ScopeApps])), listed["evaluated_apps"])
}

// An application that cannot be read stays in the scope, and is unknown.
func TestSnapshotDataSource_partialRead(t *testing.T) {
	t.Parallel()
	const unseen = "00000000-0000-4000-8000-000000000000"
	document := readDocument(t, acctest.StartSandbox(t), arguments{"apps": acctest.Strings(world.AuroraIOSRef, unseen)})
	acctest.Equal(t, "scope", document.Scope[posture.ScopeApps], []posture.ScopeItem{{ID: unseen, Name: unseen}, {ID: world.AuroraIOSRef, Name: "ios/com.aurora.pay"}})
	acctest.Equal(t, "covered", document.Covered, []string{"ios/com.aurora.pay"})
	if len(document.Unknown) != 1 || document.Unknown[0].Subject != unseen || document.Unknown[0].Type != "not_readable" {
		t.Errorf("unknown: %+v", document.Unknown)
	}
	failing := acctest.StartSandbox(t)
	readError(t, failing, "snapshot", arguments{"apps": acctest.Strings(unseen), "on_app_error": acctest.String("fail")})
	failing.Faults.Add(fault.Rule{Effect: fault.Respond(http.StatusForbidden, nil, "")})
	readError(t, failing, "snapshot", nil)
}

func sorted(lines []string) []string {
	slices.Sort(lines)
	return lines
}
