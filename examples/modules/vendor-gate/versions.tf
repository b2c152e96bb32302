terraform {
  required_version = ">= 1.9"

  required_providers {
    vendorrisk = {
      source = "vendorrisk/vendorrisk"
    }
  }
}
