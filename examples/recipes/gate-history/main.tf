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

locals {
  as_of = var.as_of != null ? var.as_of : plantimestamp()
  from  = formatdate("YYYY-MM-DD", timeadd(local.as_of, "-${24 * var.days}h"))
  to    = formatdate("YYYY-MM-DD", local.as_of)

  # The score at the beginning of the window may be up to seven days older than it.
  history_from = formatdate("YYYY-MM-DD", timeadd(local.as_of, "-${24 * (var.days + 7)}h"))
}

data "vendorrisk_securityscorecard_portfolio" "vendors" {
  name = var.portfolio
}

data "vendorrisk_securityscorecard_companies" "vendors" {
  portfolio_ids = [data.vendorrisk_securityscorecard_portfolio.vendors.id]
}

data "vendorrisk_securityscorecard_score_history" "vendors" {
  portfolio_ids = [data.vendorrisk_securityscorecard_portfolio.vendors.id]
  from          = local.history_from
  to            = local.to
}

data "vendorrisk_securityscorecard_breaches" "vendors" {
  portfolio_ids = [data.vendorrisk_securityscorecard_portfolio.vendors.id]
  from          = local.from
  to            = local.to
}

data "vendorrisk_gate" "vendors" {
  name      = "vendor-history"
  companies = data.vendorrisk_securityscorecard_companies.vendors.companies

  # None that fell more than so many points.
  histories          = data.vendorrisk_securityscorecard_score_history.vendors.histories
  maximum_score_drop = var.maximum_score_drop
  score_drop_days    = var.days

  # None with a breach.
  findings             = data.vendorrisk_securityscorecard_breaches.vendors.findings
  covered_subjects     = data.vendorrisk_securityscorecard_breaches.vendors.covered_subjects
  denied_finding_types = ["breach"]

  as_of = local.as_of
}
