resource "vendorrisk_securityscorecard_portfolio" "payments" {
  name        = "Payment Vendors"
  description = "Vendors that see payments. Managed by Terraform."
  privacy     = "shared"
}
