// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

// line is a line of a file: a record that has every field.
func line(domain, grade string, score int) string {
	return fmt.Sprintf(`{"active":true,"domain":%q,"grade":%q,"score":%d}`, domain, grade, score)
}

// recordsFile is the path of a new file with the lines.
func recordsFile(t *testing.T, lines ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "records.jsonl")
	writeRecords(t, path, lines...)
	return path
}

func writeRecords(t *testing.T, path string, lines ...string) {
	t.Helper()
	text := ""
	for _, line := range lines {
		text += line + "\n"
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// fromFile are the arguments to push the records of a file.
func fromFile(path string) object {
	return object{"schema": scorecardContract(), "records_file": path}
}

// buried are the arguments with tombstones for removed records.
func buried(arguments object) object {
	return with(arguments, object{"on_removal": "tombstone", "tombstone": `{"active":false}`})
}

// changes are the value of record_changes. The kinds are lists of keys.
func changes(added, changed, removed []any, unchanged, sent int) any {
	kind := func(keys []any) any { return object{"count": len(keys), "first": append([]any{}, keys...)} }
	return object{"added": kind(added), "changed": kind(changed), "removed": kind(removed), "unchanged": unchanged, "sent": sent}
}

var threeLines = []string{line("b.example", "B", 85), line("c.example", "C", 75), line("a.example", "A", 95)}

// Only what changes is sent, and the state has no record.
func TestPushFile_sendsChanges(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	path := recordsFile(t, threeLines...)
	planned := mustPlan(t, m, fromFile(path))
	acctest.Equal(t, "changes", attribute(t, planned, "record_changes"), changes([]any{"a.example", "b.example", "c.example"}, nil, nil, 0, 3))
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned))
	acctest.Equal(t, "pushes", pushes(systems), []string{"replace a.example b.example c.example"})
	acctest.Equal(t, "hashes", m.Attributes(t)["record_hashes"], nil)
	if text := m.State.String(); strings.Contains(text, "b.example") && !strings.Contains(text, "first") || strings.Contains(text, "grade\\") {
		t.Errorf("state %s", text)
	}
	mustBeSettled(t, systems, m, fromFile(path))

	writeRecords(t, path, line("a.example", "A", 95), line("d.example", "D", 65), line("b.example", "B", 1))
	nextRun(t, systems, m)
	planned = mustPlan(t, m, fromFile(path))
	acctest.WantDiagnostics(t, planned.Diagnostics, keepsRecords)
	acctest.Equal(t, "changes", attribute(t, planned, "record_changes"), changes([]any{"d.example"}, []any{"b.example"}, []any{"c.example"}, 1, 2))
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned), keepsRecords)
	acctest.Equal(t, "pushes", pushes(systems)[1:], []string{"replace d.example b.example"})
	acctest.Equal(t, "accepted", m.Attributes(t)["accepted_records"], any(3))
	mustBeSettled(t, systems, m, fromFile(path))
}

// The same records in another order, and in other JSON, are no change.
func TestPushFile_ignoresTheFormat(t *testing.T) {
	t.Parallel()
	path := recordsFile(t, threeLines...)
	systems, m := pushedBefore(t, fromFile(path))
	writeRecords(t, path, "\xef\xbb\xbf\r", threeLines[2]+"\r", "", "  ", `{"grade":"B", "score":85.0, "domain":"b.example","active":true}`, threeLines[1])
	mustBeSettled(t, systems, m, fromFile(path))
	// So it is if another argument changes.
	nextRun(t, systems, m)
	mustApply(t, m, buried(fromFile(path)))
	mustBeSettled(t, systems, m, buried(fromFile(path)))
	acctest.Equal(t, "pushes", len(pushes(systems)), 1)
}

