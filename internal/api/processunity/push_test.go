// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"maps"
	"net/http"
	"slices"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	system "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Values end in their columns, though ProcessUnity ignores the names: in the
// template that was recorded their order is not one that Go sorts by.
func TestPush_valuesEndInTheirColumns(t *testing.T) {
	t.Parallel()
	p := newPeer(system.Quirks{})
	client := newClient(t, p)
	regulations := mustTemplate(t, client, world.RegulationTemplateID)
	row := template.Row{}
	for _, column := range regulations.Columns {
		if column != regulations.KeyColumn {
			row[column] = "value of " + column
		}
	}
	row["type"] = "Regulation"
	result, err := client.Push(t.Context(), processunity.Push{
		Composer: template.Composer{Template: regulations, Kind: template.Issue},
		Rows:     map[string]template.Row{"key": row},
	})
	if err != nil {
		t.Fatal(err)
	}
	sandboxtest.Equal(t, "accepted", result.Accepted, []string{"key"})
	items := p.world.FindItems(world.RegulationItem, "External Id", "key")
	if len(items) != 1 {
		t.Fatalf("%d items", len(items))
	}
	want := maps.Clone(map[string]string(row))
	want["External Id"] = "key"
	sandboxtest.Equal(t, "the item", items[0].Values, want)
}

// Rows go out in batches of 200, sorted, in both shapes of an answer and with
// or without a log.
func TestPush_batches(t *testing.T) {
	t.Parallel()
	for name, quirks := range map[string]system.Quirks{
		"direct":           {},
		"envelope":         {Result: system.ResultEnvelope},
		"no log":           {NoLog: true},
		"envelope, no log": {Result: system.ResultEnvelope, NoLog: true},
		"no action":        {Rules: world.ImportRules{NoAction: true}},
		"null":             {NullData: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(quirks)
			client := newClient(t, p)
			keys := keysFrom(401)
			push := issues(t, client, keys...)
			for range 2 {
				result, err := client.Push(t.Context(), push)
				if err != nil {
					t.Fatal(err)
				}
				sandboxtest.Equal(t, "accepted", result.Accepted, keys)
				if done := result.Counts.Done(); done != 401 {
					t.Errorf("%d rows are counted as done", done)
				}
			}
			sandboxtest.Equal(t, "batches", sandboxtest.ImportedKeys(p.world, world.IssueTemplateID), [][]string{keys[:200], keys[200:400], keys[400:], keys[:200], keys[200:400], keys[400:]})
			sandboxtest.Equal(t, "issues", p.world.InsertedKeys(world.IssueTemplateID), keys)
		})
	}
}

// An export that is not a list does not say that there are no records: the
// columns that rows do not set would be sent blank.
func TestPush_exportIsNoList(t *testing.T) {
	t.Parallel()
	for _, data := range []string{`null`, `{}`, `""`, `{"Rows":[]}`, `[null]`, `[[]]`, `["a"]`} {
		p := newPeer(system.Quirks{})
		p.faults.Add(fault.Rule{Path: exportPath + "*", Effect: fault.Respond(http.StatusOK, nil, `{"HasError":false,"Data":`+data+`}`)})
		client := newClient(t, p)
		push := issues(t, client, "a")
		delete(push.Rows["a"], "Description")
		_, err := client.Push(t.Context(), push)
		mustFail(t, err, http.StatusOK, "its Data is not a list of records with texts")
		sandboxtest.Equal(t, "imports", len(sandboxtest.ImportedKeys(p.world, world.IssueTemplateID)), 0)
	}
}

func TestPush_nothing(t *testing.T) {
	t.Parallel()
	p := newPeer(system.Quirks{})
	client := newClient(t, p)
	push := issues(t, client)
	p.received()
	result, err := client.Push(t.Context(), push)
	if err != nil || len(result.Accepted) > 0 {
		t.Errorf("%+v, %v", result, err)
	}
	sandboxtest.Equal(t, "requests", p.asked(), []string{})
}

