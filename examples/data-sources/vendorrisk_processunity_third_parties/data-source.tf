data "vendorrisk_processunity_third_parties" "critical" {
  template_id = 123450
  domains     = ["aurora-payments.example", "https://www.borealis-cloud.example/"]

  lifecycle {
    postcondition {
      condition     = length(self.unmatched) + length(self.ambiguous) == 0
      error_message = "Not every vendor is one third party: none has ${jsonencode(self.unmatched)}, several have ${jsonencode(self.ambiguous)}."
    }
  }
}

output "third_party_ids" {
  value = { for third_party in data.vendorrisk_processunity_third_parties.critical.third_parties : third_party.domain => third_party.id }
}
