// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"maps"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// readFactors reads companies with their factors, one request per company.
func readFactors(t *testing.T, systems *sandbox.Sandbox, more map[string]tftypes.Value) {
	t.Helper()
	values := map[string]tftypes.Value{
		"base_url":  acctest.String(systems.SecurityScorecard.BaseURL),
		"api_token": acctest.String(systems.SecurityScorecard.Token),
	}
	maps.Copy(values, more)
	server := acctest.NewServer(t)
	server.Configure(t.Context(), t, map[string]acctest.Settings{sandbox.SecurityScorecard: values})
	_, diagnostics := server.Read(t.Context(), t, "vendorrisk_securityscorecard_companies", map[string]tftypes.Value{
		"include_factors": acctest.Bool(true),
	})
	wantNoDiagnostics(t, diagnostics)
}

func TestRequests_sayWhoAsks(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	readFactors(t, systems, nil)
	type asked struct {
		UserAgent, Accept string
		Authorized        bool
	}
	want := asked{UserAgent: "terraform-provider-vendorrisk/test", Accept: "application/json", Authorized: true}
	for _, request := range systems.Requests.All() {
		got := asked{request.UserAgent, request.Header.Get("Accept"), request.Authorized}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", acctest.Address(request), diff)
		}
	}
}

// Several data sources together never exceed the limit of concurrent requests.
func TestRequests_concurrency(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		settings map[string]tftypes.Value
		limit    int
	}{
		"one":     {map[string]tftypes.Value{"max_concurrency": acctest.Number(1)}, 1},
		"three":   {map[string]tftypes.Value{"max_concurrency": acctest.Number(3)}, 3},
		"default": {nil, 8},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// The latency makes requests overlap.
			systems := acctest.StartWorld(t, world.Generate(1, world.Size{Portfolios: 4, Companies: 40}), sandbox.WithLatency(2*time.Millisecond))
			readFactors(t, systems, test.settings)
			if most := systems.Requests.MaxInFlight(); most > test.limit {
				t.Errorf("%d concurrent requests, the limit is %d", most, test.limit)
			}
			wantRequests(t, systems, map[string]int{"/portfolios": 1, "/portfolios/*/companies": 4, "/companies/*/factors": 40})
		})
	}
}
