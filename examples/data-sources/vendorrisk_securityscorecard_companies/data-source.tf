# The companies of a portfolio, with their factors and numbers of findings.
data "vendorrisk_securityscorecard_companies" "critical" {
  portfolio_names = ["Critical Vendors"]
  include_factors = true
}

# A map keyed by domain: long lists of objects in outputs make plans slow.
output "critical_vendors" {
  description = "Grade, score and findings of each critical vendor, by domain"
  value = {
    for company in data.vendorrisk_securityscorecard_companies.critical.companies : company.domain => {
      grade          = company.grade
      score          = company.score
      finding_counts = company.finding_counts
    }
  }
}

# The companies with low grades, from every portfolio.
data "vendorrisk_securityscorecard_companies" "weak" {
  grades = ["D", "F", "?"]
}

output "weak_vendors" {
  description = "Grade of each weak vendor, by domain; null where it has none"
  value = {
    for company in data.vendorrisk_securityscorecard_companies.weak.companies : company.domain => company.grade
  }
}

# Which vendors have a vulnerability. That there are none says something only if
# there are companies in the portfolios.
data "vendorrisk_securityscorecard_companies" "xz" {
  portfolio_names = ["Critical Vendors"]
  vulnerability   = "CVE-2024-3094"

  lifecycle {
    postcondition {
      condition     = self.portfolio_total > 0
      error_message = "There is no company in the portfolio."
    }
  }
}

output "vendors_with_the_vulnerability" {
  value = [for company in data.vendorrisk_securityscorecard_companies.xz.companies : company.domain]
}
