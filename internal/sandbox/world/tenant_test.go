// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world_test

import (
	"net/url"
	"slices"
	"strings"
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

func TestTenant_companiesAreThirdParties(t *testing.T) {
	t.Parallel()
	for name, w := range map[string]*world.World{"default": world.Default(), "generated": world.Generate(1, world.Size{Companies: 300})} {
		found := map[string]int{}
		for _, item := range w.Items(world.ThirdPartyItem) {
			domain := item.Value(world.ThirdPartyDomain)
			if domain == "" {
				domain = host(item.Value(world.ThirdPartyWebsite))
			}
			found[domain]++
		}
		want := map[string]int{}
		for _, domain := range w.Domains() {
			want[domain] = 1
		}
		if name == "default" {
			delete(want, world.WithoutThirdParty)
			want[world.WithTwoThirdParties], want["old-stone-archive.example"], want[""] = 2, 1, 1
		}
		if diff := cmp.Diff(want, found); diff != "" {
			t.Errorf("%s: third parties by domain (-want +got):\n%s", name, diff)
		}
	}
	messy := world.Default().FindItems(world.ThirdPartyItem, world.ThirdPartyName, "Borealis Cloud")[0].Value(world.ThirdPartyWebsite)
	if strings.TrimSpace(messy) == messy || strings.ToLower(messy) == messy || !strings.Contains(messy, ":443/") {
		t.Errorf("%q is not messy", messy)
	}
}

func TestTenant_templatesAreThoseOfTheDocumentation(t *testing.T) {
	t.Parallel()
	templates := world.Default().ImportTemplates()
	parties, issues := templates[0], templates[1]
	sorted := slices.IsSortedFunc(parties.Columns, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	if parties.Inserts || !parties.Updates || parties.KeyColumn != world.IDColumn || len(parties.Columns) != 30 || !sorted {
		t.Errorf("%+v", parties)
	}
	if !issues.Inserts || !issues.Updates || issues.KeyColumn != world.IssueExternalID || len(issues.Columns) != 9 {
		t.Errorf("%+v", issues)
	}
	exported, _ := world.Default().Exported(world.ThirdPartyTemplateID)
	for column, integer := range map[string]bool{
		"Id": true, "SS Info Leak/Password Exposure Score": true, "SS CUBIT Score Grade": false, world.ThirdPartyWebsite: false,
	} {
		if exported.Integers[column] != integer || !slices.Contains(exported.Columns, column) {
			t.Errorf("column %q", column)
		}
	}
}

func TestTenant_whatWasReadDoesNotChange(t *testing.T) {
	t.Parallel()
	w := world.Default()
	item, template := w.Items(world.IssueItem)[0], w.ImportTemplates()[1]
	w.SetItem(world.IssueItem, item.ID, "Name", "")
	w.UpdateImportTemplate(world.IssueTemplateID, func(template *world.ImportTemplate) { template.Columns[0] = "Title" })
	exported, _ := w.Exported(world.IssueReportID)
	if item.Value("Name") == "" || template.Columns[0] != "Name" || exported.Columns[0] != "Name" {
		t.Errorf("%v, %v, %v", item, template, exported)
	}
	if changed := w.FindItems(world.IssueItem, world.IDColumn, item.ID)[0]; changed.Value("Name") != "" || w.ImportTemplates()[1].Columns[0] != "Title" {
		t.Errorf("changed to %v", changed)
	}
}

func TestTenant_keyThatTwoItemsHaveIsInvalid(t *testing.T) {
	t.Parallel()
	w := world.Default()
	for _, item := range w.Items(world.IssueItem) {
		w.SetItem(world.IssueItem, item.ID, world.IssueExternalID, "twice")
	}
	rows := [][]string{{"Issue", "", "twice", "", "", "", "", "", ""}}
	if got := w.ImportRows(world.IssueTemplateID, world.ImportRules{}, rows).Rows[0]; got.Outcome != world.RowInvalid || got.Message == "" {
		t.Errorf("%+v", got)
	}
	w.UpdateImportTemplate(world.IssueTemplateID, func(template *world.ImportTemplate) { template.KeyColumn = "Not a Column" })
	if got := w.ImportRows(world.IssueTemplateID, world.ImportRules{}, rows).Rows[0]; got.Outcome != world.RowNoKey {
		t.Errorf("%+v", got)
	}
}
