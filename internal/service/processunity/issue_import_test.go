// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"maps"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Issues are made, and taken over where they exist.
func TestIssueImport(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	aurora := idOf(t, systems, "Aurora Payments")
	r := newRun(t, systems, issueType)
	given := rows{
		"ssc:aurora-payments.example:open_port": {"Name": "Open port", "Risk Severity": "Low", "Issue Status": "Open", "Linked Third Party Id": aurora},
		"legal-2024-017":                        {"Name": "Contract with exit clause"},
	}
	r.mustApply(t, issues(given, nil))
	acctest.Equal(t, "the new issue", issueItem(t, systems, "ssc:aurora-payments.example:open_port").Values, row{
		"External Id": "ssc:aurora-payments.example:open_port", "Name": "Open port", "Risk Severity": "Low", "Issue Status": "Open", "Linked Third Party Id": aurora,
	})
	acctest.Equal(t, "the known issue", issueItem(t, systems, "legal-2024-017").Values, row{
		"External Id": "legal-2024-017", "Name": "Contract with exit clause", "Risk Severity": "Low", "Issue Status": "Closed",
		"Issue Source": "Assessment", "Linked Third Party Id": aurora,
	})
	acctest.Equal(t, "last_import", r.Attributes(t)["last_import"], any(map[string]any{
		"total": 2, "added": 1, "updated": 1, "no_action": 0, "skipped": 0, "invalid": 0, "warnings": 0,
	}))
	r.mustBeSettled(t, issues(given, nil))
}

// A forced repetition makes nothing twice.
func TestIssueImport_again(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	given := issues(rows{"a": issue("High"), "b": issue("Low")}, nil)
	for range 2 {
		newRun(t, systems, issueType).mustApply(t, given)
	}
	acctest.Equal(t, "inserted", systems.World.InsertedKeys(world.IssueTemplateID), []string{"a", "b"})
	acctest.Equal(t, "imports", sandboxtest.ImportedKeys(systems.World, world.IssueTemplateID), [][]string{{"a", "b"}, {"a", "b"}})
}

// What people do with an issue stays, and a new one begins as it is said to.
func TestIssueImport_insertOnlyColumns(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, issueType)
	insertOnly := wire{"insert_only_columns": acctest.Strings("Issue Status")}
	acctest.WantDiagnostics(t, r.apply(t, issues(rows{"a": issue("High"), "legal-2024-017": issue("Low")}, insertOnly)),
		`warning at rows["legal-2024-017"]["Issue Status"]: Questionable ProcessUnity Import`)
	acctest.Equal(t, "the new issue's status", issueItem(t, systems, "a").Values["Issue Status"], "Open")
	acctest.Equal(t, "the known issue's status", issueItem(t, systems, "legal-2024-017").Values["Issue Status"], "Closed")
	systems.World.SetItem(world.IssueItem, issueItem(t, systems, "a").ID, "Issue Status", "In Progress")
	r.next(t)
	r.mustApply(t, issues(rows{"a": issue("Medium"), "legal-2024-017": issue("Low")}, insertOnly))
	acctest.Equal(t, "severity and status", issueItem(t, systems, "a").Values["Risk Severity"]+issueItem(t, systems, "a").Values["Issue Status"], "MediumIn Progress")
	// A change of such a column alone is not sent.
	r.next(t)
	closed := maps.Clone(issue("Medium"))
	closed["Issue Status"] = "Closed"
	r.mustApply(t, issues(rows{"a": closed, "legal-2024-017": issue("Low")}, insertOnly))
	wantRequests(t, systems, nil)
}

