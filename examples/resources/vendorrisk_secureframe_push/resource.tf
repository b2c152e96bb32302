resource "vendorrisk_secureframe_schema" "accounts" {
  connection_id = "a47e19d3-5b60-4c8f-8e12-90c3d5f6b702"
  vendor_slug   = "infrastructure"
  schema_slug   = "console_accounts"
  primary_id    = "id"

  fields = {
    id     = { type = "string", required = true }
    email  = { type = "string", required = true }
    admin  = { type = "boolean" }
    active = { type = "boolean" }
  }

  category = "personnel_account"
  mapping = {
    id     = "id"
    email  = "email"
    admin  = "admin"
    active = "active"
  }
}

locals {
  accounts = {
    u-1 = { email = "robin@customer.example", admin = true }
    u-2 = { email = "sasha@customer.example", admin = false }
  }
}

resource "vendorrisk_secureframe_push" "accounts" {
  schema = vendorrisk_secureframe_schema.accounts

  # By primary ID, which the provider writes into the records.
  records = {
    for id, account in local.accounts :
    id => jsonencode(merge(account, { active = true }))
  }

  # Secureframe deletes nothing. A removed account is marked instead.
  on_removal = "tombstone"
  tombstone  = jsonencode({ active = false })
}
