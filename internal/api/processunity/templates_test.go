// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	system "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestTemplate(t *testing.T) {
	t.Parallel()
	p := newPeer(system.Quirks{})
	client := newClient(t, p)
	want := template.Template{
		ID: world.RegulationTemplateID, Name: "VendorShield - Regulations Import", ImportType: "Regulation", KeyColumn: "External Id",
		ExternalID: "vendorshield-regulations-import", Inserts: true, Updates: true,
		Columns: []string{
			"Description", "display_id", "effective_date", "External Id", "issuing_body", "jurisdiction", "last_synced_at",
			"Name", "scf_mapped", "scf_version", "source_url", "status", "sync_source", "type", "version",
		},
	}
	sandboxtest.Equal(t, "template", mustTemplate(t, client, world.RegulationTemplateID), want)
	sandboxtest.Equal(t, "name of another", mustTemplate(t, client, world.ThirdPartyTemplateID).Name, "SecurityScorecard Third Party")
	sandboxtest.Equal(t, "requests", p.asked(), []string{"POST " + tokenPath, "GET " + listingPath})
}

// A template that is not in the list is asked for once by its id.
func TestTemplate_unknown(t *testing.T) {
	t.Parallel()
	for _, id := range []int64{world.NotAutomatedTemplateID, 1} {
		p := newPeer(system.Quirks{})
		_, err := newClient(t, p).Template(t.Context(), id)
		unknown, ok := errors.AsType[*processunity.UnknownTemplateError](err)
		if !ok || unknown.ID != id {
			t.Errorf("template %d: %v", id, err)
		}
		if got := len(p.asked()); got != 3 {
			t.Errorf("%d requests, want three", got)
		}
	}
	_, err := newClient(t, newPeer(system.Quirks{NullData: true})).Template(t.Context(), 1)
	mustFail(t, err, http.StatusOK, "its Data is not a list of import templates")
}

func TestTemplate_listedBySuffix(t *testing.T) {
	t.Parallel()
	p := newPeer(system.Quirks{ListBySuffix: true})
	sandboxtest.Equal(t, "name", mustTemplate(t, newClient(t, p), world.IssueTemplateID).Name, "SecurityScorecard Issues")
	sandboxtest.Equal(t, "requests", p.asked(), []string{"POST " + tokenPath, "GET " + listingPath, "GET " + listingPath + "/123451"})
}

// Of two different templates with one ID, none is known to be the one.
func TestTemplate_oneIDTwice(t *testing.T) {
	t.Parallel()
	const one = `{"Id":1,"Name":"A","Inserts":false,"Updates":true,"KeyColumn":"Id","Columns":["Id"]}`
	for second, fails := range map[string]bool{one: false, `{"Id":1,"Name":"A","Inserts":false,"Updates":true,"KeyColumn":"Id","Columns":["Id","Name"]}`: true} {
		p := newPeer(system.Quirks{})
		p.faults.Add(fault.Rule{Path: listingPath, Effect: fault.Respond(http.StatusOK, nil, `{"HasError":false,"Data":[`+one+`,`+second+`]}`)})
		_, err := newClient(t, p).Template(t.Context(), 1)
		if fails {
			mustFail(t, err, http.StatusOK, `import template "1" came twice with different values`)
		} else if err != nil {
			t.Error(err)
		}
	}
}

// Nothing that is no list of templates passes for one that is empty.
func TestTemplate_failures(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		effect fault.Effect
		status int
		says   string
	}{
		"a page":         {fault.HTMLPage(), http.StatusOK, "HTML page"},
		"garbage":        {fault.Garbage(), http.StatusOK, "not JSON"},
		"nothing":        {fault.EmptyBody(), http.StatusOK, "not JSON"},
		"an error":       {fault.Respond(http.StatusOK, nil, `{"HasError":true,"Message":"No access","Data":null}`), http.StatusOK, "No access"},
		"cut short":      {fault.CutShort(), http.StatusOK, "not JSON"},
		"server error":   {fault.InternalServerError(), http.StatusInternalServerError, ""},
		"forbidden":      {fault.Respond(http.StatusForbidden, nil, "<html></html>"), http.StatusForbidden, "HTML page"},
		"dropped":        {fault.DropConnection(), 0, "no answer"},
		"dropped midway": {fault.Redirect("https://elsewhere.example/"), http.StatusFound, "redirects"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(system.Quirks{})
			p.faults.Add(fault.Rule{Path: listingPath, Times: 1, Effect: test.effect})
			client := newClient(t, p)
			_, err := client.Template(t.Context(), world.IssueTemplateID)
			mustFail(t, err, test.status, "could not list the import templates", test.says)
			mustTemplate(t, client, world.IssueTemplateID) // A failure is not kept.
		})
	}
}

// An export is one request for a process, until something is imported.
func TestExport(t *testing.T) {
	t.Parallel()
	for name, quirks := range map[string]system.Quirks{"texts": {}, "typed": {TypedCells: true}} {
		p := newPeer(quirks)
		client := newClient(t, p)
		for range 2 {
			export, err := client.Export(t.Context(), world.ThirdPartyTemplateID)
			if err != nil {
				t.Fatal(err)
			}
			sandboxtest.Equal(t, name+": records", len(export.Records), len(p.world.Items(world.ThirdPartyItem)))
			first := p.world.Items(world.ThirdPartyItem)[0]
			sandboxtest.Equal(t, name+": Id", export.Records[0]["Id"], first.ID)
			sandboxtest.Equal(t, name+": blank", export.Records[0]["SS Overall Score"], "")
		}
		sandboxtest.Equal(t, name+": requests", p.asked(), []string{"POST " + tokenPath, "POST " + exportPath + "123450"})
		if _, err := client.Push(t.Context(), issues(t, client, "a")); err != nil {
			t.Fatal(err)
		}
		p.received()
		if _, err := client.Export(t.Context(), world.ThirdPartyTemplateID); err != nil {
			t.Fatal(err)
		}
		sandboxtest.Equal(t, name+": requests after an import", p.asked(), []string{"POST " + exportPath + "123450"})
	}
}

func TestExport_failures(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		quirks system.Quirks
		effect fault.Effect
		status int
	}{
		"not for templates": {system.Quirks{NoTemplateExport: true}, fault.Effect{}, http.StatusNotFound},
		"an error":          {system.Quirks{}, fault.Respond(http.StatusOK, nil, `{"HasError":true,"Message":"No","Data":[]}`), http.StatusOK},
		"a page":            {system.Quirks{}, fault.HTMLPage(), http.StatusOK},
		"cut short":         {system.Quirks{}, fault.CutShort(), http.StatusOK},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(test.quirks)
			if test.effect.String() != "" {
				p.faults.Add(fault.Rule{Path: exportPath + "*", Effect: test.effect})
			}
			_, err := newClient(t, p).Export(t.Context(), world.ThirdPartyTemplateID)
			mustFail(t, err, test.status, "could not export the records of 123450")
		})
	}
}
