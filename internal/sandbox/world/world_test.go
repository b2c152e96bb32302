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

func TestDefault_hasEveryCaseThatMatters(t *testing.T) {
	t.Parallel()
	w := world.Default()
	cases, portfolios := map[string]bool{}, map[string]int{}
	for _, portfolio := range w.Portfolios() {
		for _, domain := range portfolio.Domains {
			portfolios[domain]++
		}
		cases["named by email"] = cases["named by email"] ||
			portfolio.Name == w.Account().Email && portfolio.ReadOnly && portfolio.Privacy == "private"
	}
	for _, company := range companies(w) {
		cases["grade "+company.Grade] = true
		cases["no score"] = cases["no score"] || company.Score == nil
		cases["internationalized domain"] = cases["internationalized domain"] || strings.HasPrefix(company.Domain, "xn--")
		cases["special characters"] = cases["special characters"] || strings.Contains(company.Name, "| <b>Systems</b> `")
		cases["several requests for issues"] = cases["several requests for issues"] || len(company.Active) > 30
		cases[fmt.Sprint("in portfolios: ", portfolios[company.Domain])] = true
		for _, active := range company.Active {
			issueType, _ := w.IssueType(active.Type)
			cases["severity "+issueType.Severity] = true
		}
		if !strings.HasSuffix(company.Domain, ".example") || len(company.Factors) != 10 || w.Followed(company.Domain) != (portfolios[company.Domain] > 0) {
			t.Errorf("company %+v", company)
		}
	}
	for _, name := range []string{
		"grade A", "grade B", "grade C", "grade D", "grade F", "grade ?", "no score", "internationalized domain", "special characters",
		"several requests for issues", "in portfolios: 0", "in portfolios: 1", "in portfolios: 2", "named by email",
		"severity critical", "severity high", "severity medium", "severity low", "severity info", "severity positive",
	} {
		if !cases[name] {
			t.Errorf("no company has %s", name)
		}
		delete(cases, name)
	}
	if len(cases) != 0 || len(w.Portfolios()) != 3 || len(w.Domains()) != 13 || w.Followed(world.NotFollowed) {
		t.Errorf("%d portfolios of %d companies, with %v", len(w.Portfolios()), len(w.Domains()), cases)
	}
}

func TestIssues_holdThePlantedSecretAndAreTheSameEachTime(t *testing.T) {
	t.Parallel()
	w := world.Default()
	types, ids, count := map[string]bool{}, map[string]bool{}, 0
	for _, company := range companies(w) {
		for _, active := range company.Active {
			types[active.Type] = true
			issues := company.IssuesOf(active)
			if diff := cmp.Diff(issues, company.IssuesOf(active)); diff != "" {
				t.Errorf("%s %s differs when asked again:\n%s", company.Domain, active.Type, diff)
			}
			for _, issue := range issues {
				ids[issue.ID] = true
				count++
				raw := fmt.Sprint(issue.Evidence, issue.Observations)
				issue.Evidence, issue.Observations = nil, nil
				issue.URL, _, _ = strings.Cut(issue.URL, "?") // a query has it too
				if !strings.Contains(raw, world.PlantedSecret) || strings.Contains(fmt.Sprint(issue), world.PlantedSecret) {
					t.Errorf("%s %s: the secret must be in the raw evidence, and only there", company.Domain, active.Type)
				}
				if !issue.FirstSeen.Before(issue.LastSeen) {
					t.Errorf("issue %s was last seen before it was first seen", issue.ID)
				}
			}
		}
	}
	if len(ids) != count || len(types) != len(w.IssueTypes()) {
		t.Errorf("%d identifiers for %d issues of %d types", len(ids), count, len(types))
	}
}

func TestCompanies_change(t *testing.T) {
	t.Parallel()
	w := world.Default()
	before, _ := w.Company("delta-data.example")
	w.SetIssues("delta-data.example", world.Active{Type: "open_port", Issues: []world.Issue{{ID: "one", Port: 22}}})
	w.AddPortfolio(world.Portfolio{ID: "p", Name: "New", Domains: []string{"delta-data.example"}})
	w.AddCompany(world.Company{Domain: "new.example", Grade: "B", Score: new(80)}, "p", world.CloudServicesID)
	company, _ := w.Company("new.example")
	if byUUID, _ := w.Company(company.UUID); byUUID.Name != "new.example" || company.Industry != "unknown" || company.Factors[0].Grade != "B" {
		t.Errorf("company %+v", company)
	}
	listed, _ := w.PortfolioCompanies("p")
	if len(listed) != 2 || listed[0].IssuesOf(listed[0].Active[0])[0].ID != "one" || !w.Followed("new.example") {
		t.Errorf("portfolio holds %+v", listed)
	}
	if fresh, _ := world.Default().Company("delta-data.example"); !cmp.Equal(before, fresh) || before.Active[0].Len() != 3 {
		t.Error("a change of one world shows in another, or in what was read before")
	}
	// Delta has issues of its application security, and none of the other factor.
	if weak, calm := before.Factors[0], before.Factors[4]; *weak.Score != 78 || weak.Grade != "C" || *calm.Score != 84 || calm.Grade != "B" {
		t.Errorf("factors %+v", before.Factors)
	}
}

