locals {
  # As people write them.
  owners = {
    "https://www.Aurora-Payments.example/checkout" = "team-checkout"
    "Bücher.example"                               = "team-library"
  }

  # As the data sources write them. A leading www. is kept, so remove it here.
  owners_by_domain = {
    for website, owner in local.owners :
    trimprefix(provider::vendorrisk::normalize_domain(website), "www.") => owner
  }
}

data "vendorrisk_securityscorecard_companies" "all" {}

output "grades_by_owner" {
  description = "Grade of each vendor that has an owner, by owner"
  value = {
    for company in data.vendorrisk_securityscorecard_companies.all.companies :
    local.owners_by_domain[company.domain] => company.grade
    if contains(keys(local.owners_by_domain), company.domain)
  }
}
