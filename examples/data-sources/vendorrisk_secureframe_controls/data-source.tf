# Controls that do not apply, with a reason, are not judged. Those that are not
# tested, or have no test, are unknown.
data "vendorrisk_secureframe_controls" "iso" {
  frameworks              = ["iso27001"]
  ignored_health_statuses = ["not_applicable", "draft", "deleted"]
}

output "controls_not_in_order" {
  description = "Why each control is not in order, by key"
  value = {
    for finding in data.vendorrisk_secureframe_controls.iso.findings : finding.subject => "${finding.status}: ${finding.reason}"
  }
}
