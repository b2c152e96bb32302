# The companies of a snapshot, through the gate, which returns its report.
terraform {
  required_providers {
    vendorrisk = { source = "vendorrisk/vendorrisk" }
  }
}

data "vendorrisk_gate" "all" {
  snapshots     = [file("posture.json")]
  minimum_score = 0
  include_json  = true
}

output "evaluated" {
  value = data.vendorrisk_gate.all.evaluated_companies
}
