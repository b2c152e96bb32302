// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

func writeOnly(records object) object {
	return object{"schema": scorecardContract(), "records_wo": records}
}

// versioned are write-only records with a version.
func versioned(version int, records object) object {
	return with(writeOnly(records), object{"records_wo_version": version})
}

// Changes of write-only records are detected by their hashes.
func TestPush_ofWriteOnlyRecords(t *testing.T) {
	t.Parallel()
	const planted = "planted-personal-datum"
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	first := writeOnly(object{"a.example": record(planted, 95), "b.example": record("B", 85)})
	planned := mustPlan(t, m, first)
	hashes := attribute(t, planned, "record_hashes")
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned))
	acctest.Equal(t, "hashes", m.Attributes(t)["record_hashes"], hashes)
	for name, value := range map[string]tftypes.Value{"plan": planned.State, "state": m.State} {
		if text := value.String(); strings.Contains(text, planted) || !strings.Contains(text, "a.example") {
			t.Errorf("%s %s", name, text)
		}
	}
	mustBeSettled(t, systems, m, first)

	nextRun(t, systems, m)
	second := writeOnly(object{"a.example": record(planted, 95), "b.example": record("C", 75)})
	mustApply(t, m, second)
	acctest.Equal(t, "pushes", pushes(systems)[1:], []string{"replace b.example"})
	mustBeSettled(t, systems, m, second)

	// Moving the records into the state sends nothing either.
	nextRun(t, systems, m)
	third := pushing(object{"a.example": record(planted, 95), "b.example": record("C", 75)})
	mustApply(t, m, third)
	acctest.Equal(t, "pushes", len(pushes(systems)), 2)
	mustBeSettled(t, systems, m, third)
}

// With a version, the content may differ between the plan and the apply. Only
// another version, or another key, sends records.
func TestPush_ofVersionedRecords(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	planned := mustPlan(t, m, versioned(1, object{"a.example": record("A", 1), "b.example": record("B", 1)}))
	acctest.Equal(t, "hashes", attribute(t, planned, "record_hashes"), any(map[string]any{"a.example": unknown{}, "b.example": unknown{}}))
	resolve(t, m, planned, versioned(1, object{"a.example": record("A", 2), "b.example": record("B", 2)}))
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned))
	mustBeSettled(t, systems, m, versioned(1, object{"a.example": record("A", 3), "b.example": record("B", 3)}))

	nextRun(t, systems, m)
	mustApply(t, m, versioned(1, object{"a.example": record("A", 4), "c.example": record("C", 4)}))
	nextRun(t, systems, m)
	mustApply(t, m, versioned(2, object{"a.example": record("A", 5), "c.example": record("C", 4)}))
	acctest.Equal(t, "pushes", pushes(systems), []string{"replace a.example b.example", "replace c.example", "replace a.example"})
	mustBeSettled(t, systems, m, versioned(2, object{"a.example": record("A", 6), "c.example": record("C", 6)}))

	// A record that may not have arrived is sent again, whatever the version.
	systems.Faults.Add(fault.Rule{System: sandbox.Secureframe, Times: 1, Effect: fault.DropAnswer()})
	nextRun(t, systems, m)
	third := versioned(3, object{"a.example": record("A", 7), "c.example": record("C", 4)})
	acctest.WantDiagnostics(t, apply(t, m, third), "error: Unable to Push Records to Secureframe")
	nextRun(t, systems, m)
	mustApply(t, m, third)
	acctest.Equal(t, "pushes", pushes(systems)[3:], []string{"replace a.example", "replace a.example"})
	mustBeSettled(t, systems, m, third)
}

// An apply refuses values that differ from the approved plan.
func TestPush_refusesRecordsThatWereNotPlanned(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	planned := mustPlan(t, m, writeOnly(object{"a.example": record("A", 95), "b.example": record("B", 85)}))
	for name, changed := range map[string]object{
		"another record": {"a.example": record("A", 95), "b.example": record("planted", 1)},
		"one more":       {"a.example": record("A", 95), "b.example": record("B", 85), "c.example": record("planted", 1)},
		"one less":       {"a.example": record("A", 95)},
	} {
		resolve(t, m, planned, writeOnly(changed))
		diagnostics := m.Apply(t.Context(), t, planned)
		acctest.WantDiagnostics(t, diagnostics, "error at records_wo: Secureframe Records Have Changed Since the Plan")
		if strings.Contains(acctest.Explain(diagnostics), "planted") {
			t.Errorf("%s: %s", name, acctest.Explain(diagnostics))
		}
		acctest.Equal(t, name, len(pushes(systems)), 0)
	}
}
