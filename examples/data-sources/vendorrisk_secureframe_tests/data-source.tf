# The tests of one framework. A person has disabled some, with a reason.
data "vendorrisk_secureframe_tests" "soc2" {
  frameworks              = ["soc2_alpha"]
  ignored_health_statuses = ["disabled"]
}

# One gate for vendors and your own compliance.
data "vendorrisk_securityscorecard_findings" "vendors" {
  domains          = ["cobalt-logistics.example"]
  minimum_severity = "high"
}

data "vendorrisk_gate" "all" {
  findings = concat(
    data.vendorrisk_secureframe_tests.soc2.findings,
    data.vendorrisk_securityscorecard_findings.vendors.findings,
  )
  maximum_findings = { high = 0 }

  waivers = [{
    subject    = "penetration-test"
    rule       = "test_fail"
    reason     = "Ordered for January, SEC-18"
    expires_on = "2027-02-28"
  }]
}

# Evidence that is due next, by the key of its test.
output "evidence_due" {
  description = "When new evidence is due, by test"
  value = {
    for test in data.vendorrisk_secureframe_tests.soc2.tests : test.key => test.next_due_at
    if test.next_due_at != null
  }
}
