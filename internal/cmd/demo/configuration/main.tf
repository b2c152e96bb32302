terraform {
  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = ">= 0.1"
    }
  }
}

# The vendors that the business depends on.
data "vendorrisk_securityscorecard_portfolio" "critical" {
  name = "Critical Vendors"
}

data "vendorrisk_securityscorecard_companies" "critical" {
  portfolio_ids   = [data.vendorrisk_securityscorecard_portfolio.critical.id]
  include_factors = true
}

# The mobile app that is released with it, and the people who administer devices.
data "vendorrisk_nowsecure_findings" "notes" {
  apps = ["b4a6e5f7-9b8c-5c3a-8e4d-5a7f9b1c3d04"]
}

data "vendorrisk_jumpcloud_posture" "administrators" {
  included_checks = ["admin-mfa-enrolled"]
  include_names   = true
}

# The bar. If a vendor, the app or an administrator is below it, the plan fails.
data "vendorrisk_gate" "critical" {
  companies = data.vendorrisk_securityscorecard_companies.critical.companies
  findings = concat(
    data.vendorrisk_nowsecure_findings.notes.findings,
    data.vendorrisk_jumpcloud_posture.administrators.findings,
  )

  minimum_grade    = "C"
  maximum_findings = { critical = 0 }
  waivers          = var.waivers
  baseline         = var.baseline == null ? null : file(var.baseline)

  # The reports exist even if the plan fails.
  reports = { markdown = "report.md", json = "report.json" }
}

variable "baseline" {
  description = "A report of this gate. What is in it does not block again."
  default     = null
  type        = string
}

variable "waivers" {
  description = "What is accepted below the bar, each for a time."
  default     = []
  type = list(object({
    subject    = string
    rule       = string
    reason     = string
    expires_on = string
  }))
}

# What the plan is about, what it publishes, and what it says. All of it waits
# for the gate.
resource "terraform_data" "release" {
  input      = "version 2.0"
  depends_on = [data.vendorrisk_gate.critical]
}

# Where the scorecards go: a custom connection of Secureframe.
resource "vendorrisk_secureframe_schema" "scorecards" {
  connection_id = "3d0c6a52-8f1e-4b7a-9c45-2e6d1f7b8a01"
  vendor_slug   = "securityscorecard"
  schema_slug   = "vendor_scorecards"
  primary_id    = "domain"

  fields = {
    domain = { type = "string", required = true }
    grade  = { type = "string" }
    score  = { type = "number" }
  }

  depends_on = [data.vendorrisk_gate.critical]
}

resource "vendorrisk_secureframe_push" "scorecards" {
  schema = vendorrisk_secureframe_schema.scorecards

  records = {
    for vendor in data.vendorrisk_securityscorecard_companies.critical.companies :
    vendor.domain => jsonencode({ grade = vendor.grade, score = vendor.score })
  }

  depends_on = [data.vendorrisk_gate.critical]
}

# And to ProcessUnity: as columns of the third parties that these vendors are.
data "vendorrisk_processunity_third_parties" "critical" {
  template_id = 123450
  domains     = keys(local.vendors)
}

resource "vendorrisk_processunity_third_party_import" "scorecards" {
  template_id = 123450

  rows = {
    for third_party in data.vendorrisk_processunity_third_parties.critical.third_parties :
    third_party.id => provider::vendorrisk::processunity_third_party_row(local.vendors[third_party.domain], {})
  }

  timestamp_column = "SS Timestamp (Last Updated)"
  blank_columns    = ["SS Third Party ID"]
  depends_on       = [data.vendorrisk_gate.critical]
}

locals {
  vendors = { for vendor in data.vendorrisk_securityscorecard_companies.critical.companies : vendor.domain => vendor }
}

output "grades" {
  value      = { for vendor in data.vendorrisk_securityscorecard_companies.critical.companies : vendor.domain => vendor.grade }
  depends_on = [data.vendorrisk_gate.critical]
}

output "gate" {
  value = data.vendorrisk_gate.critical.summary
}
