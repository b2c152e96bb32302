terraform {
  required_version = ">= 1.8"

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

variable "domain" {
  description = "Your organization's own domain; it must be in a portfolio"
  type        = string
  default     = "kestrel-health.example"
}

variable "maximum_unlisted_vendors" {
  description = "How many detected vendors may be in no portfolio; those with a valid waiver do not count"
  type        = number
  default     = 1
}

variable "as_of" {
  description = "The time at which waivers are valid or expired, RFC 3339; now when it is null"
  type        = string
  default     = null
}

# What SecurityScorecard sees the organization use.
data "vendorrisk_securityscorecard_detected_vendors" "own" {
  domain = var.domain

  lifecycle {
    postcondition {
      condition     = self.total > 0
      error_message = "SecurityScorecard detects no vendor of ${var.domain}. This does not mean that there is none: check the domain, and that your plan includes vendor detection."
    }
  }
}

# What is in a portfolio, of all that the token's user sees.
data "vendorrisk_securityscorecard_companies" "listed" {}

locals {
  # Sets compare thousands of domains quickly.
  unlisted = setsubtract(
    data.vendorrisk_securityscorecard_detected_vendors.own.vendors[*].domain,
    data.vendorrisk_securityscorecard_companies.listed.companies[*].domain,
  )
}

# A vendor that nobody judges is a finding of its own, with waivers and reports
# like any other.
data "vendorrisk_gate" "unlisted" {
  name = "unlisted-vendors"

  findings = [
    for domain in local.unlisted : {
      source   = "securityscorecard"
      subject  = domain
      type     = "vendor_in_no_portfolio"
      title    = "The vendor is used and is in no portfolio"
      severity = "medium"
      status   = "open"
    }
  ]
  denied_finding_types = ["vendor_in_no_portfolio"]

  waivers = yamldecode(file("${path.module}/waivers.yaml"))
  as_of   = var.as_of

  # The number decides, below.
  enforcement = "none"

  lifecycle {
    postcondition {
      condition     = length(self.violations) <= var.maximum_unlisted_vendors
      error_message = "${length(self.violations)} vendors are in no portfolio, and at most ${var.maximum_unlisted_vendors} may be: ${join(", ", self.violations[*].subject)}. Add them to a portfolio, or accept them in waivers.yaml until a date."
    }
  }
}

output "unlisted_vendors" {
  description = "Score of each vendor that is in no portfolio, by domain; null where it has none"
  value = {
    for vendor in data.vendorrisk_securityscorecard_detected_vendors.own.vendors : vendor.domain => vendor.score
    if contains(local.unlisted, vendor.domain)
  }
}

output "report" {
  description = "The verdict in Markdown"
  value       = data.vendorrisk_gate.unlisted.markdown
}
