# Macs and Windows devices that are not encrypted, or do not report it.
data "vendorrisk_jumpcloud_systems" "unencrypted" {
  encrypted   = false
  os_families = ["darwin", "windows"]
}

output "unencrypted_devices" {
  description = "When each was last seen, by id"
  value = {
    for system in data.vendorrisk_jumpcloud_systems.unencrypted.systems : system.id => system.last_contact_at
  }
}
