# The scorecards of a portfolio's companies, with one data source.
terraform {
  required_providers {
    vendorrisk = { source = "vendorrisk/vendorrisk" }
  }
}

variable "portfolio_id" {}

data "vendorrisk_securityscorecard_companies" "all" {
  portfolio_ids   = [var.portfolio_id]
  include_factors = true
}

output "factors" {
  value = sum([for company in data.vendorrisk_securityscorecard_companies.all.companies : length(company.factors)])
}
