terraform {
  required_version = ">= 1.8"

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

data "vendorrisk_securityscorecard_companies" "vendors" {
  portfolio_names = ["Critical Vendors"]
}

# The gate only reports. Another configuration blocks.
data "vendorrisk_gate" "vendors" {
  name          = "weekly"
  companies     = data.vendorrisk_securityscorecard_companies.vendors.companies
  minimum_grade = "C"
  enforcement   = "none"
  reports       = { json = abspath("${path.root}/report.json") }
}

locals {
  last_week = "${path.root}/last-week.json"
}

# The body of a request to a webhook of Slack or Mattermost.
output "message" {
  description = "What has changed since last week, or the verdict in the first week"
  value = jsonencode({
    text = (fileexists(local.last_week)
      ? provider::vendorrisk::gate_digest(file(local.last_week), data.vendorrisk_gate.vendors)
    : data.vendorrisk_gate.vendors.summary)
  })
}
