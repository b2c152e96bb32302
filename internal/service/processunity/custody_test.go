// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"bytes"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	keepsRemoved   = "warning: ProcessUnity Keeps Removed Rows"
	movesElsewhere = "warning: ProcessUnity Destination Changes"
)

// closingIssues sets the status of issues that are removed.
func closingIssues(given rows, more wire) wire {
	arguments := issues(given, wire{"on_removed": texts(row{"Issue Status": "Closed"}), "insert_only_columns": acctest.Strings("Issue Status")})
	maps.Copy(arguments, more)
	return arguments
}

func status(t *testing.T, systems *sandbox.Sandbox, key string) string {
	t.Helper()
	return issueItem(t, systems, key).Values["Issue Status"]
}

// Another tenant gets every row, and nothing is closed that it never had.
func TestImport_toAnotherAddress(t *testing.T) {
	t.Parallel()
	systems, other := acctest.StartSandbox(t), acctest.StartSandbox(t)
	r := newRun(t, systems, issueType)
	r.mustApply(t, closingIssues(rows{"a": issue("High"), "b": issue("Low")}, nil))
	acctest.Equal(t, "destination", r.Attributes(t)["destination"], any(systems.ProcessUnity.BaseURL))

	r.systems = other
	r.next(t)
	r.Refresh(t.Context(), t)
	less := closingIssues(rows{"a": issue("High")}, nil)
	planned := r.plan(t, less)
	acctest.WantDiagnostics(t, planned.Diagnostics, movesElsewhere)
	acctest.WantTextAmong(t, planned.Diagnostics, "2 rows", systems.ProcessUnity.BaseURL, other.ProcessUnity.BaseURL)
	acctest.WantDiagnostics(t, r.Apply(t.Context(), t, planned), movesElsewhere)
	acctest.Equal(t, "imports", sandboxtest.ImportedKeys(other.World, world.IssueTemplateID), [][]string{{"a"}})
	r.mustBeSettled(t, less)

	r.systems = systems
	r.next(t)
	acctest.WantDiagnostics(t, r.Apply(t.Context(), t, r.PlanDestroy(t.Context(), t)), movesElsewhere)
	acctest.Equal(t, "statuses", status(t, systems, "a")+status(t, systems, "b")+status(t, other, "a"), "OpenOpenOpen")
}

// An import to another tenant that fails leaves the state at the first one.
func TestImport_toAnotherAddressFails(t *testing.T) {
	t.Parallel()
	systems, other := acctest.StartSandbox(t), acctest.StartSandbox(t)
	r := newRun(t, systems, issueType)
	r.mustApply(t, issues(rows{"a": issue("High")}, nil))
	r.systems = other
	r.next(t)
	bad := row{"Name": "An issue", "Risk Severity": "none", "Issue Status": "Open", "Issue Source": "SecurityScorecard"}
	acctest.WantDiagnostics(t, r.apply(t, issues(rows{"a": issue("High"), "b": issue("Low"), "c": bad}, nil)), `error at rows["c"]: ProcessUnity Refuses a Row`)
	acctest.Equal(t, "destination", r.Attributes(t)["destination"], any(systems.ProcessUnity.BaseURL))
	r.systems = systems
	r.next(t)
	r.mustApply(t, issues(rows{"a": issue("High"), "b": issue("Low")}, nil))
	acctest.Equal(t, "imports", sandboxtest.ImportedKeys(systems.World, world.IssueTemplateID), [][]string{{"a"}, {"b"}})
}

