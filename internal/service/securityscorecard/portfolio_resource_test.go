// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	portfolioType = "vendorrisk_securityscorecard_portfolio"
	teamID        = "7c2f4c1e-6c1a-5b0f-9a55-1f0d2b3c4d05"
)

// paymentVendors are the arguments of most tests.
var paymentVendors = object{"name": "Payment Vendors", "description": "Vendors that see payments"}

// named are the portfolios of a name, each as its description and privacy.
func named(systems *sandbox.Sandbox, name string) []string {
	list := []string{}
	for _, portfolio := range systems.World.Portfolios() {
		if portfolio.Name == name {
			list = append(list, fmt.Sprintf("%s (%s%s)", portfolio.Description, portfolio.Privacy, portfolio.TeamID))
		}
	}
	return list
}

func quirky(quirks securityscorecard.WriteQuirks) sandbox.Option {
	return sandbox.WithQuirks(securityscorecard.Quirks{WriteQuirks: quirks})
}

// A portfolio is created once, edited, and deleted. A plan writes nothing.
func TestPortfolio_lifecycle(t *testing.T) {
	t.Parallel()
	for name, quirks := range map[string]securityscorecard.WriteQuirks{
		"an edit clears what it does not have": {},
		"an edit keeps what it does not have":  {KeepOmitted: true},
		"listed later":                         {PortfolioLag: 5},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t, quirky(quirks))
			r := newRun(t, systems, portfolioType)
			planned := r.plan(t, paymentVendors)
			acctest.WantDiagnostics(t, planned.Diagnostics)
			acctest.Equal(t, "writes of the plan", writes(systems), []string{})
			acctest.WantDiagnostics(t, r.Apply(t.Context(), t, planned))
			id, _ := r.Attributes(t)["id"].(string)
			acctest.Equal(t, "identity", r.Identity(t), object{"id": id})
			acctest.Equal(t, "privacy", r.Attributes(t)["privacy"], any("private"))
			r.mustBeSettled(t, paymentVendors)

			shared := object{"name": "Payments", "privacy": "shared"}
			r.mustApply(t, shared)
			acctest.Equal(t, "the ID after an edit", r.Attributes(t)["id"], any(id))
			acctest.Equal(t, "portfolios", named(systems, "Payments"), []string{" (shared)"})
			r.mustBeSettled(t, shared)
			r.mustBeSettled(t, object{"name": "Payments"}) // What is not configured stays.

			acctest.WantDiagnostics(t, r.destroy(t))
			acctest.Equal(t, "portfolios after the destroy", named(systems, "Payments"), []string{})
			acctest.Equal(t, "writes", writes(systems), []string{"POST /portfolios", "PUT /portfolios/" + id, "DELETE /portfolios/" + id})
		})
	}
}

// A lost answer, and one that cannot be read, make no second portfolio.
func TestPortfolio_answerIsLost(t *testing.T) {
	t.Parallel()
	for name, effect := range map[string]fault.Effect{
		"dropped":   fault.DropAnswer(),
		"cut short": fault.CutShort(),
		"mid body":  fault.DropMidBody(),
		"nothing":   fault.Rewrite("empty", func(fault.Exchange) []byte { return nil }),
		"no ID":     fault.Rewrite("no ID", func(fault.Exchange) []byte { return []byte(`{"name":"Payment Vendors"}`) }),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t, quirky(securityscorecard.WriteQuirks{PortfolioLag: 3}))
			systems.Faults.Add(fault.Rule{Method: http.MethodPost, Path: "/portfolios", Effect: effect})
			r := newRun(t, systems, portfolioType)
			acctest.WantDiagnostics(t, r.apply(t, paymentVendors), "warning: SecurityScorecard Portfolio Was Looked Up")
			systems.Faults.Reset()
			acctest.Equal(t, "portfolios", named(systems, "Payment Vendors"), []string{"Vendors that see payments (private)"})
			r.mustBeSettled(t, paymentVendors)
		})
	}
}

// What may be another person's portfolio is not taken for one's own.
func TestPortfolio_answerIsLostAndUnclear(t *testing.T) {
	t.Parallel()
	other := world.Portfolio{ID: "other", Name: "Payment Vendors", Privacy: "shared", Description: "Someone's"}
	for name, test := range map[string]struct {
		arrives bool
		words   []string
	}{
		"it never arrives": {false, []string{"It was not listed since", "looks the name up"}},
		"two have arrived": {true, []string{"other", "import it by its ID"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			effect := fault.DropConnection()
			if test.arrives {
				effect = fault.Rewrite("crowded", func(fault.Exchange) []byte {
					systems.World.AddPortfolio(other)
					return nil
				})
			}
			systems.Faults.Add(fault.Rule{Method: http.MethodPost, Path: "/portfolios", Effect: effect})
			r := newRun(t, systems, portfolioType)
			failure := acctest.OnlyError(t, r.apply(t, paymentVendors))
			acctest.Equal(t, "summary", failure.Summary, "Unable to Create SecurityScorecard Portfolio")
			acctest.WantText(t, failure, append(test.words, "It is unknown whether")...)
			acctest.Equal(t, "state", r.State.IsNull(), true)
			acctest.Equal(t, "writes", writes(systems), []string{"POST /portfolios"})
		})
	}
}

