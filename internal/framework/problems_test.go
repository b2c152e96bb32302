// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// atKey returns the path of a problem by its key.
func atKey(p problem.Problem) path.Path {
	if p.Key == "" {
		return path.Root(p.Attribute)
	}
	return path.Root(p.Attribute).AtMapKey(p.Key)
}

func TestProblems(t *testing.T) {
	t.Parallel()
	got := framework.Problems("Thing", atKey, []problem.Problem{
		{Attribute: "fields", Key: "b", Message: "bad"},
		{Attribute: "fields", Key: "a", Message: "bad"},
		{Attribute: "category", Message: "odd", IsWarning: true},
	})
	want := diag.Diagnostics{
		diag.NewAttributeErrorDiagnostic(path.Root("fields").AtMapKey("b"), "Invalid Thing", "bad"),
		diag.NewAttributeErrorDiagnostic(path.Root("fields").AtMapKey("a"), "Invalid Thing", "bad"),
		diag.NewAttributeWarningDiagnostic(path.Root("category"), "Questionable Thing", "odd"),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}
}

func TestGroupedProblems(t *testing.T) {
	t.Parallel()
	got := framework.GroupedProblems("Thing", "rows", atKey, []problem.Problem{
		{Attribute: "rows", Key: "c", Message: "odd", IsWarning: true},
		{Attribute: "rows", Key: "b", Message: "bad"},
		{Attribute: "rows", Key: "a", Message: "bad"},
	})
	want := diag.Diagnostics{
		diag.NewAttributeErrorDiagnostic(path.Root("rows").AtMapKey("a"), "Invalid Thing", "bad\n\nThis applies to 2 rows: \"a\", \"b\"."),
		diag.NewAttributeWarningDiagnostic(path.Root("rows").AtMapKey("c"), "Questionable Thing", "odd"),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}
}

func TestGroupedProblems_countsTheRest(t *testing.T) {
	t.Parallel()
	var problems []problem.Problem
	for i := range 20 {
		problems = append(problems, problem.Problem{Attribute: "rows", Key: fmt.Sprint(i), Message: fmt.Sprint("bad ", i)})
	}
	if got := framework.GroupedProblems("Thing", "rows", atKey, problems); len(got) != 20 {
		t.Errorf("%d diagnostics, want 20", len(got))
	}
	for i := range 3 {
		problems = append(problems, problem.Problem{Attribute: "rows", Key: "x", Message: fmt.Sprint("odd ", i), IsWarning: true})
	}
	got := framework.GroupedProblems("Thing", "rows", atKey, problems)
	want := diag.NewAttributeWarningDiagnostic(path.Root("rows"), "Questionable Thing", "3 more kinds of problems are not shown here.")
	if len(got) != 21 || !got[20].Equal(want) {
		t.Errorf("%d diagnostics, the last one %+v, want %+v", len(got), got[len(got)-1], want)
	}
}
