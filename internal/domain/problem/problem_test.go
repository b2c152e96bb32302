// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package problem_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

func TestGroups(t *testing.T) {
	t.Parallel()
	absent := problem.Problem{Attribute: "records", Field: "grade", Message: "absent"}
	unknown := problem.Problem{Attribute: "category", Field: "x", Message: "not declared", IsWarning: true}
	with := func(p problem.Problem, key string) problem.Problem {
		p.Key = key
		return p
	}
	moved := problem.Problem{Attribute: "export_id", Message: "unreadable"}
	problems := []problem.Problem{with(unknown, "b")}
	for _, key := range []string{"g", "f", "e", "d", "c", "b", "a"} {
		problems = append(problems, with(absent, key))
	}
	problems = append(problems, moved, with(problem.Problem{Attribute: "records", Field: "grade", Message: "null"}, "a"))
	want := []problem.Group{
		{Problem: moved, Keys: []string{""}},
		{Problem: with(absent, "a"), Keys: []string{"a", "b", "c", "d", "e", "f", "g"}},
		{Problem: problem.Problem{Attribute: "records", Key: "a", Field: "grade", Message: "null"}, Keys: []string{"a"}},
		{Problem: with(unknown, "b"), Keys: []string{"b"}},
	}
	if diff := cmp.Diff(want, problem.Groups(problems)); diff != "" {
		t.Errorf("groups (-want +got):\n%s", diff)
	}
	if problems[0] != with(unknown, "b") || problem.Groups(nil) != nil {
		t.Error("the problems themselves were sorted, or none are a group")
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	bad, odd := problem.Problem{Message: "bad"}, problem.Problem{Message: "odd", IsWarning: true}
	for name, test := range map[string]struct{ problems, errors []problem.Problem }{
		"none":     {},
		"warnings": {problems: []problem.Problem{odd, odd}},
		"errors":   {[]problem.Problem{bad}, []problem.Problem{bad}},
		"both":     {[]problem.Problem{odd, bad, odd, bad}, []problem.Problem{bad, bad}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.errors, problem.Errors(test.problems)); diff != "" {
				t.Errorf("errors (-want +got):\n%s", diff)
			}
			if got, want := problem.HasErrors(test.problems), len(test.errors) > 0; got != want {
				t.Errorf("HasErrors is %t, want %t", got, want)
			}
		})
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	var keys []string
	for i := range 20 {
		keys = append(keys, fmt.Sprint(10+i))
	}
	const twenty = `"10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29"`
	for want, keys := range map[string][]string{
		``:                        nil,
		`"a \"b\""`:               {`a "b"`},
		`"b", "a"`:                {"b", "a"},
		twenty:                    keys,
		twenty + ` and 1 more`:    append(keys[:20:20], "x"),
		twenty + ` and 9980 more`: append(keys[:20:20], make([]string, 9980)...),
	} {
		if got := problem.Keys(keys); got != want {
			t.Errorf("%d keys are %s, want %s", len(keys), got, want)
		}
	}
}
