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
  description = "The grade that every company must reach"
  type        = string
  default     = "B"
}

variable "as_of" {
  description = "The time that decides whether waivers are valid, as RFC 3339. Null is now."
  type        = string
  default     = null
}

data "vendorrisk_securityscorecard_companies" "vendors" {
  portfolio_names = ["Critical Vendors"]
  include_factors = true
}

locals {
  # Where Terraform runs, in full: a provider in a debugger runs elsewhere.
  reports = abspath("${path.root}/reports")

  # The report of a plan that was accepted. Without the file, everything blocks.
  baseline = "${path.module}/vendor-risk-baseline.json"
}

data "vendorrisk_gate" "vendors" {
  name      = "critical-vendors"
  companies = data.vendorrisk_securityscorecard_companies.vendors.companies
  as_of     = var.as_of

  minimum_grade    = var.minimum_grade
  maximum_findings = { critical = 0, high = 5 }

  baseline = fileexists(local.baseline) ? file(local.baseline) : null

  # People keep waivers in YAML, or in CSV, as spreadsheets write it.
  waivers = concat(
    yamldecode(file("${path.module}/waivers.yaml")),
    csvdecode(file("${path.module}/waivers.csv")),
  )

  # The files exist even if the gate fails the plan.
  reports = {
    markdown = "${local.reports}/report.md"
    json     = "${local.reports}/report.json"
    junit    = "${local.reports}/report.junit.xml"
    sarif    = "${local.reports}/report.sarif"
  }
}

output "summary" {
  description = "The verdict in a few lines"
  value       = data.vendorrisk_gate.vendors.summary
}

output "known" {
  description = "What is below the bar and does not block, because it is in the baseline"
  value       = { for violation in data.vendorrisk_gate.vendors.known_violations : violation.subject => violation.observed... }
}
