terraform {
  required_version = ">= 1.8"

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

variable "portfolio" {
  description = "The name of the SecurityScorecard portfolio whose companies are judged and published"
  type        = string
  default     = "Cloud Services"
}

variable "minimum_grade" {
  description = "The grade that every company must reach"
  type        = string
  default     = "D"
}

variable "scorecards_connection_id" {
  description = "The UUID of the Secureframe custom connection that takes scorecards"
  type        = string
}

data "vendorrisk_securityscorecard_companies" "vendors" {
  portfolio_names = [var.portfolio]
}

data "vendorrisk_gate" "vendors" {
  companies     = data.vendorrisk_securityscorecard_companies.vendors.companies
  minimum_grade = var.minimum_grade
}

resource "vendorrisk_secureframe_schema" "scorecards" {
  connection_id = var.scorecards_connection_id
  vendor_slug   = "securityscorecard"
  schema_slug   = "vendor_scorecards"
  primary_id    = "domain"

  fields = {
    domain           = { type = "string", required = true }
    name             = { type = "string" }
    grade            = { type = "string" }
    score            = { type = "number" }
    score_change_30d = { type = "number" }
  }
}

resource "vendorrisk_secureframe_push" "scorecards" {
  schema = vendorrisk_secureframe_schema.scorecards

  # Null values are left out: Secureframe does not document how it treats null, and
  # a missing grade must not look like a grade.
  records = {
    for company in data.vendorrisk_securityscorecard_companies.vendors.companies :
    company.domain => jsonencode({
      for name, value in {
        domain           = company.domain
        name             = company.name
        grade            = company.grade
        score            = company.score
        score_change_30d = company.score_change_30d
      } : name => value if value != null
    })
  }

  # Nothing is published while the gate blocks.
  depends_on = [data.vendorrisk_gate.vendors]
}

output "definition_steps" {
  description = "What a person does in Secureframe before it processes the scorecards"
  value       = vendorrisk_secureframe_schema.scorecards.definition_steps
}

output "accepted_records" {
  description = "How many scorecards Secureframe has accepted"
  value       = vendorrisk_secureframe_push.scorecards.accepted_records
}
