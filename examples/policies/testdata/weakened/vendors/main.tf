terraform {
  required_providers {
    vendorrisk = {
      source = "vendorrisk/vendorrisk"
    }
  }
}

# Every argument that lets something pass unseen.
data "vendorrisk_gate" "vendors" {
  companies         = [{ domain = "unknown.example" }]
  findings          = []
  minimum_companies = 0
  unknown_grade     = "ignore"
  provisional_score = "ignore"
  unknown_findings  = "ignore"
  enforcement       = "warning"
  as_of             = "2020-01-01T00:00:00Z"
}