// Names are not unique in SecurityScorecard. The provider makes no second
// portfolio of a name that it sees.
func TestPortfolio_nameExists(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		name, words string
	}{
		"another one": {"Cloud Services", "import it by its ID"},
		"read-only":   {"robin@customer.example", "read-only"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			r := newRun(t, systems, portfolioType)
			planned := r.plan(t, object{"name": test.name})
			acctest.WantDiagnostics(t, planned.Diagnostics, "warning at name: SecurityScorecard Portfolio Exists")
			failure := acctest.OnlyError(t, r.Apply(t.Context(), t, planned))
			acctest.WantAttribute(t, failure, "name")
			acctest.WantText(t, failure, "Nothing was sent", test.words)
			acctest.Equal(t, "writes", writes(systems), []string{})
		})
	}
}

// The list may lack a new portfolio for a minute: it stays in the state. One that a
// person has deleted leaves it, and is planned anew.
func TestPortfolio_notListed(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, quirky(securityscorecard.WriteQuirks{PortfolioLag: 20}))
	r := newRun(t, systems, portfolioType)
	acctest.WantDiagnostics(t, r.apply(t, paymentVendors), "warning: SecurityScorecard Portfolio Is Not Listed Yet")
	r.mustBeSettled(t, paymentVendors)

	systems = acctest.StartSandbox(t)
	systems.World.AddPortfolio(world.Portfolio{ID: "mine", Name: "Payment Vendors", Privacy: "private", Description: "Vendors that see payments"})
	r = newRun(t, systems, portfolioType)
	acctest.WantDiagnostics(t, r.Import(t.Context(), t, "mine", nil))
	systems.World.DeletePortfolio("mine")
	acctest.WantDiagnostics(t, r.next(t), "warning: SecurityScorecard Portfolio Is Gone")
	acctest.Equal(t, "state is null", r.State.IsNull(), true)
	r.mustApply(t, paymentVendors)
	r.mustBeSettled(t, paymentVendors)
}

func TestPortfolio_drift(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, portfolioType)
	r.mustApply(t, paymentVendors)
	id, _ := r.Attributes(t)["id"].(string)
	systems.World.EditPortfolio(id, func(portfolio *world.Portfolio) { portfolio.Name, portfolio.Description = "Renamed", "" })
	acctest.WantDiagnostics(t, r.next(t))
	acctest.Equal(t, "name", r.Attributes(t)["name"], any("Renamed"))
	r.mustApply(t, paymentVendors)
	acctest.Equal(t, "portfolios", named(systems, "Payment Vendors"), []string{"Vendors that see payments (private)"})
	r.mustBeSettled(t, paymentVendors)
}

func TestPortfolio_import(t *testing.T) {
	t.Parallel()
	const second = "00000000-0000-5000-8000-000000000001"
	for name, test := range map[string]struct {
		id       string
		identity map[string]tftypes.Value
		want     string // a word of the error
	}{
		"by ID":                 {id: world.CloudServicesID},
		"by name":               {id: "Cloud Services"},
		"by identity":           {identity: map[string]tftypes.Value{"id": acctest.String(world.CloudServicesID)}},
		"by a name as identity": {identity: map[string]tftypes.Value{"id": acctest.String("Cloud Services")}, want: "no portfolio that the API token sees"},
		"by no one's name":      {id: "Cloud", want: "no portfolio that the API token sees"},
		"by the name of two":    {id: "Critical Vendors", want: second},
		"one that is read-only": {id: world.DefaultPortfolioID, want: "read-only"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			systems.World.AddPortfolio(world.Portfolio{ID: second, Name: "Critical Vendors", Privacy: "shared"})
			r := newRun(t, systems, portfolioType)
			diagnostics := r.Import(t.Context(), t, test.id, test.identity)
			if test.want != "" {
				acctest.WantText(t, acctest.OnlyError(t, diagnostics), test.want)
				return
			}
			acctest.WantDiagnostics(t, diagnostics)
			// The API does not name the team: it is taken as it is configured.
			cloud := object{"name": "Cloud Services", "privacy": "team"}
			r.mustBeSettled(t, cloud)
			planned := r.plan(t, changed(cloud, object{"team_id": teamID}))
			acctest.Equal(t, "replacements", len(planned.RequiresReplace), 0)
		})
	}
}

