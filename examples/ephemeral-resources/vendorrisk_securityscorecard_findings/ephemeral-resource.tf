# The IDs of portfolios do not change, so a data source can read them.
data "vendorrisk_securityscorecard_portfolio" "cloud" {
  name = "Cloud Services"
}

ephemeral "vendorrisk_securityscorecard_findings" "denied" {
  portfolio_ids = [data.vendorrisk_securityscorecard_portfolio.cloud.id]
  issue_types   = ["malware_infection", "ransomware_association"]
}

ephemeral "vendorrisk_gate" "cloud" {
  findings             = ephemeral.vendorrisk_securityscorecard_findings.denied.findings
  denied_finding_types = ["malware_infection", "ransomware_association"]
}

resource "terraform_data" "release" {
  input      = "cloud"
  depends_on = [ephemeral.vendorrisk_gate.cloud]
}
