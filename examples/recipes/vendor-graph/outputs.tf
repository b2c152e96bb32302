# Both graphs in one document, in the form in which JupiterOne takes entities and
# relationships in bulk.
output "jupiterone" {
  description = "The entities and relationships, as JSON"
  value = jsonencode({
    entities      = concat(local.vendors.entities, local.apps.entities)
    relationships = concat(local.vendors.relationships, local.apps.relationships)
  })
  sensitive = true # it has names and email addresses of people
}

# What the next runs compare with. No one's name is in it.
output "kept" {
  description = "The grades and the keys of the findings, as JSON"
  value = jsonencode({
    grades   = local.grades
    findings = [for edge in local.vendor_findings : edge._toEntityKey]
  })
}

# Keys are code, so that nothing in them becomes a link or a mention.
output "message" {
  description = "What has changed since last week, as the body of a request to a webhook of Slack or Mattermost"
  value = jsonencode({
    text = join("\n", concat(
      local.new_findings == null ? ["First week: ${length(local.vendor_findings)} findings of ${length(local.grades)} vendors."] : [
        "${length(local.new_findings)} new findings of ${length(local.grades)} vendors.",
      ],
      [for key in slice(keys(coalesce(local.new_findings, {})), 0, min(20, length(coalesce(local.new_findings, {})))) : "- `${replace(key, "`", "")}`"],
      [for domain, grades in coalesce(local.fallen_grades, {}) : "- `${replace(domain, "`", "")}` fell from ${grades}"],
      ["${length(local.unscanned_apps)} applications were not scanned for 30 days."],
    ))
  })
}
