// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	companiesType = "vendorrisk_securityscorecard_portfolio_companies"
	vendorsID     = "6a1c0b9e-0d5f-5c2e-9b7a-3e4d5c6b7a08"
	uncheckedPlan = "warning at domains: SecurityScorecard License Slots Are Not Checked"
)

// startVendors starts a sandbox with an own portfolio, which has members.
func startVendors(t *testing.T, quirks securityscorecard.WriteQuirks, members ...string) *sandbox.Sandbox {
	t.Helper()
	systems := acctest.StartSandbox(t, quirky(quirks))
	systems.World.AddPortfolio(world.Portfolio{ID: vendorsID, Name: "Vendors", Privacy: "shared"})
	for _, domain := range members {
		systems.World.AddMember(vendorsID, domain)
	}
	return systems
}

// companiesOf are the arguments for domains in the portfolio.
func companiesOf(domains ...string) object {
	return object{"portfolio_id": vendorsID, "domains": list(domains)}
}

func list(values []string) []any {
	all := []any{}
	for _, value := range values {
		all = append(all, value)
	}
	return all
}

func wantMembers(t *testing.T, systems *sandbox.Sandbox, want ...string) {
	t.Helper()
	got := systems.World.Members(vendorsID)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("members %q, want %q", got, want)
	}
}

// Companies are added once, in any spelling, and those that were there before stay.
func TestPortfolioCompanies_lifecycle(t *testing.T) {
	t.Parallel()
	for name, quirks := range map[string]securityscorecard.WriteQuirks{
		"answers as documented": {}, "listed later": {MemberLag: 3}, "others not found": {AcceptNonMembers: true}, "a second addition is refused": {MemberAgainStatus: http.StatusConflict},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := startVendors(t, quirks, "foxtrot-freight.example", "harbor-mail.example")
			r := newRun(t, systems, companiesType)
			first := companiesOf("HTTPS://Aurora-Payments.example/", "bücher.example", "new-vendor.example", "harbor-mail.example")
			planned := r.plan(t, first)
			acctest.WantDiagnostics(t, planned.Diagnostics)
			acctest.Equal(t, "writes of the plan", writes(systems), []string{})
			acctest.WantDiagnostics(t, r.Apply(t.Context(), t, planned))
			added := []any{"aurora-payments.example", "new-vendor.example", "xn--bcher-kva.example"}
			acctest.Equal(t, "added", r.Attributes(t)["added_domains"], any(added))
			wantMembers(t, systems, "aurora-payments.example", "new-vendor.example", "xn--bcher-kva.example", "harbor-mail.example", "foxtrot-freight.example")
			r.mustBeSettled(t, first)

			second := companiesOf("aurora-payments.example", "borealis-cloud.example")
			acctest.WantDiagnostics(t, r.apply(t, second), "warning at domains: SecurityScorecard Companies Stay in the Portfolio")
			wantMembers(t, systems, "aurora-payments.example", "borealis-cloud.example", "harbor-mail.example", "foxtrot-freight.example")
			r.mustBeSettled(t, second)

			acctest.WantDiagnostics(t, r.destroy(t))
			wantMembers(t, systems, "harbor-mail.example", "foxtrot-freight.example")
		})
	}
}

// A company that a person removes is added again, and one that a person adds stays.
func TestPortfolioCompanies_drift(t *testing.T) {
	t.Parallel()
	systems := startVendors(t, securityscorecard.WriteQuirks{})
	r := newRun(t, systems, companiesType)
	arguments := companiesOf("Aurora-Payments.example", "borealis-cloud.example")
	r.mustApply(t, arguments)
	systems.World.RemoveMember(vendorsID, "aurora-payments.example")
	systems.World.AddMember(vendorsID, "harbor-mail.example")
	acctest.WantDiagnostics(t, r.next(t))
	acctest.Equal(t, "domains", r.Attributes(t)["domains"], any([]any{"borealis-cloud.example"}))
	r.mustApply(t, arguments)
	wantMembers(t, systems, "aurora-payments.example", "borealis-cloud.example", "harbor-mail.example")
	r.mustBeSettled(t, arguments)
}

