// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// hasPortfolios checks the portfolios of the name Payments after a step.
func hasPortfolios(systems *sandbox.Sandbox, want ...string) plancheck.PlanCheck {
	return acctest.Check(func() error {
		if got := named(systems, "Payments"); strings.Join(got, "\n") != strings.Join(want, "\n") {
			return fmt.Errorf("portfolios %q, want %q", got, want)
		}
		return nil
	})
}

// With Terraform: create, edit, import by ID and by name, a change by a person, a
// deletion by a person, another team, and the destroy.
func TestTerraform_portfolio(t *testing.T) {
	t.Parallel()
	const address = portfolioType + ".test"
	systems := acctest.StartSandbox(t)
	configuration := func(arguments string) string {
		return acctest.ProviderConfig(systems) + fmt.Sprintf("\nresource %q \"test\" {\n  name = \"Payments\"\n  %s\n}\n", portfolioType, arguments)
	}
	id := func() string {
		for _, portfolio := range systems.World.Portfolios() {
			if portfolio.Name == "Payments" {
				return portfolio.ID
			}
		}
		return ""
	}
	imported := resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true}
	byName := imported
	byName.ImportStateId = "Payments"
	const ofTeam = `privacy = "team"
  team_id = "7c2f4c1e-6c1a-5b0f-9a55-1f0d2b3c4d05"`
	acctest.UnitTest(
		t,
		resource.TestStep{
			Config:           configuration(""),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionCreate, acctest.Settled(hasPortfolios(systems, " (private)"))),
		},
		imported,
		byName,
		resource.TestStep{
			Config:           configuration(`description = "What pays"`),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate, acctest.Settled(hasPortfolios(systems, "What pays (private)"))),
		},
		resource.TestStep{
			PreConfig: func() {
				systems.World.EditPortfolio(id(), func(portfolio *world.Portfolio) { portfolio.Description = "" })
			},
			Config:           configuration(`description = "What pays"`),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionUpdate, acctest.Settled(hasPortfolios(systems, "What pays (private)"))),
		},
		resource.TestStep{
			PreConfig:        func() { systems.World.DeletePortfolio(id()) },
			Config:           configuration(""),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionCreate, acctest.Settled(hasPortfolios(systems, " (private)"))),
		},
		resource.TestStep{
			Config:           configuration(ofTeam),
			ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionReplace, acctest.Settled(hasPortfolios(systems, " (team7c2f4c1e-6c1a-5b0f-9a55-1f0d2b3c4d05)"))),
		},
	)
	acctest.Equal(t, "portfolios after the destroy", named(systems, "Payments"), []string{})
}