// What on_removed says is set once in issues that are gone, and in those only
// that exist.
func TestIssueImport_onRemoved(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, issueType)
	closing := wire{"on_removed": texts(row{"Issue Status": "Closed"}), "insert_only_columns": acctest.Strings("Issue Status")}
	r.mustApply(t, issues(rows{"a": issue("High"), "b": issue("High"), "c": issue("High")}, closing))
	// Somebody has given b another External Id: there is no such issue any more.
	systems.World.SetItem(world.IssueItem, issueItem(t, systems, "b").ID, world.IssueExternalID, "other")
	r.next(t)
	left := issues(rows{"c": issue("High")}, closing)
	r.mustApply(t, left)
	wantRequests(t, systems, map[string]int{tokenPath: 1, listingPath: 1, exportPath: 1, importPath: 1})
	acctest.Equal(t, "a", issueItem(t, systems, "a").Values["Issue Status"]+issueItem(t, systems, "a").Values["Name"], "ClosedAn issue")
	acctest.Equal(t, "b under its other name", issueItem(t, systems, "other").Values["Issue Status"], "Open")
	acctest.Equal(t, "c", issueItem(t, systems, "c").Values["Issue Status"], "Open")
	acctest.Equal(t, "imports", sandboxtest.ImportedKeys(systems.World, world.IssueTemplateID), [][]string{{"a", "b", "c"}, {"a"}})
	acctest.Equal(t, "rows", r.rows(t), plain(rows{"c": issue("High")}))
	r.mustBeSettled(t, left)

	r.next(t)
	acctest.WantDiagnostics(t, r.Apply(t.Context(), t, r.PlanDestroy(t.Context(), t)))
	acctest.Equal(t, "c", issueItem(t, systems, "c").Values["Issue Status"], "Closed")
	acctest.Equal(t, "inserted", systems.World.InsertedKeys(world.IssueTemplateID), []string{"a", "b", "c"})
	if !r.State.IsNull() {
		t.Error("there is a state")
	}
}

// Removed rows that could not be marked stay in the state.
func TestIssueImport_onRemovedFails(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, issueType)
	closing := wire{"on_removed": texts(row{"Issue Status": "Shut"})}
	given := rows{"a": issue("High"), "b": issue("High")}
	r.mustApply(t, issues(given, closing))
	r.next(t)
	diagnostics := r.apply(t, issues(rows{"a": issue("Low")}, closing))
	acctest.WantDiagnostics(t, diagnostics, `error at rows["b"]: ProcessUnity Refuses a Row`, "error: Unable to Set on_removed in ProcessUnity")
	acctest.WantTextAmong(t, diagnostics, "Invalid value (Issue Status)", "terraform state rm")
	acctest.Equal(t, "rows", r.rows(t), plain(rows{"a": issue("Low"), "b": issue("High")}))
	r.next(t)
	diagnostics = r.Apply(t.Context(), t, r.PlanDestroy(t.Context(), t))
	acctest.WantDiagnostics(t, diagnostics, `error at rows["a"]: ProcessUnity Refuses a Row`, "error: Unable to Set on_removed in ProcessUnity")
	acctest.Equal(t, "rows", r.rows(t), plain(rows{"a": issue("Low"), "b": issue("High")}))
	acctest.Equal(t, "severity", issueItem(t, systems, "a").Values["Risk Severity"], "Low")
}

// An issue that somebody has deleted is not made anew blindly.
func TestIssueImport_deletedIssue(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, issueType)
	r.mustApply(t, issues(rows{"a": issue("High")}, nil))
	systems.World.SetItem(world.IssueItem, issueItem(t, systems, "a").ID, world.IssueExternalID, "other")
	r.next(t)
	diagnostics := r.apply(t, issues(rows{"a": issue("Low")}, nil))
	acctest.WantDiagnostics(t, diagnostics, `error at rows["a"]: `+refused)
	acctest.WantTextAmong(t, diagnostics, "drift_detection")
	acctest.Equal(t, "imports", len(sandboxtest.ImportedKeys(systems.World, world.IssueTemplateID)), 1)
}

// Another template takes every row again.
func TestIssueImport_otherTemplate(t *testing.T) {
	t.Parallel()
	w := world.Default()
	w.AddImportTemplate(world.ImportTemplate{
		ID: 77, Name: "Narrow", ItemType: world.IssueItem, Inserts: true, Updates: true, KeyColumn: world.IssueExternalID,
		Columns: []string{world.IssueExternalID, "Issue Status", "Name"},
	})
	systems := acctest.StartWorld(t, w)
	r := newRun(t, systems, issueType)
	given := rows{"a": {"Name": "A"}, "b": {"Name": "B"}}
	r.mustApply(t, issues(given, nil))
	r.next(t)
	moved := issues(given, wire{"template_id": acctest.Number(77), "blank_columns": acctest.Strings("Issue Status")})
	r.mustApply(t, moved)
	acctest.Equal(t, "imports", sandboxtest.ImportedKeys(systems.World, 77), [][]string{{"a", "b"}})
	acctest.Equal(t, "id", r.Attributes(t)["id"], any("77"))
	r.mustBeSettled(t, moved)
}
