// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

const keepsRecords = "warning: Secureframe Keeps Removed Records"

func tombstones(records object) object {
	return with(pushing(records), object{"on_removal": "tombstone", "tombstone": `{"active":false}`})
}

var threeRecords = object{"a.example": record("A", 95), "b.example": record("B", 85), "c.example": record("C", 75)}

func TestRemovedRecords_areRetained(t *testing.T) {
	t.Parallel()
	systems, m := pushedBefore(t, pushing(threeRecords))
	planned := mustPlan(t, m, pushing(object{"b.example": record("B", 85)}))
	acctest.WantDiagnostics(t, planned.Diagnostics, keepsRecords)
	acctest.WantTextAmong(t, planned.Diagnostics, "2 records", `"a.example", "c.example"`, "on_removal")
	acctest.Equal(t, "time is kept", attribute(t, planned, "last_accepted_at"), m.Attributes(t)["last_accepted_at"])
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned), keepsRecords)
	acctest.Equal(t, "number", m.Attributes(t)["accepted_records"], any(1))
	acctest.Equal(t, "pushes", len(pushes(systems)), 1)
	mustBeSettled(t, systems, m, pushing(object{"b.example": record("B", 85)}))
}

func TestRemovedRecords_getTheTombstone(t *testing.T) {
	t.Parallel()
	systems, m := pushedBefore(t, tombstones(threeRecords))
	after := tombstones(object{"b.example": record("B", 86)})
	planned := mustPlan(t, m, after)
	acctest.WantDiagnostics(t, planned.Diagnostics)
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned))
	acctest.Equal(t, "pushes", pushes(systems)[1:], []string{"replace b.example", "partial a.example c.example"})
	mustBeSettled(t, systems, m, after)

	nextRun(t, systems, m)
	planned = mustPlan(t, m, tombstones(object{}))
	acctest.Equal(t, "planned time", attribute(t, planned, "last_accepted_at"), any(unknown{}))
	m.Apply(t.Context(), t, planned)
	acctest.Equal(t, "what Secureframe has", held(t, systems), map[string]string{
		"a.example": `{"active":false,"domain":"a.example","grade":"A","score":95}`,
		"b.example": `{"active":false,"domain":"b.example","grade":"B","score":86}`,
		"c.example": `{"active":false,"domain":"c.example","grade":"C","score":75}`,
	})
}

func TestDestroy_retainsWithoutCredentials(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	mustApply(t, m, pushing(threeRecords))
	m.Server = acctest.NewServer(t)
	m.Server.Configure(t.Context(), t, nil)
	planned, applied := destroy(t, m)
	acctest.WantDiagnostics(t, planned, keepsRecords)
	acctest.WantTextAmong(t, planned, "3 records")
	acctest.WantDiagnostics(t, applied, keepsRecords)
	if !m.State.IsNull() {
		t.Errorf("state %s", m.State)
	}
	acctest.Equal(t, "pushes", len(pushes(systems)), 1)
}

func TestDestroy_pushesTombstones(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	arguments := with(tombstones(threeRecords), object{"batch": object{"max_records": 2}})
	mustApply(t, m, arguments)

	systems.Faults.Add(fault.Rule{System: sandbox.Secureframe, Skip: 1, Times: 1, Effect: fault.Respond(http.StatusForbidden, nil, "")})
	nextRun(t, systems, m)
	planned, applied := destroy(t, m)
	acctest.WantDiagnostics(t, planned, keepsRecords)
	acctest.WantTextAmong(t, planned, "The apply pushes the tombstone for 3 records")
	acctest.WantDiagnostics(t, applied, "error: Unable to Push Tombstones to Secureframe")
	acctest.WantTextAmong(t, applied, "2 of 3 tombstones")
	acctest.Equal(t, "number", m.Attributes(t)["accepted_records"], any(1))

	nextRun(t, systems, m)
	_, applied = destroy(t, m)
	acctest.WantDiagnostics(t, applied)
	acctest.Equal(t, "pushes", pushes(systems)[2:], []string{"partial a.example b.example", "partial c.example"})
	if !m.State.IsNull() {
		t.Errorf("state %s", m.State)
	}
}

