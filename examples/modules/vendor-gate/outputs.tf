output "passed" {
  description = "Whether the companies of every tier reach the bar"
  value       = alltrue([for gate in data.vendorrisk_gate.tier : gate.passed])
}

output "report" {
  description = "The report of each tier in Markdown, by the name of the tier"
  value       = { for name, gate in data.vendorrisk_gate.tier : name => gate.markdown }
}

output "violations" {
  description = "What breaks the bar, by the name of the tier and the company"
  value = {
    for name, gate in data.vendorrisk_gate.tier : name => {
      for violation in gate.violations : violation.subject => violation.message...
    }
  }
}
