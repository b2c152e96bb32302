// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// reading is a read that meets a fault, after as many requests to the same path
// as it skips, what its error says could not be done, and whether it gave
// anything.
type reading struct {
	path      string
	skip      int
	operation string
	read      func(context.Context, *nowsecure.Client) (something bool, err error)
}

func findings(query nowsecure.FindingsQuery) func(context.Context, *nowsecure.Client) (bool, error) {
	return func(ctx context.Context, client *nowsecure.Client) (bool, error) {
		read, err := client.Findings(ctx, query)
		return read.Findings != nil, err
	}
}

func apps(ctx context.Context, client *nowsecure.Client) (bool, error) {
	apps, err := client.Apps(ctx, nowsecure.AppsQuery{})
	return apps != nil, err
}

const borealis = "com.borealis.notes (android, " + world.BorealisRef + ")"

// readings are every read of the client with every request that it makes.
var readings = map[string]reading{
	"organization": {"/graphql", 0, "read the organization", func(ctx context.Context, client *nowsecure.Client) (bool, error) {
		organization, err := client.Organization(ctx)
		return organization.ID != "" || organization.Usage != nil, err
	}},
	"users": {"/graphql", 0, "list the users", func(ctx context.Context, client *nowsecure.Client) (bool, error) {
		users, err := client.Users(ctx)
		return users != nil, err
	}},
	"apps":               {"/graphql", 0, "list the applications", apps},
	"apps' second page":  {"/graphql", 1, "list the applications", apps},
	"apps of REST":       {"/app/", 0, "list the applications of every platform", apps},
	"findings' apps":     {"/graphql", 0, "list the applications", findings(nowsecure.FindingsQuery{ReportErrors: true})},
	"findings' app list": {"/app/", 0, "list the applications of every platform", findings(nowsecure.FindingsQuery{ReportErrors: true})},
	"report":             {"/graphql", 2, "read the report on application " + borealis, findings(nowsecure.FindingsQuery{Apps: only(world.BorealisRef)})},
	"history":            {historyOf(world.BorealisRef), 0, "read the vulnerabilities of application " + borealis, findings(lastDays(30, world.BorealisRef))},
}

// faults are what may come instead of an answer, with the status and a part of
// the message that the error must have. Status 0 is no answer.
var faults = map[string]struct {
	effect fault.Effect
	status int
	want   string
}{
	"400":              {refusal(400, "bad parameter"), 400, "HTTP 400 Bad Request: bad parameter"},
	"400, with groups": {refusal(400, "unknown group, have "+world.BoardGroupRef), 400, "HTTP 400 Bad Request: unknown group, have (redacted)"},
	"401":              {refusal(401, "Unauthorized"), 401, "HTTP 401 Unauthorized: Unauthorized"},
	"403":              {refusal(403, "not licensed"), 403, "HTTP 403 Forbidden: not licensed"},
	"404":              {refusal(404, "not found"), 404, "HTTP 404 Not Found: not found"},
	"429":              {fault.TooManyRequests(3600), 429, "HTTP 429 Too Many Requests"},
	"429, no more":     {fault.TooManyRequestsWithoutRetryAfter(), 429, "HTTP 429 Too Many Requests"},
	"500":              {refusal(500, "Invalid cursor"), 500, "HTTP 500 Internal Server Error: Invalid cursor"},
	"503":              {fault.GatewayPage(), 503, "HTTP 503 Service Unavailable: the body is an HTML page"},
	"403, no JSON":     {fault.Respond(403, nil, "Forbidden"), 403, "HTTP 403 Forbidden"},
	"echo":             {fault.EchoAuthorization(401), 401, "HTTP 401 Unauthorized"},
	"echo in success":  {fault.EchoAuthorization(200), 200, "HTTP 200 OK: "},
	"drop":             {fault.DropConnection(), 0, "no answer: "},
	"drop mid-body":    {fault.DropMidBody(), 0, "no answer: the answer broke off: "},
	"redirect":         {fault.Redirect("https://other.example/"), 302, "HTTP 302 Found: it redirects"},
	"garbage":          {fault.Garbage(), 200, "the answer is not what was asked for: it cannot be read: "},
	"HTML":             {fault.HTMLPage(), 200, "the answer is not what was asked for: the body is an HTML page, not JSON: "},
	"cut short":        {fault.CutShort(), 200, "the answer is not what was asked for: it cannot be read: "},
	"empty":            {fault.EmptyBody(), 200, "the answer is not what was asked for: it is empty"},
	"blank":            {success(" \n"), 200, "the answer is not what was asked for: it is empty"},
	"nothing":          {success(`{}`), 200, "the answer is not what was asked for: it "},
	"null":             {success(`null`), 200, "the answer is not what was asked for: it "},
	"text":             {success(`"ok"`), 200, "the answer is not what was asked for: it cannot be read: "},
	"no data":          {success(`{"data":null}`), 200, "the answer is not what was asked for: it "},
	"nothing in it":    {success(`{"data":{}}`), 200, "the answer is not what was asked for: it "},
	"nulls in it":      {success(`{"data":{"my":{"organization":null},"auto":{"applications":null,"assessments":null}}}`), 200, "the answer is not what was asked for: it "},
	"error, part of it": {
		success(`{"data":{"my":{"organization":{"id":"1","users":[]}},"auto":{"applications":[],"assessments":[]}},"errors":[{"message":"oops"}]}`), 200, "HTTP 200 OK: ",
	},
}

