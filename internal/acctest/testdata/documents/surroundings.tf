data "vendorrisk_securityscorecard_portfolio" "critical" {
  name = "Critical Vendors"
}

data "vendorrisk_securityscorecard_companies" "critical" {
  portfolio_names = ["Critical Vendors"]
  include_factors = true
}

data "vendorrisk_securityscorecard_companies" "vendors" {
  portfolio_names = ["Cloud Services"]
  include_factors = true
}

data "vendorrisk_securityscorecard_findings" "critical" {
  portfolio_ids    = [data.vendorrisk_securityscorecard_portfolio.critical.id]
  minimum_severity = "high"
}

data "vendorrisk_securityscorecard_breaches" "recent" {
  portfolio_ids = [data.vendorrisk_securityscorecard_portfolio.critical.id]
  from          = "2026-09-01"
}

data "vendorrisk_gate" "critical" {
  companies     = data.vendorrisk_securityscorecard_companies.critical.companies
  minimum_grade = "F"
}

data "vendorrisk_gate" "all" {
  companies     = data.vendorrisk_securityscorecard_companies.critical.companies
  minimum_grade = "F"
}

data "vendorrisk_nowsecure_apps" "wallet" {
  packages = ["com.ember.wallet"]
}

data "vendorrisk_nowsecure_findings" "wallet" {
  apps = data.vendorrisk_nowsecure_apps.wallet.apps[*].ref
}

data "vendorrisk_secureframe_tests" "soc2" {
  frameworks = ["soc2_alpha"]
}

data "vendorrisk_secureframe_tprm_vendors" "critical" {}

data "vendorrisk_processunity_third_parties" "critical" {
  template_id = 123450
  domains     = keys(local.companies)
}

variable "connection_id" {
  default = "3d0c6a52-8f1e-4b7a-9c45-2e6d1f7b8a01"
}

variable "test_id" {
  default = "test"
}

locals {
  companies      = { for company in data.vendorrisk_securityscorecard_companies.critical.companies : company.domain => company }
  scorecards     = local.companies
  reviewed_after = "2026-01-01T00:00:00Z"
}
