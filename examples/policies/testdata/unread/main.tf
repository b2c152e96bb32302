terraform {
  required_providers {
    vendorrisk = {
      source = "vendorrisk/vendorrisk"
    }
  }
}

# The read fails, and the gate is never reached.
data "vendorrisk_securityscorecard_companies" "vendors" {
  portfolio_names = ["No Such Portfolio"]
}

data "vendorrisk_gate" "vendors" {
  companies     = data.vendorrisk_securityscorecard_companies.vendors.companies
  minimum_grade = "C"
}
