// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
)

const unableToPush = "error: Unable to Push Records to Secureframe"

func single(records object) object {
	return with(pushing(records), object{"batch": object{"max_records": 1}})
}

func TestPush_failureAtCreateLeavesNoState(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	systems.Faults.Add(fault.Rule{System: sandbox.Secureframe, Skip: 1, Times: 1, Effect: fault.InternalServerError()})
	m := newRun(t, systems, pushType)
	arguments := single(object{"a.example": record("A", 95), "b.example": record("B", 85), "c.example": record("C", 75)})
	diagnostics := apply(t, m, arguments)
	acctest.WantDiagnostics(t, diagnostics, unableToPush)
	acctest.WantTextAmong(t, diagnostics, "1 of 3 records were accepted", "next apply sends all records again", "HTTP 500")
	if !m.State.IsNull() {
		t.Errorf("state %s", m.State)
	}
	nextRun(t, systems, m)
	mustApply(t, m, arguments)
	acctest.Equal(t, "pushes", pushes(systems), []string{"replace a.example", "replace a.example", "replace b.example", "replace c.example"})
	mustBeSettled(t, systems, m, arguments)
}

// Accepted records are not sent again, and all others are.
func TestPush_failureAtUpdateKeepsItsProgress(t *testing.T) {
	t.Parallel()
	before := single(object{"a.example": record("A", 95), "b.example": record("B", 85), "c.example": record("C", 75), "z.example": record("A", 99)})
	after := single(object{"a.example": record("D", 1), "b.example": record("D", 2), "c.example": record("D", 3), "d.example": record("D", 4)})
	for name, test := range map[string]struct {
		effect fault.Effect
		// reverted is what is sent when the prior configuration is applied again.
		reverted []string
		unsure   bool
	}{
		"refused":        {fault.Respond(http.StatusForbidden, nil, ""), []string{"replace a.example"}, false},
		"dropped":        {fault.DropConnection(), []string{"replace a.example", "replace b.example"}, true},
		"dropped answer": {fault.DropAnswer(), []string{"replace a.example", "replace b.example"}, true},
		"server error":   {fault.InternalServerError(), []string{"replace a.example", "replace b.example"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, revert := range []bool{false, true} {
				systems := acctest.StartSandbox(t)
				m := newRun(t, systems, pushType)
				mustApply(t, m, before)
				sent := len(pushes(systems))
				systems.Faults.Add(fault.Rule{System: sandbox.Secureframe, Skip: 1, Times: 1, Effect: test.effect})
				nextRun(t, systems, m)
				diagnostics := apply(t, m, after)
				acctest.WantDiagnostics(t, diagnostics, unableToPush)
				acctest.WantTextAmong(t, diagnostics, "1 of 4 records were accepted", "The next apply sends the others")
				acctest.Equal(t, "records of the state", m.Attributes(t)["records"], before["records"])
				_, unsure := m.Attributes(t)["record_hashes"].(object)["b.example"].(string)
				acctest.Equal(t, "b.example is there", unsure, true)
				if name == "dropped answer" {
					sent++ // it did arrive
				}
				nextRun(t, systems, m)
				if revert {
					mustApply(t, m, before)
					acctest.Equal(t, "pushes", pushes(systems)[sent+1:], test.reverted)
					mustBeSettled(t, systems, m, before)
					continue
				}
				acctest.WantDiagnostics(t, mustApply(t, m, after), "warning: Secureframe Keeps Removed Records")
				acctest.Equal(t, "pushes", pushes(systems)[sent+1:], []string{"replace b.example", "replace c.example", "replace d.example"})
				mustBeSettled(t, systems, m, after)
			}
		})
	}
}

// When all records must be sent again, the next applies continue until all are
// sent.
func TestPush_failureWhileSendingAllAgain(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	arguments := single(object{"a.example": record("A", 95), "b.example": record("B", 85)})
	mustApply(t, m, arguments)
	systems.Faults.Add(fault.Rule{System: sandbox.Secureframe, Skip: 1, Times: 1, Effect: fault.Respond(http.StatusForbidden, nil, "")})
	arguments = with(arguments, object{"triggers": object{"day": "2"}})
	nextRun(t, systems, m)
	acctest.WantDiagnostics(t, apply(t, m, arguments), unableToPush)
	nextRun(t, systems, m)
	mustApply(t, m, arguments)
	acctest.Equal(t, "pushes", pushes(systems)[2:], []string{"replace a.example", "replace a.example", "replace b.example"})
	mustBeSettled(t, systems, m, arguments)
}

func TestPush_errorsSayWhatToDo(t *testing.T) {
	t.Parallel()
	arguments := pushing(object{"a.example": record("A", 95)})
	for name, test := range map[string]struct {
		status  int
		message string
		want    []string
	}{
		"401": {http.StatusUnauthorized, "Authorization failed", []string{"SECUREFRAME_API_SECRET", "Authorization failed"}},
		"403": {http.StatusForbidden, "may not", []string{"role", "Early Access"}},
		"404": {http.StatusNotFound, "not found", []string{"connection_id", "region"}},
		"400": {http.StatusBadRequest, "the vendor is another one", []string{"vendor_slug", "the vendor is another one"}},
		"413": {http.StatusRequestEntityTooLarge, "", []string{"single record as too large"}},
		"429": {http.StatusTooManyRequests, "", []string{"500 requests a minute"}},
		"503": {http.StatusServiceUnavailable, "", []string{"Apply again"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			systems.Faults.Add(fault.Rule{System: sandbox.Secureframe, Effect: fault.Respond(test.status, nil, `{"message":"`+test.message+`"}`)})
			diagnostics := apply(t, newRun(t, systems, pushType), arguments)
			acctest.WantDiagnostics(t, diagnostics, unableToPush)
			acctest.WantTextAmong(t, diagnostics, append(test.want, "HTTP "+name, "0 of 1 records were accepted")...)
		})
	}
}

