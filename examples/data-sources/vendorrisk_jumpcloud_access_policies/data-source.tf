data "vendorrisk_jumpcloud_access_policies" "enabled" {
  enabled = true
}

output "policies_without_mfa" {
  description = "Enabled policies that let users in without MFA, by name"
  value = [
    for policy in data.vendorrisk_jumpcloud_access_policies.enabled.access_policies : policy.name
    if policy.action == "allow" && policy.mfa_required != true
  ]
}
