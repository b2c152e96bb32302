// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// The tables of the data model on the page of JupiterOne's integration with
// NowSecure. It has no table of properties: they are those that the public code of
// the integration, github.com/JupiterOne/graph-nowsecure, writes. webLink is known
// only where the address of the pages is, see package graph.
const (
	graphEntities = `
| Account             | nowsecure_account | Account     |
| Finding             | nowsecure_finding | Finding     |
| Mobile Applications | mobile_app        | Application |
| Service             | nowsecure_service | Service     |
| User                | nowsecure_user    | User        |`
	graphRelationships = `
| mobile_app        | HAS      | nowsecure_finding |
| nowsecure_account | HAS      | mobile_app        |
| nowsecure_account | HAS      | nowsecure_user    |
| nowsecure_account | PROVIDES | nowsecure_service |
| nowsecure_service | SCANS    | mobile_app        |`
	graphProperties = `
| nowsecure_account | name                 | string       |
| nowsecure_account | displayName          | string       |
| nowsecure_service | name                 | string       |
| nowsecure_service | description          | string       |
| nowsecure_service | category             | array        |
| nowsecure_service | function             | array        |
| nowsecure_user    | id                   | string       |
| nowsecure_user    | name                 | string       |
| nowsecure_user    | username             | array, null  |
| nowsecure_user    | email                | array, null  |
| nowsecure_user    | createdOn            | number       |
| nowsecure_user    | roles                | array, null  |
| nowsecure_user    | active               | boolean      |
| nowsecure_user    | ref                  | string       |
| mobile_app        | name                 | string       |
| mobile_app        | createdOn            | number       |
| mobile_app        | ref                  | string       |
| mobile_app        | platform             | string       |
| mobile_app        | package              | string       |
| mobile_app        | group                | string       |
| mobile_app        | title                | string, null |
| mobile_app        | configLevel          | string, null |
| mobile_app        | appstoreApplicationKey | string, null |
| nowsecure_finding | vulnId               | string, null |
| nowsecure_finding | name                 | string       |
| nowsecure_finding | category             | string       |
| nowsecure_finding | openedOn             | number, null |
| nowsecure_finding | lastSeenOn           | number, null |
| nowsecure_finding | closedOn             | number, null |
| nowsecure_finding | score                | number, null |
| nowsecure_finding | numericSeverity      | number, null |
| nowsecure_finding | severity             | string, null |
| nowsecure_finding | openedInAppVersion   | string, null |
| nowsecure_finding | lastSeenInAppVersion | string, null |
| nowsecure_finding | closedInAppVersion   | string, null |
| nowsecure_finding | open                 | boolean, null |`
)

var (
	withUsers = arguments{"include_users": tftypes.NewValue(tftypes.Bool, true)}
	inHistory = arguments{
		"include_users": tftypes.NewValue(tftypes.Bool, true), "mode": acctest.String("history"),
		"seen_after": acctest.String("2026-01-01T00:00:00Z"), "include_closed": tftypes.NewValue(tftypes.Bool, true),
	}
)

func TestGraphDataSource_hasTheWholeDataModel(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	for name, given := range map[string]arguments{"latest assessment": withUsers, "history": inHistory} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state := acctest.NewSandboxServer(t, systems).MustRead(t.Context(), t, typeName("graph"), given)
			acctest.CheckGraphModel(t, acctest.MustGraph(t, state), acctest.GraphModel{
				Entities: graphEntities, Relationships: graphRelationships, Properties: graphProperties,
			})
		})
	}
}

// Every finding of the data source of the findings is in the graph, and every
// application that is not archived, the package in two groups twice.
func TestGraphDataSource_hasEveryRow(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	server := acctest.NewSandboxServer(t, systems)
	graph := acctest.MustGraph(t, server.MustRead(t.Context(), t, typeName("graph"), withUsers))
	findings := server.MustRead(t.Context(), t, typeName("findings"), nil)
	users := server.MustRead(t.Context(), t, typeName("users"), nil)
	acctest.Equal(t, "findings", any(len(graph.OfType("nowsecure_finding"))), any(len(acctest.Rows(t, findings["findings"]))))
	acctest.Equal(t, "applications", any(len(graph.OfType("mobile_app"))), findings["evaluated_apps"])
	acctest.Equal(t, "users", any(len(graph.OfType("nowsecure_user"))), users["total"])
	for key, group := range map[string]string{
		"app:mobile:android:com.aurora.pay":                           "Retail",
		"app:mobile:android:com.aurora.pay:" + world.PartnersGroupRef: "Partners",
		"app:mobile:ios:com.aurora.pay":                               "Retail",
	} {
		acctest.Equal(t, key, graph.Entity(t, key)["groupName"], any(group))
	}
}

