// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	quirks "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// The tables of the data model on the page of JupiterOne's integration with
// SecurityScorecard.
const (
	graphEntities = `
| Account   | securityscorecard_account   | Account |
| Company   | securityscorecard_company   | Vendor  |
| Finding   | securityscorecard_finding   | Finding |
| Portfolio | securityscorecard_portfolio | Group   |
| Service   | securityscorecard_service   | Service |`
	graphRelationships = `
| securityscorecard_account   | PROVIDES   | securityscorecard_service   |
| securityscorecard_account   | HAS        | securityscorecard_portfolio |
| securityscorecard_company   | HAS        | securityscorecard_finding   |
| securityscorecard_portfolio | HAS        | securityscorecard_company   |
| securityscorecard_service   | MONITORS   | securityscorecard_company   |
| securityscorecard_service   | IDENTIFIED | securityscorecard_finding   |`
	graphProperties = `
| securityscorecard_account   | email                 | string        |
| securityscorecard_account   | username              | string        |
| securityscorecard_company   | domainName            | string        |
| securityscorecard_company   | grade                 | string, null  |
| securityscorecard_company   | industry              | string, null  |
| securityscorecard_company   | last30DaysScoreChange | number, null  |
| securityscorecard_company   | score                 | number, null  |
| securityscorecard_company   | size                  | string, null  |
| securityscorecard_finding   | firstSeenOn           | number, null  |
| securityscorecard_finding   | issueType             | string        |
| securityscorecard_finding   | lastSeenOn            | number, null  |
| securityscorecard_finding   | port                  | number, null  |
| securityscorecard_portfolio | portfolioId           | string        |
| securityscorecard_portfolio | privacy               | string, null  |
| securityscorecard_service   | vendor                | string        |`
)

func TestGraphDataSource_hasTheWholeDataModel(t *testing.T) {
	t.Parallel()
	state := read(t, acctest.NewSandboxServer(t, acctest.StartSandbox(t)), "graph", nil)
	acctest.CheckGraphModel(t, acctest.MustGraph(t, state), acctest.GraphModel{
		Entities: graphEntities, Relationships: graphRelationships, Properties: graphProperties,
	})
}

// Findings have what to do about them if that is asked for, at one request for each
// type.
func TestGraphDataSource_recommendations(t *testing.T) {
	t.Parallel()
	for _, include := range []bool{false, true} {
		state := read(t, acctest.NewSandboxServer(t, acctest.StartSandbox(t)), "graph", arguments{
			"portfolio_ids": acctest.Strings(world.CloudServicesID), "include_recommendations": acctest.Bool(include),
		})
		json, _ := state["json"].(string)
		if has := strings.Contains(json, `"recommendation":"`); has != include {
			t.Errorf("include_recommendations = %t: %s", include, json)
		}
	}
}

// The numbers of what the default world has: 12 companies, one of them in two
// portfolios.
func TestGraphDataSource_hasEveryRow(t *testing.T) {
	t.Parallel()
	server := acctest.NewSandboxServer(t, acctest.StartSandbox(t))
	state := read(t, server, "graph", nil)
	findings := len(acctest.Rows(t, read(t, server, "findings", arguments{
		"portfolio_ids": acctest.Strings(world.CriticalVendorsID, world.CloudServicesID, world.DefaultPortfolioID),
	})["findings"]))
	want := map[string]any{
		"entity_counts": map[string]any{
			"securityscorecard_account": 1, "securityscorecard_service": 1, "securityscorecard_portfolio": 3,
			"securityscorecard_company": len(wantCompanies), "securityscorecard_finding": findings,
		},
		"relationship_counts": map[string]any{
			"securityscorecard_account_provides_service": 1, "securityscorecard_account_has_portfolio": 3,
			"securityscorecard_portfolio_has_company": len(wantCompanies) + 1, "securityscorecard_service_monitors_company": len(wantCompanies),
			"securityscorecard_company_has_finding": findings, "securityscorecard_service_identified_finding": findings,
		},
	}
	for attribute, counts := range want {
		if diff := cmp.Diff(fmt.Sprint(counts), fmt.Sprint(state[attribute])); diff != "" {
			t.Errorf("%s (-want +got):\n%s", attribute, diff)
		}
	}
}

