// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	system "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
)

// Every refusal that the documentation names, in every form that an error
// might have. None is asked for again.
func TestRefusals(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		says   string
	}{
		"400": {http.StatusBadRequest, "not in the correct format"},
		"401": {http.StatusUnauthorized, "Authorization failed"},
		"403": {http.StatusForbidden, "not authorized to push data for this custom connection"},
		"404": {http.StatusNotFound, "could not be found"},
		"422": {http.StatusUnprocessableEntity, "no"},
	}
	forms := map[string]struct{ before, after, shown string }{
		"message":           {`{"message":"`, `"}`, ": "},
		"error":             {`{"error":"`, `"}`, ": "},
		"errors":            {`{"errors":["`, `"]}`, ": "},
		"errors and others": {`{"errors":[null,7,"`, `"]}`, ": "},
		"errors as text":    {`{"errors":"`, `"}`, ": "},
		"errors as objects": {`{"errors":[{"detail":"`, `","code":12}]}`, ": detail: "},
		"errors by field":   {`{"errors":{"vendor_slug":["`, `"]}}`, ": vendor_slug: "},
		"error as object":   {`{"error":{"message":"`, `"},"message":null}`, ": message: "},
		"empty message":     {`{"message":"","error":"`, `"}`, ": "},
		"with another type": {`{"message":"`, `","error":true,"errors":null}`, ": "},
		"text":              {"", "", ""}, // what cannot be read is not shown
		"list":              {`["`, `"]`, ""},
		"no words":          {`{"errors":null,"detail":"`, `"}`, ""},
	}
	for name, test := range tests {
		for form, wrap := range forms {
			t.Run(name+" "+form, func(t *testing.T) {
				t.Parallel()
				p := newPeer(system.Quirks{})
				p.faults.Add(fault.Rule{Effect: fault.Respond(test.status, nil, wrap.before+test.says+wrap.after)})
				result, err := newClient(t, p).Push(t.Context(), records(scorecards, "a", "b"))
				want := "Secureframe: could not push 2 records to schema vendor_scorecards of connection " +
					scorecards.ConnectionID + ": HTTP " + name + " " + http.StatusText(test.status)
				if wrap.shown != "" {
					want += wrap.shown + test.says
				}
				sandboxtest.Equal(t, "error", asError(t, err).Error(), want)
				sandboxtest.Equal(t, "result", result, secureframe.Result{})
				sandboxtest.Equal(t, "requests", len(p.received()), 1)
			})
		}
	}
}

// What the sandbox refuses by itself.
func TestRefusals_bySecureframe(t *testing.T) {
	t.Parallel()
	unknown, other := scorecards, scorecards
	unknown.ConnectionID, other.VendorSlug = "3d0c6a52-8f1e-4b7a-9c45-2e6d1f7b8a02", "other"
	tests := map[string]struct {
		push secureframe.Push
		want string
	}{
		"unknown connection": {records(unknown, "a"), "HTTP 404 Not Found: A custom connection could not be found for the provided ID"},
		"other vendor":       {records(other, "a"), "HTTP 400 Bad Request: vendor_slug does not match the vendor configured for the connection"},
		"no records":         {records(scorecards), "HTTP 400 Bad Request: The request body was not in the correct format: resource_data is empty"},
	}
	for _, form := range []system.ErrorForm{system.ErrorAsMessage, system.ErrorAsError, system.ErrorAsList} {
		for name, test := range tests {
			p := newPeer(system.Quirks{Errors: form})
			_, err := newClient(t, p).Push(t.Context(), test.push)
			if text := asError(t, err).Error(); !strings.HasSuffix(text, test.want) || len(p.received()) != 1 {
				t.Errorf("%s: got %s after %d requests, want %s", name, text, len(p.received()), test.want)
			}
		}
	}
}

