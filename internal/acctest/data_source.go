// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// UnitTestDataSource plans and applies a configuration with one data source
// named "test". It runs the checks on the first plan, compares the attributes in
// wantState with the state as Exactly does, and checks that the next plan is
// empty.
func UnitTestDataSource(t *testing.T, systems *sandbox.Sandbox, typeName, config string, wantState map[string]any, checks ...plancheck.PlanCheck) {
	t.Helper()
	stateChecks := []statecheck.StateCheck{}
	for attribute, value := range wantState {
		stateChecks = append(stateChecks,
			statecheck.ExpectKnownValue("data."+typeName+".test", tfjsonpath.New(attribute), Exactly(value)))
	}
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: ProviderFactories(),
		Steps: []resource.TestStep{{
			Config: ProviderConfig(systems) + config,
			ConfigPlanChecks: resource.ConfigPlanChecks{
				PreApply:             checks,
				PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
			},
			ConfigStateChecks: stateChecks,
		}},
	})
}