func TestPortfolioCompanies_exclusive(t *testing.T) {
	t.Parallel()
	const removes = "warning at exclusive: SecurityScorecard Companies of Others Are Removed"
	systems := startVendors(t, securityscorecard.WriteQuirks{}, "harbor-mail.example")
	r := newRun(t, systems, companiesType)
	exclusive := changed(companiesOf("aurora-payments.example"), object{"exclusive": true})
	diagnostics := r.apply(t, exclusive)
	acctest.WantDiagnostics(t, diagnostics, removes)
	acctest.WantTextAmong(t, diagnostics, "harbor-mail.example")
	wantMembers(t, systems, "aurora-payments.example")
	r.mustBeSettled(t, exclusive)

	// A person adds one, which the plan shows. What comes after it is for the next plan.
	systems.World.AddMember(vendorsID, "harbor-mail.example")
	acctest.WantDiagnostics(t, r.next(t))
	acctest.Equal(t, "domains", r.Attributes(t)["domains"], any([]any{"aurora-payments.example", "harbor-mail.example"}))
	planned := r.plan(t, exclusive)
	acctest.WantDiagnostics(t, planned.Diagnostics, removes)
	systems.World.AddMember(vendorsID, "granite-hosting.example")
	acctest.WantDiagnostics(t, r.Apply(t.Context(), t, planned))
	wantMembers(t, systems, "aurora-payments.example", "granite-hosting.example")

	// Without exclusive, others stay.
	acctest.WantDiagnostics(t, r.next(t))
	r.mustApplyWith(t, companiesOf("aurora-payments.example"), "warning at domains: SecurityScorecard Companies Stay in the Portfolio")
	wantMembers(t, systems, "aurora-payments.example", "granite-hosting.example")
	r.mustApplyWith(t, exclusive, removes)
	wantMembers(t, systems, "aurora-payments.example")
}

// Of five companies, the third is refused: the others are in the portfolio and in
// the state, and the next apply adds it.
func TestPortfolioCompanies_oneIsRefused(t *testing.T) {
	t.Parallel()
	domains := []string{"a.example", "b.example", "c.example", "d.example", "e.example"}
	for name, test := range map[string]struct {
		status int
		words  []string
		others []string // that are in the portfolio
	}{
		"of the company": {http.StatusUnprocessableEntity, []string{"c.example", "HTTP 422", "license slot"}, []string{"a.example", "b.example", "d.example", "e.example"}},
		"of no company":  {http.StatusPaymentRequired, []string{"c.example", "HTTP 402", "license slot"}, []string{"a.example", "b.example"}},
		"not allowed":    {http.StatusForbidden, []string{"c.example", "Read Only access", "license slot"}, []string{"a.example", "b.example"}},
		"broken":         {http.StatusInternalServerError, []string{"c.example", "HTTP 500"}, []string{"a.example", "b.example"}},
	} {
		for _, operation := range []string{"create", "update"} {
			t.Run(name+" "+operation, func(t *testing.T) {
				t.Parallel()
				systems := startVendors(t, securityscorecard.WriteQuirks{})
				r := newRun(t, systems, companiesType)
				if operation == "update" {
					r.mustApply(t, companiesOf("a.example"))
				}
				systems.Faults.Add(fault.Rule{Method: http.MethodPut, Path: "/portfolios/" + vendorsID + "/companies/c.example", Effect: fault.Respond(test.status, nil, "")})
				failure := acctest.OnlyError(t, r.apply(t, companiesOf(domains...)))
				acctest.WantAttribute(t, failure, "domains")
				acctest.WantText(t, failure, test.words...)
				acctest.Equal(t, "untaint", strings.Contains(failure.Detail, "untaint"), operation == "create")
				wantMembers(t, systems, test.others...)
				acctest.Equal(t, "domains", r.Attributes(t)["domains"], any(list(test.others)))
				systems.Faults.Reset()
				r.restart(t)
				r.mustApply(t, companiesOf(domains...))
				wantMembers(t, systems, domains...)
				r.mustBeSettled(t, companiesOf(domains...))
				acctest.WantDiagnostics(t, r.destroy(t))
				wantMembers(t, systems)
			})
		}
	}
}