func TestPush_withoutCredentials(t *testing.T) {
	t.Parallel()
	m := acctest.NewManaged(t, unconfigured(t), pushType)
	m.Server.Configure(t.Context(), t, nil)
	diagnostics := apply(t, m, pushing(object{"a.example": record("A", 95)}))
	acctest.WantDiagnostics(t, diagnostics, "error: Unable to Use Secureframe")
	acctest.WantTextAmong(t, diagnostics, "api_key", "SECUREFRAME_API_KEY")
}

// If a server repeats the data that was sent, the diagnostic does not show it.
func TestPush_errorsDoNotRepeatRecords(t *testing.T) {
	t.Parallel()
	const planted = "planted-personal-datum"
	grade := record(planted, 4217)
	for name, effect := range map[string]fault.Effect{
		"all of it":         fault.EchoBody(http.StatusBadRequest),
		"a value":           fault.Respond(http.StatusBadRequest, nil, `{"message":"not a grade: `+planted+`"}`),
		"a number":          fault.Respond(http.StatusBadRequest, nil, `{"message":"not a score: 4217"}`),
		"part of a value":   fault.Respond(http.StatusBadRequest, nil, `{"errors":["not a grade: planted-per"]}`),
		"as another member": fault.Respond(http.StatusBadRequest, nil, `{"error":"`+planted+`"}`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			systems.Faults.Add(fault.Rule{System: sandbox.Secureframe, Effect: effect})
			for typeName, arguments := range map[string]object{
				pushType:   pushing(object{"a.example": grade}),
				schemaType: with(scorecardContract(), object{"bootstrap": `{"domain":"a.example",` + grade[1:]}),
			} {
				diagnostics := apply(t, newRun(t, systems, typeName), arguments)
				text := acctest.Explain(diagnostics)
				if !acctest.HasErrors(diagnostics) || strings.Contains(text, "planted-") || strings.Contains(text, "4217") {
					t.Error(text)
				}
				acctest.WantTextAmong(t, diagnostics, "HTTP 400", "is not shown")
			}
		})
	}
}

// A success that is not the documented one is an error, and its records are sent
// again.
func TestPush_anotherSuccess(t *testing.T) {
	t.Parallel()
	for name, effect := range map[string]fault.Effect{
		"a page":         fault.HTMLPage(),
		"another status": fault.Respond(http.StatusOK, nil, ""),
		"errors":         fault.Respond(http.StatusAccepted, nil, `{"errors":["no such schema"]}`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			m := newRun(t, systems, pushType)
			mustApply(t, m, pushing(object{"a.example": record("A", 95)}))
			nextRun(t, systems, m)
			systems.Faults.Add(fault.Rule{Effect: effect})
			changed := pushing(object{"a.example": record("B", 85)})
			acctest.WantDiagnostics(t, apply(t, m, changed), unableToPush)
			systems.Faults.Reset()
			nextRun(t, systems, m)
			mustApply(t, m, changed)
			acctest.Equal(t, "pushes", pushes(systems), []string{"replace a.example", "replace a.example"})
			systems.Faults.Add(fault.Rule{Effect: effect})
			bootstrap := object{"bootstrap": `{"domain":"a.example","grade":"A","score":1,"active":true}`}
			if diagnostics := apply(t, newRun(t, systems, schemaType), with(scorecardContract(), bootstrap)); !acctest.HasErrors(diagnostics) {
				t.Errorf("the sample record: %s", acctest.Explain(diagnostics))
			}
		})
	}
}

// A request that is too large for Secureframe is sent in parts. Only the records
// that are refused are not accepted.
func TestPush_ofWhatIsTooLarge(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithQuirks(secureframe.Quirks{MaxRequestBytes: 300}))
	m := newRun(t, systems, pushType)
	records := object{"a.example": record("A", 95), "b.example": record("B", 85), "c.example": record("C", 75), "d.example": record("D", 65)}
	mustApply(t, m, pushing(records))
	acctest.Equal(t, "pushes", pushes(systems), []string{"replace a.example b.example", "replace c.example d.example"})

	nextRun(t, systems, m)
	changed := pushing(object{"a.example": record("F", 1), "b.example": record("F", 2), "c.example": record(strings.Repeat("F", 400), 3), "d.example": record("F", 4)})
	diagnostics := apply(t, m, changed)
	acctest.WantDiagnostics(t, diagnostics, unableToPush)
	acctest.WantTextAmong(t, diagnostics, "2 of 4 records were accepted")
	nextRun(t, systems, m)
	mustApply(t, m, pushing(object{"a.example": record("F", 1), "b.example": record("F", 2), "c.example": record("C", 75), "d.example": record("F", 4)}))
	acctest.Equal(t, "pushes", pushes(systems)[2:], []string{"replace a.example b.example", "replace d.example"})
}
