# The settings of the organization when the plan is applied.
ephemeral "vendorrisk_jumpcloud_posture" "settings" {
  included_checks = ["org-admin-mfa-required", "org-password-lockout", "org-password-min-length"]
}

ephemeral "vendorrisk_gate" "settings" {
  findings         = ephemeral.vendorrisk_jumpcloud_posture.settings.findings
  maximum_findings = { medium = 0 }
}

resource "terraform_data" "release" {
  input      = "directory"
  depends_on = [ephemeral.vendorrisk_gate.settings]
}
