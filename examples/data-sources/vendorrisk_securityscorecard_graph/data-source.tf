# The vendors of every portfolio, with their findings of severity high or worse.
data "vendorrisk_securityscorecard_graph" "vendors" {
  account_id       = "example-customer"
  minimum_severity = "high"
}

# A picture of them, to put into a Markdown file.
output "diagram" {
  value = data.vendorrisk_securityscorecard_graph.vendors.diagram
}

# How many vendors there are, without reading the graph.
output "vendors" {
  value = data.vendorrisk_securityscorecard_graph.vendors.entity_counts["securityscorecard_company"]
}
