data "vendorrisk_jumpcloud_snapshot" "all" {
  minimum_severity = "high"
}

data "vendorrisk_gate" "organization" {
  snapshots      = [data.vendorrisk_jumpcloud_snapshot.all.document]
  snapshot_scope = { checks = ["admin-mfa-enrolled"] }

  maximum_findings = { critical = 0 }
  enforcement      = "none"
}
