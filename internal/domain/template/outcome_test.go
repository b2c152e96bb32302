// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
)

// direct and envelope are the two shapes of an answer with counts that have the
// same names in the tests.
func direct(added, updated, skipped, invalid int, more string) string {
	return fmt.Sprintf(`{"TotalRecords":%d,"TotalAddedRecords":%d,"TotalUpdatedRecords":%d,"TotalSkippedInserts":%d,"TotalSkippedUpdates":0,
		"TotalEmptyRecords":0,"TotalNoKeyRecords":0,"TotalInvalid":%d,"TotalWarnings":0,"HasError":false,"Message":null%s}`,
		added+updated+skipped+invalid, added, updated, skipped, invalid, more)
}

func envelope(added, updated, invalid int, more string) string {
	return fmt.Sprintf(`{"HasError":false,"HasErrors":false,"Message":null,"Data":{"TotalRecords":%d,"TotalReadyRecords":%d,"TotalErrorRecords":%d,
		"TotalInsertRecords":%d,"TotalUpdateRecords":%d,"TotalDeleteRecords":0%s}}`,
		added+updated+invalid, added+updated, invalid, added, updated, more)
}

// logOf is a log of entries "key STATUS message".
func logOf(entries ...string) string {
	lines := make([]string, len(entries))
	for i, entry := range entries {
		words := strings.SplitN(entry, " ", 3)
		lines[i] = fmt.Sprintf(`{"Key":%q,"Other":7,"STATUS":%q,"MESSAGE":%q}`, words[0], words[1], words[2])
	}
	return `,"Log":[` + strings.Join(lines, ",") + `]`
}

// lines are lines of keys.
func lines(keys ...string) []template.Line {
	list := make([]template.Line, len(keys))
	for i, key := range keys {
		list[i] = template.Line{Key: key}
	}
	return list
}

