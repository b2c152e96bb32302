# The severe issue types of two factors, for example to deny them in a gate.
data "vendorrisk_securityscorecard_issue_types" "severe" {
  minimum_severity = "high"
  factors          = ["ip_reputation", "leaked_information"]
}

output "severe_issue_types" {
  description = "Title of each issue type, by type"
  value = {
    for issue in data.vendorrisk_securityscorecard_issue_types.severe.issue_types : issue.type => issue.title
  }
}
