// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package fault_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
)

const (
	answer = `{"entries":[{"name":"one"},{"name":"two"}]}`
	sent   = `{"name":"ü😀"}`
	system = "system"
)

// serve serves a system that answers every request with answer, disturbed by the
// rules. Every body that reaches the system goes to reached.
func serve(t *testing.T, reached func(body string), rules ...fault.Rule) (sandboxtest.Client, *fault.Set) {
	t.Helper()
	faults := &fault.Set{}
	faults.Add(rules...)
	server := httptest.NewServer(faults.Wrap(system, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		reached(string(body))
		w.Header().Set("X-From-System", "yes")
		_, _ = io.WriteString(w, answer)
	})))
	t.Cleanup(server.Close)
	return sandboxtest.Client{URL: server.URL, Headers: []string{"Authorization: Token secret-token"}}, faults
}

func TestEffects(t *testing.T) {
	t.Parallel()
	until := time.Date(2026, time.March, 4, 5, 6, 7, 0, time.FixedZone("", 3600))
	const jsonType, htmlType, half = "application/json; charset=utf-8", "text/html; charset=utf-8", len(answer) / 2
	for name, test := range map[string]struct {
		effect fault.Effect
		status int
		header string // "name: value"
		body   string // the whole of it, or a part before "…"
		err    error
		served bool
	}{
		"respond":                   {fault.Respond(418, http.Header{"x-tea": {"green"}}, "stout"), 418, "X-Tea: green", "stout", nil, false},
		"too many requests":         {fault.TooManyRequests(7), 429, "Retry-After: 7", "…", nil, false},
		"too many requests until":   {fault.TooManyRequestsUntil(until), 429, "Retry-After: Wed, 04 Mar 2026 04:06:07 GMT", "…", nil, false},
		"too many for no time":      {fault.TooManyRequestsWithoutRetryAfter(), 429, "Retry-After: ", "", nil, false},
		"internal server error":     {fault.InternalServerError(), 500, "Content-Type: " + jsonType, `{"error":…`, nil, false},
		"gateway page":              {fault.GatewayPage(), 503, "Content-Type: " + htmlType, "<!DOCTYPE html>…", nil, false},
		"HTML page":                 {fault.HTMLPage(), 200, "Content-Type: " + htmlType, "<!DOCTYPE html>…", nil, false},
		"garbage":                   {fault.Garbage(), 200, "Content-Type: " + jsonType, "\x00…", nil, false},
		"empty body":                {fault.EmptyBody(), 200, "Content-Length: 0", "", nil, false},
		"redirect":                  {fault.Redirect("https://x.example/y"), 302, "Location: https://x.example/y", "", nil, false},
		"echo of the authorization": {fault.EchoAuthorization(401), 401, "", `{"error":{"message":"cannot accept Token secret-token"}}`, nil, false},
		"echo of another header":    {fault.EchoHeader(403, "accept-encoding"), 403, "", `{"error":{"message":"cannot accept gzip"}}`, nil, false},
		"echo of the body":          {fault.EchoBody(400), 400, "", `{"message":"cannot accept {\"name\":\"ü😀\"}"}`, nil, false},
		"cut short":                 {fault.CutShort(), 200, "X-From-System: yes", answer[:half], nil, true},
		"drop in mid body":          {fault.DropMidBody(), 200, "X-From-System: yes", answer[:half], io.ErrUnexpectedEOF, true},
		"dropped connection":        {fault.DropConnection(), 0, "", "", io.EOF, false},
		"dropped answer":            {fault.DropAnswer(), 0, "", "", io.EOF, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reached := make(chan string, 1)
			client, faults := serve(t, func(body string) { reached <- body }, fault.Rule{Effect: test.effect})
			got, err := client.Try(t.Context(), http.MethodPost, "/", sent)
			if got.Status != test.status || !errors.Is(err, test.err) {
				t.Errorf("status %d, error %v", got.Status, err)
			}
			if name, value, _ := strings.Cut(test.header, ": "); got.Header.Get(name) != value {
				t.Errorf("headers %v, want %s", got.Header, test.header)
			}
			if start, isPart := strings.CutSuffix(test.body, "…"); got.Text != start && (!isPart || !strings.HasPrefix(got.Text, start)) {
				t.Errorf("body %q, want %q", got.Text, test.body)
			}
			if served := len(reached) == 1 && <-reached == sent; served != test.served || faults.Unmet() != nil {
				t.Errorf("reached the system: %t, not met: %v", served, faults.Unmet())
			}
		})
	}
}

