data "vendorrisk_processunity_import_template" "third_parties" {
  template_id = 123450
}

# What the template allows, and the order of its columns.
output "third_party_template" {
  value = {
    key_column = data.vendorrisk_processunity_import_template.third_parties.key_column
    updates    = data.vendorrisk_processunity_import_template.third_parties.updates
    columns    = data.vendorrisk_processunity_import_template.third_parties.columns
  }
}