// An answer that is lost after the server has added or removed companies loses none.
func TestPortfolioCompanies_answerIsLost(t *testing.T) {
	t.Parallel()
	var many []string
	for i := range 40 {
		many = append(many, fmt.Sprintf("vendor-%02d.example", i))
	}
	few := many[:3]
	for name, test := range map[string]struct {
		domains []string
		method  string
	}{
		"added one by one": {few, http.MethodPut}, "added in bulk": {many, http.MethodPut},
		"removed one by one": {few, http.MethodDelete}, "removed in bulk": {many, http.MethodPost},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := startVendors(t, securityscorecard.WriteQuirks{}, "harbor-mail.example")
			r := newRun(t, systems, companiesType)
			systems.Faults.Add(fault.Rule{Method: test.method, Path: "/portfolios/*", Times: 1, Effect: fault.DropAnswer()})
			systems.Faults.Add(fault.Rule{Method: test.method, Path: "/portfolios/*/*/*", Times: 1, Effect: fault.DropAnswer()})
			systems.Faults.Add(fault.Rule{Method: test.method, Path: "/portfolios/*/*", Times: 1, Effect: fault.DropAnswer()})
			if test.method == http.MethodPut {
				acctest.OnlyError(t, r.apply(t, companiesOf(test.domains...)))
			}
			r.restart(t)
			r.mustApply(t, companiesOf(test.domains...))
			r.mustBeSettled(t, companiesOf(test.domains...))
			wantMembers(t, systems, append([]string{"harbor-mail.example"}, test.domains...)...)
			if diagnostics := r.destroy(t); test.method != http.MethodPut {
				acctest.OnlyError(t, diagnostics)
				r.next(t)
				acctest.WantDiagnostics(t, r.destroy(t))
			}
			wantMembers(t, systems, "harbor-mail.example")
		})
	}
}

// A bulk request leaves companies out without saying so. The list shows it, and a
// request for one of them says why.
func TestPortfolioCompanies_bulk(t *testing.T) {
	t.Parallel()
	var domains []string
	for i := range 1200 {
		domains = append(domains, fmt.Sprintf("vendor-%04d.example", i))
	}
	systems := startVendors(t, securityscorecard.WriteQuirks{
		Slots: 2000, RefusedDomains: map[string]int{"vendor-0003.example": http.StatusBadRequest},
		Merged: map[string]string{"vendor-0007.example": "merged.example"},
	})
	r := newRun(t, systems, companiesType)
	diagnostics := r.apply(t, companiesOf(domains...))
	acctest.WantDiagnostics(t, diagnostics, "error at domains: Unable to Add SecurityScorecard Companies", "warning at domains: SecurityScorecard Scorecards Were Merged")
	acctest.WantTextAmong(t, diagnostics, `1 of 1200 companies`, "vendor-0003.example: SecurityScorecard: could not add", "HTTP 400", "vendor-0007.example is merged.example")
	acctest.Equal(t, "writes", writes(systems), []string{
		"PUT /portfolios/companies/bulk-upload", "PUT /portfolios/companies/bulk-upload", "PUT /portfolios/companies/bulk-upload",
		"PUT /portfolios/" + vendorsID + "/companies/vendor-0003.example", "PUT /portfolios/" + vendorsID + "/companies/vendor-0007.example",
	})
	without := slices.DeleteFunc(slices.Clone(domains), func(domain string) bool { return domain == "vendor-0003.example" })
	r.restart(t)
	acctest.WantDiagnostics(t, r.apply(t, companiesOf(without...)))
	r.mustBeSettled(t, companiesOf(without...))
	acctest.Equal(t, "merged", r.Attributes(t)["merged_domains"], any(object{"vendor-0007.example": "merged.example"}))
	acctest.WantDiagnostics(t, r.destroy(t))
	wantMembers(t, systems)
}

// A company of a merged scorecard stays as it is configured.
func TestPortfolioCompanies_merged(t *testing.T) {
	t.Parallel()
	quirks := securityscorecard.WriteQuirks{Merged: map[string]string{"old.example": "new.example", "older.example": "new.example"}}
	systems := startVendors(t, quirks)
	r := newRun(t, systems, companiesType)
	r.mustApplyWith(t, companiesOf("old.example", "a.example"), "warning at domains: SecurityScorecard Scorecards Were Merged")
	wantMembers(t, systems, "new.example", "a.example")
	r.mustBeSettled(t, companiesOf("old.example", "a.example"))
	r.mustApplyWith(t, companiesOf("older.example", "old.example"), "warning at domains: SecurityScorecard Scorecards Were Merged")
	r.mustBeSettled(t, companiesOf("older.example", "old.example"))
	wantMembers(t, systems, "new.example")
	r.mustApply(t, companiesOf("older.example"))
	wantMembers(t, systems, "new.example")
	r.mustApply(t, companiesOf())
	wantMembers(t, systems)
}