func TestGraphDataSource_entities(t *testing.T) {
	t.Parallel()
	graph := acctest.MustGraph(t, read(t, acctest.NewSandboxServer(t, acctest.StartSandbox(t)), "graph", nil))
	for key, want := range map[string]string{
		"securityscorecard_account:robin": `{
			"_key": "securityscorecard_account:robin", "_type": "securityscorecard_account", "_class": ["Account"],
			"name": "robin", "displayName": "robin", "vendor": "SecurityScorecard", "email": "robin@customer.example", "username": "robin"}`,
		"securityscorecard_service:robin": `{
			"_key": "securityscorecard_service:robin", "_type": "securityscorecard_service", "_class": ["Service"],
			"name": "SecurityScorecard", "displayName": "SecurityScorecard", "vendor": "SecurityScorecard",
			"category": ["security"], "function": ["monitoring"]}`,
		"securityscorecard_portfolio:" + world.CloudServicesID: `{
			"_key": "securityscorecard_portfolio:` + world.CloudServicesID + `", "_type": "securityscorecard_portfolio", "_class": ["Group"],
			"name": "Cloud Services", "displayName": "Cloud Services", "portfolioId": "` + world.CloudServicesID + `", "privacy": "team"}`,
		"securityscorecard_company:delta-data.example": `{
			"_key": "securityscorecard_company:delta-data.example", "_type": "securityscorecard_company", "_class": ["Vendor"],
			"name": "Delta Data", "displayName": "Delta Data", "category": "information_services", "website": "https://delta-data.example",
			"domainName": "delta-data.example", "grade": "C", "score": 74, "industry": "information_services", "size": "size_201_to_500",
			"last30DaysScoreChange": -6, "provisional": null, "isCustom": false, "findingsKnown": true}`,
		"securityscorecard_company:jasmine-labs.example": `{
			"_key": "securityscorecard_company:jasmine-labs.example", "_type": "securityscorecard_company", "_class": ["Vendor"],
			"name": "Jasmine Labs", "displayName": "Jasmine Labs", "category": "unknown", "website": "https://jasmine-labs.example",
			"domainName": "jasmine-labs.example", "grade": null, "score": null, "industry": "unknown", "size": "unknown",
			"last30DaysScoreChange": null, "provisional": null, "isCustom": false, "findingsKnown": false}`,
		"securityscorecard_finding:jasmine-labs.example:not_scored:unknown": `{
			"_key": "securityscorecard_finding:jasmine-labs.example:not_scored:unknown", "_type": "securityscorecard_finding", "_class": ["Finding"],
			"name": "not_scored", "displayName": "The company has no scorecard yet: its findings are not known", "category": null,
			"severity": "unknown", "numericSeverity": null, "open": null, "status": "unknown", "issueType": "not_scored",
			"firstSeenOn": null, "lastSeenOn": null, "port": null, "targets": null}`,
	} {
		var wanted acctest.GraphObject
		decoder := json.NewDecoder(strings.NewReader(want))
		decoder.UseNumber()
		if err := decoder.Decode(&wanted); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(wanted, graph.Entity(t, key)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", key, diff)
		}
	}
}

// A filter of findings leaves out findings, and no company.
func TestGraphDataSource_severityLeavesCompanies(t *testing.T) {
	t.Parallel()
	server := acctest.NewSandboxServer(t, acctest.StartSandbox(t))
	state := read(t, server, "graph", arguments{"minimum_severity": tftypes.NewValue(tftypes.String, "critical")})
	graph := acctest.MustGraph(t, state)
	if got := len(graph.OfType("securityscorecard_company")); got != len(wantCompanies) {
		t.Errorf("%d companies, want %d", got, len(wantCompanies))
	}
	for _, finding := range graph.OfType("securityscorecard_finding") {
		if severity := finding.Text("severity"); severity != "critical" && severity != "unknown" {
			t.Errorf("%s is of severity %s", finding.Text("_key"), severity)
		}
	}
}

