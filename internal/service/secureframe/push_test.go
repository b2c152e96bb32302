// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

func TestPush_sendsWhatIsAddedAndChanged(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	first := pushing(object{"a.example": record("A", 95), "b.example": record("B", 85), "c.example": record("C", 75)})
	acctest.WantDiagnostics(t, mustApply(t, m, first))
	acctest.Equal(t, "pushes", pushes(systems), []string{"replace a.example b.example c.example"})
	mustBeSettled(t, systems, m, first)

	nextRun(t, systems, m)
	second := pushing(object{"a.example": record("A", 95), "b.example": record("D", 65), "d.example": record("B", 81)})
	acctest.WantDiagnostics(t, mustApply(t, m, second), "warning: Secureframe Keeps Removed Records")
	acctest.Equal(t, "pushes", pushes(systems)[1:], []string{"replace b.example d.example"})
	mustBeSettled(t, systems, m, second)
	acctest.Equal(t, "what Secureframe has", held(t, systems), map[string]string{
		"a.example": `{"active":true,"domain":"a.example","grade":"A","score":95}`,
		"b.example": `{"active":true,"domain":"b.example","grade":"D","score":65}`,
		"c.example": `{"active":true,"domain":"c.example","grade":"C","score":75}`,
		"d.example": `{"active":true,"domain":"d.example","grade":"B","score":81}`,
	})
}

func TestPush_plansExactHashes(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	hash := func(canonical string) string {
		sum := sha256.Sum256([]byte(canonical))
		return hex.EncodeToString(sum[:])
	}
	// The order of members and white space do not change a record.
	planned := mustPlan(t, m, pushing(object{"a.example": `{ "score": 9.50e1, "grade": "A" , "active":true}`, "b.example": unknown{}}))
	a := hash(`{"active":true,"domain":"a.example","grade":"A","score":95}`)
	acctest.Equal(t, "planned hashes", attribute(t, planned, "record_hashes"), any(object{"a.example": a, "b.example": unknown{}}))
	acctest.Equal(t, "planned time", attribute(t, planned, "last_accepted_at"), any(unknown{}))
	acctest.Equal(t, "planned number", attribute(t, planned, "accepted_records"), any(2))

	arguments := pushing(object{"a.example": record("A", 95), "b.example": record("B", 85)})
	mustApply(t, m, arguments)
	state := m.Attributes(t)
	b := hash(`{"active":true,"domain":"b.example","grade":"B","score":85}`)
	acctest.Equal(t, "hashes", state["record_hashes"], any(object{"a.example": a, "b.example": b}))
	acctest.Equal(t, "number", state["accepted_records"], any(2))
	acctest.Equal(t, "id", state["id"], any(connectionID+"/"+vendorSlug+"/"+slug))
	if at, err := time.Parse(time.RFC3339, state["last_accepted_at"].(string)); err != nil || at.Location() != time.UTC { //nolint:forcetypeassert // a test may panic
		t.Errorf("last_accepted_at is %v", state["last_accepted_at"])
	}

	// A plan that sends nothing keeps the known values.
	nextRun(t, systems, m)
	planned = mustPlan(t, m, with(arguments, object{"batch": object{"max_records": 7}}))
	acctest.Equal(t, "hashes", attribute(t, planned, "record_hashes"), state["record_hashes"])
	acctest.Equal(t, "time", attribute(t, planned, "last_accepted_at"), state["last_accepted_at"])
	mustApply(t, m, with(arguments, object{"batch": object{"max_records": 7}}))
	acctest.Equal(t, "pushes", len(pushes(systems)), 1)

	// An unknown record may be equal to the accepted one.
	nextRun(t, systems, m)
	planned = mustPlan(t, m, pushing(object{"a.example": unknown{}, "b.example": record("B", 85)}))
	acctest.Equal(t, "hashes", attribute(t, planned, "record_hashes"), any(object{"a.example": unknown{}, "b.example": b}))
}

// Records that are known only at the apply are checked then, and only changes
// are sent.
func TestPush_ofWhatIsKnownAtApply(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	records := object{"a.example": record("A", 95), "b.example": record("B", 85)}
	mustApply(t, m, pushing(records))

	for name, test := range map[string]struct {
		planned object
		known   object
		hashes  any
	}{
		"a record":   {pushing(object{"a.example": record("A", 95), "b.example": unknown{}}), pushing(records), nil},
		"the map":    {object{"schema": scorecardContract(), "records": unknown{}}, pushing(records), unknown{}},
		"the mode":   {with(pushing(records), object{"mode": unknown{}}), with(pushing(records), object{"mode": "replace"}), unknown{}},
		"the schema": {with(pushing(records), object{"schema": unknown{}}), pushing(records), unknown{}},
	} {
		nextRun(t, systems, m)
		planned := mustPlan(t, m, test.planned)
		if test.hashes != nil {
			acctest.Equal(t, name, attribute(t, planned, "record_hashes"), test.hashes)
		}
		acctest.Equal(t, name, attribute(t, planned, "last_accepted_at"), any(unknown{}))
		resolve(t, m, planned, test.known)
		if diagnostics := m.Apply(t.Context(), t, planned); len(diagnostics) > 0 {
			t.Errorf("%s: %s", name, acctest.Explain(diagnostics))
		}
		acctest.Equal(t, name, len(pushes(systems)), 1)
		mustBeSettled(t, systems, m, pushing(records))
	}

	nextRun(t, systems, m)
	planned := mustPlan(t, m, pushing(object{"a.example": unknown{}, "b.example": record("F", 1)}))
	resolve(t, m, planned, pushing(object{"a.example": `{"grade":7}`, "b.example": record("F", 1)}))
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned), `error at records["a.example"]: Invalid Secureframe Record`)
	acctest.Equal(t, "pushes", len(pushes(systems)), 1)
}

