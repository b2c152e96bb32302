// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package fault_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

const (
	answer = `{"entries":[{"name":"one"},{"name":"two"}]}`
	system = "system"
)

// serve returns the address of a system that answers every request with
// answer, disturbed by the rules, and a client without a connection to it.
func serve(t *testing.T, faults *fault.Set) (string, *http.Client) {
	t.Helper()
	server := httptest.NewServer(faults.Wrap(system, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-From-System", "yes")
		_, _ = io.WriteString(w, answer)
	})))
	t.Cleanup(server.Close)
	client := server.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return server.URL, client
}

type reply struct {
	status int
	header http.Header
	body   string
	err    error // of reading the body
}

func send(ctx context.Context, client *http.Client, method, url string) (reply, error) {
	request, err := http.NewRequestWithContext(ctx, method, url, http.NoBody)
	if err != nil {
		return reply{}, err
	}
	request.Header.Set("Authorization", "Token secret-token")
	response, err := client.Do(request)
	if err != nil {
		return reply{}, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return reply{response.StatusCode, response.Header, string(body), err}, nil
}

func get(t *testing.T, client *http.Client, url string) reply {
	t.Helper()
	got, err := send(t.Context(), client, http.MethodGet, url)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestEffectsThatAnswer(t *testing.T) {
	t.Parallel()
	until := time.Date(2026, time.March, 4, 5, 6, 7, 0, time.FixedZone("", 3600))
	tests := map[string]struct {
		effect  fault.Effect
		status  int
		header  map[string]string
		body    string // the whole of it
		snippet string // or a part
	}{
		"respond": {
			effect: fault.Respond(418, http.Header{"x-tea": {"green"}}, "short and stout"),
			status: 418, header: map[string]string{"X-Tea": "green"}, body: "short and stout",
		},
		"too many requests": {
			effect: fault.TooManyRequests(7), status: 429,
			header: map[string]string{"Retry-After": "7"}, snippet: `"statusCode":429`,
		},
		"too many requests until": {
			effect: fault.TooManyRequestsUntil(until), status: 429,
			header: map[string]string{"Retry-After": "Wed, 04 Mar 2026 04:06:07 GMT"}, snippet: `"statusCode":429`,
		},
		"too many requests, no word for how long": {
			effect: fault.TooManyRequestsWithoutRetryAfter(), status: 429, header: map[string]string{"Retry-After": ""},
		},
		"internal server error": {
			effect: fault.InternalServerError(), status: 500, snippet: `"statusCode":500`,
			header: map[string]string{"Content-Type": "application/json; charset=utf-8"},
		},
		"gateway page": {
			effect: fault.GatewayPage(), status: 503, snippet: "<html>",
			header: map[string]string{"Content-Type": "text/html; charset=utf-8"},
		},
		"HTML page": {
			effect: fault.HTMLPage(), status: 200, snippet: "<html>",
			header: map[string]string{"Content-Type": "text/html; charset=utf-8"},
		},
		"garbage": {effect: fault.Garbage(), status: 200, snippet: "not json"},
		"empty body": {
			effect: fault.EmptyBody(), status: 200, header: map[string]string{"Content-Length": "0"},
		},
		"redirect": {
			effect: fault.Redirect("https://elsewhere.example/x"), status: 302,
			header: map[string]string{"Location": "https://elsewhere.example/x"},
		},
		"echo": {
			effect: fault.EchoAuthorization(401), status: 401,
			body: `{"error":{"message":"cannot accept Token secret-token","statusCode":401}}`,
		},
		"echo of another header": {
			effect: fault.EchoHeader(403, "accept-encoding"), status: 403,
			body: `{"error":{"message":"cannot accept gzip","statusCode":403}}`,
		},
		"cut short": {
			effect: fault.CutShort(), status: 200, body: answer[:len(answer)/2],
			header: map[string]string{"X-From-System": "yes", "Content-Type": "application/json"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			faults := &fault.Set{}
			faults.Add(fault.Rule{Effect: test.effect})
			url, client := serve(t, faults)
			got := get(t, client, url)
			if got.status != test.status || got.err != nil {
				t.Errorf("status %d, error %v, want %d", got.status, got.err, test.status)
			}
			for name, value := range test.header {
				if got.header.Get(name) != value {
					t.Errorf("%s is %q, want %q", name, got.header.Get(name), value)
				}
			}
			if test.snippet == "" && got.body != test.body || !strings.Contains(got.body, test.snippet) {
				t.Errorf("body %q, want %q", got.body, test.body+test.snippet)
			}
		})
	}
}

func TestDropMidBody(t *testing.T) {
	t.Parallel()
	faults := &fault.Set{}
	faults.Add(fault.Rule{Effect: fault.DropMidBody()})
	url, client := serve(t, faults)
	got := get(t, client, url)
	if !errors.Is(got.err, io.ErrUnexpectedEOF) {
		t.Errorf("error %v, want an unexpected end", got.err)
	}
	if got.status != 200 || got.body != answer[:len(answer)/2] || got.header.Get("Content-Length") != fmt.Sprint(len(answer)) {
		t.Errorf("status %d, body %q, length %s", got.status, got.body, got.header.Get("Content-Length"))
	}
}

func TestDropConnection(t *testing.T) {
	t.Parallel()
	faults := &fault.Set{}
	faults.Add(fault.Rule{Effect: fault.DropConnection()})
	url, client := serve(t, faults)
	if got, err := send(t.Context(), client, http.MethodGet, url); !errors.Is(err, io.EOF) {
		t.Errorf("reply %+v, error %v, want the end of the connection", got, err)
	}
}

func TestHangEndsWithTheRequest(t *testing.T) {
	t.Parallel()
	arrived, ended := make(chan struct{}), make(chan struct{})
	faults := &fault.Set{}
	faults.Add(fault.Rule{Effect: fault.Hang()})
	wrapped := faults.Wrap(system, http.NotFoundHandler())
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(ended)
		close(arrived)
		wrapped.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-arrived
		cancel()
	}()
	if got, err := send(ctx, server.Client(), http.MethodGet, server.URL); !errors.Is(err, context.Canceled) {
		t.Errorf("reply %+v, error %v", got, err)
	}
	<-ended
}

// statuses are those of the requests, sent one after the other.
func statuses(t *testing.T, faults *fault.Set, paths ...string) []int {
	t.Helper()
	url, client := serve(t, faults)
	var got []int
	for _, path := range paths {
		method, path, _ := strings.Cut(path, " ")
		answer, err := send(t.Context(), client, method, url+path)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, answer.status)
	}
	return got
}