// If it is unknown whether a tombstone arrived, it stays in the state, and a
// record that comes back is sent again.
func TestTombstone_mayHaveArrived(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	mustApply(t, m, tombstones(threeRecords))
	systems.Faults.Add(fault.Rule{System: sandbox.Secureframe, Times: 1, Effect: fault.DropAnswer()})
	nextRun(t, systems, m)
	fewer := object{"a.example": threeRecords["a.example"], "b.example": threeRecords["b.example"]}
	acctest.WantDiagnostics(t, apply(t, m, tombstones(fewer)), "error: Unable to Push Tombstones to Secureframe")
	nextRun(t, systems, m)
	mustApply(t, m, tombstones(threeRecords))
	acctest.Equal(t, "pushes", pushes(systems)[1:], []string{"partial c.example", "replace c.example"})
	mustBeSettled(t, systems, m, tombstones(threeRecords))
}

// create_before_destroy pushes the records before it destroys the resource that
// had them, so they stay live.
func TestReplacedResource_keepsRecordsOfItsSuccessorLive(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"replace", "partial"} {
		systems, old := pushedBefore(t, tombstones(threeRecords))
		successor := acctest.NewManaged(t, old.Server, pushType)
		fewer := with(tombstones(object{"a.example": record("A", 95), "b.example": record("D", 1)}), object{"mode": mode})
		mustApply(t, successor, fewer)
		destroy(t, old)
		acctest.Equal(t, "pushes", pushes(systems)[1:], []string{mode + " a.example b.example", "partial c.example"})
	}
}

// A record that moves from one resource to another in one run gets no tombstone.
func TestMovedRecord_getsNoTombstone(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	one := newRun(t, systems, pushType)
	mustApply(t, one, tombstones(threeRecords))
	two := newRun(t, systems, pushType)
	mustApply(t, two, tombstones(object{}))
	nextRun(t, systems, one)
	two.Server = one.Server
	mustApply(t, two, tombstones(object{"c.example": threeRecords["c.example"]}))
	mustApply(t, one, tombstones(object{"a.example": threeRecords["a.example"]}))
	acctest.Equal(t, "pushes", pushes(systems)[1:], []string{"replace c.example", "partial b.example"})
	acctest.Equal(t, "number", one.Attributes(t)["accepted_records"], any(1))
}

// Neither does it get one in the next run after the tombstones failed.
func TestMovedRecord_getsNoTombstoneLater(t *testing.T) {
	t.Parallel()
	systems, one := pushedBefore(t, tombstones(threeRecords))
	two := acctest.NewManaged(t, one.Server, pushType)
	mustApply(t, two, tombstones(object{"c.example": threeRecords["c.example"]}))
	systems.Faults.Add(fault.Rule{System: sandbox.Secureframe, Times: 1, Effect: fault.DropAnswer()})
	fewer := tombstones(object{"a.example": threeRecords["a.example"]})
	acctest.WantDiagnostics(t, apply(t, one, fewer), "error: Unable to Push Tombstones to Secureframe")
	nextRun(t, systems, one)
	mustApply(t, one, fewer)
	acctest.Equal(t, "pushes", pushes(systems)[1:], []string{"replace c.example", "partial b.example", "partial b.example"})
}

