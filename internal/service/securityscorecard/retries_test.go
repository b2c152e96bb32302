// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

// A temporary failure costs one more request, and does not change the result.
func TestDataSources_failuresThatPass(t *testing.T) {
	t.Parallel()
	undisturbed := acctest.StartSandbox(t)
	want := everything(t, undisturbed, acctest.NewSandboxServer(t, undisturbed))
	for name, effect := range map[string]fault.Effect{
		"429 with seconds":             fault.TooManyRequests(0),
		"429 with a date":              fault.TooManyRequestsUntil(time.Now()),
		"429 without a time":           fault.TooManyRequestsWithoutRetryAfter(),
		"500":                          fault.InternalServerError(),
		"503 with a page of a gateway": fault.GatewayPage(),
		"dropped connection":           fault.DropConnection(),
		"dropped in the middle":        fault.DropMidBody(),
	} {
		for _, path := range []string{"/portfolios", "/companies/*/factors", "/companies/*/active-issues"} {
			t.Run(name+" "+path, func(t *testing.T) {
				t.Parallel()
				systems := acctest.StartSandbox(t)
				rule := fault.Rule{Path: path, Times: 1, Effect: effect}
				if strings.Contains(path, "*") {
					rule.Skip = 2
				}
				systems.Faults.Add(rule)
				server := acctest.NewServer(t)
				server.Configure(t.Context(), t, map[string]acctest.Settings{sandbox.SecurityScorecard: settings(systems, nil)})
				acctest.Equal(t, "states", strings.Split(everything(t, systems, server), "\n"), strings.Split(want, "\n"))
				acctest.Equal(t, "requests", len(systems.Requests.All()), len(undisturbed.Requests.All())+1)
				acctest.Equal(t, "faults not met", len(systems.Faults.Unmet()), 0)
			})
		}
	}
}

// The same with Terraform, which waits as long as the answer demands.
func TestCompaniesDataSource_tooManyRequestsInTheMiddle(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	systems.Faults.Add(fault.Rule{Path: "/companies/*/factors", Skip: 5, Times: 1, Effect: fault.TooManyRequests(1)})
	acctest.UnitTest(t, resource.TestStep{
		Config: acctest.ProviderConfig(systems, map[string]any{"max_retries": nil}) + `
data "vendorrisk_securityscorecard_companies" "test" {
  include_factors = true
}`,
		ConfigPlanChecks: resource.ConfigPlanChecks{
			PreApply: []plancheck.PlanCheck{acctest.ExpectRequests(systems, map[string]int{
				"/portfolios": 1, "/portfolios/*/companies": 3, "/companies/*/factors": 12 + 1,
			})},
			PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
		},
		ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownValue(
			"data.vendorrisk_securityscorecard_companies.test", tfjsonpath.New("companies"), acctest.Exactly(companyRows(true)))},
	})
}
