output "trends" {
  description = "The scores of each vendor as a line, and its change, by domain"
  value = {
    for history in data.vendorrisk_securityscorecard_score_history.vendors.histories :
    history.domain => format("%s %s", coalesce(history.sparkline, "no scores"), history.change == null ? "unknown" : format("%+d", history.change))...
  }
}

output "report" {
  description = "The verdict in Markdown"
  value       = data.vendorrisk_gate.vendors.markdown
}
