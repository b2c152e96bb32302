// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// every uses all data sources, so that lists are needed twice.
var every = `
data "vendorrisk_jumpcloud_organization" "this" {}

data "vendorrisk_jumpcloud_administrators" "all" {}

data "vendorrisk_jumpcloud_users" "without_mfa" {
  mfa_enrolled = false
}

data "vendorrisk_jumpcloud_users" "suspended" {
  suspended = true
}

data "vendorrisk_jumpcloud_systems" "unencrypted" {
  encrypted = false
}

data "vendorrisk_jumpcloud_posture" "all" {
  as_of = "` + world.JumpCloudTime(0) + `"
}

output "posture" {
  value = {
    score  = data.vendorrisk_jumpcloud_posture.all.score
    counts = data.vendorrisk_jumpcloud_posture.all.counts
  }
}
`

// A thousand users and a thousand devices cost thirty requests at most,
// whichever data sources need them, and nothing is requested twice. The next
// plan finds no changes.
func TestDataSources_aThousand(t *testing.T) {
	t.Parallel()
	systems := serve(t, world.GenerateJumpCloud(1, 1000, 1000))
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.ProviderFactories(),
		Steps: []resource.TestStep{{
			Config: acctest.ProviderConfig(systems) + every,
			ConfigPlanChecks: resource.ConfigPlanChecks{
				PreApply: []plancheck.PlanCheck{
					acctest.ExpectNoRepeatedRequests(systems),
					requestsAtMost(systems, 30),
				},
				PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
			},
		}},
	})
}

// requestsAtMost limits the requests of the first plan.
func requestsAtMost(systems *sandbox.Sandbox, most int) plancheck.PlanCheck {
	return planCheck(func(plancheck.CheckPlanRequest) error {
		users, devices := systems.Requests.Count(sandbox.Path("/api/systemusers")), systems.Requests.Count(sandbox.Path("/api/systems"))
		if all := len(systems.Requests.All()); all > most || users != 10 || devices != 10 {
			return fmt.Errorf("%d requests, %d for users and %d for devices", all, users, devices)
		}
		return nil
	})
}

type planCheck func(plancheck.CheckPlanRequest) error

// CheckPlan implements plancheck.PlanCheck.
func (c planCheck) CheckPlan(_ context.Context, request plancheck.CheckPlanRequest, response *plancheck.CheckPlanResponse) {
	response.Error = c(request)
}

// The same data and time give the same plan, in whichever order objects come.
func TestPostureDataSource_samePlan(t *testing.T) {
	t.Parallel()
	plans := []string{}
	collect := planCheck(func(request plancheck.CheckPlanRequest) error {
		values, err := json.Marshal(request.Plan.PriorState.Values.RootModule.Resources)
		plans = append(plans, string(values))
		return err
	})
	for _, options := range [][]sandbox.Option{
		nil,
		{sandbox.WithQuirks(peer.Quirks{Totals: peer.TotalsNowhere, PageSize: 17, IDs: peer.IDsUnderscoreOnly})},
	} {
		systems := serve(t, world.GenerateJumpCloud(3, 120, 80), options...)
		resource.UnitTest(t, resource.TestCase{
			ProtoV6ProviderFactories: acctest.ProviderFactories(),
			Steps: []resource.TestStep{{
				Config:           acctest.ProviderConfig(systems) + every,
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{collect}},
			}},
		})
	}
	if len(plans) != 2 || plans[0] != plans[1] || !strings.Contains(plans[0], "user-mfa-enrolled") {
		t.Errorf("%d plans, which differ or are empty", len(plans))
	}
}

const gate = `
data "vendorrisk_jumpcloud_posture" "severe" {
  minimum_severity = "high"
  as_of            = %q
}

data "vendorrisk_gate" "severe" {
  findings         = data.vendorrisk_jumpcloud_posture.severe.findings
  maximum_findings = { high = 0 }
}
`

// The gate passes a strong organization, and blocks one when a part of it may
// not be read: that part is unknown, and unknown is not good.
func TestGate(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		organization *world.JumpCloud
		forbidden    []string
		blocked      []string
	}{
		"strong":                    {world.StrongJumpCloud(), nil, nil},
		"strong, no users":          {world.StrongJumpCloud(), []string{"/api/systemusers"}, []string{`Blocks ` + world.StrongJumpCloudOrganizationID, "of unknown status", "user-mfa-enrolled"}},
		"strong, no devices":        {world.StrongJumpCloud(), []string{"/api/systems"}, []string{"of unknown status", "device-disk-encrypted", "device-ssh-root-login-off"}},
		"strong, no administrators": {world.StrongJumpCloud(), []string{"/api/users"}, []string{"of unknown status", "admin-mfa-enrolled"}},
		"strong, no settings":       {world.StrongJumpCloud(), []string{"/api/organizations/*"}, []string{"of unknown status", "org-admin-mfa-required"}},
		"strong, no list":           {world.StrongJumpCloud(), []string{"/api/organizations"}, []string{"Unable to Read JumpCloud Organization"}},
		"weak":                      {world.WeakJumpCloud(), nil, []string{"Vendor Risk Gate Blocks", "required: at most 0 high or worse"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := serve(t, test.organization, sandbox.WithQuirks(peer.Quirks{Forbidden: test.forbidden}))
			step := resource.TestStep{Config: acctest.ProviderConfig(systems) + fmt.Sprintf(gate, world.JumpCloudTime(0))}
			if test.blocked != nil {
				step.PlanOnly, step.ExpectError = true, says(test.blocked...)
			} else {
				step.ConfigStateChecks = []statecheck.StateCheck{
					statecheck.ExpectKnownValue("data.vendorrisk_gate.severe", tfjsonpath.New("passed"), knownvalue.Bool(true)),
					statecheck.ExpectKnownValue("data.vendorrisk_jumpcloud_posture.severe", tfjsonpath.New("score"), knownvalue.Int64Exact(100)),
				}
			}
			resource.UnitTest(t, resource.TestCase{ProtoV6ProviderFactories: acctest.ProviderFactories(), Steps: []resource.TestStep{step}})
		})
	}
}

// says matches phrases in their order, however Terraform breaks the lines.
func says(phrases ...string) *regexp.Regexp {
	patterns := []string{}
	for _, phrase := range phrases {
		words := strings.Fields(phrase)
		for i, word := range words {
			words[i] = regexp.QuoteMeta(word)
		}
		patterns = append(patterns, strings.Join(words, `\s+`))
	}
	return regexp.MustCompile("(?s)" + strings.Join(patterns, ".*"))
}

// An organization that gets worse between two plans is seen by the second.
func TestPostureDataSource_everyPlanReadsAnew(t *testing.T) {
	t.Parallel()
	organization := world.StrongJumpCloud()
	systems := serve(t, organization)
	config := acctest.ProviderConfig(systems) + fmt.Sprintf(gate, world.JumpCloudTime(0))
	resource.UnitTest(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.ProviderFactories(),
		Steps: []resource.TestStep{
			{Config: config},
			{
				PreConfig: func() {
					organization.UpdateAll(world.JumpCloudUsers, func(user world.Object) { user["passwordless_sudo"] = true })
				},
				Config: config, PlanOnly: true, ExpectError: says("Vendor Risk Gate Blocks"),
			},
		},
	})
}