// Rows that are refused do not keep the others back.
func TestPush_refusedRows(t *testing.T) {
	t.Parallel()
	for name, quirks := range map[string]system.Quirks{
		"invalid":           {},
		"invalid, envelope": {Result: system.ResultEnvelope},
		"skipped":           {Rules: world.ImportRules{UnknownOption: world.OptionSkipsTheRow}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(quirks)
			client := newClient(t, p)
			keys := keysFrom(201)
			push := issues(t, client, keys...)
			push.Rows[keys[7]]["Risk Severity"] = "Dreadful"
			result, err := client.Push(t.Context(), push)
			if err != nil {
				t.Fatal(err)
			}
			sandboxtest.Equal(t, "refused", result.Refused, map[string]string{keys[7]: "Invalid value (Risk Severity)"})
			sandboxtest.Equal(t, "accepted", result.Accepted, slices.Delete(slices.Clone(keys), 7, 8))
			sandboxtest.Equal(t, "unknown", len(result.Unknown), 0)
			sandboxtest.Equal(t, "inserted", p.world.InsertedKeys(world.IssueTemplateID), result.Accepted)
		})
	}
}

// Without a log, it is not known which row of a batch was refused.
func TestPush_refusedRowsWithoutALog(t *testing.T) {
	t.Parallel()
	p := newPeer(system.Quirks{NoLog: true})
	client := newClient(t, p)
	keys := keysFrom(601)
	push := issues(t, client, keys...)
	push.Rows[keys[207]]["Risk Severity"] = "Dreadful"
	result, err := client.Push(t.Context(), push)
	mustFail(t, err, http.StatusOK, "could not import 200 rows through import template 123451", "of 200 lines it counts 199 as added", "1 as invalid")
	sandboxtest.Equal(t, "accepted", result.Accepted, keys[:200])
	sandboxtest.Equal(t, "unknown", result.Unknown, keys[200:400])
	sandboxtest.Equal(t, "imports", len(p.world.Imports(world.IssueTemplateID)), 2)
}

// A value that comes out blank is a warning, with a log and without.
func TestPush_blankedValues(t *testing.T) {
	t.Parallel()
	p := newPeer(system.Quirks{Rules: world.ImportRules{UnknownOption: world.OptionIsBlank}})
	client := newClient(t, p)
	push := issues(t, client, "a")
	push.Rows["a"]["Risk Severity"] = "Dreadful"
	result, err := client.Push(t.Context(), push)
	if err != nil {
		t.Fatal(err)
	}
	sandboxtest.Equal(t, "accepted", result.Accepted, []string{"a"})
	sandboxtest.Equal(t, "warnings", result.Counts.Warnings, int64(1))
}

// A third party is never made, whatever the template allows.
func TestPush_unknownThirdParty(t *testing.T) {
	t.Parallel()
	p := newPeer(system.Quirks{})
	client := newClient(t, p)
	before := len(p.world.Items(world.ThirdPartyItem))
	for _, inserts := range []bool{false, true} {
		p.world.UpdateImportTemplate(world.ThirdPartyTemplateID, func(template *world.ImportTemplate) { template.Inserts = inserts })
		composer := template.Composer{Template: mustTemplate(t, newClient(t, p), world.ThirdPartyTemplateID), Kind: template.ThirdParty}
		row := template.Row{}
		for _, column := range composer.Template.Columns {
			row[column] = "1"
		}
		delete(row, "Id")
		result, err := client.Push(t.Context(), processunity.Push{
			Composer: composer, ExportID: world.ThirdPartyTemplateID, Rows: map[string]template.Row{"4711": row},
		})
		if inserts && (err != nil || len(result.NotSent) != 1 || result.NotSent[0].Key != "4711") {
			t.Errorf("with inserts: %+v, %v", result, err)
		}
		sandboxtest.Equal(t, "third parties", len(p.world.Items(world.ThirdPartyItem)), before)
	}
}
