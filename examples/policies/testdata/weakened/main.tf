terraform {
  required_providers {
    vendorrisk = {
      source = "vendorrisk/vendorrisk"
    }
  }
}

module "vendors" {
  for_each = toset(["cloud"])
  source   = "./vendors"
}