// Every problem names its lines, and no record.
func TestPushFile_refusesAFile(t *testing.T) {
	t.Parallel()
	const secret = "planted-personal-datum"
	good := line("a.example", secret, 1)
	for name, test := range map[string]struct {
		lines []string
		want  []string
	}{
		"not JSON":                {[]string{good, "", `{"domain":"` + secret}, []string{"not valid JSON", "line 3"}},
		"an array":                {[]string{`["` + secret + `"]`, good}, []string{"must be a JSON object, but is an array", "line 1"}},
		"two objects":             {[]string{good + good}, []string{"more data follows", "line 1"}},
		"no primary ID":           {[]string{good, `{"grade":"` + secret + `"}`}, []string{`"domain" is the primary ID, and is missing`, "line 2"}},
		"a null primary ID":       {[]string{`{"domain":null,"grade":"A"}`}, []string{"must not be null.", "line 1"}},
		"a blank primary ID":      {[]string{`{"domain":"","grade":"A"}`}, []string{"must not be empty", "line 1"}},
		"a field of wrong type":   {[]string{good, `{"domain":"b","grade":1}`, `{"domain":"c","grade":2}`}, []string{`"grade" must be a string`, "2 lines: 2, 3"}},
		"a repeated primary ID":   {[]string{good, line("b.example", "B", 1), line("a.example", "C", 2)}, []string{"that of line 1", "line 3"}},
		"an array in a record":    {[]string{`{"domain":"a","grade":"A","score":["` + secret + `"]}`}, []string{`"score" is an array`, "line 1"}},
		"nothing":                 {nil, []string{"no record", "records = {}"}},
		"blank lines":             {[]string{"", " \t\r"}, []string{"no record"}},
		"UTF-16":                  {[]string{"\xff\xfe{\x00}\x00"}, []string{"UTF-16", "PowerShell", "line 1"}},
		"invalid UTF-8":           {[]string{good, "{\"domain\":\"b\xff\",\"grade\":\"A\"}"}, []string{"not valid JSON", "line 2"}},
		"a line that is too long": {[]string{good, strings.Repeat(" ", 17<<20) + good}, []string{"16 MiB", "line 2"}},
		"a record that is too long": {
			[]string{good, line("b.example", strings.Repeat("x", 1<<20), 1)},
			[]string{"exceeds the limit for a batch", "line 2"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			diagnostics := plan(t, newRun(t, systems, pushType), fromFile(recordsFile(t, test.lines...))).Diagnostics
			acctest.WantDiagnostics(t, diagnostics, "error at records_file: Invalid Secureframe Record")
			acctest.WantTextAmong(t, diagnostics, test.want...)
			if strings.Contains(acctest.Explain(diagnostics), secret) {
				t.Error(acctest.Explain(diagnostics))
			}
		})
	}
}

func TestPushFile_cannotBeRead(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		filepath.Join(t.TempDir(), "missing.jsonl"): "must exist during the plan",
		t.TempDir(): "not a regular file",
		os.DevNull:  "not a regular file",
	} {
		diagnostics := plan(t, acctest.NewManaged(t, unconfigured(t), pushType), fromFile(path)).Diagnostics
		acctest.WantDiagnostics(t, diagnostics, "error at records_file: Unable to Read the Secureframe Records")
		acctest.WantTextAmong(t, diagnostics, want)
	}
}

// What the apply reads must be what was planned.
func TestPushFile_changesAfterThePlan(t *testing.T) {
	t.Parallel()
	const changed = "error at records_file: Secureframe Records Have Changed Since the Plan"
	path := recordsFile(t, threeLines...)
	systems, m := pushedBefore(t, fromFile(path))
	for _, test := range []struct{ planned, applied []string }{
		{append([]string{line("d.example", "D", 1)}, threeLines...), append([]string{line("d.example", "D", 2)}, threeLines...)},
		{append([]string{line("d.example", "D", 1)}, threeLines...), threeLines},
		{threeLines[:2], threeLines[:1]},
	} {
		writeRecords(t, path, test.planned...)
		nextRun(t, systems, m)
		planned := mustPlan(t, m, buried(fromFile(path)))
		writeRecords(t, path, test.applied...)
		diagnostics := m.Apply(t.Context(), t, planned)
		acctest.WantDiagnostics(t, diagnostics, changed)
		acctest.WantTextAmong(t, diagnostics, "Nothing was sent")
		acctest.Equal(t, "pushes", len(pushes(systems)), 1)
	}
	// A plan without changes of records is one, too.
	writeRecords(t, path, threeLines...)
	nextRun(t, systems, m)
	planned := mustPlan(t, m, buried(fromFile(path)))
	writeRecords(t, path, threeLines[:2]...)
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned), changed)
	acctest.Equal(t, "pushes", len(pushes(systems)), 1)
}

