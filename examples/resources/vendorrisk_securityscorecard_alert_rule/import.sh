# The rule's ID. Its name must be that of the configuration.
terraform import vendorrisk_securityscorecard_alert_rule.critical 654267f6-c32a-5daa-a6c2-7056af655767
