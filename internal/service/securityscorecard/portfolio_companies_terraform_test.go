// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// workspaceOf is a workspace with the companies of a portfolio.
type workspaceOf struct{ *acctest.Workspace }

func newWorkspace(t *testing.T, systems *sandbox.Sandbox) workspaceOf {
	t.Helper()
	return workspaceOf{acctest.NewWorkspace(t, systems)}
}

// configure lists companies.
func (w workspaceOf) configure(t *testing.T, exclusive bool, domains ...string) {
	t.Helper()
	w.Configure(t, fmt.Sprintf(`
resource "vendorrisk_securityscorecard_portfolio_companies" "test" {
  portfolio_id = %q
  domains      = ["%s"]
  exclusive    = %t
}
`, vendorsID, strings.Join(domains, `", "`), exclusive))
}

func (w workspaceOf) apply(t *testing.T, exitCode int) string {
	t.Helper()
	return w.MustExit(t.Context(), t, exitCode, "apply", "-auto-approve").Text()
}

func (w workspaceOf) mustBeSettled(t *testing.T) {
	t.Helper()
	w.MustExit(t.Context(), t, 0, "plan", "-detailed-exitcode")
}

// With Terraform: two workspaces share a portfolio with a person. Each removes only
// what it has added.
func TestTerraform_companiesOfTwoWorkspaces(t *testing.T) {
	t.Parallel()
	systems := startVendors(t, securityscorecard.WriteQuirks{}, "harbor-mail.example")
	one, two := newWorkspace(t, systems), newWorkspace(t, systems)
	one.configure(t, false, "a.example", "b.example", "harbor-mail.example")
	one.apply(t, 0)
	two.configure(t, false, "b.example", "c.example")
	two.apply(t, 0)
	wantMembers(t, systems, "a.example", "b.example", "c.example", "harbor-mail.example")
	one.mustBeSettled(t)
	two.mustBeSettled(t)

	two.MustExit(t.Context(), t, 0, "destroy", "-auto-approve")
	wantMembers(t, systems, "a.example", "b.example", "harbor-mail.example")
	one.mustBeSettled(t)
	one.configure(t, false, "a.example")
	one.apply(t, 0)
	wantMembers(t, systems, "a.example", "harbor-mail.example")

	// A person removes one, which comes back.
	systems.World.RemoveMember(vendorsID, "a.example")
	one.apply(t, 0)
	wantMembers(t, systems, "a.example", "harbor-mail.example")

	// Exclusive shows the company of the person in the plan, and removes it.
	one.configure(t, true, "a.example")
	plan := one.MustExit(t.Context(), t, 0, "plan").Text()
	if !strings.Contains(plan, "harbor-mail.example") {
		t.Errorf("the plan does not show what it removes:\n%s", plan)
	}
	one.apply(t, 0)
	wantMembers(t, systems, "a.example")
	one.mustBeSettled(t)
	one.MustExit(t.Context(), t, 0, "destroy", "-auto-approve")
	wantMembers(t, systems)
}

// With Terraform: the third of five companies is refused. The next apply adds it, and
// the plan after it is empty; with a destroy between the two, and without it.
func TestTerraform_thirdOfFiveCompaniesIsRefused(t *testing.T) {
	t.Parallel()
	domains := []string{"a.example", "b.example", "c.example", "d.example", "e.example"}
	for _, untaint := range []bool{true, false} {
		systems := startVendors(t, securityscorecard.WriteQuirks{})
		systems.Faults.Add(fault.Rule{
			Method: http.MethodPut, Path: "/portfolios/" + vendorsID + "/companies/c.example", Effect: fault.Respond(http.StatusUnprocessableEntity, nil, ""),
		})
		workspace := newWorkspace(t, systems)
		workspace.configure(t, false, domains...)
		if text := workspace.apply(t, 1); !strings.Contains(text, "c.example") {
			t.Errorf("the error does not name the company:\n%s", text)
		}
		wantMembers(t, systems, "a.example", "b.example", "d.example", "e.example")
		systems.Faults.Reset()
		if untaint {
			workspace.MustExit(t.Context(), t, 0, "untaint", companiesType+".test")
			systems.Requests.Reset()
		}
		workspace.apply(t, 0)
		if untaint {
			acctest.Equal(t, "writes", writes(systems), []string{"PUT /portfolios/" + vendorsID + "/companies/c.example"})
		}
		wantMembers(t, systems, domains...)
		workspace.mustBeSettled(t)
		workspace.MustExit(t.Context(), t, 0, "destroy", "-auto-approve")
		wantMembers(t, systems)
	}
}

// With Terraform: the answers to the creation of a portfolio and to the addition of
// its companies are lost, after the server has done both. There is one portfolio, all
// companies are in it, and the next plan is empty.
func TestTerraform_answersAreLost(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	workspace := acctest.NewWorkspace(t, systems)
	workspace.Configure(t, `
resource "vendorrisk_securityscorecard_portfolio" "test" {
  name = "Payments"
}

resource "vendorrisk_securityscorecard_portfolio_companies" "test" {
  portfolio_id = vendorrisk_securityscorecard_portfolio.test.id
  domains      = [for i in range(12) : "vendor-${i}.example"]
}
`)
	systems.Faults.Add(
		fault.Rule{Method: http.MethodPost, Path: "/portfolios", Times: 1, Effect: fault.DropAnswer()},
		fault.Rule{Method: http.MethodPut, Path: "/portfolios/companies/bulk-upload", Times: 1, Effect: fault.DropAnswer()},
	)
	workspace.MustExit(t.Context(), t, 1, "apply", "-auto-approve")
	workspace.MustExit(t.Context(), t, 0, "apply", "-auto-approve")
	workspace.MustExit(t.Context(), t, 0, "plan", "-detailed-exitcode")
	var portfolios []world.Portfolio
	for _, portfolio := range systems.World.Portfolios() {
		if portfolio.Name == "Payments" {
			portfolios = append(portfolios, portfolio)
		}
	}
	if len(portfolios) != 1 || len(portfolios[0].Domains) != 12 {
		t.Fatalf("portfolios %+v", portfolios)
	}
	// A person deletes the portfolio: all of it is planned anew.
	systems.World.DeletePortfolio(portfolios[0].ID)
	workspace.MustExit(t.Context(), t, 0, "apply", "-auto-approve")
	workspace.MustExit(t.Context(), t, 0, "plan", "-detailed-exitcode")
	acctest.Equal(t, "companies that take a slot", systems.World.FollowedCount(), 12+12)
	workspace.MustExit(t.Context(), t, 0, "destroy", "-auto-approve")
	acctest.Equal(t, "portfolios", named(systems, "Payments"), []string{})
}
