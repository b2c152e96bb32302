// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	schemaType = "vendorrisk_secureframe_schema"
	pushType   = "vendorrisk_secureframe_push"

	connectionID = world.ScorecardsConnectionID
	vendorSlug   = "securityscorecard"
	slug         = "vendor_scorecards"
	dataPath     = "/custom_connections/" + connectionID + "/data"
)

// Arguments in Go's own types. As in HCL, omitted attributes are null.
type (
	object  = map[string]any
	unknown = acctest.Unknown
)

// with returns an object with changes. nil removes an attribute.
func with(base object, changes object) object {
	changed := maps.Clone(base)
	maps.Copy(changed, changes)
	return changed
}

// scorecardContract is the contract for the records of most tests.
func scorecardContract() object {
	return object{
		"connection_id": connectionID, "vendor_slug": vendorSlug, "schema_slug": slug, "primary_id": "domain",
		"fields": object{
			"domain": object{"type": "string", "required": true},
			"grade":  object{"type": "string", "required": true},
			"score":  object{"type": "number"},
			"active": object{"type": "boolean"},
		},
	}
}

// record is the JSON of a record that has every field.
func record(grade string, score int) string {
	return fmt.Sprintf(`{"active":true,"grade":%q,"score":%d}`, grade, score)
}

// pushing are the arguments to push records, by primary ID.
func pushing(records object) object {
	return object{"schema": scorecardContract(), "records": records}
}

// newRun returns one resource with its own provider, which points at a sandbox.
// Terraform starts a provider for every run too.
func newRun(t *testing.T, systems *sandbox.Sandbox, typeName string) *acctest.Managed {
	t.Helper()
	return acctest.NewManaged(t, acctest.NewSandboxServer(t, systems), typeName)
}

// pushedBefore is the next run of a push that was applied with the arguments.
func pushedBefore(t *testing.T, arguments object) (*sandbox.Sandbox, *acctest.Managed) {
	t.Helper()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	mustApply(t, m, arguments)
	nextRun(t, systems, m)
	return systems, m
}

// nextRun begins a new run of the resource.
func nextRun(t *testing.T, systems *sandbox.Sandbox, m *acctest.Managed) {
	t.Helper()
	m.Server = acctest.NewSandboxServer(t, systems)
}

// unconfigured returns a provider without credentials.
func unconfigured(t *testing.T) *acctest.Server {
	t.Helper()
	server := acctest.NewServer(t)
	server.Configure(t.Context(), t, nil)
	return server
}

func validate(t *testing.T, typeName string, arguments object) []*tfprotov6.Diagnostic {
	t.Helper()
	m := acctest.NewManaged(t, acctest.NewServer(t), typeName)
	return m.Validate(t.Context(), t, acctest.WireAttributes(t, m.Type(t), arguments))
}

func plan(t *testing.T, m *acctest.Managed, arguments object) *acctest.Planned {
	t.Helper()
	config := acctest.WireAttributes(t, m.Type(t), arguments)
	if diagnostics := m.Validate(t.Context(), t, config); acctest.HasErrors(diagnostics) {
		t.Fatalf("the arguments are refused: %s", acctest.Explain(diagnostics))
	}
	return m.Plan(t.Context(), t, config)
}

func mustPlan(t *testing.T, m *acctest.Managed, arguments object) *acctest.Planned {
	t.Helper()
	planned := plan(t, m, arguments)
	if acctest.HasErrors(planned.Diagnostics) {
		t.Fatalf("the plan is refused: %s", acctest.Explain(planned.Diagnostics))
	}
	return planned
}

// apply plans and applies arguments.
func apply(t *testing.T, m *acctest.Managed, arguments object) []*tfprotov6.Diagnostic {
	t.Helper()
	return m.Apply(t.Context(), t, mustPlan(t, m, arguments))
}

func mustApply(t *testing.T, m *acctest.Managed, arguments object) []*tfprotov6.Diagnostic {
	t.Helper()
	diagnostics := apply(t, m, arguments)
	if acctest.HasErrors(diagnostics) {
		t.Fatalf("the apply failed: %s", acctest.Explain(diagnostics))
	}
	return diagnostics
}

// destroy destroys the resource, and returns the diagnostics of the plan and
// of the apply.
func destroy(t *testing.T, m *acctest.Managed) (planned, applied []*tfprotov6.Diagnostic) {
	t.Helper()
	p := m.PlanDestroy(t.Context(), t)
	return p.Diagnostics, m.Apply(t.Context(), t, p)
}

// isEmpty reports whether a plan changes nothing.
func isEmpty(m *acctest.Managed, planned *acctest.Planned) bool { return planned.State.Equal(m.State) }

// mustBeSettled checks that the next run plans no change.
func mustBeSettled(t *testing.T, systems *sandbox.Sandbox, m *acctest.Managed, arguments object) {
	t.Helper()
	nextRun(t, systems, m)
	planned := mustPlan(t, m, arguments)
	if !isEmpty(m, planned) {
		t.Errorf("the next plan is not empty:\nstate %s\nplan %s", m.State, planned.State)
	}
}

// attribute returns one attribute of a planned state, which may be unknown.
func attribute(t *testing.T, planned *acctest.Planned, name string) any {
	t.Helper()
	var attributes map[string]tftypes.Value
	if err := planned.State.As(&attributes); err != nil {
		t.Fatal(err)
	}
	return acctest.Plain(t, attributes[name])
}

// pushes are the accepted requests, each as "replace a b" or "partial a b".
func pushes(systems *sandbox.Sandbox) []string {
	list := []string{}
	for _, push := range systems.World.Pushes(connectionID) {
		mode := "replace"
		if push.Partial {
			mode = "partial"
		}
		list = append(list, strings.Join(append([]string{mode}, push.Values("domain")...), " "))
	}
	return list
}

// held returns the records that Secureframe has once the schema is defined.
func held(t *testing.T, systems *sandbox.Sandbox) map[string]string {
	t.Helper()
	if err := systems.World.Define(connectionID, slug, "domain", "", nil); err != nil {
		t.Fatal(err)
	}
	records := map[string]string{}
	for id, record := range systems.World.Records(connectionID, slug) {
		text, err := json.Marshal(record)
		if err != nil {
			t.Fatal(err)
		}
		records[id] = string(text)
	}
	return records
}