// Success is arithmetic: the counts account for every line, whatever else the
// answer says.
func TestJudge(t *testing.T) {
	t.Parallel()
	all := []string{"a", "b", "c"}
	for name, test := range map[string]struct {
		kind     template.Kind
		answer   string
		accepted []string
		refused  map[string]string
		unknown  []string
		warnings map[string]string
		problem  string // words of it
	}{
		"issues, all done":                {template.Issue, direct(2, 1, 0, 0, ""), all, nil, nil, nil, ""},
		"issues, all done, other shape":   {template.Issue, envelope(2, 1, 0, ""), all, nil, nil, nil, ""},
		"issues, some unchanged":          {template.Issue, envelope(1, 1, 0, `,"TotalNoActionRecords":1`), all, nil, nil, nil, ""},
		"third parties, all done":         {template.ThirdParty, direct(0, 3, 0, 0, ""), all, nil, nil, nil, ""},
		"third parties, nothing changed":  {template.ThirdParty, envelope(0, 0, 0, `,"TotalNoActionRecords":3`), all, nil, nil, nil, ""},
		"counts as texts":                 {template.Issue, `{"TotalAddedRecords":"3","TotalUpdatedRecords":"0"}`, all, nil, nil, nil, ""},
		"the log inside of the data":      {template.Issue, `{"Data":{"TotalInsertRecords":2,"TotalUpdateRecords":0` + logOf("a SUCCESS ok", "b SUCCESS ok", "c ERROR no") + `}}`, []string{"a", "b"}, map[string]string{"c": "no"}, nil, map[string]string{"a": "ok", "b": "ok"}, "0 as invalid"},
		"no line, and no error":           {template.Issue, direct(0, 0, 0, 0, ""), nil, nil, all, nil, "counts no lines"},
		"no line but a total":             {template.Issue, `{"TotalRecords":3,"TotalAddedRecords":0,"TotalUpdatedRecords":0}`, nil, nil, all, nil, "counts no lines"},
		"one too few":                     {template.Issue, direct(1, 1, 0, 0, ""), nil, nil, all, nil, "of 3 lines it counts 1 as added, 1 as updated"},
		"one too many":                    {template.Issue, direct(3, 1, 0, 0, ""), nil, nil, all, nil, "of 3 lines"},
		"a skipped insert":                {template.ThirdParty, direct(0, 2, 1, 0, ""), nil, nil, all, nil, "1 as skipped"},
		"an invalid line":                 {template.Issue, envelope(0, 2, 1, ""), nil, nil, all, nil, "1 as invalid"},
		"a third party was made":          {template.ThirdParty, direct(1, 2, 0, 0, ""), nil, nil, all, nil, "third parties were created"},
		"a third party was made, and log": {template.ThirdParty, direct(1, 1, 0, 1, logOf("a SUCCESS ok", "b SUCCESS ok", "c ERROR no")), nil, nil, all, nil, "third parties were created"},
		"a record was deleted":            {template.Issue, `{"Data":{"TotalInsertRecords":3,"TotalUpdateRecords":0,"TotalDeleteRecords":1}}`, nil, nil, all, nil, "deleted"},
		"an error with good counts":       {template.Issue, strings.Replace(direct(3, 0, 0, 0, ""), `"HasError":false,"Message":null`, `"HasError":true,"Message":"Broken"`, 1), nil, nil, all, nil, "it reports an error: Broken"},
		"an error without counts":         {template.Issue, `{"HasErrors":true,"Message":"Column count mismatch"}`, nil, nil, all, nil, "Column count mismatch"},
		"an error without a message":      {template.Issue, `{"HasError":true}`, nil, nil, all, nil, "without a message"},
		"the log names the line": {
			template.Issue, direct(2, 0, 0, 1, logOf("a SUCCESS Item inserted.", "b ERROR Invalid value (Type)", "c SUCCESS Item inserted.")),
			[]string{"a", "c"},
			map[string]string{"b": "Invalid value (Type)"},
			nil, nil, "1 as invalid",
		},
		"a status that nobody knows": {
			template.Issue, direct(2, 0, 1, 0, logOf("a SUCCESS Item inserted.", "b Success Item inserted.", "c SUCCESS Item updated")),
			[]string{"a", "c"},
			map[string]string{"b": "Item inserted."},
			nil, nil, "1 as skipped",
		},
		"a line that the log leaves out": {
			template.Issue, direct(1, 0, 1, 1, logOf("a SUCCESS Item inserted.", "b ERROR No")),
			[]string{"a"},
			map[string]string{"b": "No"},
			[]string{"c"},
			nil, "1 as skipped",
		},
		"a failure beside good counts": {
			template.Issue, direct(3, 0, 0, 0, logOf("a SUCCESS Item inserted.", "b ERROR No", "c SUCCESS Item inserted.")),
			[]string{"a", "c"},
			map[string]string{"b": "No"},
			nil, nil, "the log names lines that failed",
		},
		"a failure that comes first of two": {
			template.Issue, direct(2, 0, 0, 1, logOf("a SUCCESS ", "b ERROR No", "b SUCCESS ", "c SUCCESS ")),
			[]string{"a", "c"},
			map[string]string{"b": "No"},
			nil, nil, "invalid",
		},
		"a log that praises more than was done": {
			template.Issue, direct(1, 0, 0, 2, logOf("a SUCCESS ", "b SUCCESS ", "c ERROR No")),
			nil, nil, all, nil, "2 as invalid",
		},
		"a log of praise beside bad counts": {
			template.Issue, direct(2, 0, 0, 1, logOf("a SUCCESS ", "b SUCCESS ", "c SUCCESS ")),
			nil, nil, all, nil, "1 as invalid",
		},
		"a warning": {
			template.Issue, direct(3, 0, 0, 0, logOf("a SUCCESS Item inserted.", "b SUCCESS Item inserted without Type", "c SUCCESS Item updated")),
			all, nil, nil,
			map[string]string{"b": "Item inserted without Type"},
			"",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			outcome, err := template.DecodeOutcome([]byte(test.answer))
			if err != nil {
				t.Fatal(err)
			}
			got := outcome.Judge(test.kind, "Key", lines(all...))
			if !strings.Contains(got.Problem, test.problem) || (got.Problem == "") != (test.problem == "") {
				t.Errorf("problem %q, want %q", got.Problem, test.problem)
			}
			got.Problem = ""
			want := template.Verdict{Accepted: test.accepted, Refused: test.refused, Unknown: test.unknown, Warnings: test.warnings}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("verdict (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDecodeOutcome_counts(t *testing.T) {
	t.Parallel()
	outcome, err := template.DecodeOutcome([]byte(`{"TotalRecords":45,"TotalAddedRecords":1,"TotalUpdatedRecords":2,"TotalNoActionRecords":3,
		"TotalSkippedInserts":4,"TotalSkippedUpdates":5,"TotalInvalid":6,"TotalEmptyRecords":7,"TotalNoKeyRecords":8,"TotalNoParentRecords":9,"TotalWarnings":10}`))
	if err != nil {
		t.Fatal(err)
	}
	want := template.Counts{Total: 45, Added: 1, Updated: 2, NoAction: 3, Skipped: 9, Invalid: 30, Warnings: 10}
	if diff := cmp.Diff(want, outcome.Counts); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	sum := want
	sum.Add(template.Counts{Total: 1, Added: 1, Updated: 1, NoAction: 1, Skipped: 1, Invalid: 1, Deleted: 1, Warnings: 1})
	if diff := cmp.Diff(template.Counts{Total: 46, Added: 2, Updated: 3, NoAction: 4, Skipped: 10, Invalid: 31, Deleted: 1, Warnings: 11}, sum); diff != "" {
		t.Errorf("sum (-want +got):\n%s", diff)
	}
}

// What is not known to be an answer to an import is never a success.
func TestDecodeOutcome_refuses(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]string{
		"nothing":             "",
		"null":                "null",
		"a page":              "<!DOCTYPE html><html></html>",
		"a list":              "[]",
		"no counts":           `{"HasError":false}`,
		"null data":           `{"HasError":false,"Data":null}`,
		"data without counts": `{"HasError":false,"Data":{"TotalRecords":3}}`,
		"rows for data":       `{"HasError":false,"Data":[]}`,
		"a count of no type":  `{"TotalAddedRecords":{},"TotalUpdatedRecords":3}`,
		"half of a number":    `{"TotalAddedRecords":1.5,"TotalUpdatedRecords":3}`,
		"a log of no type":    `{"TotalAddedRecords":3,"TotalUpdatedRecords":0,"Log":"all fine"}`,
	} {
		if outcome, err := template.DecodeOutcome([]byte(answer)); err == nil {
			t.Errorf("%s: no error, but %+v", name, outcome)
		}
	}
}