func TestPortfolioCompanies_import(t *testing.T) {
	t.Parallel()
	for _, id := range []string{vendorsID, "Vendors"} {
		systems := startVendors(t, securityscorecard.WriteQuirks{}, "a.example", "b.example")
		r := newRun(t, systems, companiesType)
		acctest.WantDiagnostics(t, r.Import(t.Context(), t, id, nil))
		r.mustBeSettled(t, companiesOf("A.example", "b.example"))
		r.mustApply(t, companiesOf("a.example"))
		wantMembers(t, systems, "a.example")
	}
	r := newRun(t, startVendors(t, securityscorecard.WriteQuirks{}), companiesType)
	acctest.OnlyError(t, r.Import(t.Context(), t, "nobody's", nil))
}

// A portfolio that is gone takes its companies with it.
func TestPortfolioCompanies_portfolioIsGone(t *testing.T) {
	t.Parallel()
	systems := startVendors(t, securityscorecard.WriteQuirks{})
	r := newRun(t, systems, companiesType)
	r.mustApply(t, companiesOf("a.example"))
	systems.World.DeletePortfolio(vendorsID)
	acctest.WantDiagnostics(t, r.destroy(t))
	r = newRun(t, systems, companiesType)
	failure := acctest.OnlyError(t, r.plan(t, companiesOf("a.example")).Diagnostics)
	acctest.WantAttribute(t, failure, "portfolio_id")
}

// A plan that needs more slots than there are sends nothing.
func TestPortfolioCompanies_slots(t *testing.T) {
	t.Parallel()
	const followed = 12 // companies of the default world take a slot
	for name, test := range map[string]struct {
		quirks   securityscorecard.WriteQuirks
		username string
		domains  []string
		want     string
		words    []string
	}{
		"enough": {securityscorecard.WriteQuirks{Slots: followed + 2}, "robin", []string{"a.example", "b.example"}, "", nil},
		"too few": {
			securityscorecard.WriteQuirks{Slots: followed + 1},
			"robin",
			[]string{"a.example", "b.example", "c.example", "aurora-payments.example"},
			"error at domains: Too Few SecurityScorecard License Slots",
			[]string{"3 companies", "has 1 left: 2 are missing", `"a.example", "b.example", "c.example"`},
		},
		"companies that take one already": {
			securityscorecard.WriteQuirks{Slots: followed + 1}, "robin", []string{"aurora-payments.example", "borealis-cloud.example", "a.example"}, "", nil,
		},
		"no username":      {securityscorecard.WriteQuirks{Slots: followed}, "", []string{"a.example"}, uncheckedPlan, []string{"SECURITYSCORECARD_USERNAME"}},
		"another username": {securityscorecard.WriteQuirks{Slots: followed}, "nobody", []string{"a.example"}, uncheckedPlan, []string{"404"}},
		"hidden numbers":   {securityscorecard.WriteQuirks{Slots: followed, HideSlots: true}, "robin", []string{"a.example"}, uncheckedPlan, []string{"403"}},
		"hidden searches":  {securityscorecard.WriteQuirks{Slots: followed, HideSearches: true}, "robin", []string{"a.example"}, uncheckedPlan, []string{"403"}},
		"a merged scorecard": {
			securityscorecard.WriteQuirks{Slots: followed, Merged: map[string]string{"old.example": "aurora-payments.example"}},
			"robin",
			[]string{"old.example"},
			"warning at domains: SecurityScorecard License Slots May Be Too Few",
			[]string{"old.example"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := startVendors(t, test.quirks)
			if got := systems.World.FollowedCount(); got != followed {
				t.Fatalf("%d companies take a slot", got)
			}
			r := newRun(t, systems, companiesType)
			r.username = &test.username
			r.restart(t)
			planned := r.plan(t, companiesOf(test.domains...))
			want := slices.DeleteFunc([]string{test.want}, func(text string) bool { return text == "" })
			acctest.WantDiagnostics(t, planned.Diagnostics, want...)
			acctest.WantTextAmong(t, planned.Diagnostics, test.words...)
			acctest.Equal(t, "writes", writes(systems), []string{})
		})
	}
}