func TestPush_refusesARecordOfAnotherResource(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	one := newRun(t, systems, pushType)
	mustApply(t, one, pushing(object{"a.example": record("A", 95), "b.example": record("B", 85)}))

	// Every plan in which it is so says so, and the next run too.
	for range 2 {
		nextRun(t, systems, one)
		mustPlan(t, one, pushing(object{"a.example": record("A", 95), "b.example": record("B", 85)}))
		two := acctest.NewManaged(t, one.Server, pushType)
		diagnostics := plan(t, two, pushing(object{"b.example": record("F", 1), "c.example": record("C", 75)})).Diagnostics
		acctest.WantDiagnostics(t, diagnostics, `error at records["b.example"]: Secureframe Record Is Pushed Twice`)
		acctest.WantTextAmong(t, diagnostics, `1 record of this resource to the same schema, with different content: "b.example"`)
	}
	for name, test := range map[string]struct {
		arguments object
		want      []string
	}{
		"the same content": {pushing(object{"b.example": record("B", 85)}), []string{`warning at records["b.example"]: Secureframe Record Is Pushed Twice`}},
		"unknown content":  {pushing(object{"b.example": unknown{}}), []string{`warning at records["b.example"]: Secureframe Record Is Pushed Twice`}},
		"a part":           {with(pushing(object{"b.example": `{"grade":"F"}`}), object{"mode": "partial"}), []string{"warning at records: Questionable Secureframe Record", `warning at records["b.example"]: Secureframe Record Is Pushed Twice`}},
		"another schema":   {with(pushing(object{"b.example": record("F", 1)}), object{"schema": with(scorecardContract(), object{"schema_slug": "other"})}), nil},
		"another record":   {pushing(object{"d.example": record("F", 1)}), nil},
	} {
		nextRun(t, systems, one)
		mustPlan(t, one, pushing(object{"a.example": record("A", 95), "b.example": record("B", 85)}))
		two := acctest.NewManaged(t, one.Server, pushType)
		t.Log(name)
		acctest.WantDiagnostics(t, mustPlan(t, two, test.arguments).Diagnostics, test.want...)
	}
}

// Several resources may each push a part of a record.
func TestPush_ofPartsOfARecord(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	one := newRun(t, systems, pushType)
	acctest.WantDiagnostics(t, mustApply(t, one, with(pushing(object{"a.example": `{"grade":"A"}`}), object{"mode": "partial"})))
	two := acctest.NewManaged(t, one.Server, pushType)
	acctest.WantDiagnostics(t, mustApply(t, two, with(pushing(object{"a.example": `{"score":1}`}), object{"mode": "partial"})))
	acctest.Equal(t, "what Secureframe has", held(t, systems), map[string]string{"a.example": `{"domain":"a.example","grade":"A","score":1}`})
}

// Another schema is another resource: the records of the old schema remain.
func TestPush_toAnotherSchema(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	mustApply(t, m, pushing(threeRecords))
	for _, name := range []string{"connection_id", "vendor_slug", "schema_slug"} {
		nextRun(t, systems, m)
		other := with(scorecardContract(), object{name: "3d0c6a52-8f1e-4b7a-9c45-2e6d1f7b8a99"})
		planned := mustPlan(t, m, object{"schema": other, "records": threeRecords})
		acctest.Equal(t, "attributes", places(planned.RequiresReplace), []string{"schema." + name})
		acctest.WantDiagnostics(t, planned.Diagnostics, keepsRecords)
		acctest.WantTextAmong(t, planned.Diagnostics, "3 records")
	}
	for name, value := range map[string]any{"category": "device", "mapping": object{}, "fields": with(scorecardContract()["fields"].(object), object{"more": object{"type": "string"}})} { //nolint:forcetypeassert // a test may panic
		nextRun(t, systems, m)
		planned := mustPlan(t, m, object{"schema": with(scorecardContract(), object{"category": "device", name: value}), "records": threeRecords})
		acctest.Equal(t, name, places(planned.RequiresReplace), []string{})
		acctest.Equal(t, name, attribute(t, planned, "last_accepted_at"), m.Attributes(t)["last_accepted_at"])
	}
}

func places(paths []*tftypes.AttributePath) []string {
	list := []string{}
	for _, at := range paths {
		list = append(list, acctest.PathText(at))
	}
	return list
}
