// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	templateDataSource     = "vendorrisk_processunity_import_template"
	thirdPartiesDataSource = "vendorrisk_processunity_third_parties"
)

// read reads a data source in a run of its own.
func read(t *testing.T, systems *sandbox.Sandbox, typeName string, arguments wire) (map[string]any, []*tfprotov6.Diagnostic) {
	t.Helper()
	server := acctest.NewServer(t)
	server.ConfigureSandbox(t.Context(), t, systems)
	attributes, diagnostics := server.Read(t.Context(), t, typeName, arguments)
	if acctest.HasErrors(diagnostics) {
		return nil, diagnostics
	}
	return acctest.PlainAttributes(t, attributes), diagnostics
}

func mustRead(t *testing.T, systems *sandbox.Sandbox, typeName string, arguments wire) map[string]any {
	t.Helper()
	attributes, diagnostics := read(t, systems, typeName, arguments)
	if len(diagnostics) > 0 {
		t.Fatal(acctest.Explain(diagnostics))
	}
	return attributes
}

func TestImportTemplateDataSource(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	got := mustRead(t, systems, templateDataSource, wire{"template_id": acctest.Number(world.IssueTemplateID)})
	acctest.Equal(t, "attributes", got, map[string]any{
		"template_id": world.IssueTemplateID, "name": "SecurityScorecard Issues", "import_type": "Issue", "external_id": nil,
		"key_column": "External Id", "inserts": true, "updates": true,
		"columns": []any{
			"Name", "Description", "External Id", "Risk Severity", "Issue Status", "Issue Source", "Linked Third Party Id", "Risk Impact", "Resolution",
		},
	})
	_, diagnostics := read(t, systems, templateDataSource, wire{"template_id": acctest.Number(world.NotAutomatedTemplateID)})
	acctest.WantDiagnostics(t, diagnostics, "error at template_id: Unknown ProcessUnity Import Template")
	systems.Faults.Add(fault.Rule{Path: listingPath, Effect: fault.HTMLPage()})
	_, diagnostics = read(t, systems, templateDataSource, wire{"template_id": acctest.Number(world.IssueTemplateID)})
	acctest.WantDiagnostics(t, diagnostics, "error: Unable to Read ProcessUnity Import Template")
}

func TestThirdPartiesDataSource_domains(t *testing.T) {
	t.Parallel()
	for name, arguments := range map[string]wire{
		"template": {"template_id": acctest.Number(world.ThirdPartyTemplateID)},
		"report":   {"export_id": acctest.Number(world.ThirdPartyReportID)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t, sandbox.WithQuirks(processunity.Quirks{TypedCells: true}))
			arguments["domains"] = acctest.Strings(
				"https://Borealis-Cloud.example/", world.WithoutThirdParty, world.WithTwoThirdParties, "delta-data.example", "bücher.example",
			)
			got := mustRead(t, systems, thirdPartiesDataSource, arguments)
			wantRequests(t, systems, map[string]int{tokenPath: 1, exportPath: 1})
			ids := map[string]any{}
			for _, element := range got["third_parties"].([]any) { //nolint:forcetypeassert // it panics when the type is wrong
				thirdParty := element.(map[string]any)                  //nolint:forcetypeassert // it panics when the type is wrong
				ids[thirdParty["domain"].(string)] = thirdParty["name"] //nolint:forcetypeassert // it panics when the type is wrong
				columns := thirdParty["columns"].(map[string]any)       //nolint:forcetypeassert // it panics when the type is wrong
				acctest.Equal(t, "Id among the columns", columns["Id"], thirdParty["id"])
			}
			acctest.Equal(t, "third parties", ids, map[string]any{
				"borealis-cloud.example": "Borealis Cloud", "delta-data.example": "Delta Data", "xn--bcher-kva.example": "Bücher Verlag",
			})
			acctest.Equal(t, "unmatched", got["unmatched"], any([]any{world.WithoutThirdParty}))
			acctest.Equal(t, "ambiguous", got["ambiguous"], any(map[string]any{
				world.WithTwoThirdParties: []any{idOf(t, systems, "Harbor Mail"), idOf(t, systems, "Harbor Mail (Legacy Contract)")},
			}))
		})
	}
}

