data "vendorrisk_nowsecure_apps" "pay" {
  packages  = ["com.aurora.pay"]
  platforms = ["android"]
  groups    = ["Retail"]
}

# The components with severe vulnerabilities.
data "vendorrisk_nowsecure_components" "pay" {
  app              = one(data.vendorrisk_nowsecure_apps.pay.apps).ref
  minimum_severity = "high"
}

output "vulnerable_components" {
  description = "The newest version of each component with severe vulnerabilities, by name and version"
  value = {
    for component in data.vendorrisk_nowsecure_components.pay.components :
    join("@", compact([component.name, component.version])) => component.latest...
  }
}
