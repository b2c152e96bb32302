// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// host is what a domain name is compared with: the host of a website, however
// it is written.
func host(website string) string {
	website = strings.ToLower(strings.TrimSpace(website))
	if !strings.Contains(website, "://") {
		website = "https://" + website
	}
	parsed, err := url.Parse(website)
	if err != nil {
		return ""
	}
	return strings.Replace(strings.TrimPrefix(parsed.Hostname(), "www."), "bücher", "xn--bcher-kva", 1)
}

// matches are the names of the third parties of each domain.
func matches(w *world.World) map[string][]string {
	matches := map[string][]string{}
	for _, item := range w.Items(world.ThirdPartyItem) {
		domain := item.Value(world.ThirdPartyDomain)
		if domain == "" {
			domain = host(item.Value(world.ThirdPartyWebsite))
		}
		matches[domain] = append(matches[domain], item.Value(world.ThirdPartyName))
	}
	return matches
}

func TestDefaultCompaniesAreThirdParties(t *testing.T) {
	t.Parallel()
	w := world.Default()
	found := matches(w)
	for _, domain := range w.Domains() {
		want := map[string]int{world.WithoutThirdParty: 0, world.WithTwoThirdParties: 2}
		number, special := want[domain]
		if !special {
			number = 1
		}
		if len(found[domain]) != number {
			t.Errorf("%s has the third parties %q, want %d", domain, found[domain], number)
		}
		delete(found, domain)
	}
	want := map[string][]string{"old-stone-archive.example": {"Old Stone Archive"}, "": {"Corner Bakery"}}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("third parties of no company (-want +got):\n%s", diff)
	}
	messy := w.FindItems(world.ThirdPartyItem, world.ThirdPartyName, "Borealis Cloud")[0].Value(world.ThirdPartyWebsite)
	if strings.TrimSpace(messy) == messy || strings.ToLower(messy) == messy || !strings.Contains(messy, ":443/") {
		t.Errorf("%q is not messy", messy)
	}
}

func TestGeneratedCompaniesAreThirdParties(t *testing.T) {
	t.Parallel()
	w := world.Generate(1, world.Size{Companies: 300})
	found, forms := matches(w), map[string]bool{}
	for _, domain := range w.Domains() {
		if len(found[domain]) != 1 {
			t.Errorf("%s has the third parties %q", domain, found[domain])
		}
	}
	for _, item := range w.Items(world.ThirdPartyItem) {
		website := item.Value(world.ThirdPartyWebsite)
		forms[website[:min(9, len(website))]] = true
	}
	if len(found) != 300 || len(forms) != 4 || w.Items(world.IssueItem) != nil {
		t.Errorf("%d domains, forms %v, issues %v", len(found), forms, w.Items(world.IssueItem))
	}
}

func TestTemplatesAreThoseOfTheDocumentation(t *testing.T) {
	t.Parallel()
	for name, w := range map[string]*world.World{"default": world.Default(), "generated": world.Generate(1, world.Size{})} {
		templates := w.ImportTemplates()
		var ids []int
		for _, template := range templates {
			ids = append(ids, template.ID)
		}
		if diff := cmp.Diff([]int{world.ThirdPartyTemplateID, world.IssueTemplateID, world.NotAutomatedTemplateID, world.RegulationTemplateID}, ids); diff != "" {
			t.Fatalf("%s: templates (-want +got):\n%s", name, diff)
		}
		parties, issues := templates[0], templates[1]
		if parties.Inserts || !parties.Updates || parties.KeyColumn != "Id" || len(parties.Columns) != 30 {
			t.Errorf("%s: %+v", name, parties)
		}
		if !slices.IsSortedFunc(parties.Columns, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) }) {
			t.Errorf("%s: %q are not in the order of their letters", name, parties.Columns)
		}
		if !issues.Inserts || !issues.Updates || issues.KeyColumn != world.IssueExternalID || len(issues.Columns) != 9 {
			t.Errorf("%s: %+v", name, issues)
		}
		for property, integer := range map[string]bool{"SS Info Leak/Password Exposure Score": true, "SS CUBIT Score Grade": false} {
			if !slices.Contains(parties.Columns, property) || w.Property(world.ThirdPartyItem, property).Integer != integer {
				t.Errorf("%s: property %q", name, property)
			}
		}
	}
}

