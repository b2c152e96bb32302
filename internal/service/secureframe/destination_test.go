// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

const movesElsewhere = "warning: Secureframe Destination Changes"

// elsewhere is a run of the resource with a provider that points at another sandbox.
func elsewhere(t *testing.T, m *acctest.Managed) *sandbox.Sandbox {
	t.Helper()
	systems := acctest.StartSandbox(t)
	m.Server = acctest.NewSandboxServer(t, systems)
	m.Refresh(t.Context(), t)
	return systems
}

// Another address gets every record, and no tombstone for what it never had.
func TestPush_toAnotherAddress(t *testing.T) {
	t.Parallel()
	systems, m := pushedBefore(t, tombstones(threeRecords))
	acctest.Equal(t, "destination", m.Attributes(t)["destination"], any(systems.Secureframe.BaseURL))
	other := elsewhere(t, m)
	fewer := tombstones(object{"a.example": threeRecords["a.example"], "b.example": threeRecords["b.example"]})
	planned := mustPlan(t, m, fewer)
	acctest.WantDiagnostics(t, planned.Diagnostics, movesElsewhere)
	acctest.WantTextAmong(t, planned.Diagnostics, "3 records", systems.Secureframe.BaseURL, other.Secureframe.BaseURL, "get no tombstone")
	acctest.Equal(t, "destination", attribute(t, planned, "destination"), any(other.Secureframe.BaseURL))
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned), movesElsewhere)
	acctest.Equal(t, "pushes", pushes(other), []string{"replace a.example b.example"})
	acctest.Equal(t, "pushes to the first one", len(pushes(systems)), 1)
	mustBeSettled(t, other, m, fewer)

	// The first one is not told of a destruction either.
	m.Server = acctest.NewSandboxServer(t, systems)
	planned = m.PlanDestroy(t.Context(), t)
	acctest.WantDiagnostics(t, planned.Diagnostics)
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned), movesElsewhere)
	acctest.Equal(t, "pushes in the end", len(pushes(systems))+len(pushes(other)), 2)
}

// An apply to another address that fails leaves the state at the first one, and no
// record counts as accepted that the first one does not have.
func TestPush_toAnotherAddressFails(t *testing.T) {
	t.Parallel()
	systems, m := pushedBefore(t, pushing(object{"a.example": record("A", 95)}))
	other := elsewhere(t, m)
	more := with(pushing(object{"a.example": record("A", 95), "b.example": record("B", 85), "c.example": record("C", 75)}), object{"batch": object{"max_records": 1}})
	other.Faults.Add(fault.Rule{System: sandbox.Secureframe, Skip: 2, Times: 1, Effect: fault.Respond(http.StatusForbidden, nil, "")})
	acctest.WantDiagnostics(t, apply(t, m, more), "error: Unable to Push Records to Secureframe")
	acctest.Equal(t, "destination", m.Attributes(t)["destination"], any(systems.Secureframe.BaseURL))

	// Back at the first one, what only the other one has is sent.
	nextRun(t, systems, m)
	mustApply(t, m, more)
	acctest.Equal(t, "pushes", pushes(systems)[1:], []string{"replace b.example", "replace c.example"})
	mustBeSettled(t, systems, m, more)
}

// A state without a destination adopts the one of the provider.
func TestPush_ofAnOlderState(t *testing.T) {
	t.Parallel()
	systems, m := pushedBefore(t, pushing(threeRecords))
	var attributes map[string]tftypes.Value
	if err := m.State.As(&attributes); err != nil {
		t.Fatal(err)
	}
	attributes["destination"] = tftypes.NewValue(tftypes.String, nil)
	m.State = tftypes.NewValue(m.State.Type(), attributes)
	m.Refresh(t.Context(), t)
	acctest.Equal(t, "destination", m.Attributes(t)["destination"], any(systems.Secureframe.BaseURL))
	planned := mustPlan(t, m, pushing(threeRecords))
	if acctest.WantDiagnostics(t, planned.Diagnostics); !isEmpty(m, planned) {
		t.Errorf("the plan is not empty: %s", planned.State)
	}
}

// The sample goes to another address too, and the schema must be defined there.
func TestSchema_atAnotherAddress(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, schemaType)
	arguments := with(scorecardContract(), object{"bootstrap": `{"domain":"a.example","grade":"A","score":1,"active":true}`})
	mustApply(t, m, arguments)
	other := elsewhere(t, m)
	planned := mustPlan(t, m, arguments)
	acctest.WantDiagnostics(t, planned.Diagnostics, movesElsewhere)
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned))
	acctest.Equal(t, "pushes", append(pushes(systems), pushes(other)...), []string{"replace a.example", "replace a.example"})
	mustBeSettled(t, other, m, arguments)
}

// A schema that is replaced does not push its sample over what was pushed since.
func TestSchema_isReplacedWithoutItsSample(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, schemaType)
	arguments := with(scorecardContract(), object{"bootstrap": `{"domain":"a.example","grade":"A","score":1,"active":true}`})
	mustApply(t, m, arguments)
	nextRun(t, systems, m)
	destroy(t, m)
	mustApply(t, m, arguments)
	acctest.Equal(t, "pushes", pushes(systems), []string{"replace a.example"})
}

// At another address, the evidence is attached anew, and the other one is not looked
// for.
func TestEvidence_atAnotherAddress(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, evidenceType)
	mustApply(t, m, attaching("# Fine"))
	acctest.Equal(t, "destination", m.Attributes(t)["destination"], any(systems.Secureframe.BaseURL))
	other := elsewhere(t, m)
	planned := mustPlan(t, m, attaching("# Fine"))
	acctest.WantDiagnostics(t, planned.Diagnostics, evidenceKept)
	acctest.Equal(t, "replaced for", places(planned.RequiresReplace), []string{"destination"})
	acctest.Equal(t, "destination", attribute(t, planned, "destination"), any(other.Secureframe.BaseURL))
	acctest.Equal(t, "requests", len(other.Requests.All()), 0)
}

func TestEvidence_takesTooLong(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	systems.Faults.Add(fault.Rule{System: sandbox.Secureframe, Effect: fault.Hang()})
	m := newRun(t, systems, evidenceType)
	diagnostics := apply(t, m, with(attaching("# Fine"), object{"timeouts": object{"create": "20ms"}}))
	acctest.WantTextAmong(t, diagnostics, "The timeout of 20ms has passed. Raise timeouts.create.")
}

// Format, and the case of a UUID, are no change.
func TestPush_ignoresFormat(t *testing.T) {
	t.Parallel()
	arguments := with(tombstones(object{"a.example": `{"active":true,"grade":"A","score":1.0}`}), object{"tombstone": `{"active":false}`})
	systems, m := pushedBefore(t, arguments)
	formatted := with(arguments, object{
		"records": object{"a.example": "{\n  \"score\": 1,\n  \"grade\": \"A\",\n  \"active\": true\n}"}, "tombstone": `{ "active": false }`,
		"schema": with(scorecardContract(), object{"connection_id": strings.ToUpper(connectionID)}),
	})
	mustBeSettled(t, systems, m, formatted)

	schema := newRun(t, systems, schemaType)
	mustApply(t, schema, with(scorecardContract(), object{"bootstrap": `{"domain":"a.example","grade":"A","score":1,"active":true}`}))
	mustBeSettled(t, systems, schema, with(scorecardContract(), object{
		"bootstrap": `{ "active": true, "domain": "a.example", "grade": "A", "score": 1.0 }`, "connection_id": strings.ToUpper(connectionID),
	}))
}
