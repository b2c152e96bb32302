// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"fmt"
	"slices"
	"strings"
)

// The import templates and the custom reports of every world. The first two
// are those that the connector's documentation asks for, with its numbers.
const (
	ThirdPartyTemplateID   = 123450
	IssueTemplateID        = 123451
	NotAutomatedTemplateID = 123452
	RegulationTemplateID   = 258740

	ThirdPartyReportID = 90210
	IssueReportID      = 90211
)

// The columns that third parties are known by.
const (
	ThirdPartyName    = "Third-Party Name"
	ThirdPartyWebsite = "Third-Party Website (Domain)"
	ThirdPartyDomain  = "SS Domain"
	// ThirdPartyManager stands in no template, so that no import may change it.
	ThirdPartyManager = "Third-Party Manager"
)

// IssueExternalID is the key column of issues.
const IssueExternalID = "External Id"

// factorLabels are the names of the ten factors in the documentation of the
// connector.
var factorLabels = []string{
	"Application Security", "CUBIT Score", "DNS Health", "Endpoint Security", "Hacker Sites",
	"Info Leak/Password Exposure", "IP Reputation", "Network Security", "Patching Cadence", "Social Engineering",
}

// scorecardProperties are the 27 custom properties that the documentation of
// the connector lists.
func scorecardProperties() []ItemProperty {
	properties := []ItemProperty{
		{Name: ThirdPartyDomain, MaxLength: ShortText},
		{Name: "SS Third Party ID", MaxLength: ShortText},
		{Name: "SS Industry", MaxLength: ShortText},
		{Name: "SS Monitored", Options: []string{"Yes", "No"}},
		{Name: "SS Timestamp (Last Updated)", MaxLength: ShortText},
	}
	for _, label := range append([]string{"Overall"}, factorLabels...) {
		properties = append(properties,
			ItemProperty{Name: "SS " + label + " Grade", MaxLength: ShortText},
			ItemProperty{Name: "SS " + label + " Score", Integer: true})
	}
	return properties
}

// addTenant adds what every world has: item types, templates, and reports, and
// no item.
func (t *Tenant) addTenant() {
	scorecard := scorecardProperties()
	t.DefineItemType(ThirdPartyItem, append(scorecard, ItemProperty{Name: ThirdPartyName, MaxLength: ShortText})...)
	t.DefineItemType(IssueItem,
		ItemProperty{Name: IssueExternalID, MaxLength: ShortText},
		ItemProperty{Name: "Risk Severity", Options: []string{"Critical", "High", "Medium", "Low"}},
		ItemProperty{Name: "Issue Status", Options: []string{"Open", "In Progress", "Closed"}},
		ItemProperty{Name: "Issue Source", Options: []string{"SecurityScorecard", "Assessment", "GRX Finding"}},
		ItemProperty{Name: "Linked Third Party Id", References: ThirdPartyItem},
		ItemProperty{Name: "Description", MaxLength: LongText},
		ItemProperty{Name: "Resolution", MaxLength: LongText})
	t.DefineItemType(RegulationItem, ItemProperty{Name: "type", Options: []string{"Regulation", "Standard"}})

	thirdPartyColumns := []string{IDColumn, ThirdPartyName, ThirdPartyWebsite}
	for _, property := range scorecard {
		thirdPartyColumns = append(thirdPartyColumns, property.Name)
	}
	slices.SortFunc(thirdPartyColumns, ignoringCase)
	t.AddImportTemplate(ImportTemplate{
		ID: ThirdPartyTemplateID, Name: "SecurityScorecard Third Party", ItemType: ThirdPartyItem,
		Updates: true, KeyColumn: IDColumn, Columns: thirdPartyColumns,
	})
	t.AddImportTemplate(ImportTemplate{
		ID: IssueTemplateID, Name: "SecurityScorecard Issues", ItemType: IssueItem,
		Inserts: true, Updates: true, KeyColumn: IssueExternalID, Columns: issueColumns(),
	})
	t.AddImportTemplate(ImportTemplate{
		ID: NotAutomatedTemplateID, Name: "Third Parties by Hand", ItemType: ThirdPartyItem, NotAutomated: true,
		Inserts: true, Updates: true, KeyColumn: IDColumn, Columns: []string{IDColumn, ThirdPartyName},
	})
	t.AddImportTemplate(recordedTemplate())
	t.AddCustomReport(CustomReport{ID: ThirdPartyReportID, Name: "Third Parties", ItemType: ThirdPartyItem, Columns: thirdPartyColumns})
	t.AddCustomReport(CustomReport{ID: IssueReportID, Name: "Issues", ItemType: IssueItem, Columns: issueColumns()})
}

