// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/graph"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// decoded is the JSON of a graph.
type decoded struct {
	Entities, Relationships []map[string]any
}

func decode(t *testing.T, g graph.Graph) decoded {
	t.Helper()
	var document decoded
	if err := json.Unmarshal([]byte(g.JSON), &document); err != nil {
		t.Fatalf("%s\n%s", err, g.JSON)
	}
	return document
}

func (d decoded) keys() []string {
	var keys []string
	for _, object := range slices.Concat(d.Entities, d.Relationships) {
		keys = append(keys, fmt.Sprint(object["_key"]))
	}
	return keys
}

// vendors has a company in two portfolios, and one that is not scored.
func vendors() graph.SecurityScorecard {
	return graph.SecurityScorecard{
		AccountID: "customer", Email: "robin@customer.example", Username: "robin",
		Portfolios: []graph.Portfolio{{ID: "p1", Name: "Critical", Privacy: "shared"}, {ID: "p2", Name: "Cloud"}},
		Companies: []graph.Company{
			{
				Company: posture.Company{
					Domain: "a.example", Name: "A", Grade: "B", Score: new(int64(84)), ScoreChange30d: new(int64(-2)),
					Industry: "technology", Size: "size_1_to_10", PortfolioIDs: []string{"p1", "p2"},
				},
				FindingsKnown: true,
				Findings: []graph.Finding{{
					Finding: posture.Finding{
						Type: "tlscert_expired", Title: "TLS Certificate Expired", Severity: posture.High, Status: posture.Open,
						FirstSeenAt: "2026-01-02T03:04:05.006Z", LastSeenAt: "2026-02-03T00:00:00Z", URL: "https://api.example/a/issues/tlscert_expired/",
					},
					ID: "i1", Factor: "network_security", Port: new(int64(443)), Target: "www.a.example",
				}},
			},
			{Company: posture.Company{Domain: "b.example", PortfolioIDs: []string{"p2"}}},
		},
	}
}

func TestSecurityScorecard_graph(t *testing.T) {
	t.Parallel()
	got := decode(t, vendors().Graph())
	want := []string{
		"securityscorecard_account:customer",
		"securityscorecard_service:customer",
		"securityscorecard_portfolio:p1",
		"securityscorecard_portfolio:p2",
		"securityscorecard_company:a.example",
		"securityscorecard_finding:a.example:tlscert_expired:i1",
		"securityscorecard_company:b.example",
		"securityscorecard_account:customer|provides|securityscorecard_service:customer",
		"securityscorecard_account:customer|has|securityscorecard_portfolio:p1",
		"securityscorecard_account:customer|has|securityscorecard_portfolio:p2",
		"securityscorecard_portfolio:p1|has|securityscorecard_company:a.example",
		"securityscorecard_portfolio:p2|has|securityscorecard_company:a.example",
		"securityscorecard_service:customer|monitors|securityscorecard_company:a.example",
		"securityscorecard_company:a.example|has|securityscorecard_finding:a.example:tlscert_expired:i1",
		"securityscorecard_service:customer|identified|securityscorecard_finding:a.example:tlscert_expired:i1",
		"securityscorecard_portfolio:p2|has|securityscorecard_company:b.example",
		"securityscorecard_service:customer|monitors|securityscorecard_company:b.example",
	}
	if diff := cmp.Diff(want, got.keys()); diff != "" {
		t.Errorf("keys (-want +got):\n%s", diff)
	}
	wantFinding := map[string]any{
		"_key": "securityscorecard_finding:a.example:tlscert_expired:i1", "_type": "securityscorecard_finding", "_class": []any{"Finding"},
		"name": "tlscert_expired", "displayName": "TLS Certificate Expired", "category": "network_security",
		"severity": "high", "numericSeverity": 8.0, "open": true, "status": "open", "issueType": "tlscert_expired",
		"firstSeenOn": 1767323045006.0, "lastSeenOn": 1770076800000.0, "port": 443.0, "targets": []any{"www.a.example"},
		"webLink": "https://api.example/a/issues/tlscert_expired/",
	}
	if diff := cmp.Diff(wantFinding, got.Entities[5]); diff != "" {
		t.Errorf("finding (-want +got):\n%s", diff)
	}
}

// What is unknown is null, and neither zero nor left out.
func TestSecurityScorecard_unknownIsNull(t *testing.T) {
	t.Parallel()
	s := graph.SecurityScorecard{AccountID: "customer", Portfolios: []graph.Portfolio{{ID: "p"}}, Companies: []graph.Company{{
		Company:  posture.Company{Domain: "a.example", PortfolioIDs: []string{"p"}},
		Findings: []graph.Finding{{Finding: posture.Finding{Type: "x", Severity: "severe", Status: posture.Unknown, FirstSeenAt: "yesterday"}}},
	}}}
	unknown := map[string][]string{
		"securityscorecard_account":   {"email", "username"},
		"securityscorecard_portfolio": {"privacy"},
		"securityscorecard_company":   {"grade", "score", "industry", "size", "last30DaysScoreChange", "provisional", "isCustom"},
		"securityscorecard_finding":   {"category", "numericSeverity", "open", "firstSeenOn", "lastSeenOn", "port", "targets"},
	}
	for _, entity := range decode(t, s.Graph()).Entities {
		for _, name := range unknown[fmt.Sprint(entity["_type"])] {
			if value, isThere := entity[name]; !isThere || value != nil {
				t.Errorf("%s of %s is %v (%t), want null", name, entity["_key"], value, isThere)
			}
		}
		for _, name := range []string{"name", "displayName"} {
			if entity[name] == nil || entity[name] == "" {
				t.Errorf("%s has no %s", entity["_key"], name)
			}
		}
	}
}

