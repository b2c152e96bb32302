# The severe findings of the newest completed assessment of each application.
data "vendorrisk_nowsecure_findings" "severe" {
  groups           = ["Retail"]
  minimum_severity = "high"
}

# The list includes applications that were never assessed, as "not_assessed".
output "severe_findings" {
  description = "Checks with severe findings, by application"
  value = {
    for finding in data.vendorrisk_nowsecure_findings.severe.findings : finding.subject => finding.type...
  }
}

# Exactly this build, and only what the accepted version does not have.
data "vendorrisk_nowsecure_findings" "release" {
  apps              = ["e7d9b8c0-2e1f-5f6d-9b7a-8d0c2e4f6a07"]
  build_digest      = filesha256("${path.module}/app.apk")
  new_since_version = "0.8.0"

  # As in the vendor's own tools: included checks are kept whatever their severity.
  minimum_severity = "medium"
  included_checks  = ["leaked_memdump_data_email"]
  excluded_checks  = ["world_readable_files_check"]

  # The age counts back from now unless as_of is set.
  maximum_assessment_age_days = 30
  as_of                       = "2026-12-01T00:00:00Z"
}

output "new_findings" {
  description = "Number of new findings of the build, by severity, and of those that people have hidden"
  value = {
    counts = data.vendorrisk_nowsecure_findings.release.counts
    hidden = data.vendorrisk_nowsecure_findings.release.hidden_counts
  }
}

# All open records, and those that were closed and last seen since the last audit.
# A fixed time returns the same findings in every plan. seen_within_days moves with
# the clock.
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
    subject    = "ios/com.cobalt.scan"
    rule       = "not_assessed"
    reason     = "Not in the stores yet, MOB-31"
    expires_on = "2027-03-31"
  }]
}
