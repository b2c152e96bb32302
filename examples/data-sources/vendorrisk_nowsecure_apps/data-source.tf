# The Android applications of one group.
data "vendorrisk_nowsecure_apps" "retail" {
  platforms = ["android"]
  groups    = ["Retail"]
}

# A map keyed by ref: the same package may be in several groups.
output "scores" {
  description = "Package and score of each application, by ref; the score is null where nothing was assessed"
  value = {
    for app in data.vendorrisk_nowsecure_apps.retail.apps : app.ref => {
      package = app.package
      score   = app.score
    }
  }
}

# The refs of one package in all groups, for arguments that take refs.
data "vendorrisk_nowsecure_apps" "pay" {
  packages = ["com.aurora.pay"]
}

data "vendorrisk_nowsecure_findings" "pay" {
  apps             = data.vendorrisk_nowsecure_apps.pay.apps[*].ref
  minimum_severity = "high"
}

output "severe_findings" {
  description = "Number of severe findings, by severity"
  value       = data.vendorrisk_nowsecure_findings.pay.counts
}
