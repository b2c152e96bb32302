// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package clients_test

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/clients"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// entries are the lines of the log, without the time and the caller.
func entries(t *testing.T, log *bytes.Buffer) []map[string]any {
	t.Helper()
	lines, err := tflogtest.MultilineJSONDecode(log)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		delete(line, "@timestamp")
		delete(line, "@caller")
	}
	return lines
}

func TestLog(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		attempt rest.Attempt
		want    map[string]any
	}{
		"an answer": {
			rest.Attempt{System: "SecurityScorecard", Method: http.MethodGet, Path: "/portfolios", Number: 2, Status: 503, Duration: 1500 * time.Millisecond},
			map[string]any{
				"@level": "debug", "@message": "SecurityScorecard GET /portfolios 503 in 1500 ms, attempt 2", "@module": "provider",
				"system": "SecurityScorecard", "method": "GET", "path": "/portfolios", "attempt": 2.0, "status": 503.0, "duration_ms": 1500.0,
			},
		},
		"a request ID": {
			rest.Attempt{System: "SecurityScorecard", Method: http.MethodGet, Path: "/me", Number: 1, Status: 500, RequestID: "7d1f-22", Duration: 6 * time.Millisecond},
			map[string]any{
				"@level": "debug", "@message": "SecurityScorecard GET /me 500 in 6 ms, attempt 1", "@module": "provider",
				"system": "SecurityScorecard", "method": "GET", "path": "/me", "attempt": 1.0, "status": 500.0, "duration_ms": 6.0, "request_id": "7d1f-22",
			},
		},
		"no answer": {
			rest.Attempt{System: "SecurityScorecard", Method: http.MethodGet, Path: "/me", Number: 1, Failure: "connection refused", Duration: time.Millisecond},
			map[string]any{
				"@level": "debug", "@message": "SecurityScorecard GET /me failed in 1 ms, attempt 1: connection refused", "@module": "provider",
				"system": "SecurityScorecard", "method": "GET", "path": "/me", "attempt": 1.0, "failure": "connection refused", "duration_ms": 1.0,
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log bytes.Buffer
			clients.Log(tflogtest.RootLogger(t.Context(), &log), test.attempt)
			if diff := cmp.Diff([]map[string]any{test.want}, entries(t, &log)); diff != "" {
				t.Errorf("log (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNotify(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	clients.Notify(tflogtest.RootLogger(t.Context(), &log), rest.Notice{Message: "120 of 400 companies", Fields: map[string]any{"done": 120}})
	want := []map[string]any{{"@level": "info", "@message": "120 of 400 companies", "@module": "provider", "done": 120.0}}
	if diff := cmp.Diff(want, entries(t, &log)); diff != "" {
		t.Errorf("log (-want +got):\n%s", diff)
	}
}

// Every attempt is logged, and of none the header, the query or the body.
func TestLog_ofAClient(t *testing.T) {
	t.Parallel()
	systems := sandboxtest.Start(t, world.Default())
	systems.Faults.Add(
		fault.Rule{Path: "/me", Effect: fault.EchoAuthorization(http.StatusUnauthorized)},
		fault.Rule{Path: "/portfolios", Effect: fault.DropConnection()},
	)
	noRetries := 0
	client, err := securityscorecard.New(systems.SecurityScorecard.Token, rest.Config{
		BaseURL: systems.SecurityScorecard.BaseURL, MaxRetries: &noRetries, Log: clients.Log,
	})
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	ctx := tflogtest.RootLogger(t.Context(), &log)
	read(ctx, t, client)
	if _, err := client.AccountByUsername(ctx, systems.World.Account().Username); err != nil {
		t.Error(err)
	}

	for _, secret := range []string{
		systems.SecurityScorecard.Token, world.PlantedSecret, systems.World.Account().Email, systems.World.Account().Username, "cookie_missing_http_only",
	} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log has %q:\n%s", secret, log.String())
		}
	}
	type logged struct {
		path, status any
		failed       bool
	}
	got := []logged{}
	for _, entry := range entries(t, &log) {
		got = append(got, logged{entry["path"], entry["status"], entry["failure"] != nil})
	}
	want := []logged{
		{"/me", 401.0, false},
		{"/portfolios", nil, true},
		{"/metadata/issue-types", 200.0, false},
		{"/companies/delta-data.example/factors", 200.0, false},
		{"/companies/delta-data.example/active-issues", 200.0, false},
		{"/v2/users/by-username/(username)", 200.0, false},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(logged{})); diff != "" {
		t.Errorf("log (-want +got):\n%s", diff)
	}
}

// read sends a request that is refused, one that is dropped, and some that are
// answered.
func read(ctx context.Context, t *testing.T, client *securityscorecard.Client) {
	t.Helper()
	if _, err := client.Account(ctx); err == nil {
		t.Error("the account could be read")
	}
	if _, err := client.Portfolios(ctx); err == nil {
		t.Error("the portfolios could be read")
	}
	if _, err := client.Findings(ctx, securityscorecard.FindingsQuery{Domains: []string{"delta-data.example"}}); err != nil {
		t.Error(err)
	}
}
