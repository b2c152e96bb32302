# Vendors without a risk level are kept, because it may be any.
data "vendorrisk_secureframe_tprm_vendors" "severe" {
  risk_levels = ["Critical", "High"]

  lifecycle {
    postcondition {
      condition     = self.total > 0
      error_message = "Secureframe has no severe vendor: is the list empty, or may the key not read it?"
    }
  }
}

data "vendorrisk_securityscorecard_companies" "all" {}

# Vendors in use that SecurityScorecard does not rate, by name.
output "vendors_without_scorecard" {
  description = "The website of each, by name; null where there is none"
  value = {
    for vendor in data.vendorrisk_secureframe_tprm_vendors.severe.vendors : coalesce(vendor.name, vendor.id) => vendor.website
    if vendor.archived != true && !contains(data.vendorrisk_securityscorecard_companies.all.companies[*].domain, coalesce(vendor.domain, "none"))
  }
}
