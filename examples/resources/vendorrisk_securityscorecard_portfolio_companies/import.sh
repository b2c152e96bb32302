# The portfolio's ID, or its exact name. All companies in it count as added by the
# resource then. What is already there needs no import to be listed.
terraform import vendorrisk_securityscorecard_portfolio_companies.cloud 5c2d9c4e-3b7f-5a86-9d20-4e8f6a1b3c02
