variable "inventory" {
  description = "The YAML file with the vendors, each with its name, domain, tier and owner"
  type        = string
  default     = "inventory.yaml"
}

variable "tiers" {
  description = "The bar of each tier: the lowest grade, and how many findings of each severity or worse are allowed"
  type = map(object({
    minimum_grade    = string
    maximum_findings = optional(map(number), {})
  }))
  default = {
    critical = { minimum_grade = "B", maximum_findings = { critical = 0, high = 0 } }
    standard = { minimum_grade = "C", maximum_findings = { critical = 0 } }
  }
}

variable "unknown_grade" {
  description = "Whether a vendor whose grade is not calculated yet blocks: fail or ignore"
  type        = string
  default     = "fail"
}
