import {
  to = vendorrisk_secureframe_schema.scorecards

  identity = {
    connection_id = "3d0c6a52-8f1e-4b7a-9c45-2e6d1f7b8a01"
    vendor_slug   = "securityscorecard"
    schema_slug   = "vendor_scorecards"
  }
}
