terraform {
  required_version = ">= 1.8"

  required_providers {
    vendorrisk = {
      source = "vendorrisk/vendorrisk"
    }
  }
}

variable "package" {
  description = "The package name or bundle id of the application that is to be released"
  type        = string
  default     = "com.ember.wallet"
}

variable "release_version" {
  description = "The version that is to be released, which must be the one that was assessed; null releases whichever that was"
  type        = string
  default     = null
}

variable "maximum_findings" {
  description = "How many findings the application may have, by severity"
  type        = map(number)
  default     = { high = 0, medium = 5 }
}

# The API token comes from NOWSECURE_API_TOKEN.
provider "vendorrisk" {}

# The package on every platform, in every group that the token's user sees.
data "vendorrisk_nowsecure_apps" "release" {
  packages = [var.package]

  lifecycle {
    postcondition {
      condition     = anytrue([for app in self.apps : app.archived_at == null])
      error_message = "NowSecure has no application ${var.package} in use."
    }

    # An assessment of an earlier version does not cover this one.
    postcondition {
      condition = alltrue([
        for app in self.apps : app.version == var.release_version
        if app.archived_at == null && var.release_version != null
      ])
      error_message = "The newest assessment of ${var.package} is not of version ${coalesce(var.release_version, "?")}."
    }
  }
}

data "vendorrisk_nowsecure_findings" "release" {
  apps = [for app in data.vendorrisk_nowsecure_apps.release.apps : app.ref if app.archived_at == null]
}

data "vendorrisk_gate" "release" {
  findings         = data.vendorrisk_nowsecure_findings.release.findings
  maximum_findings = var.maximum_findings
}

# A placeholder for the next step of the pipeline: an upload, a rollout, or a tag.
resource "terraform_data" "release" {
  input = {
    package  = var.package
    versions = { for app in data.vendorrisk_nowsecure_apps.release.apps : app.ref => app.version }
  }

  # Nothing is released while the gate blocks.
  depends_on = [data.vendorrisk_gate.release]
}

output "report" {
  description = "The verdict in Markdown"
  value       = data.vendorrisk_gate.release.markdown
}

output "scores" {
  description = "The score of each application, by ref: 0 to 100, higher is better"
  value       = { for app in data.vendorrisk_nowsecure_apps.release.apps : app.ref => app.score }
}
