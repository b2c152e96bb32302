terraform {
  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = ">= 0.1"
    }
  }
}

variable "portfolios" {
  description = "The names of the portfolios of each tier"
  type        = map(list(string))
}

variable "with_factors" {
  description = "The tiers whose factors and numbers of findings are read"
  type        = set(string)
}

data "vendorrisk_securityscorecard_companies" "tier" {
  for_each = var.portfolios

  portfolio_names = each.value
  include_factors = contains(var.with_factors, each.key)
}

output "by_tier" {
  description = "The companies of each tier"
  value       = { for name, read in data.vendorrisk_securityscorecard_companies.tier : name => read.companies }
}
