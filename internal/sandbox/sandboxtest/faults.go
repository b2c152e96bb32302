// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandboxtest

import (
	"context"
	"maps"
	"net/http"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

// RespondJSON answers with the status and a body that is declared as JSON.
func RespondJSON(status int, body string) fault.Effect {
	return fault.Respond(status, http.Header{"Content-Type": {"application/json"}}, body)
}

// Fault is what may come instead of an answer, with the status and a part of
// the message that the error must have. Status 0 is no answer.
type Fault struct {
	Effect fault.Effect
	Status int
	Want   string
	// AnswerAt is the end of the paths at which it is an answer, and no fault.
	AnswerAt string
	// Repeats is whether net/http may send the request again by itself.
	Repeats bool
}

// Faults returns the faults that no system answers in its own way, and more.
func Faults(more map[string]Fault) map[string]Fault {
	const unusable = "the answer is not what was asked for: "
	all := map[string]Fault{
		"503":           {Effect: fault.GatewayPage(), Status: 503, Want: "HTTP 503 Service Unavailable: the body is an HTML page"},
		"drop":          {Effect: fault.DropConnection(), Want: "no answer: ", Repeats: true},
		"drop mid-body": {Effect: fault.DropMidBody(), Want: "no answer: the answer broke off: "},
		"redirect":      {Effect: fault.Redirect("https://other.example/"), Status: 302, Want: "HTTP 302 Found: it redirects"},
		"garbage":       {Effect: fault.Garbage(), Status: 200, Want: unusable + "it cannot be read: "},
		"HTML":          {Effect: fault.HTMLPage(), Status: 200, Want: unusable + "the body is an HTML page, not JSON: "},
		"cut short":     {Effect: fault.CutShort(), Status: 200, Want: unusable + "it cannot be read: "},
		"empty":         {Effect: fault.EmptyBody(), Status: 200, Want: unusable + "it is empty"},
		"blank":         {Effect: RespondJSON(200, " \n"), Status: 200, Want: unusable + "it is empty"},
		"nothing":       {Effect: RespondJSON(200, `{}`), Status: 200, Want: unusable + "it "},
		"null":          {Effect: RespondJSON(200, `null`), Status: 200, Want: unusable + "it "},
		"text":          {Effect: RespondJSON(200, `"ok"`), Status: 200, Want: unusable + "it cannot be read: "},
	}
	maps.Copy(all, more)
	return all
}

// Reading is a read by a client that meets a fault.
type Reading[Client any] struct {
	// Path is where it meets the fault, after as many requests as it skips.
	Path string
	Skip int
	// Operation is what the error says could not be done, as path.Match has it.
	Operation string
	// Read reads, and reports whether it gave anything.
	Read func(ctx context.Context, client Client) (something bool, err error)
}

// FaultTests try every reading of a client with every fault.
type FaultTests[Client any] struct {
	Readings map[string]Reading[Client]
	Faults   map[string]Fault
	Start    func(t *testing.T) *sandbox.Sandbox
	// NewClient returns a client without retries. The timeout 0 is the default.
	NewClient func(t *testing.T, s *sandbox.Sandbox, timeout time.Duration) Client
	// Error checks what must hold of every error, and returns its parts.
	Error func(t *testing.T, s *sandbox.Sandbox, err error) (status int, operation string)
}

// Run runs the tests. Timeouts are tested for the named readings, because they
// take their time.
func (f FaultTests[Client]) Run(t *testing.T, system string, hanging ...string) {
	t.Helper()
	t.Run("errors", func(t *testing.T) {
		t.Parallel()
		f.testErrors(t)
	})
	t.Run("pass", func(t *testing.T) {
		t.Parallel()
		f.testPass(t)
	})
	t.Run("hang", func(t *testing.T) {
		t.Parallel()
		f.testHang(t, system, hanging)
	})
}

// testErrors checks that every fault of every request is one clear error
// without a second try, and never a list.
func (f FaultTests[Client]) testErrors(t *testing.T) {
	t.Helper()
	for what, reading := range f.Readings {
		for how, met := range f.Faults {
			if met.AnswerAt != "" && strings.HasSuffix(reading.Path, met.AnswerAt) {
				continue
			}
			t.Run(what+", "+how, func(t *testing.T) {
				t.Parallel()
				f.TestError(t, f.Start(t), reading, met)
			})
		}
	}
}

// TestError checks one reading with one fault.
func (f FaultTests[Client]) TestError(t *testing.T, s *sandbox.Sandbox, reading Reading[Client], met Fault) {
	t.Helper()
	s.Faults.Add(fault.Rule{Path: reading.Path, Skip: reading.Skip, Effect: met.Effect})
	something, err := reading.Read(t.Context(), f.NewClient(t, s, 0))
	status, operation := f.Error(t, s, err)
	if something || status != met.Status || !strings.Contains(err.Error(), met.Want) {
		t.Errorf("got something: %v, %v\nwant status %d and %q", something, err, met.Status, met.Want)
	}
	if ok, _ := path.Match(reading.Operation, operation); !ok {
		t.Errorf("could not %q, want %q", operation, reading.Operation)
	}
	if requests := s.Requests.Count(sandbox.Path(reading.Path)); requests != 1+reading.Skip && !met.Repeats {
		t.Errorf("%d requests, want that the last one of %d meets the fault", requests, 1+reading.Skip)
	}
}

// testPass checks that the same client works when the fault has passed: nothing
// of it was kept.
func (f FaultTests[Client]) testPass(t *testing.T) {
	t.Helper()
	for what, reading := range f.Readings {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			s := f.Start(t)
			s.Faults.Add(fault.Rule{Path: reading.Path, Skip: reading.Skip, Times: 1, Effect: fault.Garbage()})
			client := f.NewClient(t, s, 0)
			if something, err := reading.Read(t.Context(), client); err == nil || something {
				t.Errorf("got something: %v, %v, want an error", something, err)
			}
			if something, err := reading.Read(t.Context(), client); err != nil || !something {
				t.Errorf("got something: %v, %v, want an answer", something, err)
			}
		})
	}
}

// testHang checks that an answer that does not come within the client's
// timeout is an error, too. It tries the named readings.
func (f FaultTests[Client]) testHang(t *testing.T, system string, names []string) {
	t.Helper()
	for _, what := range names {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			s, reading := f.Start(t), f.Readings[what]
			s.Faults.Add(fault.Rule{Path: reading.Path, Skip: reading.Skip, Effect: fault.Hang()})
			something, err := reading.Read(t.Context(), f.NewClient(t, s, 2*time.Second))
			want := system + ": could not " + reading.Operation + ": no answer: nothing complete within 2s"
			if _, _ = f.Error(t, s, err); something || err.Error() != want {
				t.Errorf("got something: %v, %v\nwant %s", something, err, want)
			}
		})
	}
}
