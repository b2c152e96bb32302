terraform {
  required_providers {
    vendorrisk = { source = "vendorrisk/vendorrisk" }
  }
}

# The vendors that the business stops without.
data "vendorrisk_securityscorecard_portfolio" "critical" {
  name = "Critical Vendors"
}

data "vendorrisk_securityscorecard_companies" "critical" {
  portfolio_ids   = [data.vendorrisk_securityscorecard_portfolio.critical.id]
  include_factors = true
}

# The bar. One vendor below it, and the plan fails.
data "vendorrisk_gate" "critical" {
  companies        = data.vendorrisk_securityscorecard_companies.critical.companies
  minimum_grade    = "C"
  maximum_findings = { critical = 0 }
  waivers          = var.waivers
}

variable "waivers" {
  description = "What is accepted below the bar, each for a time."
  default     = []
  type = list(object({
    subject    = string
    rule       = string
    reason     = string
    expires_on = string
  }))
}

# What the plan is about, and what it says. Both wait for the gate.
resource "terraform_data" "release" {
  input      = "version 2.0"
  depends_on = [data.vendorrisk_gate.critical]
}

output "grades" {
  value      = { for vendor in data.vendorrisk_securityscorecard_companies.critical.companies : vendor.domain => vendor.grade }
  depends_on = [data.vendorrisk_gate.critical]
}

output "gate" {
  value = data.vendorrisk_gate.critical.summary
}
