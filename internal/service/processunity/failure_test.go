// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// wholeIssue sets every column, so that it needs no export.
func wholeIssue(severity string) row {
	whole := issue(severity)
	maps.Copy(whole, row{"Description": "Text", "Resolution": "More", "Risk Impact": "Some", "Linked Third Party Id": "226701"})
	return whole
}

// manyIssues are so many issues, with sorted keys.
func manyIssues(count int, severity string) rows {
	many := rows{}
	for i := range count {
		many[fmt.Sprintf("key-%04d", i)] = wholeIssue(severity)
	}
	return many
}

// The rows that were taken stay, the others are named, and the next apply sends
// those alone.
func TestFailure_refusedRows(t *testing.T) {
	t.Parallel()
	for name, quirks := range map[string]processunity.Quirks{
		"direct":   {},
		"envelope": {Result: processunity.ResultEnvelope},
		"skipped":  {Rules: world.ImportRules{UnknownOption: world.OptionSkipsTheRow}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t, sandbox.WithQuirks(quirks))
			r := newRun(t, systems, issueType)
			r.mustApply(t, issues(rows{"a": issue("High"), "b": issue("High")}, nil))
			r.next(t)
			diagnostics := r.apply(t, issues(rows{"a": issue("Low"), "b": issue("Dreadful"), "c": issue("Awful"), "d": issue("Low")}, nil))
			acctest.WantDiagnostics(t, diagnostics, `error at rows["b"]: ProcessUnity Refuses a Row`)
			acctest.WantTextAmong(t, diagnostics, "ProcessUnity says of 2 rows: Invalid value (Risk Severity)", `"b", "c"`)
			acctest.Equal(t, "rows", r.rows(t), plain(rows{"a": issue("Low"), "b": issue("High"), "d": issue("Low")}))
			acctest.Equal(t, "last_import", r.Attributes(t)["last_import"].(map[string]any)["updated"], any(1)) //nolint:forcetypeassert // it panics when the type is wrong

			r.next(t)
			given := issues(rows{"a": issue("Low"), "b": issue("Medium"), "c": issue("Medium"), "d": issue("Low")}, nil)
			r.mustApply(t, given)
			batches := sandboxtest.ImportedKeys(systems.World, world.IssueTemplateID)
			acctest.Equal(t, "the last import", batches[len(batches)-1], []string{"b", "c"})
			acctest.Equal(t, "inserted", systems.World.InsertedKeys(world.IssueTemplateID), []string{"a", "b", "d", "c"})
			r.mustBeSettled(t, given)
		})
	}
}

// Without a log the whole batch counts as not taken, and is sent again.
func TestFailure_refusedRowsWithoutALog(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithQuirks(processunity.Quirks{NoLog: true}))
	r := newRun(t, systems, issueType)
	r.mustApply(t, issues(rows{"a": issue("High"), "b": issue("High")}, nil))
	r.next(t)
	diagnostics := r.apply(t, issues(rows{"a": issue("Low"), "b": issue("Dreadful"), "c": issue("Low")}, nil))
	acctest.WantDiagnostics(t, diagnostics, "error: Unable to Import Into ProcessUnity")
	acctest.WantTextAmong(t, diagnostics, "0 of 3 rows were accepted. 3 more may have been", "1 as invalid")
	left := row{"Name": "An issue", "Issue Status": "Open", "Issue Source": "SecurityScorecard"}
	acctest.Equal(t, "rows", r.rows(t), plain(rows{"a": left, "b": left, "c": {}}))

	// Back to what was there before: the rows are sent, since they may have changed.
	r.next(t)
	given := issues(rows{"a": issue("High"), "b": issue("High")}, wire{"on_removed": texts(row{"Issue Status": "Closed"})})
	r.mustApply(t, given)
	acctest.Equal(t, "severity", issueItem(t, systems, "a").Values["Risk Severity"], "High")
	acctest.Equal(t, "the one that may have come", issueItem(t, systems, "c").Values["Issue Status"], "Closed")
	r.mustBeSettled(t, given)
}

