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
  description = "The vendor that this module connects to"
  type        = string
  default     = "https://Cobalt-Logistics.example"
}

variable "minimum_grade" {
  description = "The grade that the vendor must reach"
  type        = string
  default     = "B"
}

# A vendor that is below the bar stops everything that depends on this read.
data "vendorrisk_securityscorecard_company" "vendor" {
  domain = var.domain

  lifecycle {
    postcondition {
      condition     = provider::vendorrisk::grade_at_least(self.grade, var.minimum_grade)
      error_message = "${self.domain} has the grade ${coalesce(self.grade, "unknown")}, and must have at least ${var.minimum_grade}."
    }
  }
}

locals {
  vendor = data.vendorrisk_securityscorecard_company.vendor

  # An unknown severity counts as severe. Null when there are no
  # factors and issues yet.
  severe_issues = try([
    for issue in local.vendor.issue_types : issue.type
    if coalesce(provider::vendorrisk::severity_at_least(issue.severity, "high"), true)
  ], null)
  worst_factor_grade = provider::vendorrisk::worst_grade(try(values(local.vendor.factors)[*].grade, null))
}

# A placeholder for the module's resources: credentials, a peering, a firewall rule.
resource "terraform_data" "connection" {
  input = local.vendor.domain

  lifecycle {
    precondition {
      condition     = try(length(local.severe_issues) == 0, false)
      error_message = "${local.vendor.domain} has severe issues: ${try(join(", ", local.severe_issues), "not known")}."
    }

    precondition {
      condition     = provider::vendorrisk::grade_at_least(local.worst_factor_grade, "C")
      error_message = "${local.vendor.domain} has a factor whose grade is below C or not known."
    }
  }
}

output "grade" {
  description = "The vendor's grade"
  value       = local.vendor.grade
}
