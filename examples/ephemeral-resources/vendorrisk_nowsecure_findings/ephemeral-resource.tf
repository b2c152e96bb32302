# The refs of applications do not change, so a data source can read them.
data "vendorrisk_nowsecure_apps" "wallet" {
  packages = ["com.ember.wallet"]
}

# The findings of the newest completed assessment when the release is applied.
ephemeral "vendorrisk_nowsecure_findings" "wallet" {
  apps = [for app in data.vendorrisk_nowsecure_apps.wallet.apps : app.ref if app.archived_at == null]
}

ephemeral "vendorrisk_gate" "wallet" {
  findings         = ephemeral.vendorrisk_nowsecure_findings.wallet.findings
  maximum_findings = { high = 0, medium = 5 }
}

resource "terraform_data" "release" {
  input      = "wallet"
  depends_on = [ephemeral.vendorrisk_gate.wallet]
}
