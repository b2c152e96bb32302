terraform {
  required_providers {
    vendorrisk = {
      source = "vendorrisk/vendorrisk"
    }
  }
}

# One gate is read, and the other one is switched off.
data "vendorrisk_gate" "cloud" {
  companies     = [{ domain = "good.example", grade = "A" }]
  minimum_grade = "C"
}

data "vendorrisk_gate" "critical" {
  count         = 0
  companies     = [{ domain = "bad.example", grade = "F" }]
  minimum_grade = "C"
}
