// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func companies(w *world.World) []world.Company {
	var all []world.Company
	for _, domain := range w.Domains() {
		company, _ := w.Company(domain)
		all = append(all, company)
	}
	return all
}

// memberships maps each domain to the number of portfolios that it stands in.
func memberships(w *world.World) map[string]int {
	counts := map[string]int{}
	for _, portfolio := range w.Portfolios() {
		for _, domain := range portfolio.Domains {
			counts[domain]++
		}
	}
	return counts
}

func TestDefaultHasEveryCaseThatMatters(t *testing.T) {
	t.Parallel()
	w := world.Default()
	cases := map[string]bool{}
	severities := map[string]bool{}
	for _, company := range companies(w) {
		cases["grade "+company.Grade] = true
		cases["no score"] = cases["no score"] || company.Score == nil
		cases["internationalized domain"] = cases["internationalized domain"] || strings.HasPrefix(company.Domain, "xn--")
		cases["special characters"] = cases["special characters"] ||
			strings.Contains(company.Name, "|") && strings.Contains(company.Name, "<b>") && strings.Contains(company.Name, "`")
		cases["several requests for issues"] = cases["several requests for issues"] || len(company.Active) > 30
		if !strings.HasSuffix(company.Domain, ".example") {
			t.Errorf("%s is not a reserved domain", company.Domain)
		}
		if len(company.Factors) != 10 {
			t.Errorf("%s has %d factors, want 10", company.Domain, len(company.Factors))
		}
		for _, active := range company.Active {
			issueType, ok := w.IssueType(active.Type)
			severities[issueType.Severity] = ok
		}
	}
	for domain, count := range memberships(w) {
		cases["in two portfolios"] = cases["in two portfolios"] || count == 2
		if !w.Followed(domain) {
			t.Errorf("%s stands in a portfolio and is not followed", domain)
		}
	}
	names := map[string]bool{}
	for _, portfolio := range w.Portfolios() {
		names[portfolio.Name] = true
		cases["named by e-mail"] = cases["named by e-mail"] ||
			portfolio.Name == w.Account().Email && portfolio.ReadOnly && portfolio.Privacy == "private"
	}
	wantCases := map[string]bool{
		"grade A": true, "grade B": true, "grade C": true, "grade D": true, "grade F": true, "grade ?": true,
		"no score": true, "internationalized domain": true, "special characters": true,
		"several requests for issues": true, "in two portfolios": true, "named by e-mail": true,
	}
	if diff := cmp.Diff(wantCases, cases); diff != "" {
		t.Errorf("cases (-want +got):\n%s", diff)
	}
	wantSeverities := map[string]bool{"critical": true, "high": true, "medium": true, "low": true, "info": true, "positive": true}
	if diff := cmp.Diff(wantSeverities, severities); diff != "" {
		t.Errorf("severities of active issues (-want +got):\n%s", diff)
	}
	if len(names) != 3 || len(w.Portfolios()) != 3 || len(memberships(w)) != 12 {
		t.Errorf("%d names of %d portfolios with %d companies, want 3 of 3 with 12",
			len(names), len(w.Portfolios()), len(memberships(w)))
	}
	if _, exists := w.Company(world.NotFollowed); !exists || w.Followed(world.NotFollowed) {
		t.Errorf("%s must exist and stand in no portfolio", world.NotFollowed)
	}
}

func TestFactorsAreWorseWhereIssuesCost(t *testing.T) {
	t.Parallel()
	company, _ := world.Default().Company("delta-data.example")
	factors := map[string]world.Factor{}
	for _, factor := range company.Factors {
		factors[factor.Name] = factor
	}
	calm, weak := factors["hacker_chatter"], factors["application_security"]
	if calm.Grade != "B" || *calm.Score != 84 || weak.Grade != "C" || *weak.Score != 78 {
		t.Errorf("%s %d without issues, %s %d with", calm.Grade, *calm.Score, weak.Grade, *weak.Score)
	}
}

