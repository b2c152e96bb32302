# A vendor that a module is about to depend on.
data "vendorrisk_securityscorecard_company" "payments" {
  domain = "aurora-payments.example"

  lifecycle {
    postcondition {
      condition     = provider::vendorrisk::grade_at_least(self.grade, "B")
      error_message = "${self.domain} has the grade ${coalesce(self.grade, "unknown")}, and must have at least B."
    }
  }
}

output "payments_factors" {
  description = "Grade of each factor, by name"
  value       = { for name, factor in data.vendorrisk_securityscorecard_company.payments.factors : name => factor.grade }
}

output "payments_issues" {
  description = "Number of findings, by issue type"
  value = {
    for issue in data.vendorrisk_securityscorecard_company.payments.issue_types : issue.type => issue.count
  }
}
