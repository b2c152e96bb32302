# The organization is that of the provider's securityscorecard.username.
data "vendorrisk_securityscorecard_usage" "license" {}

output "available_slots" {
  value = data.vendorrisk_securityscorecard_usage.license.available_slots
}