// A credential is found in an error however it is escaped there.
func TestErrors_haveNoSecret(t *testing.T) {
	t.Parallel()
	const escaped = `the\u002dapi\u002dkey s3cr3t\/\u003cplanted\u003e`
	tests := map[string]struct {
		effect fault.Effect
		want   string
	}{
		"echo":    {fault.EchoAuthorization(401), "message: cannot accept (redacted) (redacted)"},
		"message": {fault.Respond(401, nil, `{"message":"bad `+escaped+`"}`), "bad (redacted) (redacted)"},
		"error":   {fault.Respond(401, nil, `{"error":"bad `+escaped+`"}`), "bad (redacted) (redacted)"},
		"errors":  {fault.Respond(401, nil, `{"errors":["bad","`+escaped+`"]}`), "bad, (redacted) (redacted)"},
		"field":   {fault.Respond(401, nil, `{"errors":{"`+escaped+`":"bad"}}`), "(redacted) (redacted): bad"},
		"text":    {fault.Respond(401, nil, "bad "+key+" "+secret), ""},
		"HTML":    {fault.Respond(401, nil, "<html>"+key+" "+secret), "the body is an HTML page, which a proxy or a gateway may have sent"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(system.Quirks{})
			p.faults.Add(fault.Rule{Effect: test.effect})
			_, err := newClient(t, p).Push(t.Context(), records(scorecards, "a"))
			sandboxtest.Equal(t, "message", asError(t, err).Message, test.want)
		})
	}
}

// passing are the failures that may pass by themselves.
var passing = map[string]fault.Effect{
	"500":                   fault.InternalServerError(),
	"502":                   fault.Respond(http.StatusBadGateway, nil, ""),
	"503":                   fault.GatewayPage(),
	"504":                   fault.Respond(http.StatusGatewayTimeout, nil, ""),
	"429":                   fault.TooManyRequests(1),
	"dropped":               fault.DropConnection(),
	"no answer":             fault.Hang(),
	"accepted, and dropped": fault.DropAnswer(),
	"accepted, no answer":   fault.HangAnswered(),
}

// whilePassing runs a test in virtual time with each of the failures, which
// happens as often as times says, or always if that is 0.
func whilePassing(t *testing.T, times int, test func(t *testing.T, name string, p *peer)) {
	t.Helper()
	for name, effect := range passing {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := newPeer(system.Quirks{})
				p.faults.Add(fault.Rule{Times: times, Effect: effect})
				test(t, name, p)
			})
		})
	}
}

func TestPush_isRepeated(t *testing.T) {
	t.Parallel()
	whilePassing(t, 1, func(t *testing.T, name string, p *peer) {
		mustPush(t, newClient(t, p), records(scorecards, "a", "b"))
		sent := p.received()
		sandboxtest.Equal(t, "requests", len(sent), 2)
		sandboxtest.Equal(t, "the second body", sent[1].body, sent[0].body)
		want := []string{"a b"}
		if strings.HasPrefix(name, "accepted") {
			want = []string{"a b", "a b"}
		}
		sandboxtest.Equal(t, "pushed", p.ids(scorecards), want)
	})
}

func TestPush_isRepeatedUpToMaxRetries(t *testing.T) {
	t.Parallel()
	whilePassing(t, 0, func(t *testing.T, name string, p *peer) {
		began := time.Now()
		result, err := newClient(t, p, maxRetries(2)).Push(t.Context(), records(scorecards, "a"))
		_ = asError(t, err)
		sandboxtest.Equal(t, "result", result, secureframe.Result{})
		if name == "429" { // It is repeated for as long as a run waits.
			if took := time.Since(began); took < 4*time.Minute || took > 5*time.Minute {
				t.Errorf("ended after %s", took)
			}
			return
		}
		sandboxtest.Equal(t, "requests", len(p.received()), 3)
	})
}

// An address is blocked for a time that is not documented: a minute, unless
// the answer says how long. All connections wait.
func TestPush_tooManyRequests(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		effect func() fault.Effect
		wait   time.Duration
	}{
		"without a time": {fault.TooManyRequestsWithoutRetryAfter, time.Minute},
		"seconds":        {func() fault.Effect { return fault.TooManyRequests(7) }, 7 * time.Second},
		"longer":         {func() fault.Effect { return fault.TooManyRequests(100) }, 100 * time.Second},
		"date":           {func() fault.Effect { return fault.TooManyRequestsUntil(time.Now().Add(20 * time.Second)) }, 20 * time.Second},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := newPeer(system.Quirks{})
				p.faults.Add(fault.Rule{Times: 1, Effect: test.effect()})
				client, began := newClient(t, p), time.Now()
				first := inBackground(t.Context(), client, records(scorecards, "a"))
				synctest.Wait()
				mustPush(t, client, records(infrastructure, "b"))
				if err := first(); err != nil {
					t.Fatal(err)
				}
				sandboxtest.Equal(t, "requests", len(p.received()), 3)
				for _, request := range p.received()[1:] {
					if wait := request.at.Sub(began); wait < test.wait || wait > test.wait+time.Second {
						t.Errorf("waited %s, want %s", wait, test.wait)
					}
				}
			})
		})
	}
}
