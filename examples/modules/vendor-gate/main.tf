locals {
  # Anything but a score and a grade needs one request for each company.
  with_factors = toset([
    for name, tier in var.tiers : name
    if tier.minimum_factor_grades != null || tier.maximum_findings != null
  ])

  waivers = var.waivers_file == null ? [] : yamldecode(file(var.waivers_file))

  reports = var.reports_directory == null ? null : abspath(var.reports_directory)
  baselines = {
    for name in keys(var.tiers) : name => try(file("${var.baseline_directory}/${name}.json"), null)
  }
}

# A module of its own reads the vendors, so that a test can replace it. Nothing is
# read if there are snapshots.
module "companies" {
  source = "./companies"
  count  = var.snapshots == null ? 1 : 0

  portfolios   = { for name, tier in var.tiers : name => tier.portfolios }
  with_factors = local.with_factors
}

data "vendorrisk_gate" "tier" {
  for_each = var.tiers

  name      = each.key
  companies = one(module.companies[*].by_tier[each.key])

  snapshots            = var.snapshots
  maximum_snapshot_age = var.maximum_snapshot_age
  snapshot_scope       = var.snapshots == null ? null : { portfolios = each.value.portfolios }
  public_keys          = var.public_keys

  minimum_grade         = each.value.minimum_grade
  minimum_score         = each.value.minimum_score
  maximum_score_drop    = each.value.maximum_score_drop
  minimum_factor_grades = each.value.minimum_factor_grades
  maximum_findings      = each.value.maximum_findings
  minimum_companies     = each.value.minimum_companies

  # A waiver without a tier is for every tier.
  waivers     = [for waiver in local.waivers : waiver if try(waiver.tier, each.key) == each.key]
  baseline    = local.baselines[each.key]
  as_of       = var.as_of
  enforcement = var.enforcement
  source_file = var.source_file

  reports = local.reports == null ? null : {
    markdown = "${local.reports}/${each.key}.md"
    json     = "${local.reports}/${each.key}.json"
    junit    = "${local.reports}/${each.key}.xml"
    sarif    = "${local.reports}/${each.key}.sarif"
  }
}