// Two resources of one run share the slots.
func TestPortfolioCompanies_slotsOfTwo(t *testing.T) {
	t.Parallel()
	systems := startVendors(t, securityscorecard.WriteQuirks{Slots: 14})
	one := newRun(t, systems, companiesType)
	two := &run{Managed: acctest.NewManaged(t, one.Server, companiesType), systems: systems}
	acctest.WantDiagnostics(t, one.plan(t, companiesOf("a.example", "b.example")).Diagnostics)
	acctest.WantDiagnostics(t, two.plan(t, companiesOf("b.example", "a.example")).Diagnostics)
	acctest.WantText(t, acctest.OnlyError(t, two.plan(t, companiesOf("b.example", "c.example")).Diagnostics), "1 are missing")
}

func TestPortfolioCompanies_input(t *testing.T) {
	t.Parallel()
	m := acctest.NewManaged(t, acctest.NewServer(t), companiesType)
	for _, invalid := range [][]string{{"not a domain"}, {"not a domain", "nor this"}} {
		arguments := object{"portfolio_id": vendorsID, "domains": list(append([]string{"a.example"}, invalid...))}
		diagnostics := m.Validate(t.Context(), t, acctest.WireAttributes(t, m.Type(t), arguments))
		acctest.WantText(t, acctest.OnlyError(t, diagnostics), invalid...)
	}
}

// Three thousand companies take a handful of requests. Another order and another
// spelling are no change.
func TestPortfolioCompanies_manyRequests(t *testing.T) {
	t.Parallel()
	var domains, others []string
	for i := range 3000 {
		domains = append(domains, fmt.Sprintf("vendor-%04d.example", i))
		others = append(others, fmt.Sprintf("https://Vendor-%04d.example", 2999-i))
	}
	systems := startVendors(t, securityscorecard.WriteQuirks{Slots: 4000})
	r := newRun(t, systems, companiesType)
	planned := r.plan(t, companiesOf(domains...))
	acctest.WantDiagnostics(t, planned.Diagnostics)
	acctest.Equal(t, "requests of the plan", len(systems.Requests.All()), 3) // members, user, slots
	acctest.WantDiagnostics(t, r.Apply(t.Context(), t, planned))
	acctest.Equal(t, "writes", len(writes(systems)), 6)
	acctest.Equal(t, "requests", len(systems.Requests.All()), 3+6+2)
	systems.Requests.Reset()
	r.mustBeSettled(t, companiesOf(others...))
	acctest.Equal(t, "requests of the next plan", len(systems.Requests.All()), 1)
}

// What reads the portfolio in the same run sees the change, even in pages.
func TestPortfolioCompanies_sameRunSeesChange(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithQuirks(securityscorecard.Quirks{CompanyPageSize: 2}))
	r := newRun(t, systems, companiesType)
	read := func() int {
		state, diagnostics := r.Server.Read(t.Context(), t, "vendorrisk_securityscorecard_companies", acctest.WireAttributes(
			t, r.Server.Schema(t, "vendorrisk_securityscorecard_companies"), object{"portfolio_ids": []any{world.CloudServicesID}}))
		acctest.WantDiagnostics(t, diagnostics)
		rows, _ := acctest.PlainAttributes(t, state)["companies"].([]any)
		return len(rows)
	}
	before := read()
	planned := r.plan(t, object{"portfolio_id": world.CloudServicesID, "domains": []any{"a.example", "zz.example"}})
	acctest.WantDiagnostics(t, r.Apply(t.Context(), t, planned))
	acctest.Equal(t, "companies", read(), before+2)
}

// A company that another resource of the run takes over is not removed. So a resource
// can be renamed without a block of the type moved.
func TestPortfolioCompanies_takenOver(t *testing.T) {
	t.Parallel()
	for _, createFirst := range []bool{true, false} {
		systems := startVendors(t, securityscorecard.WriteQuirks{})
		before := newRun(t, systems, companiesType)
		before.mustApply(t, companiesOf("a.example"))
		before.restart(t)
		after := &run{Managed: acctest.NewManaged(t, before.Server, companiesType), systems: systems}
		create := func() {
			planned := after.plan(t, companiesOf("a.example"))
			acctest.WantDiagnostics(t, after.Apply(t.Context(), t, planned))
		}
		if createFirst {
			create()
		}
		acctest.WantDiagnostics(t, before.Apply(t.Context(), t, before.PlanDestroy(t.Context(), t)))
		if !createFirst {
			create()
		}
		wantMembers(t, systems, "a.example")
		after.mustBeSettled(t, companiesOf("a.example"))
	}
}