// A client that gives up is only noticed when its body was read.
func TestHang_endsWithTheRequest(t *testing.T) {
	t.Parallel()
	for wantServed, effect := range []fault.Effect{fault.Hang(), fault.HangAnswered()} {
		served := 0
		ctx, giveUp := context.WithCancel(t.Context())
		faults, arrived, ended := &fault.Set{}, make(chan struct{}), make(chan struct{})
		faults.Add(fault.Rule{Effect: effect})
		wrapped := faults.Wrap(system, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { served++ }))
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			defer close(ended)
			close(arrived)
			wrapped.ServeHTTP(w, r)
		}))
		go func() {
			<-arrived
			giveUp()
		}()
		if got, err := (sandboxtest.Client{URL: server.URL}).Try(ctx, http.MethodPost, "/", sent); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: answer %+v, error %v", effect, got, err)
		}
		<-ended
		server.Close()
		if served != wantServed {
			t.Errorf("%s: the system was asked %d times", effect, served)
		}
	}
}

func TestRules_chooseRequests(t *testing.T) {
	t.Parallel()
	status := func(code int) fault.Effect { return fault.Respond(code, nil, "") }
	for name, test := range map[string]struct {
		rules []fault.Rule
		paths []string
		want  []int
		unmet []string
	}{
		"by system": {
			[]fault.Rule{{System: "other", Effect: status(500)}, {System: system, Effect: status(502)}},
			[]string{"GET /a"},
			[]int{502},
			[]string{"other status 500"},
		},
		"by method": {
			[]fault.Rule{{Method: "PUT", Effect: status(500)}, {Method: "GET", Path: "/never", Effect: fault.Hang()}},
			[]string{"GET /a", "PUT /a"},
			[]int{200, 500},
			[]string{"GET /never no answer"},
		},
		"by path, a star being one segment": {
			[]fault.Rule{{Path: "/companies/*/factors", Effect: status(500)}},
			[]string{"GET /companies/a/factors", "GET /companies/a/b/factors", "GET /companies/a"},
			[]int{500, 200, 200},
			nil,
		},
		"after the first ones, some times": {
			[]fault.Rule{{Path: "/a", Skip: 1, Times: 2, Effect: status(500)}, {Path: "/b", Skip: 1, Effect: status(500)}},
			[]string{"GET /a", "GET /b", "GET /a", "GET /a", "GET /a"},
			[]int{200, 200, 500, 500, 200},
			[]string{"/b status 500"},
		},
		"one after the other": {
			[]fault.Rule{{Times: 1, Effect: status(429)}, {Times: 1, Effect: status(503)}},
			[]string{"GET /a", "GET /a", "GET /a"},
			[]int{429, 503, 200},
			nil,
		},
	} {
		client, faults := serve(t, func(string) {}, test.rules...)
		var got []int
		for _, path := range test.paths {
			method, path, _ := strings.Cut(path, " ")
			got = append(got, client.Send(t, method, path, "").Status)
		}
		var unmet []string
		for _, rule := range faults.Unmet() {
			unmet = append(unmet, rule.String())
		}
		if diff := cmp.Diff([]any{test.want, test.unmet}, []any{got, unmet}); diff != "" {
			t.Errorf("%s: statuses and unmet rules (-want +got):\n%s", name, diff)
		}
		if faults.Reset(); client.Send(t, http.MethodGet, "/companies/a/factors", "").Status != http.StatusOK || faults.Unmet() != nil {
			t.Errorf("%s: rules are left after a reset", name)
		}
	}
}

func TestRules_panicOnMistakes(t *testing.T) {
	t.Parallel()
	for name, rule := range map[string]fault.Rule{"no effect": {Path: "/a"}, "no pattern": {Path: "/[", Effect: fault.Hang()}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			(&fault.Set{}).Add(rule)
		}()
	}
}
