# One portfolio by its name, for arguments that take an id.
data "vendorrisk_securityscorecard_portfolio" "critical" {
  name = "Critical Vendors"
}

data "vendorrisk_securityscorecard_findings" "critical" {
  portfolio_ids    = [data.vendorrisk_securityscorecard_portfolio.critical.id]
  minimum_severity = "critical"
}

output "critical_findings" {
  description = "Number of findings, by severity"
  value       = data.vendorrisk_securityscorecard_findings.critical.counts
}
