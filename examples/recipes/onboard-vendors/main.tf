terraform {
  required_version = ">= 1.8"

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

# The API token and the username come from SECURITYSCORECARD_API_TOKEN and
# SECURITYSCORECARD_USERNAME. With the username, a plan that needs more license
# slots than there are fails before anything is sent.
provider "vendorrisk" {}

locals {
  vendors = [
    for vendor in yamldecode(file(var.inventory)).vendors :
    merge(vendor, { domain = provider::vendorrisk::normalize_domain(vendor.domain) })
  ]
  domains = {
    for tier, bar in var.tiers : tier => sort([for vendor in local.vendors : vendor.domain if vendor.tier == tier])
  }
  owners = { for vendor in local.vendors : vendor.domain => vendor.owner... }
  # A tier without vendors has nothing to judge.
  judged_tiers = { for tier, bar in var.tiers : tier => bar if length(local.domains[tier]) > 0 }
}

resource "vendorrisk_securityscorecard_portfolio" "tier" {
  for_each = var.tiers

  name        = "Vendors: ${each.key}"
  description = "The vendors of the tier ${each.key}. Managed by Terraform."
  privacy     = "shared"

  lifecycle {
    precondition {
      condition     = alltrue([for vendor in local.vendors : contains(keys(var.tiers), vendor.tier)])
      error_message = "Each vendor of the inventory must have one of these tiers: ${join(", ", keys(var.tiers))}."
    }
    precondition {
      condition     = alltrue([for domain, owners in local.owners : length(owners) == 1])
      error_message = "Vendors that are in the inventory twice: ${join(", ", [for domain, owners in local.owners : domain if length(owners) > 1])}."
    }
  }
}

# The file is the inventory: a company that someone adds by hand shows in the plan
# and is removed.
resource "vendorrisk_securityscorecard_portfolio_companies" "tier" {
  for_each = var.tiers

  portfolio_id = vendorrisk_securityscorecard_portfolio.tier[each.key].id
  domains      = local.domains[each.key]
  exclusive    = true
}

# When the inventory changes, this is read after the change, during the apply. A
# plan without changes reads it.
data "vendorrisk_securityscorecard_companies" "tier" {
  for_each   = local.judged_tiers
  depends_on = [vendorrisk_securityscorecard_portfolio_companies.tier]

  portfolio_ids   = [vendorrisk_securityscorecard_portfolio.tier[each.key].id]
  include_factors = true
}

# Each tier has its own bar. The grade of a company without a scorecard is unknown
# until SecurityScorecard has calculated it, which blocks.
data "vendorrisk_gate" "tier" {
  for_each = local.judged_tiers

  name             = each.key
  companies        = data.vendorrisk_securityscorecard_companies.tier[each.key].companies
  minimum_grade    = each.value.minimum_grade
  maximum_findings = each.value.maximum_findings
  unknown_grade    = var.unknown_grade
}
