# Forwards the findings of the release to a Secureframe custom connection.
# If you have no connection, leave this file out.

variable "findings_connection_id" {
  description = "The UUID of the Secureframe custom connection that takes findings"
  type        = string
}

resource "vendorrisk_secureframe_schema" "findings" {
  connection_id = var.findings_connection_id
  vendor_slug   = "nowsecure"
  schema_slug   = "mobile_findings"
  primary_id    = "id"

  fields = {
    id           = { type = "string", required = true }
    package      = { type = "string" }
    platform     = { type = "string" }
    check        = { type = "string" }
    title        = { type = "string" }
    severity     = { type = "string" }
    status       = { type = "string" }
    cvss         = { type = "number" }
    last_seen_at = { type = "string" }
  }
}

resource "vendorrisk_secureframe_push" "findings" {
  schema = vendorrisk_secureframe_schema.findings

  # A report has one row for each check. Null values are left out, because
  # Secureframe does not document how it treats null.
  records = {
    for finding in data.vendorrisk_nowsecure_findings.release.findings :
    "${finding.app_ref}:${finding.type}" => jsonencode({
      for name, value in {
        id           = "${finding.app_ref}:${finding.type}"
        package      = finding.package
        platform     = finding.platform
        check        = finding.type
        title        = finding.title
        severity     = finding.severity
        status       = finding.status
        cvss         = finding.cvss
        last_seen_at = finding.last_seen_at
      } : name => value if value != null
    })
  }

  # Nothing is forwarded while the gate blocks.
  depends_on = [data.vendorrisk_gate.release]
}

output "definition_steps" {
  description = "What a person does in Secureframe before it processes the findings"
  value       = vendorrisk_secureframe_schema.findings.definition_steps
}
