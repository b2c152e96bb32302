# The same string in a resource of Terraform itself, beside a gate that starts the provider.
terraform {
  required_providers {
    vendorrisk = { source = "vendorrisk/vendorrisk" }
  }
}

resource "terraform_data" "posture" {
  input = sensitive(file("posture.json"))
}

data "vendorrisk_gate" "one" {
  companies     = [{ domain = "a.example", grade = "A", score = 90 }]
  minimum_score = 0
}

output "evaluated" {
  value = data.vendorrisk_gate.one.evaluated_companies
}
