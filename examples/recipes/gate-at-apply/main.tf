terraform {
  required_version = ">= 1.10"

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

# Terraform opens ephemeral resources in the plan and again in the apply, so the
# companies are those of that time.
ephemeral "vendorrisk_securityscorecard_companies" "vendors" {
  portfolio_names = [var.portfolio]
}

ephemeral "vendorrisk_gate" "vendors" {
  companies     = ephemeral.vendorrisk_securityscorecard_companies.vendors.companies
  minimum_grade = var.minimum_grade
}

# A placeholder for what uses the vendors. A module can depend on the gate too.
resource "terraform_data" "release" {
  input = var.portfolio

  # Nothing else waits for the gate.
  depends_on = [ephemeral.vendorrisk_gate.vendors]

  # A replacement destroys the old object only when the gate has passed.
  lifecycle {
    create_before_destroy = true
  }
}
