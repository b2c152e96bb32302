// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/graph"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// hostileNames are names that mean something to Mermaid, Markdown, HTML, or CI
// systems, or that cannot be shown.
var hostileNames = []string{
	`"`, `a "quoted" name`, "[a]", "(a)", "{a}", "a]", `"]:::gradeA`, "end", "graph", "subgraph x", "style x:#fff;", "click m1 callback",
	"%%", "%%{init: {}}%%", "---", "A --> B", "a;b", "a:::b", "#quot;", "&quot;", "&#35;", "#", "<b>bold</b>", "<script>alert(1)</script>", "<br/>",
	"a\nb", "a\r\nflowchart TD", "**bold**", "`code`", "\"`markdown`\"", "1. one", "- item", "* item", "# heading", "_a_", "[a](https://b.example)", "https://a.example", "www.a.example", "@everyone",
	"Bücher", "日本語の会社", "شركة", "🦊 fox", "a\u200bb", "\u202etxt", "\x00", "\xff", "", " ", strings.Repeat("long ", 100), "$$x^2$$", "fa:fa-car", "\\", "|a|", "::error::x",
}

func TestSecurityScorecard_diagram(t *testing.T) {
	t.Parallel()
	want := `flowchart LR
  g1(["Critical"]):::blue
  g2(["Cloud"]):::blue
  m1["b#46;example<br/>without grade"]:::grey
  g2 --> m1
  fm1("findings unknown"):::pale
  m1 --> fm1
  m2["A<br/>B 84"]:::lime
  g1 --> m2
  g2 --> m2
  fm2("1 high"):::pale
  m2 --> fm2
  classDef blue fill:#0550ae,stroke:#033d8b,color:#ffffff
  classDef lime fill:#4d7c0f,stroke:#3f6212,color:#ffffff
  classDef grey fill:#57606a,stroke:#8c959f,color:#ffffff,stroke-dasharray:4
  classDef pale fill:#eaeef2,stroke:#8c959f,color:#24292f
`
	if diff := cmp.Diff(want, vendors().Diagram()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A score that is not final is not shown as one that is.
func TestSecurityScorecard_diagramOfAProvisionalScore(t *testing.T) {
	t.Parallel()
	s := vendors()
	s.Companies[0].Provisional = new(true)
	if got := s.Diagram(); !strings.Contains(got, `["A<br/>B 84#44; provisional"]`) {
		t.Error(got)
	}
}

func TestSecurityScorecard_diagramOfNothing(t *testing.T) {
	t.Parallel()
	if got := (graph.SecurityScorecard{}).Diagram(); !strings.Contains(got, "No portfolios") {
		t.Error(got)
	}
}

// No user is in the diagram: not the account, and no portfolio that is named by an
// email address.
func TestSecurityScorecard_diagramHasNoUser(t *testing.T) {
	t.Parallel()
	s := vendors()
	s.Portfolios[0].Name = "robin@customer.example"
	if got := s.Diagram(); strings.Contains(got, "robin") || strings.Contains(got, "customer") {
		t.Error(got)
	}
}

// Every line has the form of a node, an edge or a class, whatever a name is.
func TestSecurityScorecard_diagramOfAnyName(t *testing.T) {
	t.Parallel()
	line := regexp.MustCompile(`^(flowchart LR|  \w+(\(\["|\["|\(")([ \pL\pN]|#\d+;|<br/>)+("\]\)|"\]|"\)):::\w+|  \w+ --> \w+|  classDef \w+ [-#\w:,]+)$`)
	for _, name := range hostileNames {
		for got := range strings.Lines(named(name).Diagram()) {
			if !line.MatchString(strings.TrimSuffix(got, "\n")) {
				t.Errorf("%q: %s", name, got)
			}
		}
	}
}

// named has a portfolio and a company of each name, with a finding of a severity
// that no one knows.
func named(names ...string) graph.SecurityScorecard {
	s := graph.SecurityScorecard{AccountID: "customer"}
	for i, name := range names {
		portfolio := graph.Portfolio{ID: fmt.Sprintf("%d.example", i), Name: name}
		s.Portfolios = append(s.Portfolios, portfolio)
		s.Companies = append(s.Companies, graph.Company{
			Company:       posture.Company{Domain: portfolio.ID, Name: name, Grade: "C", PortfolioIDs: []string{portfolio.ID}},
			FindingsKnown: true,
			Findings:      []graph.Finding{{Finding: posture.Finding{Type: name, Title: name, Severity: posture.Severity(name), Status: posture.Open}}},
		})
	}
	return s
}

// A diagram stays below what Mermaid draws, and says how many it does not show.
func TestSecurityScorecard_diagramIsBounded(t *testing.T) {
	t.Parallel()
	s := crowded()
	got := s.Diagram()
	if edges := strings.Count(got, " --> "); edges > 500 {
		t.Errorf("%d edges", edges)
	}
	if len(got) > 50_000 {
		t.Errorf("%d characters", len(got))
	}
	for _, said := range []string{"488 more portfolios", "970 more companies", "970 A", "19400 of unknown severity"} {
		if !strings.Contains(strings.ReplaceAll(got, "#44;", ","), said) {
			t.Errorf("it does not say %q", said)
		}
	}
}

// crowded has many companies with long names, each in every one of many
// portfolios, with findings of every severity.
func crowded() graph.SecurityScorecard {
	s := large(1000, 40)
	s.Portfolios = nil
	ids := []string{}
	for i := range 500 {
		id := fmt.Sprintf("portfolio %d %s", i, strings.Repeat("🦊", 100))
		ids = append(ids, id)
		s.Portfolios = append(s.Portfolios, graph.Portfolio{ID: id})
	}
	for i := range s.Companies {
		company := &s.Companies[i]
		company.Name, company.PortfolioIDs, company.Grade = strings.Repeat("🦊", 100), ids, "A"
		for j := range company.Findings {
			if j%2 == 0 {
				company.Findings[j].Severity = "severe"
			}
		}
	}
	return s
}
