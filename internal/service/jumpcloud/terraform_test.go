// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"fmt"
	"regexp"
	"slices"
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

data "vendorrisk_jumpcloud_access_policies" "all" {}

data "vendorrisk_jumpcloud_administrators" "all" {}

data "vendorrisk_jumpcloud_applications" "all" {}

data "vendorrisk_jumpcloud_ip_lists" "all" {}

data "vendorrisk_jumpcloud_service_accounts" "all" {}

data "vendorrisk_jumpcloud_user_groups" "all" {
  include_members = true
}

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

// A plan sends no request twice, whichever data sources need it. The next plan
// finds no changes.
func TestDataSources_together(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	acctest.UnitTest(t, resource.TestStep{
		Config: acctest.ProviderConfig(systems) + every,
		ConfigPlanChecks: resource.ConfigPlanChecks{
			PreApply: []plancheck.PlanCheck{
				acctest.ExpectNoRepeatedRequests(systems),
			},
			PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
		},
	})
}

// A thousand users and a thousand devices, with two cloud directories, cost 45
// requests at most, whichever data sources need them.
func TestDataSources_aThousand(t *testing.T) {
	t.Parallel()
	organization := world.GenerateJumpCloud(1, 1000, 1000)
	organization.AddCloudDirectories()
	systems := serve(t, organization)
	server := acctest.NewSandboxServer(t, systems)
	for _, name := range []string{"organization", "administrators", "users", "systems", "posture", "access_policies", "ip_lists", "applications", "user_groups", "service_accounts"} {
		server.MustRead(t.Context(), t, typeName(name), nil)
	}
	users, devices := systems.Requests.Count(sandbox.Path("/api/systemusers")), systems.Requests.Count(sandbox.Path("/api/systems"))
	if all := len(systems.Requests.All()); all > 45 || users != 10 || devices != 10 {
		t.Errorf("%d requests, %d for users and %d for devices", all, users, devices)
	}
}

// The same data and time give the same state, in whichever order objects come.
func TestPostureDataSource_sameState(t *testing.T) {
	t.Parallel()
	given := arguments{"as_of": acctest.String(world.JumpCloudTime(0))}
	ordered := read(t, serve(t, world.GenerateJumpCloud(3, 120, 80)), "posture", given)
	shuffled := read(t, serve(t, world.GenerateJumpCloud(3, 120, 80), sandbox.WithQuirks(peer.Quirks{
		Totals: peer.TotalsNowhere, PageSize: 17, IDs: peer.IDsUnderscoreOnly,
	})), "posture", given)
	acctest.Equal(t, "state", shuffled, ordered)
	if !slices.Contains(acctest.Column(t, ordered["findings"], "type"), any("user-mfa-enrolled")) {
		t.Error("no user is without MFA")
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
		"strong": {world.StrongJumpCloud(), nil, nil},
		"strong, no details": {
			world.StrongJumpCloud(),
			[]string{"/api/systemusers", "/api/systems", "/api/users", "/api/organizations/*"},
			[]string{
				`Blocks ` + world.StrongJumpCloudOrganizationID, "12 findings of unknown status",
				"admin-mfa-enrolled", "device-disk-encrypted", "and 7 more",
			},
		},
		"strong, no list": {world.StrongJumpCloud(), []string{"/api/organizations"}, []string{"Unable to Read JumpCloud Organization"}},
		"weak":            {world.WeakJumpCloud(), nil, []string{"Vendor Risk Gate Blocks", "required: at most 0 high or worse"}},
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
			acctest.UnitTest(t, step)
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
	acctest.UnitTest(t,
		resource.TestStep{Config: config},
		resource.TestStep{
			PreConfig: func() {
				organization.UpdateAll(world.JumpCloudUsers, func(user world.Object) { user["passwordless_sudo"] = true })
			},
			Config: config, PlanOnly: true, ExpectError: says("Vendor Risk Gate Blocks"),
		},
	)
}