func status(code int) fault.Effect { return fault.Respond(code, nil, "") }

func TestRulesChooseRequests(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		rules []fault.Rule
		paths []string
		want  []int
	}{
		"by system": {
			rules: []fault.Rule{{System: "other", Effect: status(500)}, {System: system, Effect: status(502)}},
			paths: []string{"GET /a"}, want: []int{502},
		},
		"by method": {
			rules: []fault.Rule{{Method: "PUT", Effect: status(500)}},
			paths: []string{"GET /a", "PUT /a"}, want: []int{200, 500},
		},
		"by path, a star being one segment": {
			rules: []fault.Rule{{Path: "/companies/*/factors", Effect: status(500)}},
			paths: []string{"GET /companies/a/factors", "GET /companies/a/b/factors", "GET /companies/a", "GET /companies/b/factors"},
			want:  []int{500, 200, 200, 500},
		},
		"after the first ones, some times": {
			rules: []fault.Rule{{Path: "/a", Skip: 1, Times: 2, Effect: status(500)}},
			paths: []string{"GET /a", "GET /b", "GET /a", "GET /a", "GET /a"}, want: []int{200, 200, 500, 500, 200},
		},
		"one after the other": {
			rules: []fault.Rule{{Times: 1, Effect: status(429)}, {Times: 1, Effect: status(503)}},
			paths: []string{"GET /a", "GET /a", "GET /a"}, want: []int{429, 503, 200},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			faults := &fault.Set{}
			faults.Add(test.rules...)
			if diff := cmp.Diff(test.want, statuses(t, faults, test.paths...)); diff != "" {
				t.Errorf("statuses (-want +got):\n%s", diff)
			}
		})
	}
}

func TestUnmetRulesAreListed(t *testing.T) {
	t.Parallel()
	faults := &fault.Set{}
	faults.Add(
		fault.Rule{Path: "/met", Effect: status(500)},
		fault.Rule{Method: "GET", Path: "/never", Effect: fault.Hang()},
		fault.Rule{System: system, Path: "/skipped", Skip: 1, Effect: fault.Garbage()},
	)
	statuses(t, faults, "GET /met", "GET /skipped")
	var names []string
	for _, rule := range faults.Unmet() {
		names = append(names, rule.String())
	}
	if diff := cmp.Diff([]string{"GET /never no answer", "system /skipped garbage"}, names); diff != "" {
		t.Errorf("unmet rules (-want +got):\n%s", diff)
	}
	faults.Reset()
	if unmet := faults.Unmet(); unmet != nil {
		t.Errorf("after a reset: %v", unmet)
	}
	if got := statuses(t, faults, "GET /met"); got[0] != 200 {
		t.Errorf("after a reset: status %d", got[0])
	}
}

func TestMistakesPanic(t *testing.T) {
	t.Parallel()
	for name, rule := range map[string]fault.Rule{
		"no effect":  {Path: "/a"},
		"no pattern": {Path: "/[", Effect: fault.Hang()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			(&fault.Set{}).Add(rule)
		})
	}
}