// issueColumns are those that the documentation of the connector lists, in the
// order of a template whose columns were added one by one: the standard ones,
// then the others. By name they would stand in another order.
func issueColumns() []string {
	return []string{
		"Name", "Description", IssueExternalID,
		"Risk Severity", "Issue Status", "Issue Source", "Linked Third Party Id", "Risk Impact", "Resolution",
	}
}

// recordedTemplate is the one whose listing was recorded. Its columns were
// chosen at once, which sorts them without regard to case.
func recordedTemplate() ImportTemplate {
	return ImportTemplate{
		ID: RegulationTemplateID, Name: "VendorShield - Regulations Import", ExternalID: "vendorshield-regulations-import",
		ItemType: RegulationItem, Inserts: true, Updates: true, KeyColumn: "External Id",
		Columns: []string{
			"Description", "display_id", "effective_date", "External Id", "issuing_body", "jurisdiction",
			"last_synced_at", "Name", "scf_mapped", "scf_version", "source_url", "status", "sync_source", "type", "version",
		},
	}
}

func ignoringCase(a, b string) int {
	return strings.Compare(strings.ToLower(a), strings.ToLower(b))
}

// addDefaultThirdParties adds third parties for the companies of Default, but
// for WithoutThirdParty, and some issues that people have entered.
func (t *Tenant) addDefaultThirdParties() {
	for _, known := range [][3]string{ // name, website, SS Domain
		{"Aurora Payments", "aurora-payments.example", ""},
		{"Borealis Cloud", " HTTPS://WWW.Borealis-Cloud.example:443/en/about?ref=vendors#top ", ""},
		{"Cobalt Logistics Ltd.", "https://cobalt-logistics.example/", ""},
		{"Delta Data", "", "delta-data.example"},
		{"Ember Energy", "http://ember-energy.example", ""},
		{"Foxtrot Freight", "www.foxtrot-freight.example", "foxtrot-freight.example"},
		{"Granite Hosting", "granite-hosting.example", ""},
		{"Harbor Mail", "harbor-mail.example", ""},
		{"Harbor Mail (Legacy Contract)", "https://www.harbor-mail.example/login", ""},
		{"Bücher Verlag", "https://bücher.example/", ""},
		{"Jasmine Labs", "jasmine-labs.example", ""},
		{"Kestrel Health", "https://kestrel-health.example", ""},
		{"Lantern Legal", "lantern-legal.example", ""},
		{"Old Stone Archive", "old-stone-archive.example", ""},
		{"Corner Bakery", "", ""},
	} {
		t.AddItem(ThirdPartyItem, map[string]string{
			ThirdPartyName: known[0], ThirdPartyWebsite: known[1], ThirdPartyDomain: known[2],
			ThirdPartyManager: "Sam Steward",
		})
	}
	aurora := t.FindItems(ThirdPartyItem, ThirdPartyName, "Aurora Payments")[0].ID
	t.AddItem(IssueItem, map[string]string{
		"Name": "Penetration test overdue", "Risk Severity": "High", "Issue Status": "In Progress",
		"Issue Source": "Assessment", "Linked Third Party Id": aurora,
	})
	t.AddItem(IssueItem, map[string]string{
		"Name": "Contract without exit clause", IssueExternalID: "legal-2024-017", "Risk Severity": "Low",
		"Issue Status": "Closed", "Issue Source": "Assessment", "Linked Third Party Id": aurora,
	})
}

// The companies of Default that are not one third party each.
const (
	// WithoutThirdParty is the website of none.
	WithoutThirdParty = "ivory-systems.example"
	// WithTwoThirdParties is the website of two.
	WithTwoThirdParties = "harbor-mail.example"
)

// addGeneratedThirdParties adds one third party for each domain, whose website
// is written in one of several ways.
func (t *Tenant) addGeneratedThirdParties(domains []string) {
	forms := []string{"%s", "https://www.%s/", "http://%s:80/contact", "HTTPS://%s"}
	for i, domain := range domains {
		t.AddItem(ThirdPartyItem, map[string]string{
			ThirdPartyName:    fmt.Sprintf("Third Party %05d", i),
			ThirdPartyWebsite: fmt.Sprintf(forms[i%len(forms)], domain),
			ThirdPartyManager: "Sam Steward",
		})
	}
}
