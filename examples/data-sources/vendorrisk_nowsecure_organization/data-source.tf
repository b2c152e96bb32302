# Is there an assessment left for the release? A check warns, but does not block.
data "vendorrisk_nowsecure_organization" "current" {}

check "assessments" {
  assert {
    condition     = data.vendorrisk_nowsecure_organization.current.usage["assessment"].reached == false
    error_message = "The plan of ${data.vendorrisk_nowsecure_organization.current.name} has no assessments left."
  }
}
