terraform {
  required_version = ">= 1.8"

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

variable "minimum_grade" {
  description = "The grade that every vendor must reach"
  type        = string
  default     = "C"
}

# A module of its own reads the data, so that a test can replace it.
module "vendors" {
  source = "./vendors"
}

data "vendorrisk_gate" "vendors" {
  companies             = values(module.vendors.companies)
  minimum_grade         = var.minimum_grade
  minimum_factor_grades = { application_security = "C" }
  maximum_findings      = { critical = 0 }
  enforcement           = "none"
}

# A test can expect a condition to fail, but not a gate.
output "passed" {
  description = "Whether every vendor reaches the bar"
  value       = data.vendorrisk_gate.vendors.passed

  precondition {
    condition     = data.vendorrisk_gate.vendors.passed
    error_message = data.vendorrisk_gate.vendors.summary
  }
}