func TestItemsArePrivateCopies(t *testing.T) {
	t.Parallel()
	w := world.Default()
	id := w.AddItem(world.IssueItem, map[string]string{"Name": "One", "Id": "mine", "Description": ""})
	item := w.FindItems(world.IssueItem, "Id", id)[0]
	if diff := cmp.Diff(world.Item{ID: id, Values: map[string]string{"Name": "One"}}, item); diff != "" {
		t.Errorf("item (-want +got):\n%s", diff)
	}
	item.Values["Name"] = "Two"
	w.ImportTemplates()[0].Columns[0] = "changed"
	w.UpdateImportTemplate(world.IssueTemplateID, func(template *world.ImportTemplate) { template.Columns[0] = "Title" })
	exported, _ := w.Exported(world.IssueReportID)
	if got := w.FindItems(world.IssueItem, "Name", "One"); len(got) != 1 {
		t.Errorf("found %v", got)
	}
	if got := w.ImportTemplates(); got[0].Columns[0] != "Id" || got[1].Columns[0] != "Title" || exported.Columns[0] != "Name" {
		t.Errorf("templates %+v, report %+v", got, exported.Columns)
	}
	w.SetItem(world.IssueItem, id, "Name", "Three")
	w.SetItem(world.IssueItem, id, "Id", "Four")
	if got := w.FindItems(world.IssueItem, "Name", "Three"); len(got) != 1 || got[0].ID != id {
		t.Errorf("found %v", got)
	}
	w.SetItem(world.IssueItem, id, "Name", "")
	if got := w.FindItems(world.IssueItem, "Id", id)[0].Values; len(got) != 0 {
		t.Errorf("values %v, want none", got)
	}
}

func TestKeysThatAreNotOne(t *testing.T) {
	t.Parallel()
	w := world.Default()
	for range 2 {
		w.AddItem(world.IssueItem, map[string]string{world.IssueExternalID: "twice"})
	}
	row := make([]string, 9)
	row[2] = "twice"
	if got := w.ImportRows(world.IssueTemplateID, world.ImportRules{}, [][]string{row}).Rows[0]; got.Outcome != world.RowInvalid || got.Message == "" {
		t.Errorf("%+v", got)
	}
	w.UpdateImportTemplate(world.IssueTemplateID, func(template *world.ImportTemplate) { template.KeyColumn = "" })
	for range 2 {
		w.ImportRows(world.IssueTemplateID, world.ImportRules{}, [][]string{row})
	}
	if got := w.FindItems(world.IssueItem, world.IssueExternalID, "twice"); len(got) != 4 {
		t.Errorf("%d items: without a key, every row is an insert", len(got))
	}
	w.UpdateImportTemplate(world.IssueTemplateID, func(template *world.ImportTemplate) { template.KeyColumn = "Not a Column" })
	if got := w.ImportRows(world.IssueTemplateID, world.ImportRules{}, [][]string{row}).Rows[0]; got.Outcome != world.RowNoKey {
		t.Errorf("%+v", got)
	}
}

func TestMistakesWithTenantsPanic(t *testing.T) {
	t.Parallel()
	w := world.Default()
	for name, mistake := range map[string]func(){
		"item type twice":       func() { w.DefineItemType(world.IssueItem) },
		"property of no type":   func() { w.DefineProperty("Control", world.ItemProperty{}) },
		"template of no type":   func() { w.AddImportTemplate(world.ImportTemplate{ID: 1, ItemType: "Control"}) },
		"template twice":        func() { w.AddImportTemplate(world.ImportTemplate{ID: world.IssueReportID, ItemType: world.IssueItem}) },
		"report twice":          func() { w.AddCustomReport(world.CustomReport{ID: world.IssueTemplateID, ItemType: world.IssueItem}) },
		"unknown template":      func() { w.UpdateImportTemplate(1, func(*world.ImportTemplate) {}) },
		"unknown report":        func() { w.RefreshCustomReport(world.IssueTemplateID) },
		"items of no type":      func() { w.Items("Control") },
		"unknown item":          func() { w.SetItem(world.IssueItem, "1", "Name", "x") },
		"imports of no one":     func() { w.Imports(1) },
		"import through no one": func() { w.ImportRows(1, world.ImportRules{}, nil) },
	} {
		if !panics(mistake) {
			t.Errorf("%s: no panic", name)
		}
	}
}

func TestImportsAtOnce(t *testing.T) {
	t.Parallel()
	w := world.Default()
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			row := make([]string, 9)
			row[2] = fmt.Sprint(i % 2)
			w.ImportRows(world.IssueTemplateID, world.ImportRules{}, [][]string{row})
			w.Exported(world.IssueTemplateID)
			w.InsertedKeys(world.IssueTemplateID)
			w.Items(world.IssueItem)
		})
	}
	all.Wait()
	inserted := w.InsertedKeys(world.IssueTemplateID)
	slices.Sort(inserted)
	if diff := cmp.Diff([]string{"0", "1"}, inserted); diff != "" || len(w.Imports(world.IssueTemplateID)) != 8 {
		t.Errorf("inserted (-want +got):\n%s", diff)
	}
}
