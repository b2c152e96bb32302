terraform {
  required_version = ">= 1.11" # write-only arguments

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

variable "framework" {
  description = "The key of the framework in Secureframe, exactly as Secureframe spells it"
  type        = string
  default     = "soc2_alpha"
}

variable "risk_levels" {
  description = "The risk levels of the vendors that are judged"
  type        = list(string)
  default     = ["Critical"]
}

variable "portfolio" {
  description = "The SecurityScorecard portfolio that has these vendors"
  type        = string
  default     = "Critical Vendors"
}

variable "as_of" {
  description = "The time at which reviews are too old and waivers have expired, RFC 3339; the time of the plan when it is null"
  type        = string
  default     = null
}

# The credentials come from SECUREFRAME_API_KEY, SECUREFRAME_API_SECRET and
# SECURITYSCORECARD_API_TOKEN.
provider "vendorrisk" {}

data "vendorrisk_secureframe_tests" "own" {
  frameworks              = [var.framework]
  ignored_health_statuses = ["disabled"]
}

data "vendorrisk_secureframe_controls" "own" {
  frameworks              = [var.framework]
  ignored_health_statuses = ["not_applicable", "draft", "deleted"]
}

# An empty list would be no question at all.
data "vendorrisk_secureframe_tprm_vendors" "critical" {
  risk_levels = var.risk_levels

  lifecycle {
    postcondition {
      condition     = anytrue([for vendor in self.vendors : vendor.archived != true])
      error_message = "Secureframe has no vendor in use with these risk levels."
    }
  }
}

data "vendorrisk_securityscorecard_companies" "critical" {
  portfolio_names = [var.portfolio]
  include_factors = true
}

locals {
  as_of          = coalesce(var.as_of, plantimestamp())
  reviewed_after = timeadd(local.as_of, "-4380h") # half a year

  # A vendor is in use unless Secureframe says that it is archived.
  vendors = [for vendor in data.vendorrisk_secureframe_tprm_vendors.critical.vendors : vendor if vendor.archived != true]

  # The scorecards of the vendors, by domain.
  scorecards = {
    for company in data.vendorrisk_securityscorecard_companies.critical.companies : company.domain => company
    if contains(local.vendors[*].domain, company.domain)
  }

  # What is wrong with a vendor, as findings for the gate. Each condition holds for
  # a value that is missing, too.
  vendor_findings = flatten([
    for vendor in local.vendors : [
      for type, is_wrong in {
        vendor_not_accepted      = vendor.vendor_status != "accepted"
        vendor_not_reviewed      = try(timecmp(vendor.last_reviewed_at, local.reviewed_after) < 0, true)
        vendor_without_scorecard = !contains(keys(local.scorecards), coalesce(vendor.domain, "none"))
        } : {
        source   = "secureframe"
        subject  = coalesce(vendor.domain, vendor.name, vendor.id)
        type     = type
        title    = coalesce(vendor.name, vendor.id)
        severity = "high"
        status   = "open"
      } if is_wrong
    ]
  ])
}

data "vendorrisk_gate" "compliance" {
  companies     = values(local.scorecards)
  minimum_grade = "B"

  findings = concat(
    data.vendorrisk_secureframe_tests.own.findings,
    data.vendorrisk_secureframe_controls.own.findings,
    local.vendor_findings,
  )
  maximum_findings = { high = 0 }

  waivers = local.waivers
  as_of   = local.as_of
}

output "report" {
  description = "The verdict in Markdown"
  value       = data.vendorrisk_gate.compliance.markdown
}
