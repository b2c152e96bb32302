terraform {
  required_version = ">= 1.8"

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

variable "state" {
  description = "The file with what terraform show -json prints of the state; the sample beside this file when it is null"
  type        = string
  default     = null
}

variable "infrastructure_connection_id" {
  description = "The UUID of the Secureframe custom connection that takes cloud resources"
  type        = string
}

resource "vendorrisk_secureframe_schema" "cloud_resources" {
  connection_id = var.infrastructure_connection_id
  vendor_slug   = "infrastructure"
  schema_slug   = "cloud_resources"
  primary_id    = "id"

  fields = {
    id                  = { type = "string", required = true }
    cloud_resource_type = { type = "string", required = true }
    description         = { type = "string" }
    account             = { type = "string" }
    region              = { type = "string" }
  }

  category = "cloud_resource"
  mapping = {
    id                  = "id"
    cloud_resource_type = "cloud_resource_type"
    description         = "description"
    account             = "account"
    region              = "region"
  }
}

# Neither the plan nor the state keeps the file, only the records from it.
resource "vendorrisk_secureframe_push" "cloud_resources" {
  schema  = vendorrisk_secureframe_schema.cloud_resources
  records = provider::vendorrisk::secureframe_cloud_resources(file(coalesce(var.state, "${path.module}/state.json")))
}

output "definition_steps" {
  description = "What a person does in Secureframe before it processes the cloud resources"
  value       = vendorrisk_secureframe_schema.cloud_resources.definition_steps
}

output "accepted_records" {
  description = "How many cloud resources Secureframe has accepted"
  value       = vendorrisk_secureframe_push.cloud_resources.accepted_records
}
