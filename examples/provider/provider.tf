terraform {
  required_version = ">= 1.10"

  required_providers {
    vendorrisk = {
      source = "vendorrisk/vendorrisk"
    }
  }
}

# Set it with TF_VAR_securityscorecard_api_token. Ephemeral, because Terraform
# writes other variables into saved plans. Without the attribute below, the
# provider reads SECURITYSCORECARD_API_TOKEN instead.
variable "securityscorecard_api_token" {
  description = "The API token of a SecurityScorecard user with Read Only access"
  type        = string
  ephemeral   = true
  sensitive   = true
}

provider "vendorrisk" {
  securityscorecard = {
    api_token = var.securityscorecard_api_token
  }
}
