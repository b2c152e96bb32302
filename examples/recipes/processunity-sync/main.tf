terraform {
  required_version = ">= 1.8"

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

variable "third_party_template_id" {
  description = "The Import ID of the template that updates third parties"
  type        = number
  default     = 123450
}

variable "issue_template_id" {
  description = "The Import ID of the template that inserts and updates issues"
  type        = number
  default     = 123451
}

# The vendors, as SecurityScorecard sees them.
data "vendorrisk_securityscorecard_companies" "critical" {
  portfolio_names = ["Critical Vendors"]
  include_factors = true
}

data "vendorrisk_securityscorecard_findings" "critical" {
  domains          = local.domains
  minimum_severity = "medium"

  # What to do about each issue: the column Resolution.
  include_recommendations = true
}

# The same vendors, as ProcessUnity knows them.
data "vendorrisk_processunity_third_parties" "critical" {
  template_id = var.third_party_template_id
  domains     = local.domains

  lifecycle {
    postcondition {
      condition     = length(self.unmatched) + length(self.ambiguous) == 0
      error_message = "Not every vendor is one third party: none has ${jsonencode(self.unmatched)}, several have ${jsonencode(self.ambiguous)}."
    }
  }
}

locals {
  companies = data.vendorrisk_securityscorecard_companies.critical.companies
  domains   = [for company in local.companies : company.domain]
  ids       = { for third_party in data.vendorrisk_processunity_third_parties.critical.third_parties : third_party.domain => third_party.id }
}

# Companies become columns of third parties.
resource "vendorrisk_processunity_third_party_import" "scorecards" {
  template_id      = var.third_party_template_id
  rows             = { for company in local.companies : local.ids[company.domain] => provider::vendorrisk::processunity_third_party_row(company, {}) }
  timestamp_column = "SS Timestamp (Last Updated)"
  blank_columns    = ["SS Third Party ID"]
}

# Findings become issues, one for each type at each company.
resource "vendorrisk_processunity_issue_import" "findings" {
  template_id = var.issue_template_id

  rows = merge([
    for finding in data.vendorrisk_securityscorecard_findings.critical.findings :
    provider::vendorrisk::processunity_issue_row(finding, {
      # The exact words of the tenant's pick lists.
      severities     = { critical = "Critical", high = "High", medium = "Medium" }
      status         = "Open"
      source         = "SecurityScorecard"
      third_party_id = local.ids[finding.subject]
    })
  ]...)

  # An issue that a person closes in ProcessUnity stays closed. An issue is also
  # closed when SecurityScorecard no longer reports it.
  insert_only_columns = ["Issue Status"]
  on_removed          = { "Issue Status" = "Closed" }
  blank_columns       = ["Description", "Resolution", "Risk Impact"]
}

output "third_parties" {
  value = local.ids
}
