terraform {
  required_providers {
    vendorrisk = {
      source = "vendorrisk/vendorrisk"
    }
  }
}

data "vendorrisk_securityscorecard_companies" "vendors" {
  portfolio_names = ["Critical Vendors"]
  industries      = ["financial_services", "technology"]
}

data "vendorrisk_gate" "vendors" {
  companies     = data.vendorrisk_securityscorecard_companies.vendors.companies
  minimum_grade = "C"
}
