# The companies of a snapshot, through the gate.
terraform {
  required_providers {
    vendorrisk = { source = "vendorrisk/vendorrisk" }
  }
}

data "vendorrisk_gate" "all" {
  snapshots     = [file("posture.json")]
  minimum_score = 0
}

output "evaluated" {
  value = data.vendorrisk_gate.all.evaluated_companies
}
