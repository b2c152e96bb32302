data "vendorrisk_securityscorecard_portfolio" "cloud" {
  name = "Cloud Services"
}

# Companies that others have added to the portfolio are left alone.
resource "vendorrisk_securityscorecard_portfolio_companies" "cloud" {
  portfolio_id = data.vendorrisk_securityscorecard_portfolio.cloud.id
  domains      = ["aurora-payments.example", "bücher.example", "new-vendor.example"]
}
