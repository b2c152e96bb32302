# Administrators who are not suspended.
data "vendorrisk_jumpcloud_administrators" "active" {
  suspended = false
}

output "administrators_by_role" {
  description = "The number of administrators with each role"
  value = {
    for role, ids in {
      for administrator in data.vendorrisk_jumpcloud_administrators.active.administrators :
      coalesce(administrator.role, "unknown") => administrator.id...
    } : role => length(ids)
  }
}
