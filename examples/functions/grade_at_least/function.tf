data "vendorrisk_securityscorecard_company" "payments" {
  domain = "aurora-payments.example"

  lifecycle {
    # False for a grade that is not known, so the plan fails then, too.
    postcondition {
      condition     = provider::vendorrisk::grade_at_least(self.grade, "B")
      error_message = "${self.domain} has the grade ${coalesce(self.grade, "unknown")}, and must have at least B."
    }
  }
}
