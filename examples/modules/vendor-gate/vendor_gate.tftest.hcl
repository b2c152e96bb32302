# The companies are examples, so nothing is read and no token is needed. The gates
# are the real ones, because they send no requests.
override_module {
  target = module.companies
  outputs = {
    by_tier = {
      critical = [
        { domain = "good.example", grade = "A", score = 95, factors = { network_security = { grade = "A" } }, finding_counts = {} },
        { domain = "fair.example", grade = "C", score = 75, factors = { network_security = { grade = "B" } }, finding_counts = { high = 1 } },
      ]
      standard = [
        { domain = "weak.example", grade = "D", score = 64, factors = null, finding_counts = null },
      ]
    }
  }
}

# A gate that blocks cannot be expected to fail: a test can only read its verdict.
variables {
  enforcement = "none"
  as_of       = "2026-12-01T00:00:00Z"
  tiers = {
    critical = { portfolios = ["Critical Vendors"], minimum_grade = "B" }
    standard = { portfolios = ["Vendors"], minimum_grade = "D" }
  }
}

run "every_tier_has_its_own_bar" {
  command = plan

  assert {
    condition     = !output.passed
    error_message = "A vendor below the bar of its tier must be blocked."
  }

  assert {
    condition     = join(", ", keys(output.violations.critical)) == "fair.example" && length(output.violations.standard) == 0
    error_message = "Only the vendor with a C is below its bar."
  }

  assert {
    condition     = strcontains(output.report["critical"], "fair.example") && !strcontains(output.report["critical"], "weak.example")
    error_message = "Every tier has a report of its own."
  }
}

run "vendors_at_the_bar_pass" {
  command = plan

  variables {
    tiers = {
      critical = { portfolios = ["Critical Vendors"], minimum_grade = "C", maximum_findings = { critical = 0, high = 1 } }
      standard = { portfolios = ["Vendors"], minimum_grade = "D" }
    }
  }

  assert {
    condition     = output.passed
    error_message = "Vendors at the bar must pass."
  }
}

run "findings_and_factors_that_were_not_read_block" {
  command = plan

  variables {
    tiers = {
      critical = { portfolios = ["Critical Vendors"], minimum_grade = "C", minimum_factor_grades = { network_security = "A" } }
      standard = { portfolios = ["Vendors"], minimum_grade = "D", maximum_findings = { critical = 0 } }
    }
  }

  assert {
    condition     = join(", ", keys(output.violations.critical)) == "fair.example" && join(", ", keys(output.violations.standard)) == "weak.example"
    error_message = "A factor below its grade and unknown findings must be blocked."
  }
}

run "waivers_of_a_file" {
  command = plan

  variables {
    waivers_file = "testdata/waivers.yaml"
    tiers = {
      critical = { portfolios = ["Critical Vendors"], minimum_grade = "B" }
      standard = { portfolios = ["Vendors"], minimum_grade = "C" }
    }
  }

  assert {
    condition     = length(output.violations.critical) == 0
    error_message = "A vendor with a waiver must pass."
  }

  assert {
    condition     = join(", ", keys(output.violations.standard)) == "weak.example"
    error_message = "A waiver that has expired must waive nothing."
  }
}

run "reports_are_written" {
  command = plan

  variables {
    reports_directory = "reports"
  }

  assert {
    condition = alltrue(flatten([
      for name in keys(output.report) : [for suffix in ["md", "json", "xml", "sarif"] : fileexists("reports/${name}.${suffix}")]
    ]))
    error_message = "Every tier must have a report in every format."
  }
}

# The reports of the run before are the baseline.
run "what_is_in_the_baseline_passes" {
  command = plan

  variables {
    baseline_directory = "reports"
  }

  assert {
    condition     = output.passed
    error_message = "What is in the baseline must not block."
  }
}

run "what_is_worse_than_the_baseline_blocks" {
  command = plan

  variables {
    baseline_directory = "reports"
    tiers = {
      critical = { portfolios = ["Critical Vendors"], minimum_grade = "B", minimum_companies = 3 }
      standard = { portfolios = ["Vendors"], minimum_grade = "D" }
    }
  }

  assert {
    condition     = join(", ", keys(output.violations.critical)) == "companies"
    error_message = "Only what is not in the baseline must block."
  }
}

run "too_few_companies_block" {
  command = plan

  variables {
    tiers = {
      critical = { portfolios = ["Critical Vendors"], minimum_grade = "D", minimum_companies = 3 }
      standard = { portfolios = ["Vendors"], minimum_grade = "D" }
    }
  }

  assert {
    condition     = join(", ", keys(output.violations.critical)) == "companies"
    error_message = "A portfolio that is too small must be blocked."
  }
}

run "a_snapshot_is_judged" {
  command = plan

  variables {
    snapshots = [file("testdata/posture.json")]
    tiers = {
      critical = { portfolios = ["Critical Vendors"], minimum_grade = "B" }
      standard = { portfolios = ["Vendors"], minimum_grade = "D" }
    }
  }

  assert {
    condition     = join(", ", keys(output.violations.critical)) == "poor.example" && length(output.violations.standard) == 0
    error_message = "Each tier must judge its portfolios in the snapshot, and nothing else."
  }
}

run "a_portfolio_that_is_not_in_the_snapshot_blocks" {
  command = plan

  variables {
    snapshots = [file("testdata/posture.json")]
    tiers = {
      critical = { portfolios = ["Critical Vendors", "Payment Providers"], minimum_grade = "D" }
    }
  }

  assert {
    condition     = contains(keys(output.violations.critical), "snapshots")
    error_message = "A portfolio that was not read must be blocked."
  }
}

run "an_old_snapshot_blocks" {
  command = plan

  variables {
    snapshots            = [file("testdata/posture.json")]
    maximum_snapshot_age = "1h"
    tiers = {
      critical = { portfolios = ["Critical Vendors"], minimum_grade = "D" }
    }
  }

  assert {
    condition     = join(", ", keys(output.violations.critical)) == "snapshots[0]"
    error_message = "A snapshot that is too old must be blocked."
  }
}

run "no_tier_is_refused" {
  command = plan

  variables {
    tiers = {}
  }

  expect_failures = [var.tiers]
}

run "a_bar_that_every_company_reaches_is_refused" {
  command = plan

  variables {
    tiers = { critical = { portfolios = ["Critical Vendors"], minimum_grade = "F" } }
  }

  expect_failures = [var.tiers]
}

run "a_portfolio_that_may_be_empty_is_refused" {
  command = plan

  variables {
    tiers = { critical = { portfolios = ["Critical Vendors"], minimum_grade = "B", minimum_companies = 0 } }
  }

  expect_failures = [var.tiers]
}

run "a_file_without_waivers_is_refused" {
  command = plan

  variables {
    waivers_file = "testdata/misspelled.yaml"
  }

  expect_failures = [var.waivers_file]
}

run "an_unknown_enforcement_is_refused" {
  command = plan

  variables {
    enforcement = "off"
  }

  expect_failures = [var.enforcement]
}