// A finding that goes and comes back is open again. One that a person has closed
// stays closed.
func TestIssueImport_rowReturns(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, issueType)
	both := closingIssues(rows{"a": issue("High"), "b": issue("High")}, nil)
	r.mustApply(t, both)
	systems.World.SetItem(world.IssueItem, issueItem(t, systems, "b").ID, "Issue Status", "Closed")
	r.next(t)
	r.mustApply(t, closingIssues(rows{"b": issue("High")}, nil))
	acctest.Equal(t, "a", status(t, systems, "a"), "Closed")
	r.next(t)
	r.mustApply(t, both)
	acctest.Equal(t, "a", status(t, systems, "a"), "Open")
	acctest.Equal(t, "b, which a person has closed", status(t, systems, "b"), "Closed")
	r.mustBeSettled(t, both)

	// A person who has changed the issue since is not overruled.
	r.next(t)
	r.mustApply(t, closingIssues(rows{"b": issue("High")}, nil))
	systems.World.SetItem(world.IssueItem, issueItem(t, systems, "a").ID, "Issue Status", "In Progress")
	r.next(t)
	acctest.WantDiagnostics(t, r.plan(t, both).Diagnostics, `warning at rows["a"]["Issue Status"]: Questionable ProcessUnity Import`)
}

// What one resource closes in a run, another one opens in the same run, whatever its
// own on_removed is.
func TestIssueImport_rowMoves(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	one, two := newRun(t, systems, issueType), newRun(t, systems, issueType)
	one.mustApply(t, closingIssues(rows{"a": issue("High"), "b": issue("High")}, nil))
	one.next(t)
	two.Server = one.Server
	one.mustApply(t, closingIssues(rows{"b": issue("High")}, nil))
	acctest.Equal(t, "in between", status(t, systems, "a"), "Closed")
	two.apply(t, issues(rows{"a": issue("High")}, wire{"insert_only_columns": acctest.Strings("Issue Status")}))
	acctest.Equal(t, "in the end", status(t, systems, "a"), "Open")
}

// Two resources that set one column of a record are found in every plan.
func TestImport_sharedRows(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	one, two := newRun(t, systems, issueType), newRun(t, systems, issueType)
	const twice = `at rows["a"]: ProcessUnity Row Is Imported Twice`
	for range 2 {
		two.Server = one.Server
		acctest.WantDiagnostics(t, one.plan(t, issues(rows{"a": issue("High")}, nil)).Diagnostics)
		acctest.WantDiagnostics(t, two.plan(t, issues(rows{"a": issue("Low")}, nil)).Diagnostics, "error "+twice)
		one.next(t)
	}
	two.Server = one.Server
	one.plan(t, issues(rows{"a": issue("High")}, nil))
	acctest.WantDiagnostics(t, two.plan(t, issues(rows{"a": issue("High")}, nil)).Diagnostics, "warning "+twice)
	one.next(t)
	two.Server = one.Server
	one.plan(t, issues(rows{"a": issue("High")}, nil))
	acctest.WantDiagnostics(t, two.plan(t, issues(rows{"a": {"Description": "Another column"}}, nil)).Diagnostics)
}

// Terraform plans the replacement of a tainted resource without its private state.
func TestImport_destroyOfATaintedResource(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, issueType)
	r.mustApply(t, closingIssues(rows{"a": issue("High")}, nil))
	r.next(t)
	planned := r.PlanDestroy(t.Context(), t)
	planned.ForgetPrivateState()
	acctest.WantDiagnostics(t, r.Apply(t.Context(), t, planned), keepsRemoved)
	acctest.Equal(t, "status", status(t, systems, "a"), "Open")
}

// Without its template, a resource can still be destroyed, and let rows go.
func TestImport_withoutItsTemplate(t *testing.T) {
	t.Parallel()
	for name, breakTemplate := range map[string]func(*world.ImportTemplate){
		"it is gone":           func(template *world.ImportTemplate) { template.NotAutomated = true },
		"it lost the column":   func(template *world.ImportTemplate) { template.Columns = []string{world.IssueExternalID, "Name"} },
		"it no longer updates": func(template *world.ImportTemplate) { template.Updates = false },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			r := newRun(t, systems, issueType)
			r.mustApply(t, closingIssues(rows{"a": issue("High"), "b": issue("High")}, nil))
			systems.World.UpdateImportTemplate(world.IssueTemplateID, breakTemplate)

			// Arguments that send nothing need no template.
			r.next(t)
			acctest.WantDiagnostics(t, r.apply(t, closingIssues(rows{"a": issue("High"), "b": issue("High")}, wire{"drift_detection": acctest.Bool(true)})))
			wantRequests(t, systems, nil)
			r.next(t)
			acctest.WantDiagnostics(t, r.apply(t, closingIssues(rows{"b": issue("High")}, nil)), keepsRemoved)
			r.next(t)
			acctest.WantDiagnostics(t, r.Apply(t.Context(), t, r.PlanDestroy(t.Context(), t)), keepsRemoved)
			if !r.State.IsNull() {
				t.Error("there is a state")
			}
		})
	}
}

