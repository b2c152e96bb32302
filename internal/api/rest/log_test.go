// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/time/rate"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// notices are what a client tells.
type notices struct {
	mutex sync.Mutex
	all   []rest.Notice
}

func (n *notices) add(_ context.Context, notice rest.Notice) {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	n.all = append(n.all, notice)
}

func (n *notices) messages() []string {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	messages := []string{}
	for _, notice := range n.all {
		messages = append(messages, notice.Message)
	}
	return messages
}

func notify(told *notices) func(*rest.Config) {
	return func(config *rest.Config) { config.Notify = told.add }
}

func TestAttempt_isOneLine(t *testing.T) {
	t.Parallel()
	attempt := rest.Attempt{
		System: "SecurityScorecard", Method: http.MethodGet, Path: "/companies/x/factors", Number: 1, Status: 200, Duration: 6 * time.Millisecond,
	}
	if got, want := attempt.String(), "SecurityScorecard GET /companies/x/factors 200 in 6 ms, attempt 1"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	attempt.Status, attempt.Failure = 0, "connection refused"
	if got, want := attempt.String(), "SecurityScorecard GET /companies/x/factors failed in 6 ms, attempt 1: connection refused"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// The path of a log has neither people's names nor their addresses, nor credentials.
func TestLog_path(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		request rest.Request
		want    string
	}{
		"a company":    {rest.Request{Path: "/companies/delta.example/factors"}, "/companies/delta.example/factors"},
		"a query":      {rest.Request{Path: "/apps", Query: map[string][]string{"search": {"private"}}}, "/apps"},
		"an address":   {rest.Request{Path: "/users/jo%40delta.example/roles"}, "/users/(email)/roles"},
		"a name":       {rest.Request{Path: "/users/jo", LogPath: "/users/(username)"}, "/users/(username)"},
		"a credential": {rest.Request{Path: "/tokens/" + secret}, "/tokens/(redacted)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			logged := &attempts{}
			client := newClient(t, newPeer(ok("")), func(config *rest.Config) { config.Log = logged.add })
			if _, err := client.Send(t.Context(), test.request); err != nil {
				t.Fatal(err)
			}
			if got := logged.all[0].Path; got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// A wait is told once, with its reason, however many wait. Short ones are not.
func TestNotify_waits(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		answers  []answer
		requests int
		want     []string
	}{
		"a time":    {[]answer{respond(429, "", "Retry-After", "12"), ok("{}")}, 1, []string{"waiting 12 s: Example asked for it"}},
		"none":      {[]answer{respond(429, ""), respond(429, ""), respond(429, ""), ok("{}")}, 1, []string{"waiting 1 s: Example refused a request (HTTP 429)"}},
		"too short": {[]answer{respond(429, ""), ok("{}")}, 1, []string{}},
		"for all":   {[]answer{respond(429, "", "Retry-After", "12"), ok("{}")}, 5, []string{"waiting 12 s: Example asked for it"}},
		"not well":  {[]answer{respond(503, "", "Retry-After", "5"), ok("{}")}, 1, []string{"waiting 5 s: Example answered 503"}},
		"never":     {[]answer{respond(429, "", "Retry-After", "3600")}, 1, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				told := &notices{}
				client := newClient(t, newPeer(test.answers...), notify(told))
				ends := []func() error{}
				for range test.requests {
					ends = append(ends, send(t.Context(), client, read))
				}
				for _, end := range ends {
					_ = end()
				}
				// Half of a back-off is chance.
				got := told.messages()
				for i := range got {
					got[i] = strings.Replace(got[i], "waiting 2 s", "waiting 1 s", 1)
				}
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Errorf("notices (-want +got):\n%s", diff)
				}
			})
		})
	}
}

