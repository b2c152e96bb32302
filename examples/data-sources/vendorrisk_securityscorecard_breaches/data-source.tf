# The breaches of a vendor since the contract began.
data "vendorrisk_securityscorecard_breaches" "since_contract" {
  domains = ["foxtrot-freight.example"]
  from    = "2025-10-01"
  to      = "2026-09-30"
}

output "breaches" {
  description = "Date, method and article of each breach, by domain"
  value = {
    for breach in data.vendorrisk_securityscorecard_breaches.since_contract.findings :
    breach.subject => join(", ", compact([breach.first_seen_at, breach.method, breach.link]))...
  }
}

# The last 90 days of a portfolio.
data "vendorrisk_securityscorecard_portfolio" "critical" {
  name = "Critical Vendors"
}

data "vendorrisk_securityscorecard_breaches" "recent" {
  portfolio_ids = [data.vendorrisk_securityscorecard_portfolio.critical.id]
  from          = formatdate("YYYY-MM-DD", timeadd(plantimestamp(), "-2160h"))
}

output "recently_breached" {
  description = "Vendors with a breach, and those whose breaches are unknown"
  value       = distinct(data.vendorrisk_securityscorecard_breaches.recent.findings[*].subject)
}
