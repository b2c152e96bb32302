terraform {
  required_version = ">= 1.8"

  required_providers {
    vendorrisk = {
      source  = "vendorrisk/vendorrisk"
      version = "~> 0.1"
    }
  }
}

# The API token comes from NOWSECURE_API_TOKEN.
provider "vendorrisk" {}

# The application on one platform, in every group that is judged.
data "vendorrisk_nowsecure_apps" "release" {
  packages  = [var.package]
  platforms = [var.platform]
  groups    = var.groups

  lifecycle {
    postcondition {
      condition     = anytrue([for app in self.apps : app.archived_at == null])
      error_message = "NowSecure has no application ${var.package} on ${var.platform} in use."
    }

    # An application without a score is below every minimum.
    postcondition {
      condition = alltrue([
        for app in self.apps : app.score != null ? app.score >= var.minimum_score : false
        if app.archived_at == null && var.minimum_score != null
      ])
      error_message = "The score of ${var.package} is below ${coalesce(var.minimum_score, 0)}, or is not known."
    }
  }
}

# What the assessment of exactly this build found. A build that was not assessed,
# an assessment of it that failed, is running or is too old, and a report without
# a result are findings too, and block.
data "vendorrisk_nowsecure_findings" "release" {
  apps         = [for app in data.vendorrisk_nowsecure_apps.release.apps : app.ref if app.archived_at == null]
  build_digest = filesha256(var.build == null ? "${path.module}/app.apk" : var.build)

  # Only what the accepted version does not have.
  new_since_version = var.accepted_version

  maximum_assessment_age_days = var.maximum_assessment_age_days
  as_of                       = var.as_of
}

data "vendorrisk_gate" "release" {
  findings         = data.vendorrisk_nowsecure_findings.release.findings
  maximum_findings = var.maximum_findings
  as_of            = var.as_of
}

# A placeholder for the next step of the pipeline: an upload, a rollout, or a tag.
resource "terraform_data" "release" {
  input = {
    package = var.package
    build   = data.vendorrisk_nowsecure_findings.release.build_digest
  }

  # Nothing is released while the gate blocks.
  depends_on = [data.vendorrisk_gate.release]
}

output "report" {
  description = "The verdict in Markdown"
  value       = data.vendorrisk_gate.release.markdown
}

output "scores" {
  description = "The score of the newest completed assessment of each application, by subject: 0 to 100, higher is better"
  value       = { for app in data.vendorrisk_nowsecure_apps.release.apps : app.subject => app.score }
}

output "hidden" {
  description = "How many findings people have hidden: the gate does not count them"
  value       = try(tostring(sum(concat([0], values(data.vendorrisk_nowsecure_findings.release.hidden_counts)))), "unknown")
}