func TestWorld_panicsOnMistakes(t *testing.T) {
	t.Parallel()
	const delta, connection = "delta-data.example", world.ScorecardsConnectionID
	w := world.Default()
	w.KeepCountsOnly()
	for name, mistake := range map[string]func(){
		"grade of no company":     func() { w.SetGrade("nobody.example", "A", new(99)) },
		"unknown issue type":      func() { w.SetIssues(delta, world.Active{Type: "no_such_type"}) },
		"company twice":           func() { w.AddCompany(world.Company{Domain: delta}) },
		"portfolio twice":         func() { w.AddPortfolio(world.Portfolio{ID: world.CloudServicesID}) },
		"company in no portfolio": func() { w.AddCompany(world.Company{Domain: "new.example"}, "no-such-portfolio") },
		"portfolio of no company": func() { w.AddPortfolio(world.Portfolio{ID: "p", Domains: []string{"nobody.example"}}) },

		"connection that exists":   func() { w.AddConnection(world.Connection{ID: connection}) },
		"push to no connection":    func() { w.Push("none", world.Push{}) },
		"schema without a push":    func() { _ = w.Define(connection, "slug", "id", "", nil) },
		"records that are counted": func() { w.Records(connection, "slug") },

		"template of no type":   func() { w.AddImportTemplate(world.ImportTemplate{ID: 1, ItemType: "Control"}) },
		"report twice":          func() { w.AddCustomReport(world.CustomReport{ID: world.IssueTemplateID, ItemType: world.IssueItem}) },
		"unknown item":          func() { w.SetItem(world.IssueItem, "1", "Name", "x") },
		"import through no one": func() { w.ImportRows(1, world.ImportRules{}, nil) },

		"no JumpCloud object":       func() { w.JumpCloud.IDNamed(world.JumpCloudUsers, "none") },
		"no JumpCloud organization": func() { w.JumpCloud.Objects("none", world.JumpCloudUsers) },
		"JumpCloud twice":           func() { w.JumpCloud.AddOrganizations(world.DefaultJumpCloud()) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			mistake()
		}()
	}
	w.SetGrade(delta, "A", nil) // the locks are free again
	w.Imports(world.IssueTemplateID)
}

// Run with the race detector.
func TestWorld_mayChangeWhileItIsRead(t *testing.T) {
	t.Parallel()
	w := world.Default()
	var all sync.WaitGroup
	for number := range 8 {
		all.Go(func() {
			domain := fmt.Sprintf("new-%d.example", number)
			w.AddCompany(world.Company{Domain: domain}, world.CloudServicesID)
			w.SetIssues("delta-data.example", world.Active{Type: "typosquat", Count: number})
			w.PortfolioCompanies(world.CloudServicesID)
			companies(w)
			w.Push(world.ScorecardsConnectionID, world.Push{SchemaSlug: "s", Objects: []world.Object{{"id": domain}}})
			w.Pushes(world.ScorecardsConnectionID)
			w.Records(world.ScorecardsConnectionID, "s")
			w.ImportRows(world.IssueTemplateID, world.ImportRules{}, [][]string{{"Issue", "", domain, "", "", "", "", "", ""}})
			w.Exported(world.IssueTemplateID)
			w.JumpCloud.UpdateAll(world.JumpCloudSystems, func(o world.Object) { world.Set(o, "fde.active", number) })
			w.JumpCloud.PersonalData()
		})
	}
	all.Wait()
	if pushed, inserted := w.PushedObjects(world.ScorecardsConnectionID), len(w.InsertedKeys(world.IssueTemplateID)); pushed != 8 || inserted != 8 {
		t.Errorf("%d objects pushed, %d issues inserted", pushed, inserted)
	}
}