// A push that fails partway goes on where it has stopped.
func TestPushFile_failsPartway(t *testing.T) {
	t.Parallel()
	path := recordsFile(t, threeLines...)
	systems, m := pushedBefore(t, fromFile(path))
	arguments := with(fromFile(path), object{"batch": object{"max_records": 1}})
	writeRecords(t, path, line("a.example", "A", 1), line("b.example", "B", 2), line("c.example", "C", 3))
	for _, effect := range []fault.Effect{fault.DropAnswer(), fault.Respond(403, nil, "no")} {
		systems.Faults.Add(fault.Rule{System: sandbox.Secureframe, Skip: 1, Times: 1, Effect: effect})
		nextRun(t, systems, m)
		diagnostics := apply(t, m, arguments)
		acctest.WantDiagnostics(t, diagnostics, "error: Unable to Push Records to Secureframe")
		acctest.WantTextAmong(t, diagnostics, " records were accepted. The state contains the accepted records")
		systems.Faults.Reset()
	}
	nextRun(t, systems, m)
	mustApply(t, m, arguments)
	acctest.Equal(t, "pushes", pushes(systems)[1:], []string{"replace a.example", "replace b.example", "replace b.example", "replace c.example"})
	mustBeSettled(t, systems, m, arguments)
}

// Removed records get tombstones, and all of them when the resource is destroyed.
func TestPushFile_buries(t *testing.T) {
	t.Parallel()
	path := recordsFile(t, threeLines...)
	systems, m := pushedBefore(t, buried(fromFile(path)))
	writeRecords(t, path, threeLines[0], threeLines[2])
	mustApply(t, m, buried(fromFile(path)))
	mustBeSettled(t, systems, m, buried(fromFile(path)))
	nextRun(t, systems, m)
	m.Refresh(t.Context(), t)
	destroy(t, m)
	acctest.Equal(t, "pushes", pushes(systems)[1:], []string{"partial c.example", "partial a.example b.example"})
}

// To remove all records, the file is replaced by none.
func TestPushFile_moves(t *testing.T) {
	t.Parallel()
	path := recordsFile(t, threeLines...)
	records := object{"a.example": record("A", 95), "b.example": record("B", 85), "c.example": record("C", 75)}
	systems, m := pushedBefore(t, buried(pushing(records)))
	acctest.WantDiagnostics(t, mustApply(t, m, buried(fromFile(path))))
	acctest.Equal(t, "pushes", len(pushes(systems)), 1)
	mustBeSettled(t, systems, m, buried(fromFile(path)))

	nextRun(t, systems, m)
	delete(records, "c.example")
	mustApply(t, m, buried(pushing(records)))
	acctest.Equal(t, "pushes", pushes(systems)[1:], []string{"replace a.example b.example", "partial c.example"})
	mustBeSettled(t, systems, m, buried(pushing(records)))

	nextRun(t, systems, m)
	mustApply(t, m, buried(fromFile(path)))
	acctest.Equal(t, "pushes", pushes(systems)[3:], []string{"replace c.example"})
	nextRun(t, systems, m)
	mustApply(t, m, buried(pushing(object{})))
	acctest.Equal(t, "pushes", pushes(systems)[4:], []string{"partial a.example b.example c.example"})
	mustBeSettled(t, systems, m, buried(pushing(object{})))
}

// A file whose path is not known yet is read during the apply.
func TestPushFile_isNotKnownYet(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	planned := mustPlan(t, m, with(fromFile(""), object{"records_file": unknown{}}))
	path := recordsFile(t, threeLines...)
	resolve(t, m, planned, fromFile(path))
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned))
	acctest.Equal(t, "pushes", pushes(systems), []string{"replace a.example b.example c.example"})
	acctest.Equal(t, "changes", m.Attributes(t)["record_changes"], changes([]any{"a.example", "b.example", "c.example"}, nil, nil, 0, 3))
	mustBeSettled(t, systems, m, fromFile(path))
}

