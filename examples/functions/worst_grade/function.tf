data "vendorrisk_securityscorecard_companies" "critical" {
  portfolio_names = ["Critical Vendors"]
  include_factors = true
}

# Null if one of the grades is not known, or if there are no factors yet.
output "worst_factor_grades" {
  description = "The worst grade that a factor has, by domain"
  value = {
    for company in data.vendorrisk_securityscorecard_companies.critical.companies :
    company.domain => provider::vendorrisk::worst_grade(try(values(company.factors)[*].grade, null))
  }
}
