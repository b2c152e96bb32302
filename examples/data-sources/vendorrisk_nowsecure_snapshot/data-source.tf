data "vendorrisk_nowsecure_snapshot" "all" {
  platforms = ["android", "ios"]
}

# A repository judges its own application.
data "vendorrisk_gate" "app" {
  snapshots      = [data.vendorrisk_nowsecure_snapshot.all.document]
  snapshot_scope = { apps = ["ios/com.aurora.pay"] }

  maximum_findings = { critical = 0 }
  enforcement      = "none"
}