func TestThirdPartiesDataSource_all(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	got := mustRead(t, systems, thirdPartiesDataSource, wire{"template_id": acctest.Number(world.ThirdPartyTemplateID)})
	list := got["third_parties"].([]any) //nolint:forcetypeassert // it panics when the type is wrong
	acctest.Equal(t, "number", len(list), len(systems.World.Items(world.ThirdPartyItem)))
	last := list[len(list)-1].(map[string]any) //nolint:forcetypeassert // it panics when the type is wrong
	acctest.Equal(t, "one without a website", []any{last["name"], last["website"], last["domain"]}, []any{"Corner Bakery", nil, nil})
	acctest.Equal(t, "unmatched", got["unmatched"], any([]any{}))
	acctest.Equal(t, "ambiguous", len(got["ambiguous"].(map[string]any)), 1) //nolint:forcetypeassert // it panics when the type is wrong

	none := mustRead(t, systems, thirdPartiesDataSource, wire{"template_id": acctest.Number(world.ThirdPartyTemplateID), "domains": acctest.Strings()})
	acctest.Equal(t, "third parties of no domain", none["third_parties"], any([]any{}))
}

// What is no list of third parties is an error, and never an empty one.
func TestThirdPartiesDataSource_failures(t *testing.T) {
	t.Parallel()
	template := wire{"template_id": acctest.Number(world.ThirdPartyTemplateID)}
	for name, test := range map[string]struct {
		arguments wire
		rule      fault.Rule
	}{
		"issues":       {wire{"template_id": acctest.Number(world.IssueTemplateID)}, fault.Rule{}},
		"no such id":   {wire{"export_id": acctest.Number(1)}, fault.Rule{}},
		"an error":     {template, fault.Rule{Path: exportPath, Effect: fault.Respond(200, nil, `{"HasError":true,"Message":"No access","Data":[]}`)}},
		"a page":       {template, fault.Rule{Path: exportPath, Effect: fault.HTMLPage()}},
		"cut short":    {template, fault.Rule{Path: exportPath, Effect: fault.CutShort()}},
		"a blank Id":   {template, fault.Rule{Path: exportPath, Effect: fault.Respond(200, nil, `{"HasError":false,"Data":[{"Id":""}]}`)}},
		"an Id twice":  {template, fault.Rule{Path: exportPath, Effect: fault.Respond(200, nil, `{"HasError":false,"Data":[{"Id":"1"},{"Id":"1"}]}`)}},
		"server error": {template, fault.Rule{Path: exportPath, Effect: fault.InternalServerError()}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			if test.rule.Path != "" {
				systems.Faults.Add(test.rule)
			}
			_, diagnostics := read(t, systems, thirdPartiesDataSource, test.arguments)
			acctest.WantDiagnostics(t, diagnostics, "error: Unable to Read ProcessUnity Third Parties")
		})
	}
}

func TestThirdPartiesDataSource_arguments(t *testing.T) {
	t.Parallel()
	server := acctest.NewServer(t)
	for name, test := range map[string]struct {
		arguments wire
		errors    int
	}{
		"a template":     {wire{"template_id": acctest.Number(1)}, 0},
		"neither":        {nil, 1},
		"both":           {wire{"template_id": acctest.Number(1), "export_id": acctest.Number(2)}, 1},
		"no number":      {wire{"template_id": acctest.Number(0)}, 1},
		"no domain":      {wire{"template_id": acctest.Number(1), "domains": acctest.Strings("Acme Inc.")}, 1},
		"a null":         {wire{"template_id": acctest.Number(1), "domains": tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, []tftypes.Value{tftypes.NewValue(tftypes.String, nil)})}, 1},
		"no domain left": {wire{"template_id": acctest.Number(1), "domains": acctest.Strings()}, 0},
	} {
		if diagnostics := server.Validate(t.Context(), t, thirdPartiesDataSource, test.arguments); len(diagnostics) != test.errors {
			t.Errorf("%s: %s", name, acctest.Explain(diagnostics))
		}
	}
}
