terraform {
  required_version = ">= 1.8"

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

# The API token comes from SECURITYSCORECARD_API_TOKEN.
provider "vendorrisk" {}

data "vendorrisk_securityscorecard_companies" "vendors" {
  portfolio_names = [var.portfolio]
  include_factors = true
}

# Reads only the findings that the gate below denies, not all findings.
data "vendorrisk_securityscorecard_portfolio" "vendors" {
  name = var.portfolio
}

data "vendorrisk_securityscorecard_findings" "denied" {
  portfolio_ids = [data.vendorrisk_securityscorecard_portfolio.vendors.id]
  issue_types   = var.denied_issue_types
}

data "vendorrisk_gate" "vendors" {
  companies = data.vendorrisk_securityscorecard_companies.vendors.companies
  findings  = data.vendorrisk_securityscorecard_findings.denied.findings

  # Which companies have no findings because they were read and have none.
  covered_subjects = data.vendorrisk_securityscorecard_findings.denied.covered_subjects

  minimum_grade        = "C"
  maximum_score_drop   = 15
  maximum_findings     = { critical = 0, high = 5 }
  denied_finding_types = var.denied_issue_types

  waivers = local.waivers
  as_of   = var.as_of
}
