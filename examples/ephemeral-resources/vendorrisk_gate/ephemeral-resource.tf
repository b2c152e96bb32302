ephemeral "vendorrisk_securityscorecard_companies" "payments" {
  portfolio_names = ["Critical Vendors"]
  industries      = ["financial_services", "technology"]
}

# Fails the plan when a company is below the bar, and the apply when one has
# fallen below it since.
ephemeral "vendorrisk_gate" "payments" {
  companies     = ephemeral.vendorrisk_securityscorecard_companies.payments.companies
  minimum_grade = "B"
}

# Only what depends on the gate waits for its verdict.
resource "terraform_data" "release" {
  input      = "payments"
  depends_on = [ephemeral.vendorrisk_gate.payments]
}
