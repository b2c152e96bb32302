// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/graph"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// apps has one package in two groups, and an application that could not be read.
func apps() graph.NowSecure {
	return graph.NowSecure{
		AccountID: "1187", AccountName: "Mobile",
		Users: []graph.User{{Ref: "u1", Name: "Robin Reed", Email: "robin@customer.example", RoleLabel: "Analyst", CreatedAt: "2026-01-02T03:04:05Z"}},
		Apps: []graph.App{
			{
				Ref: "r1", Platform: "ios", Package: "com.a", Title: "A", GroupRef: "g1", GroupName: "Retail",
				CreatedAt: "2026-01-02T03:04:05Z", URL: "https://app.example/app/r1", LastScore: new(86.5), FindingsKnown: true,
				Findings: []graph.AppFinding{
					{
						Finding:         posture.Finding{Type: "weak_tls", Title: "Weak TLS", Severity: posture.High, Status: posture.Closed, URL: "https://app.example/f"},
						VulnerabilityID: "17", CVSS: new(7.5), OpenedAt: "2026-01-02T03:04:05Z", ClosedAt: "2026-02-02T03:04:05Z", OpenedVersion: "1.0", ClosedVersion: "1.1",
					},
					{Finding: posture.Finding{Type: "weak_tls", Severity: posture.High, Status: posture.Open}, VulnerabilityID: "17", OpenedAt: "2026-03-02T03:04:05Z"},
				},
			},
			{Ref: "r2", Platform: "ios", Package: "com.a", GroupRef: "g2", SharesKey: true, FindingsKnown: true},
			{Ref: "r3", Findings: []graph.AppFinding{{Finding: posture.Finding{Type: "not_readable", Severity: "unknown", Status: posture.Unknown}}}},
		},
	}
}

func TestNowSecure_graph(t *testing.T) {
	t.Parallel()
	got := decode(t, apps().Graph())
	want := []string{
		"nowsecure:account:1187",
		"nowsecure:service:1187:mast",
		"nowsecure-user:u1",
		"app:mobile:ios:com.a",
		"nowsecure-finding:r1:17:weak_tls",
		"nowsecure-finding:r1:17:weak_tls:2",
		"app:mobile:ios:com.a:g2",
		"app:mobile:unknown:r3",
		"nowsecure-finding:r3:unknown:not_readable",
		"nowsecure:account:1187|provides|nowsecure:service:1187:mast",
		"nowsecure:account:1187|has|nowsecure-user:u1",
		"nowsecure:account:1187|has|app:mobile:ios:com.a",
		"nowsecure:service:1187:mast|scans|app:mobile:ios:com.a",
		"app:mobile:ios:com.a|has|nowsecure-finding:r1:17:weak_tls",
		"app:mobile:ios:com.a|has|nowsecure-finding:r1:17:weak_tls:2",
		"nowsecure:account:1187|has|app:mobile:ios:com.a:g2",
		"nowsecure:service:1187:mast|scans|app:mobile:ios:com.a:g2",
		"nowsecure:account:1187|has|app:mobile:unknown:r3",
		"nowsecure:service:1187:mast|scans|app:mobile:unknown:r3",
		"app:mobile:unknown:r3|has|nowsecure-finding:r3:unknown:not_readable",
	}
	if diff := cmp.Diff(want, got.keys()); diff != "" {
		t.Errorf("keys (-want +got):\n%s", diff)
	}
	wantFinding := map[string]any{
		"_key": "nowsecure-finding:r1:17:weak_tls", "_type": "nowsecure_finding", "_class": []any{"Finding"},
		"name": "weak_tls", "displayName": "Weak TLS", "category": "mobile", "checkCategory": nil,
		"severity": "high", "numericSeverity": 7.5, "score": 7.5, "open": false, "status": "closed", "vulnId": "17",
		"createdOn": 1767323045000.0, "openedOn": 1767323045000.0, "lastSeenOn": nil, "closedOn": 1770001445000.0,
		"openedInAppVersion": "1.0", "lastSeenInAppVersion": nil, "closedInAppVersion": "1.1", "webLink": "https://app.example/f",
	}
	if diff := cmp.Diff(wantFinding, got.Entities[4]); diff != "" {
		t.Errorf("finding (-want +got):\n%s", diff)
	}
	if link := got.Entities[3]["webLink"]; link != "https://app.example/app/r1" {
		t.Errorf("webLink of an application is %v", link)
	}
}

// The types of relationships are those that JupiterOne's SDK makes.
func TestNowSecure_relationshipTypes(t *testing.T) {
	t.Parallel()
	want := map[string]int64{
		"nowsecure_account_provides_service": 1, "nowsecure_account_has_user": 1, "nowsecure_account_has_mobile_app": 3,
		"nowsecure_service_scans_mobile_app": 3, "mobile_app_has_nowsecure_finding": 3,
	}
	if diff := cmp.Diff(want, apps().Graph().RelationshipCounts); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Users that were not asked for have no count: a 0 would say that there are none.
func TestNowSecure_usersAreOptional(t *testing.T) {
	t.Parallel()
	n := apps()
	n.Users = nil
	got := n.Graph()
	if _, isCounted := got.EntityCounts["nowsecure_user"]; isCounted || strings.Contains(got.JSON, "robin") {
		t.Error("there are users")
	}
}

func TestNowSecure_diagram(t *testing.T) {
	t.Parallel()
	want := `flowchart LR
  g1(["g2"]):::blue
  g2(["Retail"]):::blue
  m1["r3"]:::grey
  fm1("findings unknown"):::pale
  m1 --> fm1
  m2["A<br/>ios#44; score 86#46;5"]:::orange
  g2 --> m2
  fm2("1 high"):::pale
  m2 --> fm2
  m3["com#46;a<br/>ios"]:::green
  g1 --> m3
`
	got := apps().Diagram()
	drawn, _, _ := strings.Cut(got, "  classDef")
	if diff := cmp.Diff(want, drawn); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if strings.Contains(got, "Robin") {
		t.Error("a user is in the diagram")
	}
}

// Applications that are not drawn are counted, those of no group, too.
func TestNowSecure_diagramIsBounded(t *testing.T) {
	t.Parallel()
	n := graph.NowSecure{AccountID: "a"}
	for i := range 2 * graph.MaximumDrawnMembers {
		app := graph.App{Ref: "r", Platform: "ios", Package: "p", FindingsKnown: true}
		if i%2 == 0 {
			app.GroupRef = "g"
		}
		n.Apps = append(n.Apps, app)
	}
	if got := n.Diagram(); strings.Count(got, "15 more applications") != 2 {
		t.Error(got)
	}
}