// What keeps on_removed from being set names the ways out.
func TestImport_destroyFails(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, issueType)
	r.mustApply(t, closingIssues(rows{"a": issue("High")}, nil))
	r.next(t)
	systems.Faults.Add(fault.Rule{Path: listingPath, Effect: fault.Respond(403, nil, "")})
	diagnostics := r.Apply(t.Context(), t, r.PlanDestroy(t.Context(), t))
	acctest.WantTextAmong(t, diagnostics, "leave on_removed out and apply", "terraform state rm")
	if r.State.IsNull() {
		t.Error("the state is gone")
	}
}

// A third party that is deleted does not hold back the others.
func TestThirdPartyImport_deletedThirdParty(t *testing.T) {
	t.Parallel()
	for _, detectsDrift := range []bool{false, true} {
		systems := acctest.StartSandbox(t)
		aurora, other := idOf(t, systems, "Aurora Payments"), idOf(t, systems, "Delta Data")
		r := newRun(t, systems, thirdPartyType)
		drift := wire{"drift_detection": acctest.Bool(detectsDrift)}
		r.mustApply(t, thirdParties(rows{aurora: {gradeColumn: "A"}, other: {gradeColumn: "A"}}, drift))
		systems.World.DeleteItem(world.ThirdPartyItem, aurora)
		r.next(t)
		r.Refresh(t.Context(), t)
		changed := thirdParties(rows{aurora: {gradeColumn: "B"}, other: {gradeColumn: "B"}}, drift)
		planned := r.plan(t, changed)
		acctest.WantDiagnostics(t, planned.Diagnostics, `warning at rows["`+aurora+`"]: Questionable ProcessUnity Import`)
		acctest.WantTextAmong(t, planned.Diagnostics, "no third party with this Id", "The apply sends the other rows, and then fails.")
		acctest.WantDiagnostics(t, r.Apply(t.Context(), t, planned), `error at rows["`+aurora+`"]: Invalid ProcessUnity Import`)
		acctest.Equal(t, "grade", thirdParty(t, systems, other).Values[gradeColumn], "B")
	}
}

// A column that the role may not view is never cleared.
func TestThirdPartyImport_hiddenColumn(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	aurora, other := idOf(t, systems, "Aurora Payments"), idOf(t, systems, "Delta Data")
	systems.World.SetItem(world.ThirdPartyItem, other, scoreColumn, "71")
	systems.World.DefineProperty(world.ThirdPartyItem, world.ItemProperty{Name: scoreColumn, Hidden: true})
	given := rows{aurora: {gradeColumn: "B", scoreColumn: "84"}, other: {gradeColumn: "C"}}
	r := newRun(t, systems, thirdPartyType)
	without := thirdParties(given, nil)
	without["blank_columns"] = acctest.Strings()
	acctest.WantTextAmong(t, r.plan(t, without).Diagnostics, "blank in every exported record", scoreColumn)

	// With the column in blank_columns, the first row proves that it is not blank.
	r.next(t)
	first := thirdParties(rows{aurora: given[aurora]}, nil)
	r.mustApply(t, first)
	r.next(t)
	diagnostics := r.plan(t, thirdParties(given, nil)).Diagnostics
	acctest.WantDiagnostics(t, diagnostics, "error at blank_columns: Invalid ProcessUnity Import")
	acctest.WantTextAmong(t, diagnostics, "although this resource has set them before", `"`+scoreColumn+`"`)
	acctest.Equal(t, "score", thirdParty(t, systems, other).Values[scoreColumn], "71")
}

