# This file is yours: make sandbox does not overwrite it.

terraform {
  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = ">= 0.1"
    }
  }
}

# The addresses and the credentials come from environment.sh.
provider "vendorrisk" {}

data "vendorrisk_securityscorecard_companies" "critical" {
  portfolio_names = ["Critical Vendors"]
  include_factors = true # counts the findings
}

data "vendorrisk_nowsecure_findings" "notes" {
  apps = ["b4a6e5f7-9b8c-5c3a-8e4d-5a7f9b1c3d04"] # Borealis Notes
}

data "vendorrisk_jumpcloud_posture" "administrators" {
  included_checks = ["admin-mfa-enrolled"]
}

data "vendorrisk_gate" "release" {
  name      = "release"
  companies = data.vendorrisk_securityscorecard_companies.critical.companies
  findings = concat(
    data.vendorrisk_nowsecure_findings.notes.findings,
    data.vendorrisk_jumpcloud_posture.administrators.findings,
  )

  minimum_grade    = "C"
  maximum_findings = { critical = 0, high = 10 }
  reports          = { markdown = "report.md" }
}

output "gate" {
  value = data.vendorrisk_gate.release.summary
}
