# Nothing: what Terraform costs by itself.
