# The one vendor that a resource connects to, read again by the apply.
ephemeral "vendorrisk_securityscorecard_company" "payments" {
  domain = "aurora-payments.example"
}

resource "terraform_data" "connection" {
  input = "aurora-payments.example"

  lifecycle {
    precondition {
      condition     = provider::vendorrisk::grade_at_least(ephemeral.vendorrisk_securityscorecard_company.payments.grade, "B")
      error_message = "The payment provider must have at least B."
    }
  }
}
