# The vendors of every portfolio, with their findings of severity high or worse.
data "vendorrisk_securityscorecard_graph" "vendors" {
  account_id       = "example-customer"
  minimum_severity = "high"
}

# In the form in which JupiterOne takes entities and relationships.
resource "terraform_data" "graph" {
  input = data.vendorrisk_securityscorecard_graph.vendors.json
}

# A picture of them, to put into a Markdown file.
output "diagram" {
  value = data.vendorrisk_securityscorecard_graph.vendors.diagram
}

# How many vendors there are, without reading the graph.
output "vendors" {
  value = data.vendorrisk_securityscorecard_graph.vendors.entity_counts["securityscorecard_company"]
}
