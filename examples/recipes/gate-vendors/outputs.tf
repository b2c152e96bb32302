# Maps keyed by domain: long lists of objects in outputs make plans slow.
output "grades" {
  description = "Grade of each vendor, by domain; null where it has none"
  value = {
    for company in data.vendorrisk_securityscorecard_companies.vendors.companies : company.domain => company.grade
  }
}

output "waived" {
  description = "What is waived, by domain and rule, until when"
  value = {
    for waived in data.vendorrisk_gate.vendors.waived : "${waived.subject} ${waived.rule}" => waived.expires_on...
  }
}

output "report" {
  description = "The verdict in Markdown"
  value       = data.vendorrisk_gate.vendors.markdown
}
