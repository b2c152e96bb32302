variable "package" {
  description = "The package name or bundle ID of the application that is to be released"
  type        = string
  default     = "com.ember.wallet"
}

variable "platform" {
  description = "The platform of the build"
  type        = string
  default     = "android"
}

variable "groups" {
  description = "The NowSecure groups whose applications are judged, by name or ref; all that the token's user sees if it is null"
  type        = list(string)
  default     = null
}

variable "build" {
  description = "The path of the build that is to be released, as it was uploaded to NowSecure; the placeholder of this recipe if it is null"
  type        = string
  default     = null
}

variable "accepted_version" {
  description = "The version that was accepted: what its assessment found, too, does not count; everything counts if it is null"
  type        = string
  default     = null
}

variable "maximum_assessment_age_days" {
  description = "The maximum age of the assessment, in days"
  type        = number
  default     = 30
}

variable "minimum_score" {
  description = "The minimum score of the application, 0 to 100, such as 86.5; any if it is null"
  type        = number
  default     = 60
}

variable "maximum_findings" {
  description = "How many findings the application may have, by severity"
  type        = map(number)
  default     = { high = 0, medium = 5 }
}

variable "as_of" {
  description = "The time from which the age of the assessment is counted, RFC 3339; now if it is null"
  type        = string
  default     = null
}
