locals {
  companies = provider::vendorrisk::snapshot_companies(file("${path.module}/posture.json"))
}

# The grades of all vendors, by domain.
output "grades" {
  value = { for company in local.companies : company.domain => company.grade }
}

# The rows that ProcessUnity imports, by domain.
output "rows" {
  value = { for company in local.companies : company.domain => provider::vendorrisk::processunity_third_party_row(company, {}) }
}
