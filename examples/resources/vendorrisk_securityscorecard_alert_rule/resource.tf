# Needs the provider's securityscorecard.username, or SECURITYSCORECARD_USERNAME.
data "vendorrisk_securityscorecard_portfolio" "critical" {
  name = "Critical Vendors"
}

# Alerts when one of two factors of a critical vendor falls below 70. Every change
# replaces the rule.
resource "vendorrisk_securityscorecard_alert_rule" "critical" {
  name         = "Critical vendors: network or DNS below 70"
  change       = "score_drop_threshold"
  threshold    = 70
  factors      = ["network_security", "dns_health"]
  scorecards   = "in_portfolio"
  portfolio_id = data.vendorrisk_securityscorecard_portfolio.critical.id
}
