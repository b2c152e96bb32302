// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

// In partial mode, a record that returns would keep the tombstone's fields, so every
// record must have them.
func TestTombstone_inPartialMode(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	partial := with(tombstones(object{"a.example": `{"score":1}`, "b.example": `{"score":1,"active":true}`}), object{"mode": "partial"})
	diagnostics := plan(t, m, partial).Diagnostics
	acctest.WantDiagnostics(t, diagnostics, `error at records["a.example"]: Invalid Secureframe Record`)
	acctest.WantTextAmong(t, diagnostics, `"active" is missing, and the tombstone sets it`, `set mode to "replace"`)

	nextRun(t, systems, m)
	whole := with(partial, object{"records": object{"a.example": `{"score":1,"active":true}`}})
	mustApply(t, m, whole)
	// What another tombstone has set, no record undoes.
	nextRun(t, systems, m)
	other := with(whole, object{"tombstone": `{"grade":"none"}`, "records": object{"a.example": `{"score":1,"active":true,"grade":"A"}`}})
	diagnostics = mustPlan(t, m, other).Diagnostics
	acctest.WantDiagnostics(t, diagnostics, "warning at tombstone: Secureframe Keeps the Previous Tombstone")
}

// In partial mode, a field that leaves a record stays in Secureframe.
func TestPush_dropsAField(t *testing.T) {
	t.Parallel()
	partial := func(record string) object {
		return with(pushing(object{"a.example": record}), object{"mode": "partial"})
	}
	_, m := pushedBefore(t, partial(`{"grade":"A","score":1}`))
	diagnostics := mustPlan(t, m, partial(`{"grade":"A"}`)).Diagnostics
	acctest.WantDiagnostics(t, diagnostics, `warning at records["a.example"]: Questionable Secureframe Record`)
	acctest.WantTextAmong(t, diagnostics, `"score" is no longer in the record`, "Set it to null")
	for _, record := range []string{`{"score":null,"grade":"A"}`, `{"score":2,"grade":"B"}`} {
		acctest.WantDiagnostics(t, mustPlan(t, m, partial(record)).Diagnostics)
	}
	acctest.WantDiagnostics(t, mustPlan(t, m, with(partial(`{"score":1,"grade":"A"}`), object{"records": object{}})).Diagnostics, keepsRecords)
}

// Terraform plans the replacement of a tainted resource without its private state.
func TestDestroy_ofATaintedResource(t *testing.T) {
	t.Parallel()
	systems, m := pushedBefore(t, tombstones(threeRecords))
	planned := m.PlanDestroy(t.Context(), t)
	planned.ForgetPrivateState()
	diagnostics := m.Apply(t.Context(), t, planned)
	acctest.WantDiagnostics(t, diagnostics, "warning: Secureframe Records Get No Tombstone")
	acctest.Equal(t, "pushes", len(pushes(systems)), 1)
}

// Without a refresh, a record that another resource holds cannot be kept in time.
func TestRemovedRecord_withoutARefresh(t *testing.T) {
	t.Parallel()
	one := object{"a.example": threeRecords["a.example"]}
	systems, leaving := pushedBefore(t, tombstones(one))
	holding := newRun(t, systems, pushType)
	mustApply(t, holding, tombstones(one))
	const heldByAnother = "error: Secureframe Record Is Held by Another Resource"

	nextRun(t, systems, leaving)
	holding.Server = leaving.Server
	acctest.WantDiagnostics(t, plan(t, leaving, tombstones(object{})).Diagnostics)
	diagnostics := plan(t, holding, tombstones(one)).Diagnostics
	acctest.WantDiagnostics(t, diagnostics, heldByAnother)
	acctest.WantTextAmong(t, diagnostics, `"a.example"`, "-refresh=false", `on_removal = "retain"`)

	nextRun(t, systems, leaving)
	holding.Server = leaving.Server
	mustPlan(t, holding, tombstones(one))
	acctest.WantDiagnostics(t, plan(t, leaving, tombstones(object{})).Diagnostics, heldByAnother)

	// A plan to destroy a resource reaches the apply as it is.
	nextRun(t, systems, leaving)
	holding.Server = leaving.Server
	mustPlan(t, holding, tombstones(one))
	acctest.WantDiagnostics(t, leaving.PlanDestroy(t.Context(), t).Diagnostics, "warning: Secureframe Keeps Removed Records", "warning: Secureframe Record Gets No Tombstone")

	// With a refresh, it is kept.
	nextRun(t, systems, leaving)
	holding.Server = leaving.Server
	holding.Refresh(t.Context(), t)
	leaving.Refresh(t.Context(), t)
	diagnostics = mustApply(t, leaving, tombstones(object{}))
	acctest.WantDiagnostics(t, diagnostics, "warning: Secureframe Record Gets No Tombstone")
	acctest.Equal(t, "pushes", len(pushes(systems)), 2)
}