// resolve replaces unknown values in the configuration and in the planned
// arguments, as Terraform does before an apply.
func resolve(t *testing.T, m *acctest.Managed, planned *acctest.Planned, known object) {
	t.Helper()
	config := acctest.WireAttributes(t, m.Type(t), known)
	var state map[string]tftypes.Value
	if err := planned.State.As(&state); err != nil {
		t.Fatal(err)
	}
	for name, value := range config {
		if !value.IsNull() && !state[name].IsFullyKnown() {
			state[name] = value
		}
	}
	planned.Config = tftypes.NewValue(m.Type(t), config)
	planned.State = tftypes.NewValue(m.Type(t), state)
}

func TestPush_sendsAllAgainWhenAsked(t *testing.T) {
	t.Parallel()
	records := object{"a.example": record("A", 95), "b.example": record("B", 85)}
	for name, test := range map[string]struct {
		before, after object
		want          []string
	}{
		"another trigger":  {object{"triggers": object{"day": "1"}}, object{"triggers": object{"day": "2"}}, []string{"replace a.example b.example"}},
		"a first trigger":  {nil, object{"triggers": object{"day": "2"}}, []string{"replace a.example b.example"}},
		"the same trigger": {object{"triggers": object{"day": "1"}}, object{"triggers": object{"day": "1"}}, []string{}},
		"to partial":       {nil, object{"mode": "partial"}, []string{"partial a.example b.example"}},
		"to replace":       {object{"mode": "partial"}, nil, []string{"replace a.example b.example"}},
		"strict enums":     {nil, object{"strict_enums": true}, []string{}},
		"on removal":       {nil, object{"on_removal": "tombstone", "tombstone": `{"active":false}`}, []string{}},
		"drop arrays":      {nil, object{"arrays": "drop"}, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems, m := pushedBefore(t, with(pushing(records), test.before))
			after := with(pushing(records), test.after)
			planned := mustPlan(t, m, after)
			_, unknownTime := attribute(t, planned, "last_accepted_at").(unknown)
			acctest.Equal(t, "time is unknown", unknownTime, len(test.want) > 0)
			acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned))
			acctest.Equal(t, "pushes", pushes(systems)[1:], test.want)
			mustBeSettled(t, systems, m, after)
		})
	}
}

func TestPush_inBatches(t *testing.T) {
	t.Parallel()
	poor := `{"grade":"A"}` // 35 bytes with its primary ID, like all of them
	records := object{"a.example": poor, "b.example": poor, "c.example": record("C", 75), "d.example": poor, "e.example": poor}
	for name, test := range map[string]struct {
		batch object
		want  []string
	}{
		// The most complete record is first: Secureframe creates the schema from it.
		"default":   {nil, []string{"replace c.example a.example b.example d.example e.example"}},
		"by number": {object{"max_records": 2}, []string{"replace c.example a.example", "replace b.example d.example", "replace e.example"}},
		"by bytes":  {object{"max_bytes": 90}, []string{"replace c.example", "replace a.example b.example", "replace d.example e.example"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			m := newRun(t, systems, pushType)
			arguments := with(pushing(records), object{"batch": nil})
			if test.batch != nil {
				arguments["batch"] = test.batch
			}
			mustApply(t, m, arguments)
			acctest.Equal(t, "pushes", pushes(systems), test.want)
			mustBeSettled(t, systems, m, arguments)
		})
	}
}

func TestPush_ofNothing(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	acctest.WantDiagnostics(t, mustApply(t, m, pushing(object{})))
	acctest.Equal(t, "requests", systems.Requests.All() == nil, true)
	acctest.Equal(t, "time", m.Attributes(t)["last_accepted_at"], nil)
	mustBeSettled(t, systems, m, pushing(object{}))
}

func TestPush_ofPartialRecords(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	mustApply(t, m, pushing(object{"a.example": record("A", 95)}))
	other := newRun(t, systems, pushType)
	acctest.WantDiagnostics(t, mustApply(t, other, with(pushing(object{"a.example": `{"score":12,"active":null}`}), object{"mode": "partial"})))
	acctest.Equal(t, "what Secureframe has", held(t, systems), map[string]string{"a.example": `{"domain":"a.example","grade":"A","score":12}`})
}

func TestPush_takesArraysAsAsked(t *testing.T) {
	t.Parallel()
	const roles = `{"grade":"A","score":1,"active":true,"roles":["x","y"]}`
	for arrays, want := range map[string]string{
		"drop": `{"active":true,"domain":"a.example","grade":"A","score":1}`,
		"join": `{"active":true,"domain":"a.example","grade":"A","roles":"x,y","score":1}`,
	} {
		systems := acctest.StartSandbox(t)
		m := newRun(t, systems, pushType)
		mustApply(t, m, with(pushing(object{"a.example": roles}), object{"arrays": arrays}))
		acctest.Equal(t, arrays, held(t, systems), map[string]string{"a.example": want})
	}
}

func TestPush_needsNoCredentialsToPlan(t *testing.T) {
	t.Parallel()
	m := acctest.NewManaged(t, unconfigured(t), pushType)
	planned := mustPlan(t, m, pushing(object{"a.example": record("A", 95)}))
	if text := planned.State.String(); !strings.Contains(text, "record_hashes") || len(planned.Diagnostics) > 0 {
		t.Errorf("plan %s\n%s", text, acctest.Explain(planned.Diagnostics))
	}
}
