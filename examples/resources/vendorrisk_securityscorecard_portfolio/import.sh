# The portfolio's ID, or its exact name if only one portfolio has it.
terraform import vendorrisk_securityscorecard_portfolio.payments 5c2d9c4e-3b7f-5a86-9d20-4e8f6a1b3c02
