data "vendorrisk_securityscorecard_company" "data" {
  domain = "delta-data.example"
}

# Null for an unknown severity: coalesce decides what that means.
output "severe_issues" {
  description = "Number of findings that are high or worse, by issue type"
  value = {
    for issue in data.vendorrisk_securityscorecard_company.data.issue_types : issue.type => issue.count
    if coalesce(provider::vendorrisk::severity_at_least(issue.severity, "high"), true)
  }
}