func refusal(status int, message string) fault.Effect {
	return fault.Respond(status, http.Header{"Content-Type": {"application/json"}}, `{"message":"`+message+`"}`)
}

func success(body string) fault.Effect {
	return fault.Respond(http.StatusOK, http.Header{"Content-Type": {"application/json"}}, body)
}

// Every fault of every request is one clear error, and never a list.
func TestFaults(t *testing.T) {
	t.Parallel()
	for what, reading := range readings {
		for how, met := range faults {
			t.Run(what+", "+how, func(t *testing.T) {
				t.Parallel()
				s := start(t)
				s.Faults.Add(fault.Rule{Path: reading.path, Skip: reading.skip, Effect: met.effect})
				client, _ := newClient(t, s)
				something, err := reading.read(t.Context(), client)
				failure := asError(t, s, err)
				if something || failure.Status != met.status || failure.Operation != reading.operation || !strings.Contains(err.Error(), met.want) {
					t.Errorf("got something: %v, %v\nwant status %d and %q", something, err, met.status, met.want)
				}
				if met := s.Requests.Count(sandbox.Path(reading.path)); met != 1+reading.skip && how != "drop" {
					t.Errorf("%d requests, want the last one to meet the fault", met)
				}
			})
		}
	}
}

// An answer that does not come is an error, too.
func TestFaults_hang(t *testing.T) {
	t.Parallel()
	for _, what := range []string{"apps", "report", "history"} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			s, reading := start(t), readings[what]
			s.Faults.Add(fault.Rule{Path: reading.path, Skip: reading.skip, Effect: fault.Hang()})
			client, _ := newClient(t, s, func(config *rest.Config) { config.RequestTimeout = 2 * time.Second })
			something, err := reading.read(t.Context(), client)
			want := "NowSecure: could not " + reading.operation + ": no answer: nothing complete within 2s"
			if _ = asError(t, s, err); something || err.Error() != want {
				t.Errorf("got something: %v, %v\nwant %s", something, err, want)
			}
		})
	}
}

// The same client works when the fault has passed: nothing of it was kept.
func TestFaults_pass(t *testing.T) {
	t.Parallel()
	for what, reading := range readings {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(fault.Rule{Path: reading.path, Skip: reading.skip, Times: 1, Effect: fault.Garbage()})
			client, _ := newClient(t, s)
			if something, err := reading.read(t.Context(), client); err == nil || something {
				t.Errorf("got something: %v, %v, want an error", something, err)
			}
			if something, err := reading.read(t.Context(), client); err != nil || !something {
				t.Errorf("got something: %v, %v, want an answer", something, err)
			}
		})
	}
}

// A query may be sent again: it is a POST that changes nothing.
func TestQueries_areRepeated(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(fault.Rule{Path: "/graphql", Times: 1, Effect: fault.GatewayPage()})
	client, seen := newClient(t, s, func(config *rest.Config) { config.MaxRetries = new(1) })
	if organization, err := client.Organization(t.Context()); err != nil || organization.ID == "" {
		t.Errorf("got %v, %v", organization, err)
	}
	mustEqual(t, []string{"organization", "organization"}, seen.requested())
}
