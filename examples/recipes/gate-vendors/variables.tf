variable "portfolio" {
  description = "The name of the SecurityScorecard portfolio whose companies are judged"
  type        = string
  default     = "Critical Vendors"
}

variable "denied_issue_types" {
  description = "Issue types that no vendor may have"
  type        = list(string)
  default     = ["malware_infection", "ransomware_association"]
}

variable "as_of" {
  description = "The time at which waivers are valid or expired, RFC 3339; now when it is null"
  type        = string
  default     = null
}
