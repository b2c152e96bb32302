data "vendorrisk_securityscorecard_findings" "delta" {
  domains          = ["delta-data.example"]
  minimum_severity = "medium"

  include_recommendations = true
}

# One issue for each type of finding, by its External Id:
# { "ssc:delta-data.example:cookie_missing_http_only" = { "Name" = …, … }, … }
output "issue_rows" {
  value = merge([
    for finding in data.vendorrisk_securityscorecard_findings.delta.findings :
    provider::vendorrisk::processunity_issue_row(finding, {
      severities = { critical = "Critical", high = "High", medium = "Medium" }
      status     = "Open"
      source     = "SecurityScorecard"
    })
  ]...)
}
