# The members cost one more request for every group that is returned.
data "vendorrisk_jumpcloud_user_groups" "builders" {
  names           = ["Builders"]
  include_members = true
}

output "members_with_passwordless_sudo" {
  description = "The IDs of the users, by group"
  value = {
    for group in data.vendorrisk_jumpcloud_user_groups.builders.user_groups : group.name => group.members
    if group.passwordless_sudo != false
  }
}
