terraform {
  required_version = ">= 1.8"

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

variable "accounts_file" {
  description = "The path of a file with one account in each line, as JSON"
  type        = string
  default     = "accounts.jsonl"
}

variable "infrastructure_connection_id" {
  description = "The UUID of the Secureframe custom connection that takes accounts"
  type        = string
}

resource "vendorrisk_secureframe_schema" "accounts" {
  connection_id = var.infrastructure_connection_id
  vendor_slug   = "infrastructure"
  schema_slug   = "database_accounts"
  primary_id    = "id"

  fields = {
    id     = { type = "string", required = true }
    email  = { type = "string", required = true }
    admin  = { type = "boolean" }
    active = { type = "boolean", required = true }
  }

  category = "personnel_account"
  mapping = {
    id     = "id"
    email  = "email"
    admin  = "admin"
    active = "active"
  }
}

resource "vendorrisk_secureframe_push" "accounts" {
  schema       = vendorrisk_secureframe_schema.accounts
  records_file = var.accounts_file

  # Secureframe deletes nothing. An account that leaves the file is marked instead.
  on_removal = "tombstone"
  tombstone  = jsonencode({ active = false })
}

output "accepted_records" {
  description = "How many accounts Secureframe has accepted"
  value       = vendorrisk_secureframe_push.accounts.accepted_records
}
