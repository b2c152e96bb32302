# The companies as they are when the plan is applied.
ephemeral "vendorrisk_securityscorecard_companies" "cloud" {
  portfolio_names = ["Cloud Services"]
  include_factors = true
}

ephemeral "vendorrisk_gate" "cloud" {
  companies             = ephemeral.vendorrisk_securityscorecard_companies.cloud.companies
  minimum_grade         = "D"
  minimum_factor_grades = { network_security = "F" }
  maximum_findings      = { critical = 0, high = 10 }
}

resource "terraform_data" "release" {
  input      = "cloud"
  depends_on = [ephemeral.vendorrisk_gate.cloud]
}
