data "vendorrisk_securityscorecard_companies" "critical" {
  portfolio_names = ["Critical Vendors"]
  include_factors = true
}

locals {
  companies = data.vendorrisk_securityscorecard_companies.critical.companies
}

# The industries of these companies, each read once. "unknown" has no average.
data "vendorrisk_securityscorecard_industry" "all" {
  for_each = toset([for company in local.companies : company.industry if try(company.industry != "unknown", false)])
  industry = each.key
}

# How many points a vendor is above (positive) or below the average of its
# industry. A vendor without a score, or of an unknown industry, has null.
output "against_industry" {
  description = "Points above the average of the industry, for the score and for each factor, by domain"
  value = {
    for company in local.companies : company.domain => {
      score = try(company.score - data.vendorrisk_securityscorecard_industry.all[company.industry].average_score, null)
      factors = {
        for name, factor in coalesce(company.factors, {}) :
        name => try(factor.score - data.vendorrisk_securityscorecard_industry.all[company.industry].factors[name].score, null)
      }
    }
  }
}
