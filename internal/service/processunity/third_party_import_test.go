// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// What rows set is set, what they leave stays, and no third party is made.
func TestThirdPartyImport(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	aurora, delta := idOf(t, systems, "Aurora Payments"), idOf(t, systems, "Delta Data")
	r := newRun(t, systems, thirdPartyType)
	before := len(systems.World.Items(world.ThirdPartyItem))
	given := rows{
		aurora: {world.ThirdPartyDomain: "aurora-payments.example", gradeColumn: "A", scoreColumn: "97"},
		delta:  {gradeColumn: "C"},
	}
	r.mustApply(t, thirdParties(given, nil))
	wantRequests(t, systems, map[string]int{tokenPath: 1, listingPath: 1, exportPath: 1, importPath: 1})

	item := thirdParty(t, systems, aurora)
	stamp := item.Values[timestampColumn]
	delete(item.Values, timestampColumn)
	acctest.Equal(t, "Aurora Payments", item.Values, row{
		world.ThirdPartyName: "Aurora Payments", world.ThirdPartyWebsite: "aurora-payments.example", world.ThirdPartyManager: "Sam Steward",
		world.ThirdPartyDomain: "aurora-payments.example", gradeColumn: "A", scoreColumn: "97",
	})
	acctest.Equal(t, "the form of the timestamp", len(stamp), len("2026-01-02T03:04:05Z"))
	acctest.Equal(t, "Delta Data's domain", thirdParty(t, systems, delta).Values[world.ThirdPartyDomain], "delta-data.example")
	acctest.Equal(t, "the number of third parties", len(systems.World.Items(world.ThirdPartyItem)), before)
	acctest.Equal(t, "rows of the state", r.rows(t), plain(given))
	acctest.Equal(t, "last_import", r.Attributes(t)["last_import"], any(map[string]any{
		"total": 2, "added": 0, "updated": 2, "no_action": 0, "skipped": 0, "invalid": 0, "warnings": 0,
	}))
	acctest.Equal(t, "id", r.Attributes(t)["id"], any("123450"))
	r.mustBeSettled(t, thirdParties(given, nil))
}

// Only what has changed is sent, and other columns stay as others have set them.
func TestThirdPartyImport_update(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	aurora, delta := idOf(t, systems, "Aurora Payments"), idOf(t, systems, "Delta Data")
	r := newRun(t, systems, thirdPartyType)
	r.mustApply(t, thirdParties(rows{aurora: {gradeColumn: "A", scoreColumn: "97"}, delta: {gradeColumn: "C"}}, nil))
	systems.World.SetItem(world.ThirdPartyItem, aurora, world.ThirdPartyName, "Aurora Payments plc")
	stamp := thirdParty(t, systems, delta).Values[timestampColumn]

	r.next(t)
	given := rows{aurora: {gradeColumn: "B", scoreColumn: "89"}, delta: {gradeColumn: "C"}}
	r.mustApply(t, thirdParties(given, nil))
	wantRequests(t, systems, map[string]int{tokenPath: 1, listingPath: 1, exportPath: 1, importPath: 1})
	acctest.Equal(t, "imports", sandboxtest.ImportedKeys(systems.World, world.ThirdPartyTemplateID), [][]string{{aurora, delta}, {aurora}})
	values := thirdParty(t, systems, aurora).Values
	acctest.Equal(t, "name", values[world.ThirdPartyName], "Aurora Payments plc")
	acctest.Equal(t, "grade and score", values[gradeColumn]+values[scoreColumn], "B89")
	acctest.Equal(t, "the other's timestamp", thirdParty(t, systems, delta).Values[timestampColumn], stamp)
	r.mustBeSettled(t, thirdParties(given, nil))
}

// A column that is given up keeps its value, and nothing is sent.
func TestThirdPartyImport_columnGivenUp(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	aurora := idOf(t, systems, "Aurora Payments")
	r := newRun(t, systems, thirdPartyType)
	r.mustApply(t, thirdParties(rows{aurora: {gradeColumn: "A", scoreColumn: "97"}}, nil))
	r.next(t)
	less := thirdParties(rows{aurora: {gradeColumn: "A"}}, nil)
	r.mustApply(t, less)
	acctest.Equal(t, "imports", len(sandboxtest.ImportedKeys(systems.World, world.ThirdPartyTemplateID)), 1)
	acctest.Equal(t, "score", thirdParty(t, systems, aurora).Values[scoreColumn], "97")
	acctest.Equal(t, "rows", r.rows(t), plain(rows{aurora: {gradeColumn: "A"}}))
	r.mustBeSettled(t, less)
}

