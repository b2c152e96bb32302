terraform {
  required_version = ">= 1.8"

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

# The API key comes from JUMPCLOUD_API_KEY, the organization from JUMPCLOUD_ORG_ID.
provider "vendorrisk" {}

variable "as_of" {
  description = "The time that ages are counted to, and at which waivers are valid or expired, RFC 3339; now when it is null"
  type        = string
  default     = null
}

# Less severe checks are not read at all, because the gate would block on unknown
# findings of any severity.
data "vendorrisk_jumpcloud_posture" "severe" {
  minimum_severity = "high"
  as_of            = var.as_of
}

# No high findings, and no critical ones either.
data "vendorrisk_gate" "severe" {
  findings         = data.vendorrisk_jumpcloud_posture.severe.findings
  maximum_findings = { high = 0 }

  waivers = local.waivers
  as_of   = var.as_of
}

output "checks" {
  description = "The status of each check"
  value = {
    for check in data.vendorrisk_jumpcloud_posture.severe.checks : check.id => check.status
  }
}

output "report" {
  description = "The verdict in Markdown"
  value       = data.vendorrisk_gate.severe.markdown
}
