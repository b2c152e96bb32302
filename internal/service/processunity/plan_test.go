// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	refused   = "Invalid ProcessUnity Import"
	unchecked = "warning at template_id: ProcessUnity Import Template Is Not Checked"
)

var (
	unknownNumber = tftypes.NewValue(tftypes.Number, tftypes.UnknownValue)
	unknownText   = tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
)

// What can be told of rows alone is told without ProcessUnity.
func TestValidate(t *testing.T) {
	t.Parallel()
	rowType := tftypes.Map{ElementType: tftypes.String}
	withRow := func(value tftypes.Value) wire {
		return issues(nil, wire{"rows": tftypes.NewValue(tftypes.Map{ElementType: rowType}, wire{"a": value})})
	}
	for name, test := range map[string]struct {
		arguments wire
		want      []string
	}{
		"rows":                     {issues(rows{"a": issue("High")}, nil), nil},
		"no row":                   {issues(nil, nil), nil},
		"a row without columns":    {issues(rows{"a": {}}, nil), []string{`error at rows["a"]: ` + refused}},
		"a row of nulls":           {withRow(tftypes.NewValue(rowType, wire{"Name": tftypes.NewValue(tftypes.String, nil)})), []string{`error at rows["a"]: ` + refused}},
		"a row that is null":       {withRow(tftypes.NewValue(rowType, nil)), []string{`error at rows["a"]: ` + refused}},
		"a row that is not known":  {withRow(tftypes.NewValue(rowType, tftypes.UnknownValue)), nil},
		"a cell that is not known": {withRow(tftypes.NewValue(rowType, wire{"Name": unknownText})), nil},
		"an empty key":             {issues(rows{"": issue("High")}, nil), []string{`error at rows: ` + refused}},
		"the timestamp in a row": {
			issues(rows{"a": issue("High")}, wire{"timestamp_column": acctest.String("Name")}), []string{`error at rows["a"]["Name"]: ` + refused},
		},
		"a template of no number": {issues(nil, wire{"template_id": acctest.Number(0)}), []string{"error at template_id: Invalid Attribute Value"}},
		"an export of no number":  {issues(nil, wire{"export_id": acctest.Number(0)}), []string{"error at export_id: Invalid Attribute Value"}},
		"a removal of nothing":    {issues(nil, wire{"on_removed": texts(nil)}), []string{"error at on_removed: Invalid Attribute Value"}},
		"a column without a name": {issues(nil, wire{"blank_columns": acctest.Strings("")}), []string{"error at blank_columns[0]: Invalid Attribute Value Length"}},
		"a column that comes twice": {
			issues(nil, wire{"insert_only_columns": acctest.Strings("Name", "Name")}), []string{"error at insert_only_columns: Duplicate List Value"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := acctest.NewManaged(t, acctest.NewServer(t), issueType)
			acctest.WantDiagnostics(t, m.Validate(t.Context(), t, test.arguments), test.want...)
		})
	}
}

