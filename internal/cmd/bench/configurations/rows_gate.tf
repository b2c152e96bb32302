# The companies of a portfolio, through the gate.
terraform {
  required_providers {
    vendorrisk = { source = "vendorrisk/vendorrisk" }
  }
}

variable "portfolio_id" {}

data "vendorrisk_securityscorecard_companies" "all" {
  portfolio_ids = [var.portfolio_id]
}

data "vendorrisk_gate" "all" {
  companies     = data.vendorrisk_securityscorecard_companies.all.companies
  minimum_score = 0
}

output "evaluated" {
  value = data.vendorrisk_gate.all.evaluated_companies
}
