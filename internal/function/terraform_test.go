// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// outputs is a configuration with an output for each expression. It has no
// provider block: functions need none.
func outputs(expressions map[string]string) string {
	var config strings.Builder
	for _, name := range slices.Sorted(maps.Keys(expressions)) {
		config.WriteString("output \"" + name + "\" {\n  value = " + expressions[name] + "\n}\n")
	}
	return config.String()
}

func expectOutputs(values map[string]knownvalue.Check) []statecheck.StateCheck {
	var checks []statecheck.StateCheck
	for name, value := range values {
		checks = append(checks, statecheck.ExpectKnownOutputValue(name, value))
	}
	return checks
}

func TestFunctions_ofKnownValues(t *testing.T) {
	t.Parallel()
	acctest.UnitTest(t, resource.TestStep{
		Config: outputs(map[string]string{
			"reached":      `provider::vendorrisk::grade_at_least("B", "B")`,
			"missed":       `provider::vendorrisk::grade_at_least("C", "B")`,
			"severe":       `provider::vendorrisk::severity_at_least("critical", "high")`,
			"harmless":     `provider::vendorrisk::severity_at_least("low", "high")`,
			"worst":        `provider::vendorrisk::worst_grade(["A", "C", "B"])`,
			"worst_of_set": `provider::vendorrisk::worst_grade(toset(["D", "A"]))`,
			"normalized":   `provider::vendorrisk::normalize_domain("https://Bücher.example./")`,
		}),
		ConfigStateChecks: expectOutputs(map[string]knownvalue.Check{
			"reached":      knownvalue.Bool(true),
			"missed":       knownvalue.Bool(false),
			"severe":       knownvalue.Bool(true),
			"harmless":     knownvalue.Bool(false),
			"worst":        knownvalue.StringExact("C"),
			"worst_of_set": knownvalue.StringExact("D"),
			"normalized":   knownvalue.StringExact("xn--bcher-kva.example"),
		}),
	})
}

// TestFunctions_ofNull has what is not known fail closed. Terraform leaves an
// output that is null out of the state, so null is asked for.
func TestFunctions_ofNull(t *testing.T) {
	t.Parallel()
	acctest.UnitTest(t, resource.TestStep{
		Config: outputs(map[string]string{
			"grade":          `provider::vendorrisk::grade_at_least(null, "F")`,
			"no_grade":       `provider::vendorrisk::grade_at_least("?", "F")`,
			"severity":       `provider::vendorrisk::severity_at_least(null, "positive") == null`,
			"no_severity":    `provider::vendorrisk::severity_at_least("dire", "positive") == null`,
			"worst_of_null":  `provider::vendorrisk::worst_grade(null) == null`,
			"worst_of_none":  `provider::vendorrisk::worst_grade([]) == null`,
			"worst_has_null": `provider::vendorrisk::worst_grade(["A", null]) == null`,
			"domain":         `provider::vendorrisk::normalize_domain(null) == null`,
		}),
		ConfigStateChecks: expectOutputs(map[string]knownvalue.Check{
			"grade":          knownvalue.Bool(false),
			"no_grade":       knownvalue.Bool(false),
			"severity":       knownvalue.Bool(true),
			"no_severity":    knownvalue.Bool(true),
			"worst_of_null":  knownvalue.Bool(true),
			"worst_of_none":  knownvalue.Bool(true),
			"worst_has_null": knownvalue.Bool(true),
			"domain":         knownvalue.Bool(true),
		}),
	})
}

// TestSeverityAtLeast_ofAnUnknownSeverityIsNoCondition has the plan stop either way.
func TestSeverityAtLeast_ofAnUnknownSeverityIsNoCondition(t *testing.T) {
	t.Parallel()
	step := func(condition, message string) resource.TestStep {
		return resource.TestStep{
			Config: `
variable "severity" {
  default = "dire"
}

resource "terraform_data" "release" {
  lifecycle {
    precondition {
      condition     = ` + condition + `
      error_message = "The finding is too severe."
    }
  }
}
`,
			PlanOnly:    true,
			ExpectError: regexp.MustCompile(message),
		}
	}
	const reaches = `provider::vendorrisk::severity_at_least(var.severity, "high")`
	acctest.UnitTest(t, step(reaches, "Invalid condition result"), step("!"+reaches, "argument must not be null"))
}

func TestFunctions_ofUnknownValues(t *testing.T) {
	t.Parallel()
	values := map[string]knownvalue.Check{
		"grade":    knownvalue.Bool(true),
		"minimum":  knownvalue.Bool(false),
		"severity": knownvalue.Bool(false),
		"worst":    knownvalue.StringExact("C"),
		"domain":   knownvalue.StringExact("c.example"),
	}
	var unknown []plancheck.PlanCheck
	for name := range values {
		unknown = append(unknown, plancheck.ExpectUnknownOutputValue(name))
	}
	acctest.UnitTest(t, resource.TestStep{
		Config: `
resource "terraform_data" "read" {
  input = { grade = "C", severity = "low", domain = "C.example" }
}
` + outputs(map[string]string{
			"grade":    `provider::vendorrisk::grade_at_least(terraform_data.read.output.grade, "C")`,
			"minimum":  `provider::vendorrisk::grade_at_least("D", terraform_data.read.output.grade)`,
			"severity": `provider::vendorrisk::severity_at_least(terraform_data.read.output.severity, "high")`,
			"worst":    `provider::vendorrisk::worst_grade(["A", terraform_data.read.output.grade])`,
			"domain":   `provider::vendorrisk::normalize_domain(terraform_data.read.output.domain)`,
		}),
		ConfigPlanChecks:  resource.ConfigPlanChecks{PreApply: unknown},
		ConfigStateChecks: expectOutputs(values),
	})
}

func TestFunctions_ofInvalidValues(t *testing.T) {
	t.Parallel()
	var steps []resource.TestStep
	for expression, message := range map[string]string{
		`grade_at_least("A", "E")`:             `Invalid value for "minimum" parameter: "E" is not a grade: it must be one of A, B, C, D, F`,
		`grade_at_least("A", null)`:            `Invalid value for "minimum" parameter: argument must not be null`,
		`severity_at_least("high", "severe")`:  `Invalid value for "minimum" parameter: "severe" is not a severity: it must be one of critical, high, medium, low, info, positive`,
		`severity_at_least("high", null)`:      `Invalid value for "minimum" parameter: argument must not be null`,
		`worst_grade("A")`:                     `Invalid value for "grades" parameter: list of string required`,
		`normalize_domain("")`:                 `Invalid value for "value" parameter: "" is not a domain name: it does not contain a host`,
		`normalize_domain("robin@a.example")`:  `Invalid value for "value" parameter: "robin@a.example" is not a domain name: it looks like an email address`,
		`normalize_domain(["a.example", "b"])`: `Invalid value for "value" parameter: string required`,
	} {
		words := strings.Fields(message)
		for i, word := range words {
			words[i] = regexp.QuoteMeta(word)
		}
		steps = append(steps, resource.TestStep{
			Config:      outputs(map[string]string{"test": "provider::vendorrisk::" + expression}),
			PlanOnly:    true,
			ExpectError: regexp.MustCompile(strings.Join(words, `\s+`)),
		})
	}
	acctest.UnitTest(t, steps...)
}