// Whatever of the template keeps the rows from going through it is refused at
// the plan, at the argument.
func TestPlan_preflight(t *testing.T) {
	t.Parallel()
	changed := func(id int, change func(*world.ImportTemplate)) func(*world.World) {
		return func(w *world.World) { w.UpdateImportTemplate(id, change) }
	}
	thirdPartyTemplate := func(change func(*world.ImportTemplate)) func(*world.World) {
		return changed(world.ThirdPartyTemplateID, change)
	}
	issueTemplate := func(change func(*world.ImportTemplate)) func(*world.World) {
		return changed(world.IssueTemplateID, change)
	}
	one := rows{"226701": {gradeColumn: "A"}}
	oneIssue := rows{"a": issue("High")}
	for name, test := range map[string]struct {
		typeName  string
		world     func(*world.World)
		arguments wire
		at        string
		says      string
	}{
		"not automated": {thirdPartyType, thirdPartyTemplate(func(t *world.ImportTemplate) { t.NotAutomated = true }), thirdParties(one, nil), "template_id", "Enable for Automated Import"},
		"no such id":    {issueType, nil, issues(oneIssue, wire{"template_id": acctest.Number(1)}), "template_id", "lists 3 import templates"},
		"no key":        {thirdPartyType, thirdPartyTemplate(func(t *world.ImportTemplate) { t.KeyColumn = "" }), thirdParties(one, nil), "template_id", "no key column"},
		"another key":   {thirdPartyType, thirdPartyTemplate(func(t *world.ImportTemplate) { t.KeyColumn = world.ThirdPartyName }), thirdParties(one, nil), "template_id", `Set it to "Id"`},
		"a key of issues": {
			issueType, issueTemplate(func(t *world.ImportTemplate) { t.KeyColumn = "Name" }), issues(oneIssue, nil), "template_id", `Set it to "External Id"`,
		},
		"no updates":            {thirdPartyType, thirdPartyTemplate(func(t *world.ImportTemplate) { t.Updates = false }), thirdParties(one, nil), "template_id", "Set Updates"},
		"no updates of issues":  {issueType, issueTemplate(func(t *world.ImportTemplate) { t.Updates = false }), issues(oneIssue, nil), "template_id", "Set Updates"},
		"no inserts of issues":  {issueType, issueTemplate(func(t *world.ImportTemplate) { t.Inserts = false }), issues(oneIssue, nil), "template_id", "Set Inserts"},
		"inserts":               {thirdPartyType, thirdPartyTemplate(func(t *world.ImportTemplate) { t.Inserts = true }), thirdParties(one, nil), "template_id", "allow_inserts"},
		"inserts, which it may": {thirdPartyType, thirdPartyTemplate(func(t *world.ImportTemplate) { t.Inserts = true }), thirdParties(one, wire{"allow_inserts": acctest.Bool(true)}), "", ""},
		"an unknown column":     {thirdPartyType, nil, thirdParties(rows{"226701": {"SS Grade": "A"}}, nil), `rows["226701"]["SS Grade"]`, `has no column "SS Grade"`},
		"a column in small":     {thirdPartyType, nil, thirdParties(rows{"226701": {"ss overall grade": "A"}}, nil), `rows["226701"]["ss overall grade"]`, `Did you mean "SS Overall Grade"?`},
		"the key as a column":   {thirdPartyType, nil, thirdParties(rows{"226701": {"Id": "226701"}}, nil), `rows["226701"]["Id"]`, "is the key column"},
		"a timestamp": {
			thirdPartyType, nil, thirdParties(one, wire{"timestamp_column": acctest.String("Updated")}), "timestamp_column", `"Updated"`,
		},
		"a column for new issues": {issueType, nil, issues(oneIssue, wire{"insert_only_columns": acctest.Strings("Status")}), "insert_only_columns", `"Status"`},
		"a column that is blank":  {issueType, nil, issues(oneIssue, wire{"blank_columns": acctest.Strings("Nothing")}), "blank_columns", `"Nothing"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			if test.world != nil {
				test.world(systems.World)
			}
			r := newRun(t, systems, test.typeName)
			planned := r.plan(t, test.arguments)
			if test.at == "" {
				acctest.WantDiagnostics(t, planned.Diagnostics)
				return
			}
			if len(planned.Diagnostics) != 1 || acctest.PathText(planned.Diagnostics[0].Attribute) != test.at {
				t.Fatalf("want one error at %s: %s", test.at, acctest.Explain(planned.Diagnostics))
			}
			acctest.WantTextAmong(t, planned.Diagnostics, "ERROR", test.says)
			if got := systems.Requests.Count(sandbox.Path(importPath)) + systems.Requests.Count(sandbox.Path(exportPath)); got > 0 {
				t.Errorf("the plan imports or exports: %d requests", got)
			}
		})
	}
}

// 300 rows with one mistake are one error.
func TestPlan_groupsMistakes(t *testing.T) {
	t.Parallel()
	given := rows{}
	for key := range strings.SplitSeq("abcdefghijklmnopqrstuvwxyz", "") {
		given[key] = row{"Shade": "red"}
	}
	planned := newRun(t, acctest.StartSandbox(t), issueType).plan(t, issues(given, nil))
	acctest.WantDiagnostics(t, planned.Diagnostics, `error at rows["a"]["Shade"]: `+refused)
	acctest.WantTextAmong(t, planned.Diagnostics, "This applies to 26 rows", `"a", "b"`, "and 6 more")
}

// What cannot be checked now is checked at the apply.
func TestPlan_unchecked(t *testing.T) {
	t.Parallel()
	for name, effect := range map[string]fault.Effect{
		"server error": fault.InternalServerError(),
		"dropped":      fault.DropConnection(),
		"busy":         fault.TooManyRequestsWithoutRetryAfter(),
	} {
		for _, path := range []string{tokenPath, listingPath} {
			t.Run(name+" "+path, func(t *testing.T) {
				t.Parallel()
				systems := acctest.StartSandbox(t)
				systems.Faults.Add(fault.Rule{Path: path, Effect: effect})
				r := newRun(t, systems, issueType)
				planned := r.plan(t, issues(rows{"a": {"Shade": "red"}}, nil))
				acctest.WantDiagnostics(t, planned.Diagnostics, unchecked)
				systems.Faults.Reset()
				acctest.WantDiagnostics(t, r.Apply(t.Context(), t, planned), `error at rows["a"]["Shade"]: `+refused)
				acctest.Equal(t, "imports", len(sandboxtest.ImportedKeys(systems.World, world.IssueTemplateID)), 0)
			})
		}
	}
	t.Run("the template is not known", func(t *testing.T) {
		t.Parallel()
		r := newRun(t, acctest.StartSandbox(t), issueType)
		planned := r.plan(t, issues(rows{"a": issue("High")}, wire{"template_id": unknownNumber}))
		acctest.WantDiagnostics(t, planned.Diagnostics, unchecked)
		wantRequests(t, r.systems, nil)
	})
	t.Run("the provider is not known", func(t *testing.T) {
		t.Parallel()
		r := newRun(t, acctest.StartSandbox(t), issueType)
		r.Server.Configure(t.Context(), t, map[string]acctest.Settings{"processunity": {"base_url": unknownText}})
		acctest.WantDiagnostics(t, r.plan(t, issues(rows{"a": issue("High")}, nil)).Diagnostics, unchecked)
	})
	t.Run("the provider is not configured", func(t *testing.T) {
		t.Parallel()
		r := newRun(t, acctest.StartSandbox(t), issueType)
		r.Server.Configure(t.Context(), t, map[string]acctest.Settings{"processunity": {"base_url": acctest.String("https://pu.example/acme")}})
		acctest.WantDiagnostics(t, r.plan(t, issues(rows{"a": issue("High")}, nil)).Diagnostics, "error: Unable to Use ProcessUnity")
	})
}

// An answer that says no is no reason to go on.
func TestPlan_refused(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		rule fault.Rule
		says []string
	}{
		"no token":  {fault.Rule{Path: tokenPath, Effect: fault.Respond(401, nil, "<html></html>")}, []string{"grants no token", "service_password", "base_url"}},
		"no access": {fault.Rule{Path: listingPath, Effect: fault.Respond(403, nil, "<html></html>")}, []string{"refuses access", "Import / Export Automation", "Web Services"}},
		"a page":    {fault.Rule{Path: listingPath, Effect: fault.HTMLPage()}, []string{"HTML page", "base_url", "IP address restrictions"}},
		"no place":  {fault.Rule{Path: tokenPath, Effect: fault.Respond(404, nil, "")}, []string{"tenant's path"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			systems.Faults.Add(test.rule)
			planned := newRun(t, systems, issueType).plan(t, issues(rows{"a": issue("High")}, nil))
			acctest.WantDiagnostics(t, planned.Diagnostics, "error: Unable to Read ProcessUnity Import Template")
			acctest.WantTextAmong(t, planned.Diagnostics, test.says...)
		})
	}
}

// The plan warns of rows that it will send, and of no others.
func TestPlan_warnings(t *testing.T) {
	t.Parallel()
	r := newRun(t, acctest.StartSandbox(t), issueType)
	long := strings.Repeat("x", 101)
	arguments := issues(rows{"a": {"Name": "A", "Risk Impact": ""}, "b": {"Name": "B", "Risk Impact": ""}}, nil)
	planned := r.plan(t, arguments)
	acctest.WantDiagnostics(t, planned.Diagnostics, `warning at rows["a"]["Risk Impact"]: Questionable ProcessUnity Import`)
	acctest.WantTextAmong(t, planned.Diagnostics, "does not document whether it then clears or keeps a value", "2 rows")
	acctest.WantDiagnostics(t, r.Apply(t.Context(), t, planned))
	r.next(t)
	planned = r.plan(t, issues(rows{"a": {"Name": "A", "Risk Impact": ""}, "b": {"Name": "B", "Risk Impact": ""}, long: {"Name": "Long"}}, nil))
	acctest.WantDiagnostics(t, planned.Diagnostics, `warning at rows["`+long+`"]: Questionable ProcessUnity Import`)
}

// last_import is known where nothing will be sent.
func TestPlan_computed(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, issueType)
	first := rows{"a": issue("High"), "b": issue("Low")}
	r.mustApply(t, issues(first, nil))
	rowType := tftypes.Map{ElementType: tftypes.String}
	for name, test := range map[string]struct {
		arguments wire
		isSending bool
	}{
		"another text":             {issues(rows{"a": issue("Medium"), "b": issue("Low")}, nil), true},
		"a row more":               {issues(rows{"a": issue("High"), "b": issue("Low"), "c": issue("Low")}, nil), true},
		"a row less":               {issues(rows{"a": issue("High")}, nil), false},
		"a row less, which counts": {issues(rows{"a": issue("High")}, wire{"on_removed": texts(row{"Issue Status": "Closed"})}), true},
		"a column less":            {issues(rows{"a": {"Name": "An issue"}, "b": issue("Low")}, nil), false},
		"a text that is not known": {issues(nil, wire{"rows": tftypes.NewValue(tftypes.Map{ElementType: rowType}, wire{
			"a": texts(issue("High")), "b": tftypes.NewValue(rowType, wire{"Name": unknownText}),
		})}), true},
		"a timestamp":            {issues(first, wire{"timestamp_column": acctest.String("Resolution"), "blank_columns": acctest.Strings("Description")}), false},
		"for new issues only":    {issues(rows{"a": issue("Medium"), "b": issue("Low")}, wire{"insert_only_columns": acctest.Strings("Risk Severity")}), false},
		"another template":       {issues(first, wire{"template_id": acctest.Number(world.RegulationTemplateID)}), true},
		"a template not known":   {issues(first, wire{"template_id": unknownNumber}), true},
		"drift detection":        {issues(first, wire{"drift_detection": acctest.Bool(true)}), false},
		"nothing":                {issues(first, nil), false},
		"no rows, as none went":  {issues(nil, nil), false},
		"no rows, and that goes": {issues(nil, wire{"on_removed": texts(row{"Issue Status": "Closed"})}), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			planned := &run{acctest.NewManaged(t, acctest.NewServer(t), issueType), systems}
			planned.Server.ConfigureSandbox(t.Context(), t, systems)
			planned.State = r.State
			result := planned.plan(t, test.arguments)
			var attributes wire
			if err := result.State.As(&attributes); err != nil {
				t.Fatal(err)
			}
			if isKnown := attributes["last_import"].IsFullyKnown(); isKnown == test.isSending {
				t.Errorf("last_import is known: %t\n%s", isKnown, acctest.Explain(result.Diagnostics))
			}
			if len(result.RequiresReplace) > 0 {
				t.Errorf("it is replaced for %v", result.RequiresReplace)
			}
		})
	}
}

// What on_removed sets must be a column of the template, and of every row.
func TestPlan_onRemoved(t *testing.T) {
	t.Parallel()
	r := newRun(t, acctest.StartSandbox(t), issueType)
	closing := wire{"on_removed": texts(row{"Status": "Closed"})}
	acctest.WantDiagnostics(t, r.plan(t, issues(rows{"a": {"Name": "A", "Status": "Open"}}, closing)).Diagnostics,
		`error at rows["a"]["Status"]: Invalid ProcessUnity Import`, `error at on_removed["Status"]: Invalid ProcessUnity Import`)
	r.next(t)
	diagnostics := r.Validate(t.Context(), t, issues(rows{"a": issue("High")}, closing))
	acctest.WantDiagnostics(t, diagnostics, `error at rows["a"]: Invalid ProcessUnity Import`)
	acctest.WantTextAmong(t, diagnostics, `does not set "Status"`, "If the row returned")
}

// Terraform says what stays when rows go.
func TestPlan_removals(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, issueType)
	r.mustApply(t, issues(rows{"a": issue("High"), "b": issue("Low")}, nil))
	r.next(t)
	const stays = "warning: ProcessUnity Keeps Removed Rows"
	planned := r.plan(t, issues(rows{"a": issue("High")}, nil))
	acctest.WantDiagnostics(t, planned.Diagnostics, stays)
	acctest.WantTextAmong(t, planned.Diagnostics, "1 row of", `"b"`, "on_removed")
	acctest.WantDiagnostics(t, r.PlanDestroy(t.Context(), t).Diagnostics, stays)
	acctest.WantDiagnostics(t, r.plan(t, issues(rows{"a": issue("High")}, wire{"on_removed": texts(row{"Issue Status": "Closed"})})).Diagnostics)
}

// The name of every argument is spelled one way in the schema and the errors.
func TestSchema_sameArguments(t *testing.T) {
	t.Parallel()
	schemas := acctest.NewServer(t).Schemas()
	names := func(typeName string) []string {
		var list []string
		for _, attribute := range schemas.ResourceSchemas[typeName].Block.Attributes {
			list = append(list, attribute.Name)
		}
		slices.Sort(list)
		return list
	}
	common := []string{
		"blank_columns", "destination", "drift_detection", "escape_formulas", "export_id", "id", "last_import", "rows", "template_id", "timeouts",
		"timestamp_column", "triggers",
	}
	acctest.Equal(t, "third parties", names(thirdPartyType), append([]string{"allow_inserts"}, common...))
	acctest.Equal(t, "issues", names(issueType), slices.Sorted(slices.Values(append([]string{"insert_only_columns", "on_removed"}, common...))))
}
