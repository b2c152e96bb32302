data "vendorrisk_jumpcloud_service_accounts" "all" {}

output "service_accounts" {
  description = "The role of each service account, and when it expires"
  value = {
    for account in data.vendorrisk_jumpcloud_service_accounts.all.service_accounts :
    account.name => "${coalesce(account.role, "unknown role")}, ${coalesce(account.expires_at, "unknown expiry")}"
  }
}
