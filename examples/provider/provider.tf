terraform {
  required_version = ">= 1.10"

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

# Set them with TF_VAR_securityscorecard_api_token and so on. Ephemeral, because
# Terraform writes other variables into saved plans. Without the attributes
# below, the provider reads SECURITYSCORECARD_API_TOKEN, JUMPCLOUD_API_KEY,
# NOWSECURE_API_TOKEN, SECUREFRAME_API_KEY, PROCESSUNITY_PASSWORD and so on
# instead. A system that is not used needs no credentials.
variable "jumpcloud_api_key" {
  description = "The API key of a JumpCloud administrator"
  type        = string
  ephemeral   = true
  sensitive   = true
}

variable "securityscorecard_api_token" {
  description = "The API token of a SecurityScorecard user with Read Only access"
  type        = string
  ephemeral   = true
  sensitive   = true
}

variable "nowsecure_api_token" {
  description = "The API token of a NowSecure user who sees the applications' groups"
  type        = string
  ephemeral   = true
  sensitive   = true
}

variable "secureframe_api_key" {
  description = "The API key of a Secureframe user who may push data for custom connections"
  type        = string
  ephemeral   = true
  sensitive   = true
}

variable "secureframe_api_secret" {
  description = "The secret of the API key"
  type        = string
  ephemeral   = true
  sensitive   = true
}

variable "processunity_password" {
  description = "The password of the ProcessUnity user who imports"
  type        = string
  ephemeral   = true
  sensitive   = true
}

variable "processunity_service_password" {
  description = "The password of ProcessUnity's web service, a GUID"
  type        = string
  ephemeral   = true
  sensitive   = true
}

provider "vendorrisk" {
  jumpcloud = {
    api_key         = var.jumpcloud_api_key
    organization_id = "5f2a9c1e7b3d4a0012c4e8f1"
  }

  nowsecure = {
    api_token = var.nowsecure_api_token
  }

  securityscorecard = {
    api_token = var.securityscorecard_api_token
  }

  # Only for publishing.
  secureframe = {
    api_key    = var.secureframe_api_key
    api_secret = var.secureframe_api_secret
    region     = "us"
  }

  # In this example, PROCESSUNITY_BASE_URL has the base URL with the tenant's path.
  processunity = {
    username         = "web.service"
    password         = var.processunity_password
    service_password = var.processunity_service_password
  }
}
