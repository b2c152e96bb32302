terraform {
  required_version = ">= 1.8"

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

locals {
  # The documents change with the data, and once a day. They look at most a day
  # older than they are, and never newer.
  today = formatdate("YYYY-MM-DD'T00:00:00Z'", plantimestamp())
}

data "vendorrisk_securityscorecard_snapshot" "vendors" {
  include_factors = true
  taken_at        = local.today
}

# Sensitive, so that no plan compares thousands of lines.
output "posture" {
  description = "The snapshot of all vendors"
  value       = data.vendorrisk_securityscorecard_snapshot.vendors.document
  sensitive   = true
}
