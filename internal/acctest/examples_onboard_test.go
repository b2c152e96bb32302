// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// onboarding is the recipe that manages vendors. What it judges exists only after
// its first apply, so its plans are not those of other recipes.
const onboarding = "recipes/onboard-vendors"

// tierMembers are the companies in the recipe's portfolios.
func tierMembers(systems *sandbox.Sandbox) map[string][]string {
	members := map[string][]string{}
	for _, portfolio := range systems.World.Portfolios() {
		if tier, ok := strings.CutPrefix(portfolio.Name, "Vendors: "); ok {
			members[tier] = systems.World.Members(portfolio.ID)
		}
	}
	return members
}

// A vendor is added, moves to another tier, and is removed. No plan writes.
func TestExamples_onboardVendors(t *testing.T) {
	t.Parallel()
	systems := StartSandbox(t)
	workspace := exampleWorkspace(t, systems, onboarding)
	inventory := map[string]string{
		"aurora-payments.example": "critical", "borealis-cloud.example": "critical",
		"cobalt-logistics.example": "standard", "delta-data.example": "standard",
	}
	run := func(exitCode int, want map[string][]string, arguments ...string) string {
		t.Helper()
		before := tierMembers(systems)
		workspace.MustExit(t.Context(), t, 0, append([]string{"plan", "-out=tfplan"}, arguments...)...)
		Equal(t, "members after the plan", tierMembers(systems), before)
		text := workspace.MustExit(t.Context(), t, exitCode, "apply", "tfplan").Text()
		Equal(t, "members", tierMembers(systems), want)
		return text
	}
	settled := func(arguments ...string) {
		t.Helper()
		workspace.MustExit(t.Context(), t, 0, append([]string{"plan", "-detailed-exitcode"}, arguments...)...)
	}
	write := func() {
		t.Helper()
		text := "vendors:\n"
		for _, domain := range slices.Sorted(maps.Keys(inventory)) {
			text += "  - { name: " + domain + ", domain: \"https://" + domain + "/\", tier: " + inventory[domain] + ", owner: team-" + domain[:1] + " }\n"
		}
		if err := os.WriteFile(filepath.Join(workspace.Dir, "inventory.yaml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}

	critical, standard := []string{"aurora-payments.example", "borealis-cloud.example"}, []string{"cobalt-logistics.example", "delta-data.example"}
	run(0, map[string][]string{"critical": critical, "standard": standard})
	settled()

	// The grade of a new scorecard is unknown until it is calculated: the vendor is
	// added, and the gate blocks.
	inventory["new-vendor.example"] = "standard"
	write()
	added := append(slices.Clone(standard), "new-vendor.example")
	text := run(1, map[string][]string{"critical": critical, "standard": added})
	wantWords(t, text, []string{"Vendor Risk Gate Blocks new-vendor.example"})
	systems.World.Calculate("new-vendor.example", "B", 84)
	run(0, map[string][]string{"critical": critical, "standard": added})
	settled()

	// A vendor moves to the tier with the higher bar, and is too weak for it.
	inventory["cobalt-logistics.example"] = "critical"
	write()
	run(0, map[string][]string{"critical": append(slices.Clone(critical), "cobalt-logistics.example"), "standard": {"delta-data.example", "new-vendor.example"}})
	settled()
	inventory["delta-data.example"] = "critical"
	write()
	critical = []string{"aurora-payments.example", "borealis-cloud.example", "cobalt-logistics.example", "delta-data.example"}
	text = run(1, map[string][]string{"critical": critical, "standard": {"new-vendor.example"}})
	wantWords(t, text, []string{"Vendor Risk Gate Blocks delta-data.example", "grade C; required: at least B"})

	// It is removed, and so is the last vendor of the other tier.
	delete(inventory, "delta-data.example")
	delete(inventory, "new-vendor.example")
	write()
	run(0, map[string][]string{"critical": critical[:3], "standard": nil})
	settled()
	report := workspace.MustExit(t.Context(), t, 0, "output", "-raw", "report").Stdout
	wantWords(t, report, []string{"critical"})

	// A tier that does not exist, and a vendor that is there twice, are refused.
	inventory["delta-data.example"] = "Standard"
	write()
	wantWords(t, workspace.MustExit(t.Context(), t, 1, "plan").Text(), []string{"Each vendor of the inventory must have one of these tiers"})

	delete(inventory, "delta-data.example")
	write()
	workspace.MustExit(t.Context(), t, 0, "destroy", "-auto-approve")
	Equal(t, "members after the destroy", tierMembers(systems), map[string][]string{})
}
