# Every finding of every company in a portfolio.
terraform {
  required_providers {
    vendorrisk = { source = "vendorrisk/vendorrisk" }
  }
}

variable "portfolio_id" {}

data "vendorrisk_securityscorecard_findings" "all" {
  portfolio_ids = [var.portfolio_id]
}

output "total" {
  value = data.vendorrisk_securityscorecard_findings.all.total
}
