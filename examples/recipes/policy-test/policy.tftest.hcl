# The companies are examples, so nothing is read and no token is needed. The
# gate is the real one, because it sends no requests.
override_module {
  target = module.vendors
  outputs = {
    companies = {
      "good.example" = {
        domain         = "good.example"
        grade          = "A"
        factors        = { application_security = { grade = "B" } }
        finding_counts = { high = 1, low = 3 }
      }
      "fair.example" = {
        domain         = "fair.example"
        grade          = "C"
        factors        = { application_security = { grade = "C" } }
        finding_counts = {}
      }
    }
  }
}

run "vendors_at_the_bar_pass" {
  command = plan

  assert {
    condition     = output.passed && data.vendorrisk_gate.vendors.evaluated_companies == 2
    error_message = "Both vendors must be judged, and pass."
  }
}

run "a_low_grade_blocks" {
  command = plan

  variables {
    minimum_grade = "B"
  }

  expect_failures = [output.passed]

  assert {
    condition     = one(data.vendorrisk_gate.vendors.violations[*].subject) == "fair.example"
    error_message = "Only the vendor with a C must be blocked."
  }
}

run "a_critical_finding_blocks" {
  command = plan

  override_module {
    target = module.vendors
    outputs = {
      companies = {
        "weak.example" = {
          domain         = "weak.example"
          grade          = "A"
          factors        = { application_security = { grade = "A" } }
          finding_counts = { critical = 1 }
        }
      }
    }
  }

  expect_failures = [output.passed]

  assert {
    condition     = one(data.vendorrisk_gate.vendors.violations[*].rule) == "maximum_findings"
    error_message = "A critical finding must be blocked, and nothing else."
  }
}

run "a_grade_that_is_not_known_blocks" {
  command = plan

  override_module {
    target = module.vendors
    outputs = {
      companies = {
        "new.example" = {
          domain         = "new.example"
          grade          = null
          factors        = { application_security = { grade = "A" } }
          finding_counts = {}
        }
      }
    }
  }

  expect_failures = [output.passed]

  assert {
    condition     = one(data.vendorrisk_gate.vendors.violations[*].rule) == "unknown_grade"
    error_message = "A grade that is not known must be blocked, and nothing else."
  }
}

run "an_empty_portfolio_blocks" {
  command = plan

  override_module {
    target  = module.vendors
    outputs = { companies = {} }
  }

  expect_failures = [output.passed]
}
