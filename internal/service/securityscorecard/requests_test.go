// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Fifty data sources that need the same portfolio, each with other arguments,
// send one request for it.
func TestCompaniesDataSource_fiftyOfThem(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	acctest.UnitTest(t, resource.TestStep{
		Config: acctest.ProviderConfig(systems) + `
data "vendorrisk_securityscorecard_companies" "test" {
  count         = 50
  portfolio_ids = ["` + world.CriticalVendorsID + `"]
  grades        = [["A", "B", "C", "D", "F"][count.index % 5]]
}`,
		ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
			acctest.ExpectRequests(systems, map[string]int{"/portfolios/" + world.CriticalVendorsID + "/companies": 1}),
		}},
	})
}

// every uses all data sources, several of them more than once with overlapping
// arguments. Outputs hold lists as maps by domain, and whole data sources.
const every = `
data "vendorrisk_securityscorecard_account" "me" {}

data "vendorrisk_securityscorecard_portfolios" "all" {}

data "vendorrisk_securityscorecard_portfolio" "critical" {
  name = "Critical Vendors"
}

data "vendorrisk_securityscorecard_companies" "all" {}

data "vendorrisk_securityscorecard_companies" "critical" {
  portfolio_ids   = [data.vendorrisk_securityscorecard_portfolio.critical.id]
  include_factors = true
}

data "vendorrisk_securityscorecard_company" "some" {
  count  = 2
  domain = ["ember-energy.example", "jasmine-labs.example"][count.index]
}

data "vendorrisk_securityscorecard_findings" "critical" {
  portfolio_ids    = [data.vendorrisk_securityscorecard_portfolio.critical.id]
  domains          = ["jasmine-labs.example"]
  minimum_severity = "high"
}

data "vendorrisk_securityscorecard_graph" "critical" {
  portfolio_ids    = [data.vendorrisk_securityscorecard_portfolio.critical.id]
  minimum_severity = "high"
}

data "vendorrisk_securityscorecard_issue_types" "all" {}

output "companies" {
  value = { for company in data.vendorrisk_securityscorecard_companies.critical.companies : company.domain => company }
}

output "findings" {
  value = { for finding in data.vendorrisk_securityscorecard_findings.critical.findings : finding.subject => finding... }
}

output "data_sources" {
  value = {
    account     = data.vendorrisk_securityscorecard_account.me
    portfolios  = data.vendorrisk_securityscorecard_portfolios.all
    portfolio   = data.vendorrisk_securityscorecard_portfolio.critical
    companies   = data.vendorrisk_securityscorecard_companies.all
    company     = data.vendorrisk_securityscorecard_company.some
    findings    = data.vendorrisk_securityscorecard_findings.critical
    graph       = data.vendorrisk_securityscorecard_graph.critical
    issue_types = data.vendorrisk_securityscorecard_issue_types.all
  }
}
`

// One plan sends no request twice, even if several data sources need it, and
// none that is not needed. The second plan finds no changes.
func TestDataSources_together(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	acctest.UnitTest(t, resource.TestStep{
		Config: acctest.ProviderConfig(systems) + every,
		ConfigPlanChecks: resource.ConfigPlanChecks{
			PreApply: []plancheck.PlanCheck{
				acctest.ExpectNoRepeatedRequests(systems),
				acctest.ExpectRequests(systems, map[string]int{
					"/me":                                              1,
					"/portfolios":                                      1,
					"/portfolios/*/companies":                          3,
					"/companies/ember-energy.example":                  1,
					"/companies/jasmine-labs.example":                  1,
					"/companies/*/factors":                             7,
					"/metadata/issue-types":                            1,
					"/companies/delta-data.example/*":                  2,
					"/companies/foxtrot-freight.example/active-issues": 1,
					"/companies/ember-energy.example/active-issues":    1,
				}),
			},
			PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
		},
	})
}

// If a vendor gets worse between two plans, the second plan shows it.
func TestCompanyDataSource_everyPlanReadsAnew(t *testing.T) {
	t.Parallel()
	w := world.Default()
	systems := acctest.StartWorld(t, w)
	config := acctest.ProviderConfig(systems) + `
data "vendorrisk_securityscorecard_company" "test" {
  domain = "aurora-payments.example"
}

output "grade" {
  value = data.vendorrisk_securityscorecard_company.test.grade
}`
	score := 51
	acctest.UnitTest(t,
		resource.TestStep{
			Config: config,
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectKnownOutputValue("grade", acctest.Exactly("A")),
			}},
		},
		resource.TestStep{
			PreConfig: func() { w.SetGrade("aurora-payments.example", "F", &score) },
			Config:    config,
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectKnownOutputValue("grade", acctest.Exactly("F")),
			}},
		},
	)
}
