// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"maps"
	"regexp"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	quirks "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// lenientGate is a gate that every company of the default world passes. A list
// that has lost companies or findings would pass it too.
const lenientGate = `
data "vendorrisk_securityscorecard_companies" "all" {
  include_factors = true
}

data "vendorrisk_securityscorecard_findings" "critical_vendors" {
  portfolio_ids = ["` + world.CriticalVendorsID + `"]
}

data "vendorrisk_gate" "lenient" {
  companies         = data.vendorrisk_securityscorecard_companies.all.companies
  findings          = data.vendorrisk_securityscorecard_findings.critical_vendors.findings
  minimum_grade     = "F"
  maximum_findings  = { positive = 1000 }
  minimum_companies = 0
  unknown_grade     = "ignore"

  # It is not scored, so nothing is known of its findings.
  waivers = [{
    subject    = "jasmine-labs.example"
    rule       = "maximum_findings"
    reason     = "Not scored yet"
    expires_on = "2999-12-31"
  }]
}
`

func TestGate_passesWhenNothingFails(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	acctest.UnitTest(t, resource.TestStep{Config: acctest.ProviderConfig(systems) + lenientGate})
}

// A gate never passes on data that could not be read: the plan fails first.
// These are some of the failures; TestDataSources_failures has all of them.
func TestGate_neverPassesOnAFailure(t *testing.T) {
	t.Parallel()
	const portfolio, issues = "/portfolios/*/companies", "/companies/foxtrot-freight.example/active-issues"
	for _, test := range []struct{ failure, path, dataSource string }{
		{"401", portfolio, "Companies|Findings"},
		{"an error as a success", issues, "Findings"},
	} {
		t.Run(test.failure, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			systems.Faults.Add(fault.Rule{Path: test.path, Effect: failures[test.failure].effect})
			expectFailingPlan(t, systems, test.dataSource)
		})
	}
}

func TestGate_neverPassesOnATruncatedPortfolio(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithQuirks(quirks.Quirks{TruncateCompanies: 1}))
	expectFailingPlan(t, systems, "Companies|Findings")
}

// A failed read leaves nulls (TestDataSources_failures). Terraform does not
// evaluate a gate over them, and the gate would not pass either.
func TestGate_neverPassesOnNothing(t *testing.T) {
	t.Parallel()
	for name, rules := range map[string]arguments{
		"companies": {"minimum_grade": acctest.String("F")},
		"counts": {
			"minimum_grade":    acctest.String("F"),
			"maximum_findings": tftypes.NewValue(tftypes.Map{ElementType: tftypes.Number}, map[string]tftypes.Value{"low": acctest.Number(1000)}),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state, diagnostics := acctest.NewServer(t).Read(t.Context(), t, "vendorrisk_gate", rules)
			acctest.OnlyError(t, diagnostics)
			acctest.Equal(t, "passed", acctest.Plain(t, state["passed"]), any(false))
		})
	}
}

func expectFailingPlan(t *testing.T, systems *sandbox.Sandbox, dataSource string) {
	t.Helper()
	acctest.UnitTest(t, resource.TestStep{
		Config:      acctest.ProviderConfig(systems) + lenientGate,
		ExpectError: regexp.MustCompile(`(?s)pre-apply plan.*Error: Unable to Read SecurityScorecard (` + dataSource + `)`),
	})
}

// Each case is one error that says what is wrong with the list.
func TestCompaniesDataSource_incompleteList(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		quirks quirks.Quirks
		words  string
	}{
		"truncated":              {quirks.Quirks{TruncateCompanies: 3}, "announces 6 entries, and has 3"},
		"truncated, count":       {quirks.Quirks{TruncateCompanies: 1, CompanyCounter: quirks.CounterCount}, "announces 6 entries, and has 1"},
		"truncated, in pages":    {quirks.Quirks{TruncateCompanies: 4, CompanyPageSize: 2}, "announces 6 entries, and has 4"},
		"truncated by one":       {quirks.Quirks{TruncateCompanies: 5}, "announces 6 entries, and has 5"},
		"link to itself":         {quirks.Quirks{CompanyPageSize: 2, Link: quirks.LinkToItself}, "the same page came twice"},
		"link to a seen page":    {quirks.Quirks{CompanyPageSize: 2, Link: quirks.LinkToSeenPage}, "the same page came twice"},
		"link to the same data":  {quirks.Quirks{CompanyPageSize: 2, Link: quirks.LinkToSameData}, "the same page came twice"},
		"link to another origin": {quirks.Quirks{CompanyPageSize: 2, LinkOrigin: "https://elsewhere.example"}, "on another host"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t, sandbox.WithQuirks(test.quirks))
			failure := readError(t, acctest.NewSandboxServer(t, systems), "companies", arguments{"portfolio_ids": acctest.Strings(world.CriticalVendorsID)})
			acctest.WantText(t, failure, "could not list the companies of portfolio "+world.CriticalVendorsID, test.words)
		})
	}
}

// A request that is never answered times out.
func TestCompaniesDataSource_timeout(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	systems.Faults.Add(fault.Rule{Path: "/portfolios/*/companies", Effect: fault.Hang()})
	server := acctest.NewServer(t)
	server.Configure(t.Context(), t, map[string]acctest.Settings{sandbox.SecurityScorecard: settings(systems, map[string]tftypes.Value{
		"max_retries":     acctest.Number(0),
		"request_timeout": acctest.String("1s"),
	})})
	failure := readError(t, server, "companies", nil)
	acctest.WantText(t, failure, "could not list the companies of portfolio", "no answer: nothing complete within 1s", nothingAssumed)
}

// When the hourly budget is used up, the read fails at once, even if retries
// are left: waiting would take up to an hour.
func TestCompaniesDataSource_budgetUsedUp(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithBudget(sandbox.SecurityScorecard, 4, time.Hour))
	server := acctest.NewServer(t)
	server.Configure(t.Context(), t, map[string]acctest.Settings{sandbox.SecurityScorecard: settings(systems, nil)})
	failure := readError(t, server, "companies", arguments{"include_factors": acctest.Bool(true)})
	acctest.WantText(t, failure, "HTTP 429", "5,000 requests an hour", "try again in")
}

// A read that would exceed the budget does not start.
func TestCompaniesDataSource_beyondTheBudget(t *testing.T) {
	t.Parallel()
	systems := acctest.StartWorld(t, world.Generate(1, world.Size{Portfolios: 1, Companies: 5000}))
	server := acctest.NewServer(t)
	server.Configure(t.Context(), t, map[string]acctest.Settings{sandbox.SecurityScorecard: settings(systems, nil)})
	failure := readError(t, server, "companies", arguments{"include_factors": acctest.Bool(true)})
	acctest.WantText(t, failure, "could not read the factors of every company", "at least 5000 requests")
	acctest.Equal(t, "requests", acctest.DiffRequests(systems, map[string]int{"/portfolios": 1, "/portfolios/*/companies": 1}), "")
}

// settings point the provider at a sandbox.
func settings(systems *sandbox.Sandbox, more map[string]tftypes.Value) map[string]tftypes.Value {
	all := map[string]tftypes.Value{
		"base_url":  acctest.String(systems.SecurityScorecard.BaseURL),
		"api_token": acctest.String(systems.SecurityScorecard.Token),
	}
	maps.Copy(all, more)
	return all
}
