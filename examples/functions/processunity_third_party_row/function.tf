data "vendorrisk_securityscorecard_company" "aurora" {
  domain = "aurora-payments.example"
}

# { "SS Domain" = "aurora-payments.example", "SS Overall Grade" = "A", … }, with
# the tenant's own names for two properties, and without a third property.
output "third_party_row" {
  value = provider::vendorrisk::processunity_third_party_row(data.vendorrisk_securityscorecard_company.aurora, {
    "SS CUBIT Score Grade" = "SS CUBIT Grade"
    "SS CUBIT Score Score" = "SS CUBIT Score"
    "SS Monitored"         = null
  })
}
