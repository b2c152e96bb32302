data "vendorrisk_securityscorecard_tags" "all" {}

output "tags" {
  value = data.vendorrisk_securityscorecard_tags.all.tags[*].name
}
