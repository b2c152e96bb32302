terraform {
  required_version = ">= 1.8"

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

variable "public_keys" {
  description = "The public keys of minisign, of which one must have signed the snapshot; null takes an unsigned one"
  type        = list(string)
  default     = null
}

variable "as_of" {
  description = "The time at which the snapshot is too old, and waivers have expired, RFC 3339; now when it is null"
  type        = string
  default     = null
}

data "vendorrisk_gate" "vendors" {
  snapshots     = [file("${path.module}/posture.json")]
  minimum_grade = "F"

  maximum_snapshot_age = "72h" # It is written on working days.
  snapshot_scope       = { portfolios = ["Critical Vendors"] }
  public_keys          = var.public_keys
  as_of                = var.as_of
}

output "judged" {
  description = "The number of vendors that were judged"
  value       = data.vendorrisk_gate.vendors.evaluated_companies
}
