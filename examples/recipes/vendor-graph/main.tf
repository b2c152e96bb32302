terraform {
  required_version = ">= 1.8"

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

variable "as_of" {
  description = "When the questions are asked, RFC 3339. Null is now."
  type        = string
  default     = null
}

data "vendorrisk_securityscorecard_graph" "vendors" {
  account_id = "example-customer"
}

data "vendorrisk_nowsecure_graph" "apps" {
  account_id                  = "example-customer"
  include_users               = true
  maximum_assessment_age_days = 30
  as_of                       = var.as_of
}

data "vendorrisk_jumpcloud_users" "employees" {
  include_names = true # without their addresses, no user would match
}

locals {
  vendors = jsondecode(data.vendorrisk_securityscorecard_graph.vendors.json)
  apps    = jsondecode(data.vendorrisk_nowsecure_graph.apps.json)

  # Entities by key, and the keys that a type of relationships joins.
  vendor_entities = { for entity in local.vendors.entities : entity._key => entity }
  app_entities    = { for entity in local.apps.entities : entity._key => entity }
  members         = [for edge in local.vendors.relationships : edge if edge._type == "securityscorecard_portfolio_has_company"]
  vendor_findings = [for edge in local.vendors.relationships : edge if edge._type == "securityscorecard_company_has_finding"]
  app_findings    = [for edge in local.apps.relationships : edge if edge._type == "mobile_app_has_nowsecure_finding"]

  # What an earlier run has kept, or null.
  last_week    = try(jsondecode(file("${path.root}/last-week.json")), null)
  last_quarter = try(jsondecode(file("${path.root}/last-quarter.json")), null)
  grades       = { for key, entity in local.vendor_entities : key => entity.grade if entity._type == "securityscorecard_company" }
}

# A finding whose `open` is null may be open.
locals {
  critical_vendors = toset([
    for edge in local.vendor_findings : edge._fromEntityKey
    if local.vendor_entities[edge._toEntityKey].severity == "critical" && local.vendor_entities[edge._toEntityKey].open != false
  ])
  new_findings = local.last_week == null ? null : {
    for edge in local.vendor_findings : edge._toEntityKey => local.vendor_entities[edge._toEntityKey].displayName
    if !contains(local.last_week.findings, edge._toEntityKey)
  }
  # A grade that is not known any more is not a good one.
  fallen_grades = local.last_quarter == null ? null : {
    for key, grade in local.grades : local.vendor_entities[key].domainName => "${local.last_quarter.grades[key]} to ${coalesce(grade, "unknown")}"
    if lookup(local.last_quarter.grades, key, null) == null ? false : grade == null ? true : !provider::vendorrisk::grade_at_least(grade, local.last_quarter.grades[key])
  }
  employees = toset([for user in data.vendorrisk_jumpcloud_users.employees.users : lower(user.email) if user.email != null])
  unknown_users = toset([
    for entity in local.apps.entities : entity.displayName
    if entity._type == "nowsecure_user" && length(setintersection(try([for address in entity.email : lower(address)], []), local.employees)) == 0
  ])
  unscanned_apps = {
    for edge in local.app_findings : edge._fromEntityKey => local.app_entities[edge._toEntityKey].name
    if contains(["assessment_outdated", "not_assessed"], local.app_entities[edge._toEntityKey].name)
  }
}

output "portfolios_with_critical_findings" {
  description = "Which portfolios hold vendors with critical findings"
  value       = toset([for edge in local.members : local.vendor_entities[edge._fromEntityKey].displayName if contains(local.critical_vendors, edge._toEntityKey)])
}

output "changes" {
  description = "Which findings are new since last week, by key, and which vendors have a worse grade than 90 days ago, or none any more. Null while nothing was kept then."
  value = {
    new_findings  = local.new_findings
    fallen_grades = local.fallen_grades
  }
}

output "unknown_users" {
  description = "Which users of NowSecure have the email address of no employee"
  value       = local.unknown_users
  sensitive   = true # they are names of people
}

output "unscanned_apps" {
  description = "Which applications no one has scanned for 30 days, by key"
  value       = local.unscanned_apps
}
