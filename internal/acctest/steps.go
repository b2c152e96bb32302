// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// UnitTest runs the steps with Terraform and this provider.
func UnitTest(t *testing.T, steps ...resource.TestStep) {
	t.Helper()
	resource.UnitTest(t, resource.TestCase{ProtoV6ProviderFactories: ProviderFactories(), Steps: steps})
}

// UnitTestRefused checks that a plan of the configuration fails with an error
// that the pattern matches, and sends nothing.
func UnitTestRefused(t *testing.T, config, pattern string) {
	t.Helper()
	systems := StartSandbox(t)
	UnitTest(t, resource.TestStep{
		Config:      ProviderConfig(systems) + config,
		ExpectError: regexp.MustCompile(`(?s)pre-apply plan.*Error: ` + pattern),
	})
	Equal(t, "requests", systems.Requests.All(), []sandbox.Request(nil))
}

// Settled checks, once a step is applied, that the next plan is empty.
func Settled(checks ...plancheck.PlanCheck) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PostApplyPostRefresh: append(checks, plancheck.ExpectEmptyPlan())}
}

// Action adds what the plan of a step must do with a resource.
func Action(address string, action plancheck.ResourceActionType, checks resource.ConfigPlanChecks) resource.ConfigPlanChecks {
	checks.PreApply = append(checks.PreApply, plancheck.ExpectResourceAction(address, action))
	return checks
}