// A key does not depend on which applications are chosen.
func TestGraphDataSource_keysAreStable(t *testing.T) {
	t.Parallel()
	graph := acctest.MustGraph(t, read(t, acctest.StartSandbox(t), "graph", arguments{"groups": acctest.Strings("Partners")}))
	graph.Entity(t, "app:mobile:android:com.aurora.pay:"+world.PartnersGroupRef)
}

// A record is closed when it has a time at which it was closed.
func TestGraphDataSource_history(t *testing.T) {
	t.Parallel()
	graph := acctest.MustGraph(t, read(t, acctest.StartSandbox(t), "graph", inHistory))
	met := map[any]int{}
	for _, finding := range graph.OfType("nowsecure_finding") {
		met[finding["open"]]++
		if isClosed := finding["closedOn"] != nil; finding["open"] != nil && finding["open"] == isClosed {
			t.Errorf("%s is open: %v, and closed on %v", finding.Text("_key"), finding["open"], finding["closedOn"])
		}
	}
	for _, open := range []any{true, false, nil} {
		if met[open] == 0 {
			t.Errorf("no finding has open = %v: %v", open, met)
		}
	}
}

// What could not be read is a finding that is not closed.
func TestGraphDataSource_unknown(t *testing.T) {
	t.Parallel()
	graph := acctest.MustGraph(t, read(t, acctest.StartSandbox(t), "graph", arguments{
		"apps": acctest.Strings(world.DeltaRef, "11111111-1111-4111-8111-111111111111"), "on_app_error": acctest.String("report"),
	}))
	key := "app:mobile:unknown:11111111-1111-4111-8111-111111111111"
	acctest.Equal(t, "findingsKnown", graph.Entity(t, key)["findingsKnown"], any(false))
	finding := graph.Entity(t, "nowsecure-finding:11111111-1111-4111-8111-111111111111:unknown:not_readable")
	for property, want := range map[string]any{"open": nil, "status": "unknown", "severity": "unknown", "numericSeverity": nil} {
		acctest.Equal(t, property, finding[property], want)
	}
}

// Names and addresses of users are in the graph only if they are asked for, and
// never in the diagram.
func TestGraphDataSource_users(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	without, with := read(t, systems, "graph", nil), read(t, systems, "graph", withUsers)
	counts, _ := without["entity_counts"].(map[string]any)
	_, isCounted := counts["nowsecure_user"]
	acctest.Equal(t, "users are counted", isCounted, false)
	for _, user := range systems.World.NowSecure.Users() {
		if name := user.Name; name != "" && (strings.Contains(fmt.Sprint(without["json"]), name) || strings.Contains(fmt.Sprint(with["diagram"]), name)) {
			t.Errorf("%s is in the graph", name)
		}
	}
}

// With the data sources that read the same, the graph costs no request.
func TestGraphDataSource_costsNothing(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	server := acctest.NewSandboxServer(t, systems)
	for _, name := range []string{"findings", "users", "organization"} {
		server.MustRead(t.Context(), t, typeName(name), nil)
	}
	systems.Requests.Reset()
	server.MustRead(t.Context(), t, typeName("graph"), withUsers)
	acctest.Equal(t, "requests", acctest.DiffRequests(systems, map[string]int{}), "")
}

func TestGraphDataSource_terraform(t *testing.T) {
	t.Parallel()
	terraformTest(t, "graph", `
data "vendorrisk_nowsecure_graph" "test" {
  account_id = "mobile"
  apps       = ["`+world.AuroraIOSRef+`"]
}`, map[string]any{
		"entity_counts": map[string]any{"nowsecure_account": 1, "nowsecure_service": 1, "mobile_app": 1, "nowsecure_finding": 2},
		"relationship_counts": map[string]any{
			"nowsecure_account_provides_service": 1, "nowsecure_account_has_mobile_app": 1, "nowsecure_service_scans_mobile_app": 1,
			"mobile_app_has_nowsecure_finding": 2,
		},
	}, map[string]int{"/graphql": 3, "/app/": 1})
}
