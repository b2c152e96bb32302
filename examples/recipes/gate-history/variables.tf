variable "portfolio" {
  description = "The name of the SecurityScorecard portfolio whose companies are judged"
  type        = string
  default     = "Critical Vendors"
}

variable "days" {
  description = "The number of days to look back"
  type        = number
  default     = 90
}

variable "maximum_score_drop" {
  description = "The most points that a vendor may have lost in these days"
  type        = number
  default     = 10
}

variable "as_of" {
  description = "The time at which the days end, RFC 3339; now when it is null"
  type        = string
  default     = null
}