// With the data sources that read the same, the graph costs no request.
func TestGraphDataSource_costsOnlyTheAccount(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	server := acctest.NewSandboxServer(t, systems)
	ids := acctest.Strings(world.CriticalVendorsID)
	read(t, server, "portfolios", nil)
	read(t, server, "companies", arguments{"portfolio_ids": ids})
	read(t, server, "findings", arguments{"portfolio_ids": ids})
	systems.Requests.Reset()
	read(t, server, "graph", arguments{"portfolio_ids": ids})
	if diff := acctest.DiffRequests(systems, map[string]int{"/me": 1}); diff != "" {
		t.Error(diff)
	}
}

// The graph alone requests every list once, the types of issues once, the factors
// of each company once, and its issues as the findings do.
func TestGraphDataSource_alone(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	read(t, acctest.NewSandboxServer(t, systems), "graph", arguments{
		"username":        tftypes.NewValue(tftypes.String, "robin"),
		"portfolio_names": acctest.Strings("Cloud Services"),
	})
	if diff := acctest.DiffRequests(systems, map[string]int{
		"/v2/users/by-username/robin": 1, "/portfolios": 1, "/portfolios/" + world.CloudServicesID + "/companies": 1,
		"/metadata/issue-types": 1, "/companies/*/factors": 5, "/companies/*/active-issues": 5,
	}); diff != "" {
		t.Error(diff)
	}
}

// Without /me, the account is known by the username, or not at all.
func TestGraphDataSource_withoutMe(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithQuirks(quirks.Quirks{NoMe: true}))
	server := acctest.NewSandboxServer(t, systems)
	problem := readError(t, server, "graph", nil)
	for _, word := range []string{"username", "account_id", "/me"} {
		if !strings.Contains(problem.Detail, word) {
			t.Errorf("the error does not name %s: %s", word, problem.Detail)
		}
	}
	for key, given := range map[string]arguments{
		"securityscorecard_account:robin": {"username": tftypes.NewValue(tftypes.String, "robin")},
		"securityscorecard_account:x":     {"account_id": tftypes.NewValue(tftypes.String, "x")},
	} {
		account := acctest.MustGraph(t, read(t, server, "graph", given)).Entity(t, key)
		if isKnown := account["email"] != nil && account["username"] != nil; isKnown != (given["username"].Type() != nil) {
			t.Errorf("%s is %v", key, account)
		}
	}
}

func TestGraphDataSource_terraform(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	terraformTestOver(t, systems, "graph", `
data "vendorrisk_securityscorecard_graph" "test" {
  account_id       = "customer"
  portfolio_names  = ["robin@customer.example"]
  minimum_severity = "high"
}`, map[string]any{
		"entity_counts": map[string]any{
			"securityscorecard_account": 1, "securityscorecard_service": 1, "securityscorecard_portfolio": 1,
			"securityscorecard_company": 2, "securityscorecard_finding": 4,
		},
		"diagram": "flowchart LR\n" +
			"  g1([\"9e4f7a21#45;6d08#45;5b3c#45;a7e4#45;0b2c8d5f6e03\"]):::blue\n" +
			"  m1[\"Jasmine Labs<br/>without grade\"]:::grey\n" +
			"  g1 --> m1\n" +
			"  fm1(\"findings unknown\"):::pale\n" +
			"  m1 --> fm1\n" +
			"  m2[\"Kestrel Health<br/>F 58\"]:::red\n" +
			"  g1 --> m2\n" +
			"  fm2(\"3 high\"):::pale\n" +
			"  m2 --> fm2\n" +
			"  classDef blue fill:#0550ae,stroke:#033d8b,color:#ffffff\n" +
			"  classDef red fill:#a40e26,stroke:#82071e,color:#ffffff\n" +
			"  classDef grey fill:#57606a,stroke:#8c959f,color:#ffffff,stroke-dasharray:4\n" +
			"  classDef pale fill:#eaeef2,stroke:#8c959f,color:#24292f\n",
	}, map[string]int{
		"/me": 1, "/portfolios": 1, "/portfolios/*/companies": 1, "/metadata/issue-types": 1,
		"/companies/*/factors": 2, "/companies/*/active-issues": 1,
	})
}
