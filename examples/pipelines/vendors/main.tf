terraform {
  required_version = ">= 1.8"

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

# The API token comes from SECURITYSCORECARD_API_TOKEN.
provider "vendorrisk" {}

variable "minimum_grade" {
  description = "The grade that every vendor must reach"
  type        = string
  default     = "D"
}

module "vendor_gate" {
  source = "../../modules/vendor-gate"

  tiers = {
    vendors = {
      portfolios       = ["Cloud Services"]
      minimum_grade    = var.minimum_grade
      maximum_findings = { critical = 0, high = 10 }
    }
  }

  waivers_file       = "${path.module}/waivers.yaml"
  baseline_directory = "${path.module}/baseline"
  reports_directory  = "${path.module}/reports"
  source_file        = "vendors/main.tf"
}

output "passed" {
  description = "Whether every vendor reaches the bar"
  value       = module.vendor_gate.passed
}
