# The same companies and findings as in findings.tf, as a graph.
terraform {
  required_providers {
    vendorrisk = { source = "vendorrisk/vendorrisk" }
  }
}

variable "portfolio_id" {}

data "vendorrisk_securityscorecard_graph" "all" {
  portfolio_ids = [var.portfolio_id]
}

output "findings" {
  value = data.vendorrisk_securityscorecard_graph.all.entity_counts["securityscorecard_finding"]
}
