# The companies of a portfolio, as one JSON string.
terraform {
  required_providers {
    http = { source = "hashicorp/http" }
  }
}

variable "portfolio_id" {}

variable "base_url" {}

variable "token" {
  sensitive = true
}

data "http" "companies" {
  url             = "${var.base_url}/portfolios/${var.portfolio_id}/companies"
  request_headers = { Authorization = "Token ${var.token}" }
}

output "characters" {
  value = length(data.http.companies.body)
}
