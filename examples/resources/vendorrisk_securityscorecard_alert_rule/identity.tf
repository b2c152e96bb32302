import {
  to = vendorrisk_securityscorecard_alert_rule.critical

  identity = {
    id = "654267f6-c32a-5daa-a6c2-7056af655767"
  }
}
