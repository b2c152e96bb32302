# Every check, with custom thresholds and without checks that do not apply.
data "vendorrisk_jumpcloud_posture" "all" {
  # We follow NIST SP 800-63B, which advises against forced changes.
  excluded_checks = ["admin-password-age", "org-password-expiration", "user-password-age"]

  thresholds = {
    "device-agent-reporting.max_days"    = 14
    "org-password-min-length.min_length" = 14
  }

  ignored_subjects = {
    "device-no-unmanaged-local-admin" = ["Administrator", "_mbsetupuser"]
    "radius-mfa-enforced"             = ["Guest Wi-Fi"]
  }

  allowed_email_domains = ["acme.example"]
}

output "score" {
  description = "The share of the checks that pass, 0 to 100"
  value       = data.vendorrisk_jumpcloud_posture.all.score
}

output "failing_checks" {
  description = "Why each check fails, by its id"
  value = {
    for check in data.vendorrisk_jumpcloud_posture.all.checks : check.id => check.reason if check.status == "fail"
  }
}

# Only what concerns administrators, with their email addresses in the state.
data "vendorrisk_jumpcloud_posture" "administrators" {
  included_checks = ["admin-api-key-expires", "admin-mfa-enrolled", "admin-super-admin-count"]
  include_names   = true
}

output "administrators_to_talk_to" {
  value = {
    for finding in data.vendorrisk_jumpcloud_posture.administrators.findings : finding.subject => finding.type...
  }
}

# Everything that is evidence for one control of SOC 2.
data "vendorrisk_jumpcloud_posture" "logical_access" {
  controls              = ["soc2:CC6.1"]
  allowed_email_domains = ["acme.example"]
}

output "what_to_do" {
  description = "How to fix what fails, by check"
  value = {
    for check in data.vendorrisk_jumpcloud_posture.logical_access.checks :
    check.id => check.remediation if check.status == "fail"
  }
}
