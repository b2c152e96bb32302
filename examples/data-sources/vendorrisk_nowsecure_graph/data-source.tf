# The applications, what was found in them, and the users of the organization.
data "vendorrisk_nowsecure_graph" "apps" {
  include_users = true
}

# A picture of the applications, to put into a Markdown file. It has no user in it.
output "diagram" {
  value = data.vendorrisk_nowsecure_graph.apps.diagram
}

# Applications that nobody assessed completely.
output "unknown_apps" {
  value = toset([
    for entity in jsondecode(data.vendorrisk_nowsecure_graph.apps.json).entities : entity.displayName
    if entity._type == "mobile_app" && !try(entity.findingsKnown, true)
  ])
}