// Two entities never become one, however little tells them apart, and a second
// scorecard of a domain is a company of its own.
func TestSecurityScorecard_keysAreUnique(t *testing.T) {
	t.Parallel()
	finding := graph.Finding{Finding: posture.Finding{Type: "x", Status: posture.Open}}
	second := finding
	second.ID = "2"
	s := graph.SecurityScorecard{AccountID: "a", Companies: []graph.Company{
		{Company: posture.Company{Domain: "a.example"}, Findings: []graph.Finding{finding, finding, finding, second}},
		{Company: posture.Company{Domain: "a.example"}, Scorecard: "custom"},
		{Company: posture.Company{Domain: "a.example"}, Scorecard: "custom", Findings: []graph.Finding{finding}},
		{Company: posture.Company{Domain: "scorecard Part"}},
		{Company: posture.Company{Domain: "scorecard Part"}},
	}}
	keys := decode(t, s.Graph()).keys()
	slices.Sort(keys)
	if unique := slices.Compact(slices.Clone(keys)); len(unique) < len(keys) {
		t.Errorf("some keys are not unique:\n%s", strings.Join(keys, "\n"))
	}
}

// Any text is a JSON string.
func TestSecurityScorecard_anyText(t *testing.T) {
	t.Parallel()
	for _, name := range hostileNames {
		s := vendors()
		s.Companies[0].Name = name
		got := decode(t, s.Graph())
		if want := strings.ToValidUTF8(name, "\uFFFD"); name != "" && got.Entities[4]["name"] != want {
			t.Errorf("%q became %q", name, got.Entities[4]["name"])
		}
	}
}

// The graph grows with what is in it, and the types that were read have a count.
func TestSecurityScorecard_counts(t *testing.T) {
	t.Parallel()
	empty := graph.SecurityScorecard{AccountID: "a"}.Graph()
	want := map[string]int64{
		"securityscorecard_account": 1, "securityscorecard_service": 1, "securityscorecard_portfolio": 0,
		"securityscorecard_company": 0, "securityscorecard_finding": 0,
	}
	if diff := cmp.Diff(want, empty.EntityCounts); diff != "" {
		t.Errorf("entities (-want +got):\n%s", diff)
	}
	wantRelationships := map[string]int64{
		"securityscorecard_account_provides_service": 1, "securityscorecard_account_has_portfolio": 2,
		"securityscorecard_portfolio_has_company": 3, "securityscorecard_service_monitors_company": 2,
		"securityscorecard_company_has_finding": 1, "securityscorecard_service_identified_finding": 1,
	}
	if diff := cmp.Diff(wantRelationships, vendors().Graph().RelationshipCounts); diff != "" {
		t.Errorf("relationships (-want +got):\n%s", diff)
	}
}

// TestSecurityScorecard_allocatesLittle is not parallel: allocations are counted
// for the whole process.
func TestSecurityScorecard_allocatesLittle(t *testing.T) { //nolint:paralleltest // See above.
	few, many := large(10, 100), large(100, 1000)
	once := testing.AllocsPerRun(1, func() { few.Graph() })
	hundred := testing.AllocsPerRun(1, func() { many.Graph() })
	if hundred > 110*once {
		t.Errorf("%.0f allocations become %.0f with a hundred times the findings", once, hundred)
	}
}

func BenchmarkSecurityScorecard_graph(b *testing.B) {
	s := large(1000, 50)
	b.SetBytes(int64(len(s.Graph().JSON)))
	b.ReportAllocs()
	for b.Loop() {
		s.Graph()
	}
}

// large has companies in one portfolio, with as many findings each.
func large(companies, findings int) graph.SecurityScorecard {
	s := graph.SecurityScorecard{AccountID: "customer", Portfolios: []graph.Portfolio{{ID: "p", Name: "All"}}}
	for i := range companies {
		company := graph.Company{Company: posture.Company{
			Domain: fmt.Sprintf("company-%d.example", i), Name: fmt.Sprintf("Company %d", i), Grade: posture.Grades()[i%5], Score: new(int64(70)),
			PortfolioIDs: []string{"p"},
		}, FindingsKnown: true}
		for j := range findings {
			company.Findings = append(company.Findings, graph.Finding{
				Finding: posture.Finding{
					Type: fmt.Sprintf("type_%d", j%10), Title: "A Finding", Severity: posture.Severities()[j%6], Status: posture.Open,
					FirstSeenAt: "2026-01-02T03:04:05Z", LastSeenAt: "2026-02-03T00:00:00Z",
				},
				ID: fmt.Sprintf("5f1f9b8e-0000-4000-8000-%012d", j), Factor: "network_security",
			})
		}
		s.Companies = append(s.Companies, company)
	}
	return s
}
