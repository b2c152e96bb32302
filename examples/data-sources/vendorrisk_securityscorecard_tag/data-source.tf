# The vendors with a tag, whatever portfolios they are in.
data "vendorrisk_securityscorecard_tag" "payments" {
  name = "Handles payments"
}

data "vendorrisk_gate" "payments" {
  name          = "payments-tag"
  companies     = data.vendorrisk_securityscorecard_tag.payments.companies
  minimum_grade = "C"
}

output "grades" {
  description = "Grade of each vendor that handles payments, by domain"
  value       = { for company in data.vendorrisk_securityscorecard_tag.payments.companies : company.domain => company.grade }
}
