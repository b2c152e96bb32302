data "vendorrisk_securityscorecard_issue_type" "weak_protocol" {
  type = "tls_weak_protocol"
}

output "what_to_ask_the_vendor" {
  description = "A text to send to a vendor that has the issue"
  value       = <<-EOT
    ${data.vendorrisk_securityscorecard_issue_type.weak_protocol.title}

    ${data.vendorrisk_securityscorecard_issue_type.weak_protocol.recommendation}
  EOT
}