// An answer that no one has described is no acceptance: the next plan sends the
// records again.
func TestPush_isNotConfirmed(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	systems.Faults.Add(fault.Rule{System: sandbox.Secureframe, Times: 1, Effect: fault.Respond(http.StatusAccepted, nil, "welcome to the network")})
	diagnostics := mustApply(t, m, pushing(threeRecords))
	acctest.WantDiagnostics(t, diagnostics, "warning: Secureframe May Not Have Accepted Records")
	acctest.WantTextAmong(t, diagnostics, "3 records", `"a.example", "b.example", "c.example"`, "no proxy answers")
	for range 2 {
		nextRun(t, systems, m)
		m.Refresh(t.Context(), t)
		acctest.WantDiagnostics(t, mustApply(t, m, pushing(threeRecords)))
		acctest.Equal(t, "pushes", pushes(systems), []string{"replace a.example b.example c.example"})
	}
}

func TestPush_cannotBeImported(t *testing.T) {
	t.Parallel()
	m := newRun(t, acctest.StartSandbox(t), pushType)
	diagnostics := m.Import(t.Context(), t, connectionID+"/"+vendorSlug+"/"+slug, nil)
	acctest.WantDiagnostics(t, diagnostics, "error: Secureframe Push Cannot Be Imported")
	acctest.WantTextAmong(t, diagnostics, "no way to read", "nothing is created twice")
}

// A push that takes longer than it may says which argument to raise.
func TestPush_takesTooLong(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	systems.Faults.Add(fault.Rule{System: sandbox.Secureframe, Effect: fault.Hang()})
	m := newRun(t, systems, pushType)
	diagnostics := apply(t, m, with(pushing(threeRecords), object{"timeouts": object{"create": "20ms"}}))
	acctest.WantDiagnostics(t, diagnostics, "error: Unable to Push Records to Secureframe")
	acctest.WantTextAmong(t, diagnostics, "The timeout of 20ms has passed. Raise timeouts.create.")
}

// A push with several batches logs its progress, without keys.
func TestPush_logsItsProgress(t *testing.T) {
	t.Parallel()
	m := newRun(t, acctest.StartSandbox(t), pushType)
	planned := mustPlan(t, m, with(pushing(threeRecords), object{"batch": object{"max_records": 2}}))
	var log bytes.Buffer
	m.Apply(tflogtest.RootLogger(t.Context(), &log), t, planned)
	for _, line := range []string{"Secureframe: batch 1 of 2 accepted, 2 of 3 records", "Secureframe: batch 2 of 2 accepted, 3 of 3 records"} {
		if !strings.Contains(log.String(), line) {
			t.Errorf("the log does not have %q", line)
		}
	}
	if strings.Contains(log.String(), "a.example") {
		t.Error("the log has a key")
	}
}

// Names that stay in Secureframe for good have no white space at their ends.
func TestIdentifiers_areChecked(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"schema_slug", "vendor_slug", "primary_id"} {
		for _, value := range []string{"scorecards\n", " scorecards", "score\u0007cards", "score\u200bcards"} {
			diagnostics := validate(t, schemaType, with(scorecardContract(), object{name: value}))
			if !acctest.HasErrors(diagnostics) {
				t.Errorf("%s = %q is not refused", name, value)
			}
			acctest.WantTextAmong(t, diagnostics, "for good, and")
		}
	}
	const spaced = "a "
	acctest.WantTextAmong(t, validate(t, schemaType, with(scorecardContract(), object{"fields": object{"domain": object{"type": "string"}, spaced: object{"type": "string"}}})),
		`The name "a " becomes a field of the schema for good`)
	m := newRun(t, acctest.StartSandbox(t), schemaType)
	acctest.WantTextAmong(t, m.Import(t.Context(), t, connectionID+"/"+vendorSlug+"/"+slug+"\n", nil), "schema_slug: The slug identifies data")
	push := newRun(t, acctest.StartSandbox(t), pushType)
	acctest.WantDiagnostics(t, plan(t, push, pushing(object{"a.example\n": record("A", 1)})).Diagnostics, `error at records["a.example\n"]: Invalid Secureframe Record`)
}
