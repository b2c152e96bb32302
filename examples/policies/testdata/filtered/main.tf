terraform {
  required_providers {
    vendorrisk = {
      source = "vendorrisk/vendorrisk"
    }
  }
}

# The companies below the bar are filtered out before the gate sees them.
data "vendorrisk_securityscorecard_companies" "vendors" {
  portfolio_names = ["Critical Vendors"]
  grades          = ["A", "B", "C"]
}

data "vendorrisk_gate" "vendors" {
  companies     = data.vendorrisk_securityscorecard_companies.vendors.companies
  minimum_grade = "C"
}
