# Many data sources that need the same portfolio.
terraform {
  required_providers {
    vendorrisk = { source = "vendorrisk/vendorrisk" }
  }
}

variable "portfolio_id" {}

data "vendorrisk_securityscorecard_companies" "all" {
  count         = 50
  portfolio_ids = [var.portfolio_id]
}

output "totals" {
  value = sum(data.vendorrisk_securityscorecard_companies.all[*].total)
}
