data "vendorrisk_securityscorecard_companies" "payments" {
  portfolio_names = ["Critical Vendors"]
  industries      = ["financial_services", "technology"]
  include_factors = true
}

# The plan fails if a company is below the bar, and names the company and the rule.
data "vendorrisk_gate" "payments" {
  name      = "payments"
  companies = data.vendorrisk_securityscorecard_companies.payments.companies

  minimum_grade         = "B"
  maximum_score_drop    = 10
  minimum_factor_grades = { network_security = "B" }
  maximum_findings      = { high = 0, medium = 5 }
  minimum_companies     = 2

  waivers = [
    {
      subject    = "borealis-cloud.example"
      rule       = "maximum_findings"
      reason     = "TLS is being renewed until spring"
      expires_on = "2027-03-31"
      ticket     = "VR-118"
    },
  ]

  # The files exist even if the plan fails.
  reports = {
    markdown = abspath("${path.root}/reports/payments.md")
    junit    = abspath("${path.root}/reports/payments.xml")
  }
}

# The verdict as a comment for a pull request.
output "report" {
  value = data.vendorrisk_gate.payments.markdown
}
