# Users who have not enrolled MFA, or whose enrollment is not known.
data "vendorrisk_jumpcloud_users" "without_mfa" {
  mfa_enrolled = false
  suspended    = false
}

# Accounts for services cannot enroll.
output "people_without_mfa" {
  description = "Whether each may sign in, by id"
  value = {
    for user in data.vendorrisk_jumpcloud_users.without_mfa.users : user.id => user.active
    if user.service_account != true
  }
}
