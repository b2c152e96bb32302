# What is accepted for a time. The reviewer of a change to this file accepts the
# risk, and Git records the change.
locals {
  waivers = [
    {
      subject    = "penetration-test"
      rule       = "test_fail"
      reason     = "Ordered for January, SEC-18"
      expires_on = "2027-02-28"
    },
    {
      # Has neither a risk level nor a website.
      subject    = "The caterer"
      rule       = "*"
      reason     = "Gets no data of ours, SEC-20"
      expires_on = "2027-06-30"
    },
  ]
}
