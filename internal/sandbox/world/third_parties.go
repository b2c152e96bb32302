// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	_ "embed" // the tenant
	"fmt"
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
	// ThirdPartyManager is in no template, so that no import may change it.
	ThirdPartyManager = "Third-Party Manager"
)

// IssueExternalID is the key column of issues.
const IssueExternalID = "External Id"

//go:embed tenant.json
var tenantJSON []byte

// tenantDocument has the 27 custom properties of a third party that the
// documentation of the connector lists, and its columns of issues, in the order
// of a template whose columns were added one by one: by name they would be in
// another order. The last template is the one whose listing was recorded. Its
// columns were chosen at once, which sorts them without regard to case.
var tenantDocument = mustDecode[struct {
	Types                map[string][]ItemProperty
	Templates            []ImportTemplate
	ThirdParties, Issues []map[string]string
}](tenantJSON)

// addTemplates adds what every world has: item types, templates, and reports,
// and no item.
func (t *Tenant) addTemplates() {
	t.types = map[string]*itemType{}
	for name, properties := range tenantDocument.Types {
		t.types[name] = &itemType{properties: map[string]ItemProperty{}}
		for _, property := range properties {
			t.types[name].properties[property.Name] = property
		}
	}
	for _, template := range tenantDocument.Templates {
		t.AddImportTemplate(template)
		switch template.ID {
		case ThirdPartyTemplateID:
			t.AddCustomReport(CustomReport{ID: ThirdPartyReportID, Name: "Third Parties", ItemType: ThirdPartyItem, Columns: template.Columns})
		case IssueTemplateID:
			t.AddCustomReport(CustomReport{ID: IssueReportID, Name: "Issues", ItemType: IssueItem, Columns: template.Columns})
		}
	}
}

// addDefaultItems adds third parties for the companies of Default, but for
// WithoutThirdParty, and some issues that people have entered.
func (t *Tenant) addDefaultItems() {
	for _, party := range tenantDocument.ThirdParties {
		t.addThirdParty(party)
	}
	for _, issue := range tenantDocument.Issues {
		t.add(t.types[IssueItem], issue)
	}
}

// The companies of Default that are not one third party each.
const (
	// WithoutThirdParty is the website of none.
	WithoutThirdParty = "ivory-systems.example"
	// WithTwoThirdParties is the website of two.
	WithTwoThirdParties = "harbor-mail.example"
)

// addGeneratedItems adds one third party for each domain, whose website is
// written in one of several ways.
func (t *Tenant) addGeneratedItems(domains []string) {
	forms := []string{"%s", "https://www.%s/", "http://%s:80/contact", "HTTPS://%s"}
	for i, domain := range domains {
		t.addThirdParty(map[string]string{
			ThirdPartyName: fmt.Sprintf("Third Party %05d", i), ThirdPartyWebsite: fmt.Sprintf(forms[i%len(forms)], domain),
		})
	}
}

func (t *Tenant) addThirdParty(values map[string]string) {
	added := t.add(t.types[ThirdPartyItem], values)
	added.set(ThirdPartyManager, "Sam Steward")
}
