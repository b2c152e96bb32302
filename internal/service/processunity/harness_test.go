// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	thirdPartyType = "vendorrisk_processunity_third_party_import"
	issueType      = "vendorrisk_processunity_issue_import"

	timestampColumn = "SS Timestamp (Last Updated)"
	gradeColumn     = "SS Overall Grade"
	scoreColumn     = "SS Overall Score"
)

// The paths of a tenant, as patterns.
const (
	tokenPath    = "/*/token"
	listingPath  = "/*/api/dataexchange/ImportableTemplates"
	templatePath = "/*/api/dataexchange/ImportableTemplates/*"
	exportPath   = "/*/api/importexport/Export/*"
	importPath   = "/*/api/importexport/Import/*"
)

type (
	// row is a row's cells, rows are rows by key.
	row  = map[string]string
	rows = map[string]row
	// wire are arguments by name.
	wire = map[string]tftypes.Value
)

// texts is the wire value of a map of texts.
func texts(cells row) tftypes.Value {
	values := wire{}
	for name, text := range cells {
		values[name] = acctest.String(text)
	}
	return tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, values)
}

func rowsValue(given rows) tftypes.Value {
	values := wire{}
	for key, cells := range given {
		values[key] = texts(cells)
	}
	return tftypes.NewValue(tftypes.Map{ElementType: tftypes.Map{ElementType: tftypes.String}}, values)
}

// blankThirdPartyColumns are the columns that have no value and that most rows of
// tests omit.
func blankThirdPartyColumns() tftypes.Value {
	var blank []string
	for _, template := range world.Default().ImportTemplates() {
		if template.ID == world.ThirdPartyTemplateID {
			blank = slices.DeleteFunc(template.Columns, func(column string) bool { return !strings.HasPrefix(column, "SS ") })
		}
	}
	return acctest.Strings(blank...)
}

// thirdParties are the arguments of an import of third parties.
func thirdParties(given rows, more wire) wire {
	arguments := wire{
		"template_id":      acctest.Number(world.ThirdPartyTemplateID),
		"rows":             rowsValue(given),
		"timestamp_column": acctest.String(timestampColumn),
		"blank_columns":    blankThirdPartyColumns(),
	}
	maps.Copy(arguments, more)
	return arguments
}

// issues are the arguments of an import of issues.
func issues(given rows, more wire) wire {
	arguments := wire{
		"template_id":   acctest.Number(world.IssueTemplateID),
		"rows":          rowsValue(given),
		"blank_columns": acctest.Strings("Risk Impact", "Description", "Resolution"),
	}
	maps.Copy(arguments, more)
	return arguments
}

// issue is the row of an issue that has what most have.
func issue(severity string) row {
	return row{"Name": "An issue", "Risk Severity": severity, "Issue Status": "Open", "Issue Source": "SecurityScorecard"}
}

// run is one resource under a provider of its own, as Terraform starts one for
// every run.
type run struct {
	*acctest.Managed

	systems *sandbox.Sandbox
}

func newRun(t *testing.T, systems *sandbox.Sandbox, typeName string) *run {
	t.Helper()
	return &run{acctest.NewManaged(t, acctest.NewSandboxServer(t, systems), typeName), systems}
}

// next is a new run of the resource, which counts its own requests.
func (r *run) next(t *testing.T) {
	t.Helper()
	r.Server = acctest.NewSandboxServer(t, r.systems)
	r.systems.Requests.Reset()
}

func (r *run) plan(t *testing.T, arguments wire) *acctest.Planned {
	t.Helper()
	if diagnostics := r.Validate(t.Context(), t, arguments); len(diagnostics) > 0 {
		t.Fatalf("the arguments are refused: %s", acctest.Explain(diagnostics))
	}
	return r.Plan(t.Context(), t, arguments)
}

func (r *run) apply(t *testing.T, arguments wire) []*tfprotov6.Diagnostic {
	t.Helper()
	planned := r.plan(t, arguments)
	if acctest.HasErrors(planned.Diagnostics) {
		t.Fatalf("the plan is refused: %s", acctest.Explain(planned.Diagnostics))
	}
	return r.Apply(t.Context(), t, planned)
}

func (r *run) mustApply(t *testing.T, arguments wire) {
	t.Helper()
	if diagnostics := r.apply(t, arguments); len(diagnostics) > 0 {
		t.Fatalf("the apply: %s", acctest.Explain(diagnostics))
	}
}

// mustBeSettled checks that the next run plans nothing, and asks for nothing.
func (r *run) mustBeSettled(t *testing.T, arguments wire) {
	t.Helper()
	r.next(t)
	planned := r.plan(t, arguments)
	if len(planned.Diagnostics) > 0 || !planned.State.Equal(r.State) {
		t.Errorf("the next plan is not empty:\nstate %s\nplan %s\n%s", r.State, planned.State, acctest.Explain(planned.Diagnostics))
	}
	wantRequests(t, r.systems, nil)
}

// rows are the rows of the state.
func (r *run) rows(t *testing.T) any {
	t.Helper()
	return r.Attributes(t)["rows"]
}

func wantRequests(t *testing.T, systems *sandbox.Sandbox, want map[string]int) {
	t.Helper()
	if diff := acctest.DiffRequests(systems, want); diff != "" {
		t.Error(diff)
	}
}

// plain are rows as Plain has them.
func plain(given rows) any {
	all := map[string]any{}
	for key, cells := range given {
		read := map[string]any{}
		for column, text := range cells {
			read[column] = text
		}
		all[key] = read
	}
	return all
}

// idOf is the Id of the third party with the name.
func idOf(t *testing.T, systems *sandbox.Sandbox, name string) string {
	t.Helper()
	found := systems.World.FindItems(world.ThirdPartyItem, world.ThirdPartyName, name)
	if len(found) != 1 {
		t.Fatalf("%d third parties are named %q", len(found), name)
	}
	return found[0].ID
}

// thirdParty is what ProcessUnity has of a third party.
func thirdParty(t *testing.T, systems *sandbox.Sandbox, id string) world.Item {
	t.Helper()
	return only(t, systems.World.FindItems(world.ThirdPartyItem, world.IDColumn, id))
}

// issueItem is what ProcessUnity has of an issue.
func issueItem(t *testing.T, systems *sandbox.Sandbox, externalID string) world.Item {
	t.Helper()
	return only(t, systems.World.FindItems(world.IssueItem, world.IssueExternalID, externalID))
}

func only(t *testing.T, items []world.Item) world.Item {
	t.Helper()
	if len(items) != 1 {
		t.Fatalf("there are %d items, want one: %v", len(items), items)
	}
	return items[0]
}
