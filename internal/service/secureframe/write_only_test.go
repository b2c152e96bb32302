// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

func writeOnly(records object) object {
	return object{"schema": scorecardContract(), "records_wo": records, "records_wo_version": 1}
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

	// The number alone sends nothing.
	nextRun(t, systems, m)
	second["records_wo_version"] = 2
	mustApply(t, m, second)
	acctest.Equal(t, "pushes", len(pushes(systems)), 2)
	mustBeSettled(t, systems, m, second)

	// Moving the records into the state sends nothing either.
	nextRun(t, systems, m)
	third := pushing(object{"a.example": record(planted, 95), "b.example": record("C", 75)})
	mustApply(t, m, third)
	acctest.Equal(t, "pushes", len(pushes(systems)), 2)
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
