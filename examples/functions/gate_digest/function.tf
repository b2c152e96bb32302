data "vendorrisk_securityscorecard_companies" "vendors" {
  portfolio_names = ["Critical Vendors"]
}

data "vendorrisk_gate" "vendors" {
  name          = "weekly"
  companies     = data.vendorrisk_securityscorecard_companies.vendors.companies
  minimum_grade = "C"
  enforcement   = "none"
}

# What has changed since the report of last week, which reports has written.
output "digest" {
  value = provider::vendorrisk::gate_digest(file("${path.module}/last-week.json"), data.vendorrisk_gate.vendors)
}
