// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

const evidenceAddress = evidenceType + ".report"

// hasAttached checks the contents of the test's evidences after a step.
func hasAttached(systems *sandbox.Sandbox, want ...string) plancheck.PlanCheck {
	return acctest.Check(func() error {
		if got := attached(systems); strings.Join(got, "\n") != strings.Join(want, "\n") {
			return fmt.Errorf("evidences %q, want %q", got, want)
		}
		return nil
	})
}

// With Terraform: the report of a gate is attached once, anew when it changes,
// and again when a person has deleted it.
func TestTerraform_attachesEvidence(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	configuration := func(note string) string {
		return acctest.ProviderConfig(systems) + fmt.Sprintf(`
data "vendorrisk_secureframe_tests" "soc2" {
  frameworks = ["soc2_alpha"]
}

resource "vendorrisk_secureframe_test_evidence" "report" {
  test_id    = one([for test in data.vendorrisk_secureframe_tests.soc2.tests : test.id if test.key == "penetration-test"])
  content_wo = "%s"
  filename   = "report.md"
}
`, note)
	}
	acctest.UnitTest(
		t,
		resource.TestStep{
			Config:           configuration("first"),
			ConfigPlanChecks: acctest.Action(evidenceAddress, plancheck.ResourceActionCreate, acctest.Settled(hasAttached(systems, "report.md: first"))),
		},
		resource.TestStep{
			Config:           configuration("second"),
			ConfigPlanChecks: acctest.Action(evidenceAddress, plancheck.ResourceActionReplace, acctest.Settled(hasAttached(systems, "report.md: first", "report.md: second"))),
		},
		resource.TestStep{
			PreConfig: func() {
				evidences := systems.World.Compliance.Evidences()
				systems.World.Compliance.RemoveEvidence(evidences[len(evidences)-1].ID)
			},
			Config:           configuration("second"),
			ConfigPlanChecks: acctest.Action(evidenceAddress, plancheck.ResourceActionCreate, acctest.Settled(hasAttached(systems, "report.md: first", "report.md: second"))),
		},
	)
	acctest.Equal(t, "evidences after the destroy", attached(systems), []string{"report.md: first", "report.md: second"})
}
