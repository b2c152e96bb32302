# Records that are pushed to Secureframe from a file.

terraform {
  required_providers {
    vendorrisk = {
      source = "vendorrisk/vendorrisk"
    }
  }
}

variable "connection_id" {
  type = string
}

resource "vendorrisk_secureframe_push" "all" {
  schema = {
    connection_id = var.connection_id
    vendor_slug   = "securityscorecard"
    schema_slug   = "bench"
    primary_id    = "domain"
    fields = {
      domain = { type = "string", required = true }
      notes  = { type = "string", required = true }
      score  = { type = "number", required = true }
    }
  }
  records_file = "records.jsonl"
}
