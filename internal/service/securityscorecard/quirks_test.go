// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	quirks "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// everything reads every data source over the default world, as JSON. The
// address of the sandbox is replaced, so that all sandboxes give the same text.
func everything(t *testing.T, systems *sandbox.Sandbox, server *acctest.Server) string {
	t.Helper()
	states := []any{
		read(t, server, "account", nil),
		read(t, server, "portfolios", nil),
		read(t, server, "portfolio", arguments{"name": acctest.String("Critical Vendors")}),
		read(t, server, "companies", arguments{"include_factors": acctest.Bool(true)}),
		read(t, server, "company", arguments{"domain": acctest.String("ember-energy.example")}),
		read(t, server, "company", arguments{"domain": acctest.String("jasmine-labs.example")}),
		read(t, server, "findings", arguments{"portfolio_ids": acctest.Strings(world.CriticalVendorsID, world.DefaultPortfolioID)}),
		read(t, server, "issue_types", nil),
	}
	text, err := json.MarshalIndent(states, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), systems.SecurityScorecard.BaseURL, "https://sandbox.example")
}

// The state does not depend on how the API formats its answers.
func TestDataSources_quirksThatChangeNothing(t *testing.T) {
	t.Parallel()
	plain := acctest.StartSandbox(t)
	want := everything(t, plain, acctest.NewSandboxServer(t, plain))
	tests := map[string]quirks.Quirks{
		"unscored as null":                   {Unscored: quirks.UnscoredAsNull},
		"unscored as absent":                 {Unscored: quirks.UnscoredAsAbsent},
		"counters called count":              {PortfolioCounter: quirks.CounterCount, CompanyCounter: quirks.CounterCount},
		"no counters":                        {PortfolioCounter: quirks.CounterAbsent, CompanyCounter: quirks.CounterAbsent},
		"companies in pages, the last short": {CompanyPageSize: 4},
		"companies in full pages":            {CompanyPageSize: 2},
		"companies one by one, no counter":   {CompanyPageSize: 1, CompanyCounter: quirks.CounterAbsent},
		"other lists in pages":               {ListPageSize: 3},
		"other lists in full pages":          {ListPageSize: 1},
		"times with a space":                 {Timestamps: quirks.TimestampsSpace},
		"read_only as a string":              {ReadOnlyAsString: true},
		"last_month_score_change":            {LastMonthScoreChange: true},
		"issues_count is the sum":            {SumIssueCounts: true},
		"more issue types a request":         {MaxIssueTypes: 24},
		"errors with a key":                  {ErrorKey: true},
		"undocumented fields":                {ExtraFields: true},
		"no empty issue summaries":           {OmitEmptyIssueSummary: true},
	}
	for name, quirk := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t, sandbox.WithQuirks(quirk))
			got := everything(t, systems, acctest.NewSandboxServer(t, systems))
			acctest.Equal(t, "states", strings.Split(got, "\n"), strings.Split(want, "\n"))
		})
	}
}

// A date without a time becomes midnight.
func TestDataSources_dates(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithQuirks(quirks.Quirks{Timestamps: quirks.TimestampsDate}))
	state := read(t, acctest.NewSandboxServer(t, systems), "findings", arguments{
		"domains":     acctest.Strings("delta-data.example"),
		"issue_types": acctest.Strings("dmarc_record_missing"),
	})
	acctest.Equal(t, "first_seen_at", acctest.Column(t, state["findings"], "first_seen_at"), []any{"2026-02-24T00:00:00Z"})
	acctest.Equal(t, "last_seen_at", acctest.Column(t, state["findings"], "last_seen_at"), []any{"2026-03-06T00:00:00Z"})
}

// Every page is requested once, and no page after the last one.
func TestCompaniesDataSource_pages(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ size, pages int }{
		"three pages, the last short":        {size: 5, pages: 3},
		"three pages, all full":              {size: 4, pages: 3},
		"one page that is full":              {size: 12, pages: 1},
		"one page with room":                 {size: 13, pages: 1},
		"no paging":                          {size: 0, pages: 1},
		"a page for each company, all full":  {size: 1, pages: 12},
		"two pages, the last with one entry": {size: 11, pages: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartWorld(t, world.Generate(1, world.Size{Portfolios: 1, Companies: 12}),
				sandbox.WithQuirks(quirks.Quirks{CompanyPageSize: test.size}))
			state := read(t, acctest.NewSandboxServer(t, systems), "companies", nil)
			acctest.Equal(t, "total", state["total"], any(12))
			acctest.Equal(t, "requests", acctest.DiffRequests(systems, map[string]int{
				"/portfolios": 1, "/portfolios/*/companies": test.pages,
			}), "")
		})
	}
}
