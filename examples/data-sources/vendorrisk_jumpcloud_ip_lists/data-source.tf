data "vendorrisk_jumpcloud_ip_lists" "all" {}

output "trusted_addresses" {
  description = "The entries of each list, by its name"
  value       = { for list in data.vendorrisk_jumpcloud_ip_lists.all.ip_lists : list.name => list.ips }
}
