data "vendorrisk_securityscorecard_companies" "critical" {
  portfolio_names = ["Critical Vendors"]
  include_factors = true
}

# The third parties of these companies.
data "vendorrisk_processunity_third_parties" "critical" {
  template_id = 123450
  domains     = [for company in data.vendorrisk_securityscorecard_companies.critical.companies : company.domain]
}

locals {
  companies = { for company in data.vendorrisk_securityscorecard_companies.critical.companies : company.domain => company }
}

# One set of rows for all third parties: separate resources would each send
# requests, and the limit is often 360 an hour.
resource "vendorrisk_processunity_third_party_import" "scorecards" {
  template_id = 123450

  # By Id, with only the columns to set. Other columns stay unchanged.
  rows = {
    for third_party in data.vendorrisk_processunity_third_parties.critical.third_parties :
    third_party.id => provider::vendorrisk::processunity_third_party_row(local.companies[third_party.domain], {})
  }

  # Set whenever a row is sent.
  timestamp_column = "SS Timestamp (Last Updated)"

  # A column of the template that no row sets and that stays empty.
  blank_columns = ["SS Third Party ID"]
}