// An Id that ProcessUnity does not have is an error, and nothing is sent.
func TestThirdPartyImport_unknownID(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	aurora := idOf(t, systems, "Aurora Payments")
	before := len(systems.World.Items(world.ThirdPartyItem))
	for _, allowInserts := range []bool{false, true} {
		systems.World.UpdateImportTemplate(world.ThirdPartyTemplateID, func(t *world.ImportTemplate) { t.Inserts = allowInserts })
		r := newRun(t, systems, thirdPartyType)
		diagnostics := r.plan(t, thirdParties(rows{aurora: {gradeColumn: "A"}, "4711": {gradeColumn: "B"}}, wire{"allow_inserts": acctest.Bool(allowInserts)})).Diagnostics
		acctest.WantDiagnostics(t, diagnostics, `error at rows["4711"]: Invalid ProcessUnity Import`)
		acctest.WantTextAmong(t, diagnostics, "no third party with this Id", "never created")
		if !r.State.IsNull() {
			t.Errorf("there is a state: %s", r.State)
		}
	}
	acctest.Equal(t, "third parties", len(systems.World.Items(world.ThirdPartyItem)), before)
	acctest.Equal(t, "imports", len(sandboxtest.ImportedKeys(systems.World, world.ThirdPartyTemplateID)), 0)
}

// What a row leaves alone must be readable.
func TestThirdPartyImport_unreadable(t *testing.T) {
	t.Parallel()
	const website = world.ThirdPartyWebsite
	for name, test := range map[string]struct {
		prepare   func(*world.World)
		option    sandbox.Option
		arguments wire
		want      string
	}{
		"no export of templates": {
			option: sandbox.WithQuirks(processunity.Quirks{NoTemplateExport: true}),
			want:   "error: Unable to Read ProcessUnity Records",
		},
		"a column that the user may not view": {
			prepare: func(w *world.World) {
				w.DefineProperty(world.ThirdPartyItem, world.ItemProperty{Name: website, Hidden: true})
			},
			want: "error at blank_columns: " + refused,
		},
		"a report without the column": {
			prepare: func(w *world.World) {
				w.AddCustomReport(world.CustomReport{ID: 5, Name: "Short", ItemType: world.ThirdPartyItem, Columns: []string{"Id", world.ThirdPartyName}})
			},
			arguments: wire{"export_id": acctest.Number(5)},
			want:      "error at export_id: " + refused,
		},
		"a report without the key": {
			prepare: func(w *world.World) {
				w.AddCustomReport(world.CustomReport{ID: 5, Name: "Short", ItemType: world.ThirdPartyItem, Columns: []string{world.ThirdPartyName}})
			},
			arguments: wire{"export_id": acctest.Number(5)},
			want:      "error at export_id: " + refused,
		},
		"another kind of report": {arguments: wire{"export_id": acctest.Number(world.IssueReportID)}, want: "error at export_id: " + refused},
		"no such report":         {arguments: wire{"export_id": acctest.Number(6)}, want: "error: Unable to Read ProcessUnity Records"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := world.Default()
			if test.prepare != nil {
				test.prepare(w)
			}
			options := []sandbox.Option{}
			if test.option != nil {
				options = append(options, test.option)
			}
			systems := acctest.StartWorld(t, w, options...)
			r := newRun(t, systems, thirdPartyType)
			acctest.WantDiagnostics(t, r.plan(t, thirdParties(rows{"226701": {gradeColumn: "A"}}, test.arguments)).Diagnostics, test.want)
			acctest.Equal(t, "imports", len(sandboxtest.ImportedKeys(systems.World, world.ThirdPartyTemplateID)), 0)
		})
	}
}

// A report does as well as the template.
func TestThirdPartyImport_report(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithQuirks(processunity.Quirks{NoTemplateExport: true, TypedCells: true}))
	aurora := idOf(t, systems, "Aurora Payments")
	r := newRun(t, systems, thirdPartyType)
	r.mustApply(t, thirdParties(rows{aurora: {scoreColumn: "97"}}, wire{"export_id": acctest.Number(world.ThirdPartyReportID)}))
	values := thirdParty(t, systems, aurora).Values
	acctest.Equal(t, "name and score", values[world.ThirdPartyName]+values[scoreColumn], "Aurora Payments97")
}

// Rows that go stay as they are.
func TestThirdPartyImport_destroy(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	aurora := idOf(t, systems, "Aurora Payments")
	r := newRun(t, systems, thirdPartyType)
	r.mustApply(t, thirdParties(rows{aurora: {gradeColumn: "A"}}, nil))
	r.next(t)
	acctest.WantDiagnostics(t, r.Apply(t.Context(), t, r.PlanDestroy(t.Context(), t)), "warning: ProcessUnity Keeps Removed Rows")
	wantRequests(t, systems, nil)
	acctest.Equal(t, "grade", thirdParty(t, systems, aurora).Values[gradeColumn], "A")
}
