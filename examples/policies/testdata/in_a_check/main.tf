terraform {
  required_providers {
    vendorrisk = {
      source = "vendorrisk/vendorrisk"
    }
  }
}

check "vendors" {
  data "vendorrisk_gate" "vendors" {
    companies     = [{ domain = "good.example", grade = "A" }]
    minimum_grade = "C"
  }

  assert {
    condition     = data.vendorrisk_gate.vendors.passed
    error_message = "A vendor is below the bar."
  }
}
