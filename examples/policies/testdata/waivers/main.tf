terraform {
  required_providers {
    vendorrisk = {
      source = "vendorrisk/vendorrisk"
    }
  }
}

data "vendorrisk_gate" "vendors" {
  companies = [
    { domain = "good.example", grade = "A" },
    { domain = "waived.example", grade = "D" },
    { domain = "waived-too-long.example", grade = "F" },
    { domain = "waived-without-a-ticket.example" },
  ]
  minimum_grade = "C"
  as_of         = "2026-12-01T00:00:00Z"

  waivers = [
    {
      subject    = "waived.example"
      rule       = "minimum_grade"
      reason     = "Leaves us in spring"
      expires_on = "2027-03-31"
      ticket     = "VR-112"
    },
    {
      subject    = "waived-too-long.example"
      rule       = "*"
      reason     = "Cannot be replaced, VR-7"
      expires_on = "2099-12-31"
    },
    {
      subject    = "waived-without-a-ticket.example"
      rule       = "unknown_grade"
      reason     = "They are nice people"
      expires_on = "2027-03-31"
    },
    {
      subject    = "good.example"
      rule       = "minimum_grade"
      reason     = "Was below the bar, VR-3"
      expires_on = "2020-01-31"
    },
  ]
}
