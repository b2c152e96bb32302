resource "vendorrisk_secureframe_schema" "scorecards" {
  connection_id = "3d0c6a52-8f1e-4b7a-9c45-2e6d1f7b8a01"
  vendor_slug   = "securityscorecard"
  schema_slug   = "vendor_scorecards"
  primary_id    = "domain"

  fields = {
    "domain"                         = { type = "string", required = true }
    "grade"                          = { type = "string", required = true }
    "score"                          = { type = "number" }
    "factors.network_security.grade" = { type = "string" }
  }
}

# What a person does in Secureframe before it processes anything.
output "definition_steps" {
  description = "The steps through Define Schema"
  value       = vendorrisk_secureframe_schema.scorecards.definition_steps
}
