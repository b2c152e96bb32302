terraform {
  required_providers {
    vendorrisk = {
      source = "vendorrisk/vendorrisk"
    }
  }
}

data "vendorrisk_securityscorecard_companies" "vendors" {
  portfolio_names = ["Cloud Services"]
}

resource "terraform_data" "release" {
  input = length(data.vendorrisk_securityscorecard_companies.vendors.companies)
}
