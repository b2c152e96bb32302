# The apps of others that employees use.
data "vendorrisk_nowsecure_store_apps" "used" {
  packages = ["com.harbor.chat", "com.indigo.sign"]
}

# A rating is a grade, so that the apps can be the companies of a gate. An app
# without a rating would block.
data "vendorrisk_gate" "used" {
  companies     = data.vendorrisk_nowsecure_store_apps.used.apps
  minimum_grade = "C"

  waivers = [{
    subject    = "android/com.harbor.chat"
    rule       = "minimum_grade"
    reason     = "Replaced by another app in spring, MOB-58"
    expires_on = "2027-03-31"
  }]
}

output "recommendations" {
  description = "What NowSecure recommends, by app"
  value       = { for app in data.vendorrisk_nowsecure_store_apps.used.apps : app.domain => app.recommendation }
}
