// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate_test

import (
	"fmt"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// TestGate_takesTheCompaniesOfAPortfolio has the list go into the gate as it is,
// without factors and with them.
func TestGate_takesTheCompaniesOfAPortfolio(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	config := func(includeFactors bool, rules string) string {
		return acctest.ProviderConfig(systems) + brokenRulesOutput + fmt.Sprintf(`
data "vendorrisk_securityscorecard_companies" "critical" {
  portfolio_names = ["Critical Vendors"]
  include_factors = %t
}

data "vendorrisk_gate" "test" {
  companies   = data.vendorrisk_securityscorecard_companies.critical.companies
  enforcement = "none"
  %s
}
`, includeFactors, rules)
	}
	acctest.UnitTest(t,
		applied(config(false, `minimum_grade = "C"`),
			expect("passed", false),
			expect("evaluated_companies", 6),
			expect("evaluated_findings", 0),
			brokenRules(
				"foxtrot-freight.example | minimum_grade | grade F",
				"ember-energy.example | minimum_grade | grade D",
			)),
		applied(config(true, `
  maximum_score_drop    = 17
  minimum_factor_grades = { ip_reputation = "D" }
  maximum_findings      = { critical = 3, high = 14, medium = 18 }
`),
			expect("passed", false),
			expect("evaluated_companies", 6),
			brokenRules(
				"foxtrot-freight.example | minimum_factor_grades | ip_reputation grade F",
				"foxtrot-freight.example | maximum_score_drop | 18 points lost in 30 days",
				"ember-energy.example | maximum_findings | 15 high",
				"ember-energy.example | maximum_findings | 19 medium",
			)),
		// Counts of findings are not there without factors.
		blocked(config(false, `maximum_findings = { high = 1000 }`)+`
resource "terraform_data" "release" {
  lifecycle {
    precondition {
      condition     = data.vendorrisk_gate.test.passed
      error_message = data.vendorrisk_gate.test.violations[0].message
    }
  }
}
`, "findings unknown: set include_factors = true in the data source that reads the companies, or pass findings"),
	)
}

// TestGate_takesSingleCompanies has several data sources make one list. Before
// they are read, an element of it is not known.
func TestGate_takesSingleCompanies(t *testing.T) {
	t.Parallel()
	config := acctest.ProviderConfig(acctest.StartSandbox(t)) + `
data "vendorrisk_securityscorecard_company" "aurora" {
  domain = "aurora-payments.example"
}

data "vendorrisk_securityscorecard_company" "delta" {
  domain = "https://Delta-Data.example/"
}

data "vendorrisk_securityscorecard_company" "granite" {
  domain = "granite-hosting.example"
}
`
	gate := func(list string) string {
		return config + fmt.Sprintf(`
data "vendorrisk_gate" "test" {
  companies             = %s
  minimum_grade         = "B"
  minimum_factor_grades = { network_security = "B" }
  maximum_findings      = { high = 3 }
}
`, list)
	}
	const aurora, delta = "data.vendorrisk_securityscorecard_company.aurora", "data.vendorrisk_securityscorecard_company.delta"
	const granite = "data.vendorrisk_securityscorecard_company.granite"
	acctest.UnitTest(t,
		applied(gate("["+aurora+"]"), expect("passed", true), expect("evaluated_companies", 1)),
		blocked(gate("["+aurora+", "+delta+"]"),
			"Vendor Risk Gate Blocks delta-data.example", "minimum_grade: grade C; required: at least B."),
		blocked(gate("["+aurora+", "+granite+"]"),
			"Vendor Risk Gate Blocks granite-hosting.example", "provisional_score: score provisional; required: a final score.",
			"it may still change", "Wait for the final score, or add a waiver"),
	)
}

// TestGate_takesFindings has the list go into the gate as it is, and together
// with rows of another shape.
func TestGate_takesFindings(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	config := func(findings string) string {
		return acctest.ProviderConfig(systems) + brokenRulesOutput + fmt.Sprintf(`
data "vendorrisk_securityscorecard_findings" "test" {
  domains = ["delta-data.example", "granite-hosting.example"]
}

locals {
  by_hand = [
    { subject = "com.example.app", type = "mstg-storage-2", severity = "high", status = "open", cvss = 7.1 },
    { subject = "com.example.app", type = "mstg-crypto-1", severity = "high", status = "closed", cvss = 7.4 },
  ]
  by_hand_too = [{ type = "patching", subject = "laptop-7", status = "unknown" }]
}

data "vendorrisk_gate" "test" {
  findings             = %s
  maximum_findings     = { high = 0, medium = 3 }
  denied_finding_types = ["tlscert_self_signed"]
  enforcement          = "none"
}
`, findings)
	}
	const read = "data.vendorrisk_securityscorecard_findings.test.findings"
	scorecards := []string{
		"delta-data.example | maximum_findings | 3 high",
		"delta-data.example | maximum_findings | 4 medium",
		"granite-hosting.example | denied_finding_types | 1 finding of denied types: tlscert_self_signed (1)",
	}
	acctest.UnitTest(t,
		applied(config(read),
			expect("passed", false),
			expect("evaluated_companies", 0),
			expect("evaluated_findings", 9),
			brokenRules(scorecards...)),
		applied(config("concat("+read+", local.by_hand, local.by_hand_too)"),
			expect("evaluated_findings", 12),
			brokenRules(
				"laptop-7 | unknown_findings | 1 finding of unknown status: patching (1)",
				scorecards[0], scorecards[1],
				"com.example.app | maximum_findings | 1 high",
				scorecards[2],
			)),
	)
}

// TestGate_blocksOnAnEmptyPortfolio blocks when there is no company to judge.
func TestGate_blocksOnAnEmptyPortfolio(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	config := func(settings string) string {
		return acctest.ProviderConfig(systems) + fmt.Sprintf(`
data "vendorrisk_securityscorecard_companies" "none" {
  portfolio_names = ["Critical Vendors"]
  industries      = ["agriculture"]
}

data "vendorrisk_gate" "test" {
  companies     = data.vendorrisk_securityscorecard_companies.none.companies
  minimum_grade = "F"
  %s
}
`, settings)
	}
	acctest.UnitTest(t,
		blocked(config(""), "Vendor Risk Gate Blocks companies", "- minimum_companies: 0 companies; required: at least 1."),
		applied(config("minimum_companies = 0"), expect("passed", true), expect("evaluated_companies", 0)),
	)
}
