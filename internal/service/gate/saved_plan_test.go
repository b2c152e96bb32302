// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

// judgedAtApply has the portfolio read and judged by ephemeral resources.
const judgedAtApply = `
ephemeral "vendorrisk_securityscorecard_companies" "critical" {
  portfolio_names = ["Critical Vendors"]
}

ephemeral "vendorrisk_gate" "critical" {
  companies     = ephemeral.vendorrisk_securityscorecard_companies.critical.companies
  minimum_grade = "F"
}
`

// release is a resource that waits for the gate.
const release = `
resource "terraform_data" "release" {
  input      = 1
  depends_on = [ephemeral.vendorrisk_gate.critical]
}
`

// TestSavedPlan_isJudgedAgain saves a plan over vendors at the bar, and applies it
// when a grade is gone, or when it cannot be read.
func TestSavedPlan_isJudgedAgain(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		config   string
		unread   bool
		exitCode int
		phrase   string
		// state is what terraform state list says after the apply.
		state string
	}{
		"a resource waits for the gate": {
			config: judgedAtApply + release, exitCode: 1, phrase: "Vendor Risk Gate Blocks foxtrot-freight.example",
		},
		"the companies cannot be read": {
			config: judgedAtApply + release, unread: true, exitCode: 1, phrase: "Unable to Read SecurityScorecard Companies",
		},
		"a precondition asks the gate": {
			config: judgedAtApply + `
resource "terraform_data" "release" {
  input = 1

  lifecycle {
    precondition {
      condition     = ephemeral.vendorrisk_gate.critical.passed
      error_message = "Not passed."
    }
  }
}
`, exitCode: 1, phrase: "Vendor Risk Gate Blocks foxtrot-freight.example",
		},
		"a data source is judged in the plan only": {
			config: inThePlanOnly(judgedAtApply + release),
			state:  "data.vendorrisk_gate.critical\ndata.vendorrisk_securityscorecard_companies.critical\nterraform_data.release",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			workspace := acctest.NewWorkspace(t, systems)
			workspace.Configure(t, test.config)
			workspace.MustExit(t.Context(), t, 0, "plan", "-out=tfplan")

			if test.unread {
				systems.Faults.Add(fault.Rule{System: sandbox.SecurityScorecard, Effect: fault.Respond(http.StatusForbidden, nil, "")})
			} else {
				systems.World.SetGrade("foxtrot-freight.example", "?", nil)
			}
			text := workspace.MustExit(t.Context(), t, test.exitCode, "apply", "tfplan").Text()
			if !strings.Contains(text, test.phrase) {
				t.Errorf("the apply does not say %q:\n%s", test.phrase, text)
			}
			state := workspace.MustExit(t.Context(), t, 0, "state", "list").Stdout
			acctest.Equal(t, "state", strings.TrimSpace(state), test.state)
		})
	}
}

// TestSavedPlan_replacement has a saved plan replace a resource that waits for the
// gate. What is destroyed does not wait.
func TestSavedPlan_replacement(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ lifecycle, state string }{
		"destroyed first": {state: ""},
		"created first":   {lifecycle: "lifecycle {\n    create_before_destroy = true\n  }", state: "terraform_data.release"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			workspace := acctest.NewWorkspace(t, systems)
			workspace.Configure(t, judgedAtApply+strings.Replace(release, "input ", test.lifecycle+"\n  input ", 1))
			workspace.MustExit(t.Context(), t, 0, "apply", "-auto-approve")
			workspace.MustExit(t.Context(), t, 0, "plan", "-out=tfplan", "-replace=terraform_data.release")

			systems.World.SetGrade("foxtrot-freight.example", "?", nil)
			workspace.MustExit(t.Context(), t, 1, "apply", "tfplan")
			state := workspace.MustExit(t.Context(), t, 0, "state", "list").Stdout
			acctest.Equal(t, "state", strings.TrimSpace(state), test.state)
		})
	}
}

// A plan with the gate as a data source and as an ephemeral resource sends no
// request twice.
func TestSavedPlan_sharesRequests(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	workspace := acctest.NewWorkspace(t, systems)
	workspace.Configure(t, judgedAtApply+release+inThePlanOnly(judgedAtApply))
	workspace.MustExit(t.Context(), t, 0, "plan")
	acctest.Equal(t, "requests", acctest.DiffRequests(systems, map[string]int{"/portfolios": 1, "/portfolios/*/companies": 1}), "")
}

// inThePlanOnly replaces ephemeral resources by data sources.
func inThePlanOnly(config string) string {
	return strings.NewReplacer(`ephemeral "`, `data "`, "ephemeral.", "data.").Replace(config)
}
