// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestGenerate_hasTheSize(t *testing.T) {
	t.Parallel()
	w := world.Generate(7, world.Size{Portfolios: 3, Companies: 100, IssueTypesPerCompany: 50, IssuesPerType: 4})
	listed := 0
	for _, portfolio := range w.Portfolios() {
		listed += len(portfolio.Domains)
	}
	if len(w.Portfolios()) != 3 || len(w.Domains()) != 100 || listed != 110 || len(w.Items(world.ThirdPartyItem)) != 100 {
		t.Errorf("%d portfolios that list %d of %d companies", len(w.Portfolios()), listed, len(w.Domains()))
	}
	for _, company := range companies(w) {
		types := map[string]bool{}
		for _, active := range company.Active {
			types[active.Type] = len(company.IssuesOf(active)) == 4
		}
		if len(types) != 50 || company.Score == nil || len(company.Factors) != 10 || !types[company.Active[0].Type] || !w.Followed(company.Domain) {
			t.Fatalf("company %+v", company)
		}
	}
	if w := world.Generate(1, world.Size{}); len(w.Domains()) != 0 || len(w.Portfolios()) != 0 {
		t.Error("an empty world has something in it")
	}
	if w := world.Generate(1, world.Size{Companies: 1, IssueTypesPerCompany: 300}); len(w.IssueTypes()) != 300 {
		t.Errorf("%d issue types, want as many as a company has", len(w.IssueTypes()))
	}
}

func TestGenerate_followsTheSeed(t *testing.T) {
	t.Parallel()
	size := world.Size{Portfolios: 2, Companies: 30, IssueTypesPerCompany: 5, IssuesPerType: 2}
	one, again, other := world.Generate(1, size), world.Generate(1, size), world.Generate(2, size)
	if diff := cmp.Diff(companies(one), companies(again)) + cmp.Diff(one.Portfolios(), again.Portfolios()); diff != "" {
		t.Errorf("the same seed gives another world:\n%s", diff)
	}
	if cmp.Equal(companies(one), companies(other)) {
		t.Error("another seed gives the same companies")
	}
}

// Half a million issues must cost no more to generate than a few.
func TestGenerate_makesNoIssues(t *testing.T) { //nolint:paralleltest // allocations are counted for the whole process
	allocations := func(issuesPerType int) float64 {
		return testing.AllocsPerRun(3, func() {
			world.Generate(1, world.Size{Portfolios: 1, Companies: 50, IssueTypesPerCompany: 10, IssuesPerType: issuesPerType})
		})
	}
	if few, many := allocations(1), allocations(10_000); many > few*1.1 {
		t.Errorf("%.0f allocations with many issues, %.0f with few", many, few)
	}
}
