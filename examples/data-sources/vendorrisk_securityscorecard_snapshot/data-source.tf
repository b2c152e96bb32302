# One read for every repository. The document goes to where they read it.
data "vendorrisk_securityscorecard_snapshot" "all" {
  include_factors = true
}

output "posture" {
  value     = data.vendorrisk_securityscorecard_snapshot.all.document
  sensitive = true # Plans would show the whole document.
}

# There, a gate judges it, without a request and without a token.
data "vendorrisk_gate" "critical_vendors" {
  snapshots      = [data.vendorrisk_securityscorecard_snapshot.all.document]
  snapshot_scope = { portfolios = ["Critical Vendors"] }

  minimum_factor_grades = { network_security = "D" }
  enforcement           = "none"
}
