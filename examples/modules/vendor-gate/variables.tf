variable "tiers" {
  description = "The SecurityScorecard portfolios of each tier, and the bar that their companies must reach. Each tier has a gate, which is named after it."
  type = map(object({
    portfolios            = list(string)
    minimum_grade         = string
    minimum_score         = optional(number)
    maximum_score_drop    = optional(number)
    minimum_factor_grades = optional(map(string))
    maximum_findings      = optional(map(number))
    minimum_companies     = optional(number, 1)
  }))

  validation {
    condition     = length(var.tiers) > 0
    error_message = "Without a tier, no vendor would be judged."
  }

  validation {
    condition     = alltrue([for name in keys(var.tiers) : can(regex("^[a-z0-9][a-z0-9-]*$", name))])
    error_message = "The names of tiers are file names: use lowercase letters, digits, and hyphens."
  }

  validation {
    condition     = alltrue([for tier in var.tiers : length(tier.portfolios) > 0])
    error_message = "Every tier needs a portfolio."
  }

  validation {
    condition     = alltrue([for tier in var.tiers : contains(["A", "B", "C", "D"], tier.minimum_grade)])
    error_message = "The minimum_grade of every tier must be A, B, C, or D: every graded company has F or better."
  }

  validation {
    condition     = alltrue([for tier in var.tiers : tier.minimum_companies >= 1])
    error_message = "The minimum_companies of every tier must be 1 or more, or an empty portfolio would pass."
  }
}

variable "snapshots" {
  description = "Documents of vendorrisk_securityscorecard_snapshot that have the portfolios of all tiers; null to read the portfolios from SecurityScorecard. With snapshots, a plan needs no token and sends no request."
  type        = list(string)
  default     = null
}

variable "maximum_snapshot_age" {
  description = "How old a snapshot may be, such as 72h; null for 36h"
  type        = string
  default     = null
}

variable "public_keys" {
  description = "The public keys of minisign, of which one must have signed each snapshot; null takes unsigned snapshots"
  type        = list(string)
  default     = null
}

variable "waivers_file" {
  description = "The path of a YAML file with a list of waivers, each with subject, rule, reason, and expires_on, and with tier if it is for one tier only; null for no waivers"
  type        = string
  default     = null

  validation {
    condition     = var.waivers_file == null || can(tolist(yamldecode(file(var.waivers_file))))
    error_message = "The waivers_file must exist, and contain a YAML list."
  }
}

variable "baseline_directory" {
  description = "The path of a directory with the accepted JSON report of each tier, <tier>.json; null for no baseline. A tier without a file has no baseline."
  type        = string
  default     = null
}

variable "reports_directory" {
  description = "The path of the directory for the reports of each tier: <tier>.md, <tier>.json, <tier>.xml (JUnit), and <tier>.sarif; null for no reports. They are written in the plan, also when it then fails."
  type        = string
  default     = null
}

variable "enforcement" {
  description = "What a vendor below the bar does: error fails the plan, warning shows a warning, none only has passed be false"
  type        = string
  default     = "error"

  validation {
    condition     = contains(["error", "warning", "none"], var.enforcement)
    error_message = "The enforcement must be error, warning, or none."
  }
}

variable "as_of" {
  description = "The time at which waivers are valid or have expired, RFC 3339; now when it is null"
  type        = string
  default     = null
}

variable "source_file" {
  description = "The file that SARIF reports point at, relative to the root of the repository; null for main.tf"
  type        = string
  default     = null
}