// The team cannot be changed by an edit.
func TestPortfolio_team(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, portfolioType)
	ofTeam := changed(paymentVendors, object{"privacy": "team", "team_id": teamID})
	r.mustApply(t, ofTeam)
	acctest.Equal(t, "portfolios", named(systems, "Payment Vendors"), []string{"Vendors that see payments (team" + teamID + ")"})
	r.mustBeSettled(t, ofTeam)
	planned := r.plan(t, changed(ofTeam, object{"team_id": "another-team"}))
	acctest.Equal(t, "replacements", len(planned.RequiresReplace), 1)
	planned = r.plan(t, changed(paymentVendors, object{"privacy": "shared"}))
	acctest.Equal(t, "replacements", len(planned.RequiresReplace), 0)
}

// A portfolio with companies is deleted only on request.
func TestPortfolio_destroy(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, portfolioType)
	r.mustApply(t, paymentVendors)
	id, _ := r.Attributes(t)["id"].(string)
	systems.World.AddMember(id, "aurora-payments.example")
	failure := acctest.OnlyError(t, r.destroy(t))
	acctest.WantText(t, failure, "Nothing was deleted", "aurora-payments.example", "force_destroy")
	r.mustApply(t, changed(paymentVendors, object{"force_destroy": true}))
	acctest.WantDiagnostics(t, r.destroy(t), "warning: SecurityScorecard Portfolio Is Deleted With Its Companies")
	acctest.Equal(t, "portfolios", named(systems, "Payment Vendors"), []string{})
}

// One that is gone is deleted. A refusal is an error, and keeps the state.
func TestPortfolio_destroyFails(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, portfolioType)
	r.mustApply(t, paymentVendors)
	id, _ := r.Attributes(t)["id"].(string)
	systems.Faults.Add(fault.Rule{Method: http.MethodDelete, Effect: fault.Respond(http.StatusForbidden, nil, "")})
	acctest.WantText(t, acctest.OnlyError(t, r.destroy(t)), "Read Only access does not allow")
	acctest.Equal(t, "state is null", r.State.IsNull(), false)
	systems.Faults.Reset()
	systems.Faults.Add(fault.Rule{Method: http.MethodDelete, Effect: fault.Respond(http.StatusNotFound, nil, "")})
	acctest.WantText(t, acctest.OnlyError(t, r.destroy(t)), "404") // It is listed all the same.
	systems.World.DeletePortfolio(id)
	systems.Faults.Reset()
	acctest.WantDiagnostics(t, r.destroy(t))
}

// What a person has made read-only is refused in the plan.
func TestPortfolio_readOnly(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, portfolioType)
	r.mustApply(t, paymentVendors)
	id, _ := r.Attributes(t)["id"].(string)
	systems.World.EditPortfolio(id, func(portfolio *world.Portfolio) { portfolio.ReadOnly = true })
	acctest.WantDiagnostics(t, r.next(t))
	acctest.WantText(t, acctest.OnlyError(t, r.plan(t, changed(paymentVendors, object{"name": "Other"})).Diagnostics), "read-only")
}

func TestPortfolio_list(t *testing.T) {
	t.Parallel()
	server := acctest.NewSandboxServer(t, acctest.StartSandbox(t))
	identity := func(id string) object { return object{"id": id} }
	acctest.Equal(t, "portfolios", server.List(t.Context(), t, portfolioType, 0, false, nil), []acctest.Listed{
		{DisplayName: "Cloud Services", Identity: identity(world.CloudServicesID)},
		{DisplayName: "Critical Vendors", Identity: identity(world.CriticalVendorsID)},
	})
	acctest.Equal(t, "the first portfolio", server.List(t.Context(), t, portfolioType, 1, true, nil), []acctest.Listed{
		{DisplayName: "Cloud Services", Identity: identity(world.CloudServicesID), Resource: object{
			"id": world.CloudServicesID, "name": "Cloud Services", "description": nil, "privacy": "team", "team_id": nil,
			"force_destroy": false, "timeouts": nil,
		}},
	})
	systems := acctest.StartSandbox(t)
	systems.Faults.Add(fault.Rule{Path: "/portfolios", Effect: fault.InternalServerError()})
	listed := acctest.NewSandboxServer(t, systems).List(t.Context(), t, portfolioType, 0, false, nil)
	if len(listed) != 1 {
		t.Fatalf("%d results", len(listed))
	}
	acctest.WantText(t, acctest.OnlyError(t, listed[0].Diagnostics), "500")
}