func TestDefaultIsFreshAtEachCall(t *testing.T) {
	t.Parallel()
	changed := world.Default()
	changed.SetGrade("borealis-cloud.example", "F", new(10))
	changed.Unfollow(world.CloudServicesID, "harbor-mail.example")
	untouched := world.Default()
	if company, _ := untouched.Company("borealis-cloud.example"); company.Grade != "A" || *company.Score != 91 {
		t.Errorf("a change of one world shows in another: grade %s", company.Grade)
	}
	if !untouched.Followed("harbor-mail.example") || changed.Followed("harbor-mail.example") {
		t.Error("a portfolio of one world follows another")
	}
}

func TestEveryRawObservationHoldsThePlantedSecret(t *testing.T) {
	t.Parallel()
	w := world.Default()
	types := map[string]bool{}
	for _, company := range companies(w) {
		for _, active := range company.Active {
			types[active.Type] = true
			for _, issue := range company.IssuesOf(active) {
				raw := fmt.Sprint(issue.Evidence, issue.Observations)
				issue.Evidence, issue.Observations = nil, nil
				if !strings.Contains(raw, world.PlantedSecret) || strings.Contains(fmt.Sprint(issue), world.PlantedSecret) {
					t.Errorf("%s %s: the secret must stand in the raw evidence, and only there", company.Domain, active.Type)
				}
			}
		}
	}
	if len(types) != len(w.IssueTypes()) {
		t.Errorf("%d types are active, want all %d", len(types), len(w.IssueTypes()))
	}
}

func TestIssuesAreTheSameEachTimeAndAllDifferent(t *testing.T) {
	t.Parallel()
	w := world.Default()
	ids := map[string]bool{}
	count := 0
	for _, company := range companies(w) {
		for _, active := range company.Active {
			issues := company.IssuesOf(active)
			if diff := cmp.Diff(issues, company.IssuesOf(active)); diff != "" {
				t.Errorf("%s %s differs when asked again:\n%s", company.Domain, active.Type, diff)
			}
			for _, issue := range issues {
				ids[issue.ID] = true
				count++
				if !issue.FirstSeen.Before(issue.LastSeen) {
					t.Errorf("issue %s was last seen before it was first seen", issue.ID)
				}
			}
		}
	}
	if len(ids) != count {
		t.Errorf("%d identifiers for %d issues", len(ids), count)
	}
}

func TestChangesShow(t *testing.T) {
	t.Parallel()
	w := world.Default()
	before, _ := w.Company("delta-data.example")
	w.SetGrade("delta-data.example", "?", nil)
	w.SetIssues("delta-data.example",
		world.Active{Type: "typosquat", Count: 2},
		world.Active{Type: "open_port", Issues: []world.Issue{{ID: "one", Port: 22}}})
	w.Update("delta-data.example", func(c *world.Company) { c.ScoreChange = new(-30) })
	after, _ := w.Company("delta-data.example")
	if after.Grade != "?" || after.Score != nil || *after.ScoreChange != -30 {
		t.Errorf("grade %q, score %v, change %d", after.Grade, after.Score, *after.ScoreChange)
	}
	if len(after.Active) != 2 || after.Active[0].Len() != 2 || after.Active[1].Len() != 1 ||
		after.IssuesOf(after.Active[1])[0].ID != "one" {
		t.Errorf("issues %+v", after.Active)
	}
	if before.Grade != "C" || before.Active[0].Type != "cookie_missing_http_only" {
		t.Error("what was read before has changed")
	}
}

