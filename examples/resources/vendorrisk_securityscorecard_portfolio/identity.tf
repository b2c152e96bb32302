import {
  to = vendorrisk_securityscorecard_portfolio.payments
  identity = {
    id = "5c2d9c4e-3b7f-5a86-9d20-4e8f6a1b3c02"
  }
}
