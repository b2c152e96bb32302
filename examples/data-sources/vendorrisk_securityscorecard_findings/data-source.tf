# The severe findings of two vendors, without the types that are accepted.
data "vendorrisk_securityscorecard_findings" "severe" {
  domains              = ["delta-data.example", "foxtrot-freight.example"]
  minimum_severity     = "high"
  excluded_issue_types = ["cookie_missing_http_only"]
}

output "severe_findings" {
  description = "Types of the severe findings, by domain"
  value = {
    for domain, types in {
      for finding in data.vendorrisk_securityscorecard_findings.severe.findings : finding.subject => finding.type...
    } : domain => distinct(types)
  }
}

# Where they are, as far as SecurityScorecard says it.
output "severe_findings_places" {
  description = "Page, or host and port, of each severe finding, by issue ID"
  value = {
    for finding in data.vendorrisk_securityscorecard_findings.severe.findings : finding.issue_id =>
    finding.target_url != null ? finding.target_url : join(":", compact([finding.target, finding.port]))
    if finding.issue_id != null
  }
}

# Only one issue type, in a whole portfolio.
data "vendorrisk_securityscorecard_portfolio" "critical" {
  name = "Critical Vendors"
}

data "vendorrisk_securityscorecard_findings" "malware" {
  portfolio_ids = [data.vendorrisk_securityscorecard_portfolio.critical.id]
  issue_types   = ["malware_infection"]
}

output "malware_infections" {
  value = data.vendorrisk_securityscorecard_findings.malware.total
}
