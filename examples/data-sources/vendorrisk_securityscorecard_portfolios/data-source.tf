# The portfolios that the whole organization sees.
data "vendorrisk_securityscorecard_portfolios" "shared" {
  privacy = "shared"
}

output "shared_portfolios" {
  description = "Name of each portfolio, by id; names are not unique"
  value = {
    for portfolio in data.vendorrisk_securityscorecard_portfolios.shared.portfolios : portfolio.id => portfolio.name
  }
}
