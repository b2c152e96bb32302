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
  description = "The name of the SecurityScorecard portfolio whose companies are judged"
  type        = string
  default     = "Cloud Services"
}

variable "minimum_grade" {
  description = "The grade that every company must reach"
  type        = string
  default     = "D"
}

data "vendorrisk_securityscorecard_companies" "vendors" {
  portfolio_names = [var.portfolio]
  include_factors = true
}

# The gate does not block. The condition of the output below blocks, so that the
# report can be read from a failed plan.
data "vendorrisk_gate" "vendors" {
  companies        = data.vendorrisk_securityscorecard_companies.vendors.companies
  minimum_grade    = var.minimum_grade
  maximum_findings = { critical = 0, high = 10 }
  enforcement      = "none"
}

output "report" {
  description = "The verdict as a comment for a pull request"
  value       = data.vendorrisk_gate.vendors.markdown
}

output "passed" {
  description = "Whether every company reaches the bar"
  value       = data.vendorrisk_gate.vendors.passed

  precondition {
    condition     = data.vendorrisk_gate.vendors.passed
    error_message = data.vendorrisk_gate.vendors.summary
  }
}