func TestAddedCompanyHasWhatEveryCompanyHas(t *testing.T) {
	t.Parallel()
	w := world.Default()
	w.AddPortfolio(world.Portfolio{ID: "p", Name: "New", Domains: []string{"delta-data.example"}})
	w.AddCompany(world.Company{Domain: "new.example", Grade: "B", Score: new(80)}, "p", world.CloudServicesID)
	company, _ := w.Company("new.example")
	if company.UUID == "" || company.Name != "new.example" || company.Industry != "unknown" || company.Size != "unknown" ||
		company.CreatedAt.IsZero() || len(company.Factors) != 10 || company.Factors[0].Grade != "B" {
		t.Errorf("company %+v", company)
	}
	if byUUID, ok := w.Company(company.UUID); !ok || byUUID.Domain != "new.example" {
		t.Error("the company is not found by its UUID")
	}
	listed, _ := w.PortfolioCompanies("p")
	if len(listed) != 2 || listed[0].Domain != "delta-data.example" || listed[1].Domain != "new.example" {
		t.Errorf("portfolio holds %+v", listed)
	}
	w.Unfollow("p", "new.example")
	if listed, _ = w.PortfolioCompanies("p"); len(listed) != 1 || listed[0].Domain != "delta-data.example" {
		t.Errorf("portfolio still holds %+v", listed)
	}
	if !w.Followed("new.example") {
		t.Error("the company still stands in another portfolio")
	}
	w.Unfollow(world.CloudServicesID, "new.example")
	if w.Followed("new.example") {
		t.Error("the company stands in no portfolio any more")
	}
	w.Follow("p", "new.example")
	if !w.Followed("new.example") {
		t.Error("the company stands in a portfolio again")
	}
}

func TestMistakesPanic(t *testing.T) {
	t.Parallel()
	mistakes := map[string]func(*world.World){
		"grade of no company":         func(w *world.World) { w.SetGrade("nobody.example", "A", new(99)) },
		"issue type that is none":     func(w *world.World) { w.SetIssues("delta-data.example", world.Active{Type: "no_such_type"}) },
		"company twice":               func(w *world.World) { w.AddCompany(world.Company{Domain: "delta-data.example"}) },
		"portfolio twice":             func(w *world.World) { w.AddPortfolio(world.Portfolio{ID: world.CloudServicesID}) },
		"company in no portfolio":     func(w *world.World) { w.AddCompany(world.Company{Domain: "new.example"}, "no-such-portfolio") },
		"portfolio of no company":     func(w *world.World) { w.AddPortfolio(world.Portfolio{ID: "p", Domains: []string{"nobody.example"}}) },
		"following what is not there": func(w *world.World) { w.Unfollow(world.CloudServicesID, "delta-data.example") },
		"change of the domain": func(w *world.World) {
			w.Update("delta-data.example", func(c *world.Company) { c.Domain = "other.example" })
		},
	}
	for name, mistake := range mistakes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := world.Default()
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
				w.Domains() // the lock is free again
			}()
			mistake(w)
		})
	}
}

func TestChangesAreSafeBesideReads(t *testing.T) {
	t.Parallel()
	w := world.Default()
	var all sync.WaitGroup
	for writer := range 4 {
		all.Go(func() {
			for i := range 50 {
				w.SetGrade("delta-data.example", "B", &i)
				w.SetIssues("delta-data.example", world.Active{Type: "typosquat", Count: i})
				domain := fmt.Sprintf("new-%d-%d.example", writer, i)
				w.AddCompany(world.Company{Domain: domain}, world.CloudServicesID)
				w.Unfollow(world.CloudServicesID, domain)
			}
		})
		all.Go(func() {
			for range 50 {
				for _, portfolio := range w.Portfolios() {
					listed, _ := w.PortfolioCompanies(portfolio.ID)
					for _, company := range listed {
						if company.Domain == "" || len(company.Factors) != 10 {
							t.Errorf("half a company: %+v", company)
						}
					}
				}
				company, _ := w.Company("delta-data.example")
				if len(company.Active) > 0 {
					company.IssuesOf(company.Active[0])
				}
			}
		})
	}
	all.Wait()
	if got := len(w.Domains()); got != 13+4*50 {
		t.Errorf("%d companies", got)
	}
}
