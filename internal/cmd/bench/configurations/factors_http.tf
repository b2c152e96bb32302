# The scorecards of a portfolio's companies, with hashicorp/http.
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

locals {
  headers = { Authorization = "Token ${var.token}" }
}

data "http" "companies" {
  url             = "${var.base_url}/portfolios/${var.portfolio_id}/companies"
  request_headers = local.headers
}

data "http" "factors" {
  for_each        = toset([for company in jsondecode(data.http.companies.body).entries : company.domain])
  url             = "${var.base_url}/companies/${each.key}/factors"
  request_headers = local.headers
}

output "factors" {
  value = sum([for factors in data.http.factors : length(jsondecode(factors.body).entries)])
}
