// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// applied is a step that applies the configuration, and finds nothing to do
// when it plans it again.
func applied(config string, checks ...statecheck.StateCheck) resource.TestStep {
	return resource.TestStep{
		Config:            config,
		ConfigStateChecks: checks,
		ConfigPlanChecks: resource.ConfigPlanChecks{
			PostApplyPreRefresh:  []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
			PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
		},
	}
}

// blocked is a step whose plan fails, and says the phrases in their order,
// however Terraform breaks the lines.
func blocked(config string, phrases ...string) resource.TestStep {
	return resource.TestStep{Config: config, PlanOnly: true, ExpectError: says(phrases...)}
}

func says(phrases ...string) *regexp.Regexp {
	for i, phrase := range phrases {
		words := strings.Fields(phrase)
		for j, word := range words {
			words[j] = regexp.QuoteMeta(word)
		}
		phrases[i] = strings.Join(words, `\s+`)
	}
	return regexp.MustCompile("(?s)" + strings.Join(phrases, ".*"))
}

// expect is a check of an attribute of the gate "test".
func expect(attribute string, value any) statecheck.StateCheck {
	return statecheck.ExpectKnownValue("data.vendorrisk_gate.test", tfjsonpath.New(attribute), acctest.Exactly(value))
}

// brokenRules checks the subjects and rules of the violations of the gate
// "test", in their order.
func brokenRules(lines ...string) statecheck.StateCheck {
	violations := list{}
	for _, line := range lines {
		violations = append(violations, line)
	}
	return statecheck.ExpectKnownOutputValue("broken", acctest.Exactly(violations))
}

const brokenRulesOutput = `
output "broken" {
  value = [for violation in data.vendorrisk_gate.test.violations : "${violation.subject} | ${violation.rule} | ${violation.observed}"]
}
`

// TestGate_blocksThePlan has the plan name the vendors, and pass when they are
// waived, warned of, or good enough.
func TestGate_blocksThePlan(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	config := func(settings string) string {
		return acctest.ProviderConfig(systems) + fmt.Sprintf(`
data "vendorrisk_securityscorecard_companies" "critical" {
  portfolio_names = ["Critical Vendors"]
}

data "vendorrisk_gate" "test" {
  companies     = data.vendorrisk_securityscorecard_companies.critical.companies
  minimum_grade = "C"
  %s
}
`, settings)
	}
	const waivers = `
  as_of   = "2026-06-30T12:00:00Z"
  waivers = [
    { subject = "foxtrot-freight.example", rule = "minimum_grade", reason = "Leaves us in July", expires_on = "%s" },
    { subject = "ember-energy.example", rule = "*", reason = "Audited on site", expires_on = "2026-12-31" },
  ]`
	acctest.UnitTest(t,
		blocked(config(""),
			"Error: Vendor Risk Gate Blocks foxtrot-freight.example", "with data.vendorrisk_gate.test",
			"- minimum_grade: grade F; required: at least C.",
			"Error: Vendor Risk Gate Blocks ember-energy.example", "- minimum_grade: grade D; required: at least C."),
		blocked(config(fmt.Sprintf(waivers, "2026-06-29")), "Error: Vendor Risk Gate Blocks foxtrot-freight.example"),
		applied(config(fmt.Sprintf(waivers, "2026-06-30")), expect("passed", true)),
		applied(config(`enforcement = "warning"`), expect("passed", false)),
		resource.TestStep{
			PreConfig: func() {
				systems.World.SetGrade("foxtrot-freight.example", "C", new(71))
				systems.World.SetGrade("ember-energy.example", "?", nil)
			},
			Config: config(""), PlanOnly: true,
			ExpectError: says("Error: Vendor Risk Gate Blocks ember-energy.example", "- unknown_grade: grade unknown; required: at least C."),
		},
		applied(config(`unknown_grade = "ignore"`), expect("passed", true)),
	)
}

// TestGate_secondPlanIsEmpty puts every result of a gate into an output. Whether a
// waiver is valid depends on the clock.
func TestGate_secondPlanIsEmpty(t *testing.T) {
	t.Parallel()
	acctest.UnitTest(t, applied(acctest.ProviderConfig(acctest.StartSandbox(t))+`
data "vendorrisk_securityscorecard_companies" "all" {
  include_factors = true
}

data "vendorrisk_gate" "test" {
  companies        = data.vendorrisk_securityscorecard_companies.all.companies
  minimum_grade    = "A"
  maximum_findings = { medium = 0 }
  enforcement      = "none"
  waivers = [
    { subject = "bücher.example", rule = "*", reason = "Books only", expires_on = "9999-12-31" },
    { subject = "delta-data.example", rule = "*", reason = "Over", expires_on = "2020-01-31", ticket = "VR-7" },
  ]
}

output "violations" {
  value = { for violation in data.vendorrisk_gate.test.violations : violation.subject => violation... }
}

output "waived" {
  value = data.vendorrisk_gate.test.waived
}

output "expired_waivers" {
  value = data.vendorrisk_gate.test.expired_waivers
}

output "summary" {
  value = data.vendorrisk_gate.test.summary
}

output "markdown" {
  value = data.vendorrisk_gate.test.markdown
}
`,
		expect("passed", false),
		statecheck.ExpectKnownOutputValue("expired_waivers", acctest.Exactly(list{
			object{"subject": "delta-data.example", "rule": "*", "reason": "Over", "expires_on": "2020-01-31", "labels": object{"ticket": "VR-7"}},
		})),
	))
}

