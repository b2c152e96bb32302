// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestCompaniesDataSource(t *testing.T) {
	t.Parallel()
	terraformTest(t, "companies", `data "vendorrisk_securityscorecard_companies" "test" {}`,
		map[string]any{"companies": companyRows(false), "total": 12},
		map[string]int{"/portfolios": 1, "/portfolios/*/companies": 3})
}

func TestCompaniesDataSource_factors(t *testing.T) {
	t.Parallel()
	terraformTest(t, "companies", `
data "vendorrisk_securityscorecard_companies" "test" {
  include_factors = true
}`,
		map[string]any{"companies": companyRows(true), "total": 12},
		map[string]int{"/portfolios": 1, "/portfolios/*/companies": 3, "/companies/*/factors": 12})
}

func TestCompaniesDataSource_arguments(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		given    arguments
		want     []string
		requests map[string]int
	}{
		"portfolio by id": {
			given:    arguments{"portfolio_ids": acctest.Strings(world.DefaultPortfolioID)},
			want:     []string{"jasmine-labs.example", "kestrel-health.example"},
			requests: map[string]int{"/portfolios/" + world.DefaultPortfolioID + "/companies": 1},
		},
		"portfolio by name": {
			given:    arguments{"portfolio_names": acctest.Strings("robin@customer.example")},
			want:     []string{"jasmine-labs.example", "kestrel-health.example"},
			requests: map[string]int{"/portfolios": 1, "/portfolios/" + world.DefaultPortfolioID + "/companies": 1},
		},
		"the same portfolio by id twice and by name": {
			given: arguments{
				"portfolio_ids":   acctest.Strings(world.DefaultPortfolioID, world.DefaultPortfolioID),
				"portfolio_names": acctest.Strings("robin@customer.example"),
			},
			want:     []string{"jasmine-labs.example", "kestrel-health.example"},
			requests: map[string]int{"/portfolios": 1, "/portfolios/*/companies": 1},
		},
		"a company in two portfolios": {
			given: arguments{
				"portfolio_ids": acctest.Strings(world.CriticalVendorsID, world.CloudServicesID),
				"grades":        acctest.Strings("A"),
			},
			want:     []string{"aurora-payments.example", "borealis-cloud.example"},
			requests: map[string]int{"/portfolios/*/companies": 2},
		},
		"grades": {
			given:    arguments{"grades": acctest.Strings("F", "D")},
			want:     []string{"ember-energy.example", "foxtrot-freight.example", "ivory-systems.example", "kestrel-health.example"},
			requests: map[string]int{"/portfolios": 1, "/portfolios/*/companies": 3},
		},
		"no grade": {
			given:    arguments{"grades": acctest.Strings("?")},
			want:     []string{"jasmine-labs.example"},
			requests: map[string]int{"/portfolios": 1, "/portfolios/*/companies": 3},
		},
		"industries in any case": {
			given:    arguments{"industries": acctest.Strings("Media", "HEALTHCARE")},
			want:     []string{"kestrel-health.example", "xn--bcher-kva.example"},
			requests: map[string]int{"/portfolios": 1, "/portfolios/*/companies": 3},
		},
		"grades and industries together": {
			given:    arguments{"grades": acctest.Strings("B"), "industries": acctest.Strings("technology")},
			want:     []string{"granite-hosting.example"},
			requests: map[string]int{"/portfolios": 1, "/portfolios/*/companies": 3},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			state := read(t, acctest.NewSandboxServer(t, systems), "companies", test.given)
			acctest.Equal(t, "companies", state["companies"], any(companyRows(false, test.want...)))
			acctest.Equal(t, "total", state["total"], any(len(test.want)))
			acctest.Equal(t, "requests", acctest.DiffRequests(systems, test.requests), "")
		})
	}
}

// portfolio_ids has only the portfolios that were read, even if the company is
// in others.
func TestCompaniesDataSource_portfolioIDs(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	state := read(t, acctest.NewSandboxServer(t, systems), "companies", arguments{
		"portfolio_ids": acctest.Strings(world.CloudServicesID),
		"grades":        acctest.Strings("A"),
	})
	acctest.Equal(t, "domain", acctest.Column(t, state["companies"], "domain"), []any{"borealis-cloud.example"})
	acctest.Equal(t, "portfolio_ids", acctest.Column(t, state["companies"], "portfolio_ids"), []any{cloud})
}

// Factors are read only for the companies that the filters keep.
func TestCompaniesDataSource_factorsOfTheFiltered(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	state := read(t, acctest.NewSandboxServer(t, systems), "companies", arguments{
		"include_factors": acctest.Bool(true),
		"grades":          acctest.Strings("C"),
	})
	acctest.Equal(t, "companies", state["companies"], any(companyRows(true, "delta-data.example", "harbor-mail.example")))
	acctest.Equal(t, "requests", acctest.DiffRequests(systems, map[string]int{
		"/portfolios": 1, "/portfolios/*/companies": 3,
		"/companies/delta-data.example/factors": 1, "/companies/harbor-mail.example/factors": 1,
	}), "")
}

func TestCompaniesDataSource_empty(t *testing.T) {
	t.Parallel()
	const emptyID = "00000000-0000-5000-8000-000000000000"
	w := world.Default()
	w.AddPortfolio(world.Portfolio{ID: emptyID, Name: "Nobody Yet", Privacy: "shared"})
	tests := map[string]arguments{
		"an empty portfolio": {"portfolio_ids": acctest.Strings(emptyID), "include_factors": acctest.Bool(true)},
		"nothing fits":       {"industries": acctest.Strings("astrology"), "include_factors": acctest.Bool(true)},
	}
	for name, given := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartWorld(t, w)
			state := read(t, acctest.NewSandboxServer(t, systems), "companies", given)
			acctest.Equal(t, "companies", state["companies"], any([]any{}))
			acctest.Equal(t, "total", state["total"], any(0))
		})
	}
}

func TestCompaniesDataSource_noPortfolios(t *testing.T) {
	t.Parallel()
	systems := acctest.StartWorld(t, world.Generate(1, world.Size{}))
	state := read(t, acctest.NewSandboxServer(t, systems), "companies", nil)
	acctest.Equal(t, "companies", state["companies"], any([]any{}))
	acctest.Equal(t, "requests", acctest.DiffRequests(systems, map[string]int{"/portfolios": 1}), "")
}

func TestCompaniesDataSource_unknownPortfolio(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	failure := readError(t, acctest.NewSandboxServer(t, systems), "companies", arguments{
		"portfolio_ids": acctest.Strings("no-such-portfolio"),
	})
	acctest.WantText(t, failure, "Unable to Read SecurityScorecard Companies", "portfolio no-such-portfolio", "404", "portfolio not found")
}