// A run that loses the connection after ProcessUnity has imported converges in
// the next one, and makes nothing twice.
func TestFailure_lostAnswers(t *testing.T) {
	t.Parallel()
	type batch struct{ skip, rows int }
	only, second := batch{0, 2}, batch{1, 201}
	for name, test := range map[string]struct {
		effect  fault.Effect
		batches []batch
	}{
		// One effect after the import, and one before it, stand for the second batch.
		"dropped answer": {fault.DropAnswer(), []batch{only, second}},
		"a server error": {fault.InternalServerError(), []batch{only, second}},
		"cut short":      {fault.CutShort(), []batch{only}},
		"never sent":     {fault.DropConnection(), []batch{only}},
		"a page":         {fault.HTMLPage(), []batch{only}},
		"an odd answer":  {fault.Respond(http.StatusOK, nil, `{"HasError":false}`), []batch{only}},
	} {
		for _, batch := range test.batches {
			t.Run(fmt.Sprintf("%s, %d rows", name, batch.rows), func(t *testing.T) {
				t.Parallel()
				systems := acctest.StartSandbox(t)
				r := newRun(t, systems, issueType)
				given, skip := manyIssues(batch.rows, "High"), batch.skip
				systems.Faults.Add(fault.Rule{Path: importPath, Skip: skip, Times: 1, Effect: test.effect})
				acctest.WantDiagnostics(t, r.apply(t, issues(given, nil)), "error: Unable to Import Into ProcessUnity")
				if r.State.IsNull() != (skip == 0) {
					t.Fatalf("the state: %s", r.State)
				}
				if skip > 0 {
					acctest.Equal(t, "rows that came or may have", len(r.rows(t).(map[string]any)), batch.rows) //nolint:forcetypeassert // it panics when the type is wrong
				}
				r.next(t)
				r.mustApply(t, issues(given, nil))
				acctest.Equal(t, "inserted", slices.Sorted(slices.Values(systems.World.InsertedKeys(world.IssueTemplateID))), slices.Sorted(maps.Keys(given)))
				r.mustBeSettled(t, issues(given, nil))

				// The same when rows change.
				r.next(t)
				systems.Faults.Reset()
				systems.Faults.Add(fault.Rule{Path: importPath, Skip: skip, Times: 1, Effect: test.effect})
				changed := manyIssues(batch.rows, "Low")
				acctest.WantDiagnostics(t, r.apply(t, issues(changed, nil)), "error: Unable to Import Into ProcessUnity")
				r.next(t)
				r.mustApply(t, issues(changed, nil))
				for _, item := range systems.World.Items(world.IssueItem) {
					if key := item.Values[world.IssueExternalID]; changed[key] != nil && item.Values["Risk Severity"] != "Low" {
						t.Fatalf("%s is %s", key, item.Values["Risk Severity"])
					}
				}
				acctest.Equal(t, "issues", len(systems.World.Items(world.IssueItem)), batch.rows+2)
				r.mustBeSettled(t, issues(changed, nil))
			})
		}
	}
}

// A new row that was lost on its way is new in the next run, too.
func TestFailure_lostNewRow(t *testing.T) {
	t.Parallel()
	for name, effect := range map[string]fault.Effect{"before": fault.DropConnection(), "after": fault.DropAnswer()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			r := newRun(t, systems, issueType)
			r.mustApply(t, issues(rows{"a": issue("High")}, nil))
			r.next(t)
			systems.Faults.Add(fault.Rule{Path: importPath, Times: 1, Effect: effect})
			given := issues(rows{"a": issue("High"), "b": issue("Low")}, nil)
			acctest.WantDiagnostics(t, r.apply(t, given), "error: Unable to Import Into ProcessUnity")
			acctest.Equal(t, "rows", r.rows(t), plain(rows{"a": issue("High"), "b": {}}))
			r.next(t)
			r.mustApply(t, given)
			acctest.Equal(t, "inserted", systems.World.InsertedKeys(world.IssueTemplateID), []string{"a", "b"})
			r.mustBeSettled(t, given)
		})
	}
}

// What was refused as a whole was not taken: the state is the one before.
func TestFailure_refusedRequest(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, issueType)
	r.mustApply(t, issues(rows{"a": wholeIssue("High")}, nil))
	for name, rule := range map[string]fault.Rule{
		"forbidden": {Path: importPath, Effect: fault.Respond(http.StatusForbidden, nil, `{"Message":"No import"}`)},
		"too large": {Path: importPath, Effect: fault.Respond(http.StatusRequestEntityTooLarge, nil, "")},
		"too many":  {Path: importPath, Effect: fault.TooManyRequestsWithoutRetryAfter()},
	} {
		r.next(t)
		systems.Faults.Add(rule)
		acctest.WantDiagnostics(t, r.apply(t, issues(rows{"a": wholeIssue("Low")}, nil)), "error: Unable to Import Into ProcessUnity")
		acctest.Equal(t, name+": rows", r.rows(t), plain(rows{"a": wholeIssue("High")}))
		systems.Faults.Reset()
	}
	r.mustBeSettled(t, issues(rows{"a": wholeIssue("High")}, nil))
}

// A value that ProcessUnity leaves out is a warning.
func TestFailure_blankedValue(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithQuirks(processunity.Quirks{Rules: world.ImportRules{UnknownOption: world.OptionIsBlank}}))
	r := newRun(t, systems, issueType)
	diagnostics := r.apply(t, issues(rows{"a": issue("Dreadful"), "b": issue("High")}, nil))
	acctest.WantDiagnostics(t, diagnostics, "warning: ProcessUnity Warns of Rows")
	acctest.WantTextAmong(t, diagnostics, "1 row with a warning")
}

// ProcessUnity allows a number of requests, and says so.
func TestFailure_budget(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithBudget(sandbox.ProcessUnity, 3, time.Hour))
	r := newRun(t, systems, issueType)
	diagnostics := r.apply(t, issues(manyIssues(450, "High"), nil))
	acctest.WantDiagnostics(t, diagnostics, "error: Unable to Import Into ProcessUnity")
	acctest.WantTextAmong(t, diagnostics, "200 of 450 rows were accepted. 0 more may have been", "often 360", "requests_per_hour")
	acctest.Equal(t, "rows", len(r.rows(t).(map[string]any)), 200) //nolint:forcetypeassert // it panics when the type is wrong
}