func TestNotify_budget(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		told := &notices{}
		client := newClient(t, newPeer(ok("{}")), notify(told), func(config *rest.Config) {
			config.Limiter = rate.NewLimiter(rate.Every(20*time.Second), 1)
		})
		for range 2 {
			if _, err := client.Send(t.Context(), read); err != nil {
				t.Fatal(err)
			}
		}
		want := []rest.Notice{{
			Message: "waiting 20 s: this run keeps to the request budget of Example",
			Fields:  map[string]any{"system": "Example", "wait_ms": int64(20_000)},
		}}
		if diff := cmp.Diff(want, told.all); diff != "" {
			t.Errorf("notices (-want +got):\n%s", diff)
		}
	})
}

// Long work tells every ten seconds how much of it is done, and short work nothing.
func TestNotify_progress(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		latency time.Duration
		want    []string
	}{
		"long":  {3 * time.Second, []string{"8 of 20 companies", "16 of 20 companies"}},
		"short": {900 * time.Millisecond, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				told := &notices{}
				client := newClient(t, newPeer(slow(test.latency, ok(""))), notify(told), maxConcurrency(2))
				_, err := rest.Map(t.Context(), client, "companies", make([]int, 20), func(ctx context.Context, _ int) (int, error) {
					_, err := client.Send(ctx, read)
					return 0, err
				})
				if err != nil {
					t.Fatal(err)
				}
				got := told.messages()
				for i := range got {
					// Which of two that end at a time comes first is chance.
					got[i] = strings.Replace(strings.Replace(got[i], "7 of", "8 of", 1), "15 of", "16 of", 1)
				}
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Errorf("notices (-want +got):\n%s", diff)
				}
			})
		})
	}
}

// An error says what the system calls the request, if that can be shown.
func TestError_requestID(t *testing.T) {
	t.Parallel()
	id := "0b5c2f5e-8a53-4a8e-9d0b-1e0f5a3c7d11"
	for name, test := range map[string]struct {
		header, value, want string
	}{
		"X-Request-Id":     {"X-Request-Id", id, id},
		"X-Correlation-Id": {"X-Correlation-Id", id, id},
		"of Amazon":        {"X-Amzn-Requestid", id, id},
		"of Cloudflare":    {"Cf-Ray", "8f1e2d3c4b5a-FRA", "8f1e2d3c4b5a-FRA"},
		"none":             {"X-Other", id, ""},
		"too long":         {"X-Request-Id", strings.Repeat("a", 77), ""},
		"words":            {"X-Request-Id", "call support", ""},
		"a link":           {"X-Request-Id", "https://example.com/", ""},
		"a line end":       {"X-Request-Id", "a\nb", ""},
		"a credential":     {"X-Request-Id", secret, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for status, decode := range map[int]func([]byte) (string, error){404: text, 200: notWanted} {
				logged := &attempts{}
				client := newClient(t, newPeer(respond(status, "", test.header, test.value)), func(config *rest.Config) { config.Log = logged.add })
				_, err := rest.Get(t.Context(), client, read, decode)
				failure := asError(t, err)
				if failure.RequestID != test.want || strings.Contains(failure.Error(), "(request ID ") != (test.want != "") || logged.all[0].RequestID != test.want {
					t.Errorf("got %v, want the ID %q", failure, test.want)
				}
			}
		})
	}
}

func notWanted([]byte) (string, error) { return "", http.ErrNotSupported }

func TestTally(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := newClient(t, newPeer(respond(503, ""), ok("{}")))
		ctx, tally := rest.WithTally(t.Context())
		for range 3 {
			if _, err := rest.Get(ctx, client, read, object); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := rest.Get(t.Context(), client, rest.Request{Path: "/another"}, object); err != nil {
			t.Fatal(err)
		}
		if tally.Requests() != 2 || tally.Retries() != 1 || tally.Coalesced() != 2 {
			t.Errorf("counted %d requests, %d retries, %d coalesced; want 2, 1, 2", tally.Requests(), tally.Retries(), tally.Coalesced())
		}
	})
}
