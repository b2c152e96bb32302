# What your own organization is seen to use, whether it is in a portfolio or not.
data "vendorrisk_securityscorecard_detected_vendors" "own" {
  domain = "kestrel-health.example"
}

output "detected_vendors" {
  description = "Score of each detected vendor, by domain; null where it has none"
  value       = { for vendor in data.vendorrisk_securityscorecard_detected_vendors.own.vendors : vendor.domain => vendor.score }
}

# The vendors of your vendors.
data "vendorrisk_securityscorecard_detected_vendors" "fourth_parties" {
  domain = "kestrel-health.example"
  degree = "fourth"
}

output "number_of_fourth_parties" {
  value = data.vendorrisk_securityscorecard_detected_vendors.fourth_parties.total
}

# The vendors that many of your critical vendors depend on.
data "vendorrisk_securityscorecard_portfolio" "critical" {
  name = "Critical Vendors"
}

data "vendorrisk_securityscorecard_detected_vendors" "shared" {
  portfolio_id        = data.vendorrisk_securityscorecard_portfolio.critical.id
  minimum_connections = 2
}

output "shared_vendors" {
  description = "Percentage of connections of each vendor with at least two, by domain"
  value       = { for vendor in data.vendorrisk_securityscorecard_detected_vendors.shared.vendors : vendor.domain => vendor.connections_percent }
}
