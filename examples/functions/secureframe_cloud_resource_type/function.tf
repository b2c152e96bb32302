locals {
  terraform_types = ["aws_s3_bucket", "azurerm_virtual_network", "google_compute_instance", "random_pet"]
}

# Null if Secureframe has no value for it, so random_pet is left out.
output "cloud_resource_types" {
  description = "Secureframe's word for each Terraform resource type that it has one for"
  value = {
    for type in local.terraform_types : type => provider::vendorrisk::secureframe_cloud_resource_type(type)
    if provider::vendorrisk::secureframe_cloud_resource_type(type) != null
  }
}
