# The same string, passed to a gate that does not judge it: it has no signature.
terraform {
  required_providers {
    vendorrisk = { source = "vendorrisk/vendorrisk" }
  }
}

data "vendorrisk_gate" "all" {
  snapshots     = [file("posture.json")]
  public_keys   = ["RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"]
  minimum_score = 0
  enforcement   = "none"
}

output "evaluated" {
  value = data.vendorrisk_gate.all.evaluated_companies
}
