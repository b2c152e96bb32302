# The companies of a portfolio, as rows.
terraform {
  required_providers {
    vendorrisk = { source = "vendorrisk/vendorrisk" }
  }
}

variable "portfolio_id" {}

data "vendorrisk_securityscorecard_companies" "all" {
  portfolio_ids = [var.portfolio_id]
}

output "total" {
  value = data.vendorrisk_securityscorecard_companies.all.total
}
