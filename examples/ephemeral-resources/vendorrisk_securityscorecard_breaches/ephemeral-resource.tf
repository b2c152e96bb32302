# The IDs of portfolios do not change, so a data source can read them.
data "vendorrisk_securityscorecard_portfolio" "cloud" {
  name = "Cloud Services"
}

ephemeral "vendorrisk_securityscorecard_breaches" "recent" {
  portfolio_ids = [data.vendorrisk_securityscorecard_portfolio.cloud.id]
  from          = formatdate("YYYY-MM-DD", timeadd(plantimestamp(), "-2160h")) # 90 days
}

ephemeral "vendorrisk_gate" "cloud" {
  findings             = ephemeral.vendorrisk_securityscorecard_breaches.recent.findings
  denied_finding_types = ["breach"]
}

resource "terraform_data" "release" {
  input      = "cloud"
  depends_on = [ephemeral.vendorrisk_gate.cloud]
}
