data "vendorrisk_securityscorecard_companies" "vendors" {
  portfolio_names = ["Critical Vendors"]
}

data "vendorrisk_gate" "vendors" {
  companies     = data.vendorrisk_securityscorecard_companies.vendors.companies
  minimum_grade = "C"
  enforcement   = "none"
}

# The report for code scanning, in the outputs of a run whose files are not kept.
output "sarif" {
  value = provider::vendorrisk::gate_report(data.vendorrisk_gate.vendors, "sarif")
}

# A report that was kept as JSON can be written in another format later.
output "markdown" {
  value = provider::vendorrisk::gate_report(data.vendorrisk_gate.vendors.json, "markdown")
}
