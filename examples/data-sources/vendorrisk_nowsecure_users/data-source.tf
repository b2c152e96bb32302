# Who may administer NowSecure? Names and e-mail addresses are in the state.
data "vendorrisk_nowsecure_users" "active" {
  active = true
}

output "administrators" {
  description = "Name of each active administrator, by ref; names are not unique"
  value = {
    for user in data.vendorrisk_nowsecure_users.active.users : user.ref => user.name if user.role == "admin"
  }
}
