terraform {
  required_providers {
    vendorrisk = {
      source = "vendorrisk/vendorrisk"
    }
  }
}

# The portfolio is known only during the apply, and so is the verdict.
resource "terraform_data" "portfolio" {
  input = "Cloud Services"
}

data "vendorrisk_securityscorecard_companies" "vendors" {
  portfolio_names = [terraform_data.portfolio.output]
}

data "vendorrisk_gate" "vendors" {
  companies     = data.vendorrisk_securityscorecard_companies.vendors.companies
  minimum_grade = "C"
}
