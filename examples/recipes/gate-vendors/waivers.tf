# Accepted violations, by vendor. The reviewer of a change to this file accepts
# the risk, and Git records the change.
locals {
  accepted = {
    "ember-energy.example" = {
      rules      = ["minimum_grade", "maximum_findings", "malware_infection", "ransomware_association"]
      reason     = "The plant cannot run without them; audited on site, VR-97"
      expires_on = "2027-06-30"
    }
    "foxtrot-freight.example" = {
      rules      = ["*"]
      reason     = "Replaced by cobalt-logistics.example, VR-112"
      expires_on = "2027-03-31"
    }
  }

  waivers = flatten([
    for subject, accepted in local.accepted : [
      for rule in accepted.rules : {
        subject    = subject
        rule       = rule
        reason     = accepted.reason
        expires_on = accepted.expires_on
      }
    ]
  ])
}
