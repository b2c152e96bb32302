resource "terraform_data" "release" {}