// An answer that no one has described is no acceptance.
func TestPushFile_isNotConfirmed(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, pushType)
	arguments := fromFile(recordsFile(t, threeLines...))
	systems.Faults.Add(fault.Rule{System: sandbox.Secureframe, Times: 1, Effect: fault.Respond(202, nil, "welcome to the network")})
	acctest.WantDiagnostics(t, mustApply(t, m, arguments), "warning: Secureframe May Not Have Accepted Records")
	nextRun(t, systems, m)
	m.Refresh(t.Context(), t)
	acctest.WantDiagnostics(t, mustApply(t, m, arguments))
	acctest.Equal(t, "pushes", pushes(systems), []string{"replace a.example b.example c.example"})
	mustBeSettled(t, systems, m, arguments)
}

// Two resources with the same record find each other, whether in a file or not.
func TestPushFile_sharesRecords(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	for name, other := range map[string]struct{ same, different object }{
		"a file": {
			fromFile(recordsFile(t, threeLines[1:]...)), fromFile(recordsFile(t, line("a.example", "A", 1))),
		},
		"a map": {
			pushing(object{"a.example": record("A", 95)}), pushing(object{"a.example": record("A", 1)}),
		},
	} {
		first := fromFile(recordsFile(t, threeLines...))
		for _, order := range []bool{false, true} {
			for _, test := range []struct {
				arguments object
				want      string
			}{{other.same, "WARNING"}, {other.different, "ERROR"}} {
				one, two := first, test.arguments
				if order {
					one, two = two, one
				}
				m := newRun(t, systems, pushType)
				mustPlan(t, m, one)
				second := acctest.NewManaged(t, m.Server, pushType)
				text := acctest.Explain(plan(t, second, two).Diagnostics)
				if !strings.Contains(text, test.want+": Secureframe Record Is Pushed Twice") || !strings.Contains(text, "a.example") {
					t.Errorf("%s: %s", name, text)
				}
			}
		}
	}
}

// A record of a file that another resource holds gets no tombstone.
func TestPushFile_keepsSharedRecords(t *testing.T) {
	t.Parallel()
	path := recordsFile(t, threeLines...)
	systems, leaving := pushedBefore(t, buried(fromFile(path)))
	holding := newRun(t, systems, pushType)
	mustApply(t, holding, buried(fromFile(recordsFile(t, threeLines[0]))))

	nextRun(t, systems, leaving)
	holding.Server = leaving.Server
	holding.Refresh(t.Context(), t)
	leaving.Refresh(t.Context(), t)
	writeRecords(t, path, threeLines[2])
	diagnostics := mustApply(t, leaving, buried(fromFile(path)))
	acctest.WantDiagnostics(t, diagnostics, "warning: Secureframe Record Gets No Tombstone")
	acctest.Equal(t, "pushes", pushes(systems)[2:], []string{"partial c.example"})

	// One that may get a tombstone is sent again.
	nextRun(t, systems, leaving)
	other := newRun(t, systems, pushType)
	mustApply(t, other, buried(fromFile(recordsFile(t, threeLines[2]))))
	nextRun(t, systems, other)
	leaving.Server = other.Server
	leaving.Refresh(t.Context(), t)
	other.Refresh(t.Context(), t)
	planned := mustPlan(t, other, buried(fromFile(recordsFile(t, threeLines[2]))))
	acctest.Equal(t, "changes", attribute(t, planned, "record_changes"), changes(nil, []any{"a.example"}, nil, 0, 1))
}

// The state of a damaged digest is refused, and never taken for one without records.
func TestPushFile_damagedDigest(t *testing.T) {
	t.Parallel()
	path := recordsFile(t, threeLines...)
	_, m := pushedBefore(t, buried(fromFile(path)))
	digest, _ := m.Attributes(t)["record_digest"].(string)
	var attributes map[string]tftypes.Value
	if err := m.State.As(&attributes); err != nil {
		t.Fatal(err)
	}
	attributes["record_digest"] = acctest.String(digest[:len(digest)-4])
	m.State = tftypes.NewValue(m.Type(t), attributes)
	const damaged = "error: Unable to Read the Accepted Records"
	acctest.WantDiagnostics(t, m.Refresh(t.Context(), t), damaged)
	acctest.WantDiagnostics(t, plan(t, m, buried(fromFile(path))).Diagnostics, damaged)
	acctest.WantDiagnostics(t, m.PlanDestroy(t.Context(), t).Diagnostics, damaged)
}
