# Usually file("state.json"), created with `terraform show -json > state.json`.
locals {
  state = jsonencode({
    format_version = "1.0"
    values = {
      root_module = {
        resources = [{
          address          = "aws_s3_bucket.logs"
          mode             = "managed"
          type             = "aws_s3_bucket"
          values           = { arn = "arn:aws:s3:::logs", region = "eu-central-1" }
          sensitive_values = {}
        }]
      }
    }
  })
}

# By id, ready for the records of vendorrisk_secureframe_push.
output "records" {
  description = "A record for each cloud resource, by its id"
  value       = provider::vendorrisk::secureframe_cloud_resources(local.state)
}
