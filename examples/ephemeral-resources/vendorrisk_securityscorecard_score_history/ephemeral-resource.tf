# What has been lost in 90 days when the plan is applied. The window may begin with
# a score that is up to seven days older.
data "vendorrisk_securityscorecard_portfolio" "cloud" {
  name = "Cloud Services"
}

ephemeral "vendorrisk_securityscorecard_companies" "cloud" {
  portfolio_ids = [data.vendorrisk_securityscorecard_portfolio.cloud.id]
}

ephemeral "vendorrisk_securityscorecard_score_history" "cloud" {
  portfolio_ids = [data.vendorrisk_securityscorecard_portfolio.cloud.id]
  from          = formatdate("YYYY-MM-DD", timeadd(plantimestamp(), "-2328h")) # 97 days
}

ephemeral "vendorrisk_gate" "cloud" {
  companies          = ephemeral.vendorrisk_securityscorecard_companies.cloud.companies
  histories          = ephemeral.vendorrisk_securityscorecard_score_history.cloud.histories
  maximum_score_drop = 10
  score_drop_days    = 90
}

resource "terraform_data" "release" {
  input      = "cloud"
  depends_on = [ephemeral.vendorrisk_gate.cloud]
}