func TestImport_triggers(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, issueType)
	r.mustApply(t, issues(rows{"a": issue("High")}, wire{"triggers": texts(row{"week": "1"})}))
	r.next(t)
	again := issues(rows{"a": issue("High")}, wire{"triggers": texts(row{"week": "2"})})
	r.mustApply(t, again)
	acctest.Equal(t, "imports", sandboxtest.ImportedKeys(systems.World, world.IssueTemplateID), [][]string{{"a"}, {"a"}})
	r.mustBeSettled(t, again)
}

// Texts that a spreadsheet takes for a formula are warned about, or escaped.
func TestImport_formulas(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, issueType)
	formula := row{"Name": "=cmd|' /C calc'!A0", "Risk Severity": "High", "Issue Status": "Open", "Issue Source": "SecurityScorecard"}
	diagnostics := r.plan(t, issues(rows{"a": formula}, nil)).Diagnostics
	acctest.WantDiagnostics(t, diagnostics, `warning at rows["a"]["Name"]: Questionable ProcessUnity Import`)
	acctest.WantTextAmong(t, diagnostics, "escape_formulas")
	r.next(t)
	escaping := issues(rows{"a": formula}, wire{"escape_formulas": acctest.Bool(true), "drift_detection": acctest.Bool(true)})
	r.mustApply(t, escaping)
	acctest.Equal(t, "name", issueItem(t, systems, "a").Values["Name"], "'"+formula["Name"])
	r.next(t)
	r.Refresh(t.Context(), t)
	acctest.Equal(t, "rows", r.rows(t), plain(rows{"a": formula}))
}

func TestImport_identifiers(t *testing.T) {
	t.Parallel()
	r := newRun(t, acctest.StartSandbox(t), issueType)
	for _, given := range []rows{{"a ": issue("High")}, {"a\n": issue("High")}, {"a\u0000b": issue("High")}, {"a": {"Name\n": "x"}}} {
		diagnostics := r.Validate(t.Context(), t, issues(given, nil))
		if !acctest.HasErrors(diagnostics) {
			t.Errorf("%q is not refused", given)
		}
	}
	acctest.WantDiagnostics(t, r.Import(t.Context(), t, "123451", nil), "error: ProcessUnity Import Cannot Be Imported")
}

// An import of several batches logs its progress, without keys.
func TestImport_logsItsProgress(t *testing.T) {
	t.Parallel()
	many := rows{}
	for i := range 201 {
		many[fmt.Sprintf("key-%d", i)] = issue("High")
	}
	r := newRun(t, acctest.StartSandbox(t), issueType)
	planned := r.plan(t, issues(many, nil))
	var log bytes.Buffer
	r.Apply(tflogtest.RootLogger(t.Context(), &log), t, planned)
	for _, line := range []string{"ProcessUnity: import 1 finished, 200 of 201 rows", "ProcessUnity: import 2 finished, 201 of 201 rows"} {
		if !strings.Contains(log.String(), line) {
			t.Errorf("the log does not have %q", line)
		}
	}
	if strings.Contains(log.String(), "key-1") {
		t.Error("the log has a key")
	}
}

// An import that takes longer than it may says which argument to raise.
func TestImport_takesTooLong(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, issueType)
	systems.Faults.Add(fault.Rule{Path: importPath, Effect: fault.Hang()})
	timeouts := acctest.WireAttributes(t, r.Type(t), map[string]any{"timeouts": map[string]any{"create": "50ms"}})
	diagnostics := r.apply(t, issues(rows{"a": issue("High")}, wire{"timeouts": timeouts["timeouts"]}))
	acctest.WantTextAmong(t, diagnostics, "The timeout of 50ms has passed. Raise timeouts.create.")
}