// TestGate_callsNoSystem has a gate work without any configuration, and send
// nothing where there is one.
func TestGate_callsNoSystem(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	const config = `
data "vendorrisk_gate" "test" {
  companies     = [{ domain = "a.example", grade = "A" }]
  findings      = []
  minimum_grade = "B"
}
`
	acctest.UnitTest(t,
		applied(config, expect("passed", true)),
		applied(acctest.ProviderConfig(systems)+config, expect("passed", true)),
	)
	if diff := acctest.DiffRequests(systems, nil); diff != "" {
		t.Error(diff)
	}
}

// TestGate_blocksTheApplyWhenThePlanCannotKnow has companies that are known only
// after apply be judged then.
func TestGate_blocksTheApplyWhenThePlanCannotKnow(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	config := func(minimum string) string {
		return acctest.ProviderConfig(systems) + fmt.Sprintf(`
resource "terraform_data" "portfolio" {
  input = "1f6b1e0c-9a52-5d0e-8f53-7c1a5b0e2d01"
}

data "vendorrisk_securityscorecard_companies" "critical" {
  portfolio_ids = [terraform_data.portfolio.output]
}

data "vendorrisk_gate" "test" {
  companies     = data.vendorrisk_securityscorecard_companies.critical.companies
  minimum_grade = %q
}

resource "terraform_data" "release" {
  input = data.vendorrisk_gate.test.passed
}
`, minimum)
	}
	planned := &planRecorder{}
	acctest.UnitTest(t,
		resource.TestStep{
			Config: config("B"),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectResourceAction("data.vendorrisk_gate.test", plancheck.ResourceActionRead),
				plancheck.ExpectUnknownValue("terraform_data.release", tfjsonpath.New("input")),
				planned,
			}},
			ExpectError: says("Vendor Risk Gate Blocks foxtrot-freight.example", "minimum_grade: grade F; required: at least B."),
		},
		applied(config("F"),
			expect("passed", true),
			statecheck.ExpectKnownValue("terraform_data.release", tfjsonpath.New("output"), acctest.Exactly(true))),
	)
	if planned.plan == nil {
		t.Error("the first step did not come through its plan")
	}
}

// TestGate_onlyWarnsInsideACheck documents what Terraform makes of any error in a
// check: a gate that must block stands outside of one.
func TestGate_onlyWarnsInsideACheck(t *testing.T) {
	t.Parallel()
	planned := &planRecorder{}
	acctest.UnitTest(t, resource.TestStep{
		ConfigPlanChecks:   resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{planned}},
		ExpectNonEmptyPlan: true, // data in a check is read anew by every apply
		Config: `
check "vendors" {
  data "vendorrisk_gate" "test" {
    companies     = [{ domain = "a.example", grade = "F" }]
    minimum_grade = "B"
  }

  assert {
    condition     = data.vendorrisk_gate.test.passed
    error_message = "A vendor is below the bar."
  }
}
`,
	})
	if planned.plan == nil {
		t.Fatal("there is no plan")
	}
	for _, check := range planned.plan.Checks {
		if check.Address.ToDisplay == "check.vendors" && check.Status == tfjson.CheckStatusFail {
			return
		}
	}
	t.Errorf("the check did not fail: %v", planned.plan.Checks)
}

// planRecorder keeps the plan that it is shown.
type planRecorder struct{ plan *tfjson.Plan }

func (r *planRecorder) CheckPlan(_ context.Context, request plancheck.CheckPlanRequest, _ *plancheck.CheckPlanResponse) {
	r.plan = request.Plan
}

// TestGate_refusesBadInputAtPlan has Terraform point at the attribute.
func TestGate_refusesBadInputAtPlan(t *testing.T) {
	t.Parallel()
	gate := func(settings string) string {
		return `
data "vendorrisk_gate" "test" {
  companies = [{ domain = "a.example", grade = "A" }]
  ` + settings + `
}
`
	}
	waivers := func(attributes string) string {
		return gate(`minimum_grade = "B"
  waivers = [{ subject = "a.example", rule = "minimum_grade"` + attributes + ` }]`)
	}
	acctest.UnitTest(t,
		blocked(gate(`minimum_grade = "E"`),
			"with data.vendorrisk_gate.test", `minimum_grade = "E"`,
			`Attribute minimum_grade value must be one of: ["A" "B" "C" "D" "F"], got: "E"`),
		blocked(gate(`maximum_findings = { severe = 0 }`),
			"maximum_findings = { severe = 0 }",
			`value must be one of: ["critical" "high" "medium" "low" "info" "positive"], got: "severe"`),
		blocked(waivers(`, expires_on = "2026-12-31"`), "Attribute waivers[0].reason is required, and must not be null."),
		blocked(waivers(`, reason = "x", expires_on = "2026-02-30"`),
			`Attribute waivers[0].expires_on must be a date as YYYY-MM-DD: "2026-02-30" is not a date.`),
		blocked(gate(""), "A gate without a rule would let everything pass. Set at least one of minimum_grade,"),
	)
}
