# The settings of the organization that JUMPCLOUD_ORG_ID names.
data "vendorrisk_jumpcloud_organization" "this" {}

output "minimum_password_length" {
  value = data.vendorrisk_jumpcloud_organization.this.password_policy.minimum_length
}

output "admin_mfa_required" {
  value = data.vendorrisk_jumpcloud_organization.this.administrators.mfa_required
}
