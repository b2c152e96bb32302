// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
)

const thirdPartiesExport = `[
	{"Id":"10","Third-Party Name":"Plain","Third-Party Website (Domain)":"plain.example","SS Domain":""},
	{"Id":11,"Third-Party Name":"Messy","Third-Party Website (Domain)":" HTTPS://WWW.Messy.example:443/about?x#y ","SS Domain":null},
	{"Id":"12","Third-Party Name":"Said","Third-Party Website (Domain)":"https://holding.example","SS Domain":"said.example"},
	{"Id":"13","Third-Party Name":"Twin","Third-Party Website (Domain)":"twin.example","SS Domain":""},
	{"Id":"14","Third-Party Name":"Twin (old)","Third-Party Website (Domain)":"","SS Domain":"www.twin.example"},
	{"Id":"15","Third-Party Name":"Nothing","Third-Party Website (Domain)":"ask Sam","SS Domain":""},
	{"Id":"16","Third-Party Name":"Nothing either","Third-Party Website (Domain)":"","SS Domain":""},
	{"Id":"17","Third-Party Name":"Bücher","Third-Party Website (Domain)":"https://bücher.example/","SS Domain":""},
	{"Id":"18","Third-Party Name":"Web","Third-Party Website (Domain)":"www.example","SS Domain":""}]`

func TestMatch(t *testing.T) {
	t.Parallel()
	thirdParties, err := template.ThirdParties(exported(t, thirdPartiesExport))
	if err != nil {
		t.Fatal(err)
	}
	matches := template.Match(thirdParties, []string{
		"plain.example", "messy.example", "www.plain.example", "said.example", "holding.example", "twin.example",
		"nobody.example", "xn--bcher-kva.example", "www.example", "plain.example",
	})
	got := map[string]string{}
	for _, thirdParty := range matches.ThirdParties {
		got[thirdParty.Domain] = thirdParty.ID
	}
	want := map[string]string{
		"plain.example": "10", "www.plain.example": "10", "messy.example": "11", "said.example": "12", "xn--bcher-kva.example": "17", "www.example": "18",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("third parties (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"holding.example", "nobody.example"}, matches.Unmatched); diff != "" {
		t.Errorf("unmatched (-want +got):\n%s", diff)
	}
	ambiguous := map[string][]string{"twin.example": {"13", "14"}}
	if diff := cmp.Diff(ambiguous, matches.Ambiguous); diff != "" {
		t.Errorf("ambiguous (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(ambiguous, template.Shared(thirdParties)); diff != "" {
		t.Errorf("shared (-want +got):\n%s", diff)
	}
}

func TestThirdParties_refuses(t *testing.T) {
	t.Parallel()
	for name, records := range map[string]string{
		"no Id":       `[{"Third-Party Name":"A"}]`,
		"a blank Id":  `[{"Id":""}]`,
		"an Id twice": `[{"Id":"1"},{"Id":1}]`,
	} {
		if thirdParties, err := template.ThirdParties(exported(t, records)); err == nil {
			t.Errorf("%s: no error, but %+v", name, thirdParties)
		}
	}
}

func TestDecodeTemplates(t *testing.T) {
	t.Parallel()
	templates, err := template.DecodeTemplates([]byte(`{"HasError":false,"Data":[{"Id":258740,"Name":"VendorShield - Regulations Import","Inserts":true,"Updates":true,
		"ImportType":"Regulation","KeyColumn":"External Id","ParentKeyColumn":"","Columns":["Description","display_id","External Id"],"ExternalId":"vendorshield-regulations-import"},
		{"Id":"7","Inserts":false,"Updates":false,"Columns":["Id"]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []template.Template{{
		ID: 258740, Name: "VendorShield - Regulations Import", Inserts: true, Updates: true, ImportType: "Regulation", KeyColumn: "External Id",
		Columns: []string{"Description", "display_id", "External Id"}, ExternalID: "vendorshield-regulations-import",
	}, {ID: 7, Columns: []string{"Id"}}}
	if diff := cmp.Diff(want, templates); diff != "" {
		t.Errorf("templates (-want +got):\n%s", diff)
	}
	if found, ok := template.Find(templates, 7); !ok || found.ID != 7 {
		t.Errorf("found %+v, %t", found, ok)
	}
	if _, ok := template.Find(templates, 8); ok {
		t.Error("found a template that is not there")
	}
	for name, answer := range map[string]string{
		"an error":       `{"HasError":true,"Message":"No","Data":[]}`,
		"no list":        `{"HasError":false,"Data":{"Id":1}}`,
		"no data":        `{}`,
		"an Id of no":    `{"HasError":false,"Data":[{"Id":"x"}]}`,
		"no Inserts":     `{"Data":[{"Id":1,"Updates":true,"Columns":["Id"]}]}`,
		"no Updates":     `{"Data":[{"Id":1,"Inserts":false,"Updates":null,"Columns":["Id"]}]}`,
		"no Columns":     `{"Data":[{"Id":1,"Inserts":false,"Updates":true,"Columns":[]}]}`,
		"null Columns":   `{"Data":[{"Id":1,"Inserts":false,"Updates":true,"Columns":null}]}`,
		"a blank column": `{"Data":[{"Id":1,"Inserts":false,"Updates":true,"Columns":["Id",null]}]}`,
	} {
		if _, err := template.DecodeTemplates([]byte(answer)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
