data "vendorrisk_jumpcloud_applications" "active" {
  active = true
}

output "certificate_expiry" {
  description = "When the signing certificate of each application expires, by name"
  value = {
    for application in data.vendorrisk_jumpcloud_applications.active.applications :
    application.name => application.certificate_expires_at
    if application.certificate_expires_at != null
  }
}
