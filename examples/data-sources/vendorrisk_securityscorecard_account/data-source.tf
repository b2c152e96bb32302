# Whose token is it? A check warns, but does not block.
data "vendorrisk_securityscorecard_account" "current" {}

check "account" {
  assert {
    condition     = endswith(data.vendorrisk_securityscorecard_account.current.email, "@customer.example")
    error_message = "The SecurityScorecard token is not one of our own users'."
  }
}

# The same for a token's user whose name is known, with documented requests only.
data "vendorrisk_securityscorecard_account" "robin" {
  username = "robin"
}

output "robin_roles" {
  value = data.vendorrisk_securityscorecard_account.robin.roles
}
