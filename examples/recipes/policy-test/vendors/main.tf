terraform {
  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = ">= 0.1"
    }
  }
}

data "vendorrisk_securityscorecard_companies" "vendors" {
  portfolio_names = ["Critical Vendors"]
  industries      = ["financial_services", "technology"]
  include_factors = true
}

output "companies" {
  description = "The companies, by domain"
  value = {
    for company in data.vendorrisk_securityscorecard_companies.vendors.companies : company.domain => company
  }
}
