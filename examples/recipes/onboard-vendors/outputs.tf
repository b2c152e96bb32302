output "portfolios" {
  description = "The ID of each tier's portfolio"
  value       = { for tier, portfolio in vendorrisk_securityscorecard_portfolio.tier : tier => portfolio.id }
}

output "owners" {
  description = "Who owns each vendor that is below its tier's bar or waived, by domain"
  value = {
    for subject in distinct(flatten([for gate in data.vendorrisk_gate.tier : [for one in concat(gate.violations, gate.waived) : one.subject]])) :
    subject => try(local.owners[subject][0], null)
  }
}

output "report" {
  description = "The verdict of every tier in Markdown"
  value       = join("\n", [for tier, gate in data.vendorrisk_gate.tier : gate.markdown])
}
