# What moved the score of a vendor in the first quarter.
data "vendorrisk_securityscorecard_events" "quarter" {
  domains = ["foxtrot-freight.example"]
  from    = "2026-01-01"
  to      = "2026-03-31"
}

output "events" {
  value = [
    for event in data.vendorrisk_securityscorecard_events.quarter.events : join(" ", compact([
      event.date, event.type, event.issue_type, event.status,
      event.score_impact == null ? null : format("(%v points)", event.score_impact)
    ]))
  ]
}

# Only what arrived.
output "new_issue_types" {
  value = distinct([
    for event in data.vendorrisk_securityscorecard_events.quarter.events : event.issue_type
    if event.type == "issues" && event.status == "active"
  ])
}
