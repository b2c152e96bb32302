// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// What the factors count and the API does not give stays in the list, as not
// known. Only positive signals need not have issues.
func TestActiveIssues_countedButNotGiven(t *testing.T) {
	t.Parallel()
	const domain = "vendor.example"
	unreadable := func(issueType, title string, severity posture.Severity, s *sandbox.Sandbox) securityscorecard.Finding {
		known, _ := s.World.IssueType(issueType)
		return securityscorecard.Finding{Factor: known.Factor, Finding: posture.Finding{
			Source: "securityscorecard", Subject: domain, Type: issueType, Title: known.Title + title, Severity: severity,
			Status: posture.Unknown, URL: s.SecurityScorecard.BaseURL + "/companies/" + domain + "/issues/" + issueType + "/",
		}}
	}
	for name, body := range map[string]string{
		"none of them":     `{"error":{"statusCode":404,"message":"no active issues found"}}`,
		"no types":         `{"total_active_issues":0,"issue_types":[]}`,
		"types of nothing": `{"issue_types":[{"name":"malware_infection","issues_count":0,"issues":[]}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := world.Default()
			score := 90
			w.AddCompany(world.Company{Domain: domain, Grade: "A", Score: &score, Active: []world.Active{
				{Type: "malware_infection", Count: 6},
				{Type: "dmarc_record_missing", Count: 1},
				{Type: "waf_detected_v2", Count: 2},
				{Type: "open_port", Count: 9},
				{Type: "service_vuln_host_v3_critical", Count: 3},
				{Type: "service_rdp", Count: 4},
			}}, own)
			s := startWith(t, w, quirks(peer.Quirks{Severities: map[string]string{"service_rdp": "Apocalyptic"}}))
			s.Faults.Add(answer(activeIssuesPath, body))
			findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{Domains: []string{domain}})
			if err != nil {
				t.Fatal(err)
			}
			sandboxtest.Equal(t, "findings", findings, []securityscorecard.Finding{
				unreadable("dmarc_record_missing", " (1 counted, none could be read)", "low", s),
				unreadable("malware_infection", " (6 counted, none could be read)", "high", s),
				unreadable("open_port", " (9 counted, none could be read)", "info", s),
				unreadable("service_rdp", " (4 counted, none could be read)", "Apocalyptic", s),
				unreadable("service_vuln_host_v3_critical", " (3 counted, none could be read)", "critical", s),
			})
		})
	}
}

// Fewer issues than the factors count are not all of them.
func TestActiveIssues_fewerThanCounted(t *testing.T) {
	t.Parallel()
	const domain = "harbor-mail.example"
	tests := map[string]struct {
		count, severity, ofType string
		want                    string // the title of what is not known
	}{
		"as many":                 {"2", "high", `"issues":[{"issue_id":"1"},{"issue_id":"2"}]`, ""},
		"more":                    {"1", "high", `"issues":[{"issue_id":"1"},{"issue_id":"2"}]`, ""},
		"one":                     {"3", "high", `"issues":[{"issue_id":"1"}]`, "Open Port Detected (3 counted, 1 could be read)"},
		"one, informational":      {"3", "info", `"issues":[{"issue_id":"1"}]`, "Open Port Detected (3 counted, 1 could be read)"},
		"one, positive":           {"3", "positive", `"issues":[{"issue_id":"1"}]`, ""},
		"one, of no severity":     {"3", "", `"issues":[{"issue_id":"1"}]`, "Open Port Detected (3 counted, 1 could be read)"},
		"one twice":               {"2", "high", `"issues":[{"issue_id":"1"},{"issue_id":"1"}]`, "Open Port Detected (2 counted, 1 could be read)"},
		"sums":                    {"5", "high", `"issues":[{"issue_id":"1","issue_count":2},{"issue_id":"2","issue_count":3}]`, ""},
		"sum of one twice":        {"4", "high", `"issues":[{"issue_id":"1","issue_count":2},{"issue_id":"1","issue_count":2}]`, "Open Port Detected (4 counted, 2 could be read)"},
		"announced sum":           {"5", "high", `"issues_count":5,"issues":[{"issue_id":"1","issue_count":5}]`, ""},
		"announced, and no sum":   {"5", "high", `"issues_count":1,"issues":[{"issue_id":"1","issue_count":5}]`, "Open Port Detected (5 counted, 1 could be read)"},
		"a count below zero":      {"-1", "high", `"issues":[{"issue_id":"1"}]`, "Open Port Detected (invalid count, 1 could be read)"},
		"a count with a fraction": {"0.5", "low", `"issues":[]`, "Open Port Detected (invalid count, none could be read)"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(
				answer(factorsPath(domain), `{"entries":[{"name":"f","grade":"A","issue_summary":[{"type":"open_port","severity":"`+test.severity+`","count":`+test.count+`}]}]}`),
				answer(activeIssuesPath, `{"issue_types":[{"name":"open_port",`+test.ofType+`}]}`),
			)
			title := ""
			if known, ok := s.World.IssueType("open_port"); ok && test.want != "" {
				title = strings.Replace(test.want, "Open Port Detected", known.Title, 1)
			}
			findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{Domains: []string{domain}})
			if err != nil {
				t.Fatal(err)
			}
			unknown, open := []string{}, 0
			for _, finding := range findings {
				if finding.Status == posture.Unknown {
					unknown = append(unknown, finding.Title)
				} else {
					open++
				}
			}
			if want := strings.Count(test.ofType, "issue_id"); open != want {
				t.Errorf("%d issues are open, want %d", open, want)
			}
			sandboxtest.Equal(t, "unknown", strings.Join(unknown, "; "), title)
		})
	}
}

// The second of several batches has nothing: its types are not known, the
// others' issues are there.
func TestActiveIssues_oneBatchHasNothing(t *testing.T) {
	t.Parallel()
	s := start(t)
	nothing := answer(activeIssuesPath, `{"error":{"statusCode":404,"message":"no active issues found"}}`)
	nothing.Skip, nothing.Times = 1, 1
	s.Faults.Add(nothing)
	findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{Domains: []string{"ember-energy.example"}})
	if err != nil {
		t.Fatal(err)
	}
	missing := everyType(s, func(world.IssueType) bool { return true })[10:20]
	want := []string{}
	for _, finding := range findingsOf(s, "ember-energy.example", inMetadata) {
		harmless := finding.Severity == posture.Positive
		if !slices.Contains(missing, finding.Type) {
			want = append(want, finding.Type+" open")
		} else if !harmless && !slices.Contains(want, finding.Type+" unknown") {
			want = append(want, finding.Type+" unknown")
		}
	}
	got := []string{}
	for _, finding := range findings {
		got = append(got, finding.Type+" "+string(finding.Status))
	}
	sandboxtest.Equal(t, "findings", got, want)
}
