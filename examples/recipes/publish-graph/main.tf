terraform {
  required_version = ">= 1.8"

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

variable "scorecards_connection_id" {
  description = "The UUID of the Secureframe custom connection that takes the graph"
  type        = string
}

data "vendorrisk_securityscorecard_graph" "vendors" {
  account_id       = "example-customer"
  portfolio_names  = ["Cloud Services"]
  minimum_severity = "high"
}

locals {
  graph    = jsondecode(data.vendorrisk_securityscorecard_graph.vendors.json)
  entities = { for entity in local.graph.entities : entity._key => entity }
}

# The account has the name and the email address of a person. It stays out.
resource "vendorrisk_secureframe_schema" "companies" {
  connection_id = var.scorecards_connection_id
  vendor_slug   = "securityscorecard"
  schema_slug   = "graph_companies"
  primary_id    = "key"

  fields = {
    key    = { type = "string", required = true }
    name   = { type = "string" }
    domain = { type = "string" }
    grade  = { type = "string" }
    score  = { type = "number" }
  }
}

resource "vendorrisk_secureframe_schema" "findings" {
  connection_id = var.scorecards_connection_id
  vendor_slug   = "securityscorecard"
  schema_slug   = "graph_findings"
  primary_id    = "key"

  fields = {
    key      = { type = "string", required = true }
    name     = { type = "string" }
    company  = { type = "string" }
    severity = { type = "string" }
    status   = { type = "string" }
  }
}

# Null values are left out: Secureframe does not document how it treats null.
resource "vendorrisk_secureframe_push" "companies" {
  schema = vendorrisk_secureframe_schema.companies

  records = {
    for key, entity in local.entities : key => jsonencode({
      for name, value in {
        key    = key
        name   = entity.displayName
        domain = entity.domainName
        grade  = entity.grade
        score  = entity.score
      } : name => value if value != null
    })
    if entity._type == "securityscorecard_company"
  }
}

# A finding is an edge of the graph, too: it names its company.
resource "vendorrisk_secureframe_push" "findings" {
  schema = vendorrisk_secureframe_schema.findings

  records = {
    for edge in local.graph.relationships : edge._toEntityKey => jsonencode({
      key      = edge._toEntityKey
      name     = local.entities[edge._toEntityKey].displayName
      company  = edge._fromEntityKey
      severity = local.entities[edge._toEntityKey].severity
      status   = local.entities[edge._toEntityKey].status
    })
    if edge._type == "securityscorecard_company_has_finding"
  }
}

output "definition_steps" {
  description = "What a person does in Secureframe before it processes the graph"
  value       = concat(vendorrisk_secureframe_schema.companies.definition_steps, vendorrisk_secureframe_schema.findings.definition_steps)
}
