// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

type reading = sandboxtest.Reading[*nowsecure.Client]

func findings(query nowsecure.FindingsQuery) func(context.Context, *nowsecure.Client) (bool, error) {
	return func(ctx context.Context, client *nowsecure.Client) (bool, error) {
		read, err := client.Findings(ctx, query)
		return read.Findings != nil, err
	}
}

func apps(ctx context.Context, client *nowsecure.Client) (bool, error) {
	read, err := client.Apps(ctx, nowsecure.AppsQuery{})
	return read.Apps != nil, err
}

const (
	borealis = "com.borealis.notes (android, " + world.BorealisRef + ")"
	aurora   = "com.aurora.pay (android, " + world.AuroraAndroidRef + ")"
)

// readings are every read of the client with every request that it makes.
var readings = map[string]reading{
	"organization": {Path: "/graphql", Operation: "read the organization", Read: func(ctx context.Context, client *nowsecure.Client) (bool, error) {
		organization, err := client.Organization(ctx)
		return organization.ID != "" || organization.Usage != nil, err
	}},
	"users": {Path: "/graphql", Operation: "list the users", Read: func(ctx context.Context, client *nowsecure.Client) (bool, error) {
		users, err := client.Users(ctx)
		return users != nil, err
	}},
	"apps":               {Path: "/graphql", Operation: "list the applications", Read: apps},
	"apps' second page":  {Path: "/graphql", Skip: 1, Operation: "list the applications", Read: apps},
	"apps of REST":       {Path: "/app/", Operation: "list the applications of every platform", Read: apps},
	"findings' apps":     {Path: "/graphql", Operation: "list the applications", Read: findings(nowsecure.FindingsQuery{ReportErrors: true})},
	"findings' app list": {Path: "/app/", Operation: "list the applications of every platform", Read: findings(nowsecure.FindingsQuery{ReportErrors: true})},
	"report":             {Path: "/graphql", Skip: 2, Operation: "read the report on application " + borealis, Read: findings(nowsecure.FindingsQuery{Apps: only(world.BorealisRef)})},
	"past": {Path: "/graphql", Skip: 2, Operation: "list the completed assessments of applications", Read: findings(nowsecure.FindingsQuery{
		Apps: only(world.BorealisRef), Baseline: &nowsecure.Baseline{Version: "1"}, ReportErrors: true,
	})},
	"components": {Path: "/graphql", Skip: 2, Operation: "read the components of application " + aurora, Read: func(ctx context.Context, client *nowsecure.Client) (bool, error) {
		read, err := client.Components(ctx, world.AuroraAndroidRef)
		return read.Components != nil, err
	}},
	"store apps": {Path: storeAppsPath, Operation: "list the apps of risk intelligence", Read: func(ctx context.Context, client *nowsecure.Client) (bool, error) {
		apps, err := client.StoreApps(ctx, nowsecure.StoreAppsQuery{})
		return apps != nil, err
	}},
	"history": {Path: historyOf(world.BorealisRef), Operation: "read the vulnerabilities of application " + borealis, Read: findings(lastDays(30, world.BorealisRef))},
}

// faults are what may come instead of an answer.
var faults = sandboxtest.Faults(map[string]sandboxtest.Fault{
	"400":              {Effect: refusal(400, "bad parameter"), Status: 400, Want: "HTTP 400 Bad Request: bad parameter"},
	"400, with groups": {Effect: refusal(400, "unknown group, have "+world.BoardGroupRef), Status: 400, Want: "HTTP 400 Bad Request: unknown group, have (redacted)"},
	"401":              {Effect: refusal(401, "Unauthorized"), Status: 401, Want: "HTTP 401 Unauthorized: Unauthorized"},
	"403":              {Effect: refusal(403, "not licensed"), Status: 403, Want: "HTTP 403 Forbidden: not licensed"},
	"404":              {Effect: refusal(404, "not found"), Status: 404, Want: "HTTP 404 Not Found: not found"},
	"429":              {Effect: fault.TooManyRequests(3600), Status: 429, Want: "HTTP 429 Too Many Requests"},
	"429, no more":     {Effect: fault.TooManyRequestsWithoutRetryAfter(), Status: 429, Want: "HTTP 429 Too Many Requests"},
	"500":              {Effect: refusal(500, "Invalid cursor"), Status: 500, Want: "HTTP 500 Internal Server Error: Invalid cursor"},
	"403, no JSON":     {Effect: fault.Respond(403, nil, "Forbidden"), Status: 403, Want: "HTTP 403 Forbidden"},
	"echo":             {Effect: fault.EchoAuthorization(401), Status: 401, Want: "HTTP 401 Unauthorized"},
	"echo in success":  {Effect: fault.EchoAuthorization(200), Status: 200, Want: "HTTP 200 OK: "},
	"no data":          {Effect: success(`{"data":null}`), Status: 200, Want: "the answer is not what was asked for: it "},
	"nothing in it":    {Effect: success(`{"data":{}}`), Status: 200, Want: "the answer is not what was asked for: it "},
	"nulls in it":      {Effect: success(`{"data":{"my":{"organization":null},"auto":{"applications":null,"assessments":null}}}`), Status: 200, Want: "the answer is not what was asked for: it "},
	"error, part of it": {
		Effect: success(`{"data":{"my":{"organization":{"id":"1","users":[]}},"auto":{"applications":[],"assessments":[]}},"errors":[{"message":"oops"}]}`), Status: 200, Want: "HTTP 200 OK: ",
	},
})

func refusal(status int, message string) fault.Effect {
	return sandboxtest.RespondJSON(status, `{"message":"`+message+`"}`)
}

func success(body string) fault.Effect { return sandboxtest.RespondJSON(http.StatusOK, body) }

var faultTests = sandboxtest.FaultTests[*nowsecure.Client]{
	Readings: readings,
	Faults:   faults,
	Start:    func(t *testing.T) *sandbox.Sandbox { return start(t) },
	NewClient: func(t *testing.T, s *sandbox.Sandbox, timeout time.Duration) *nowsecure.Client {
		client, _ := newClient(t, s, func(config *rest.Config) { config.RequestTimeout = timeout })
		return client
	},
	Error: func(t *testing.T, s *sandbox.Sandbox, err error) (int, string) {
		failure := asError(t, s, err)
		return failure.Status, failure.Operation
	},
}

func TestFaults(t *testing.T) {
	t.Parallel()
	faultTests.Run(t, "NowSecure", "apps", "report", "history")
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
	sandboxtest.Equal(t, "requests", seen.requested(), []string{"organization", "organization"})
}
