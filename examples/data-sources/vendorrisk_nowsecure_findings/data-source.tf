# The severe findings of the newest completed assessment of each application.
data "vendorrisk_nowsecure_findings" "severe" {
  groups           = ["Retail"]
  minimum_severity = "high"
}

# The list includes applications that were never assessed, as "not_assessed".
output "severe_findings" {
  description = "Checks with severe findings, by package"
  value = {
    for finding in data.vendorrisk_nowsecure_findings.severe.findings : finding.subject => finding.type...
  }
}

# Findings since the last audit, open or closed. A fixed time returns the same
# findings in every plan. seen_within_days moves with the clock.
data "vendorrisk_nowsecure_findings" "since_audit" {
  mode           = "history"
  seen_after     = "2026-06-01T00:00:00Z"
  include_closed = true
  minimum_cvss   = 4
  on_app_error   = "report"
}

output "closed_since_audit" {
  description = "When each vulnerability was closed, by its id; null while it is open"
  value = {
    for finding in data.vendorrisk_nowsecure_findings.since_audit.findings : finding.vulnerability_id => finding.closed_at
    if finding.vulnerability_id != null
  }
}

# One gate for applications and vendors.
data "vendorrisk_securityscorecard_findings" "vendors" {
  domains          = ["cobalt-logistics.example"]
  minimum_severity = "high"
}

data "vendorrisk_nowsecure_findings" "notes" {
  platforms        = ["ios"]
  groups           = ["Retail"]
  minimum_severity = "high"
}

data "vendorrisk_gate" "all" {
  findings = concat(
    data.vendorrisk_securityscorecard_findings.vendors.findings,
    data.vendorrisk_nowsecure_findings.notes.findings,
  )
  maximum_findings = { high = 0 }

  # There is no data about it before its first assessment.
  waivers = [{
    subject    = "com.cobalt.scan"
    rule       = "not_assessed"
    reason     = "Not in the stores yet, MOB-31"
    expires_on = "2027-03-31"
  }]
}
