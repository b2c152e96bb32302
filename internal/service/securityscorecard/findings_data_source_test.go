// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	quirks "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// deltaFindings are all findings of delta-data.example in the default world.
func deltaFindings(baseURL string) []any {
	const (
		cookie = "cookie_missing_http_only"
		dmarc  = "dmarc_record_missing"
		ssh    = "ssh_weak_cipher"
		host   = "www.delta-data.example"
		page   = "https://www.delta-data.example/login"
	)
	described := map[string][3]string{
		cookie: {"high", "application_security", "Session Cookie Missing 'HttpOnly' Attribute"},
		dmarc:  {"low", "dns_health", "DMARC Record Missing"},
		ssh:    {"medium", "network_security", "SSH Supports Weak Cipher"},
	}
	finding := func(issueType, id, first, last string, port any, target, page any) any {
		return map[string]any{
			"source": "securityscorecard", "subject": "delta-data.example", "status": "open",
			"type": issueType, "severity": described[issueType][0], "factor": described[issueType][1], "title": described[issueType][2],
			"issue_id": id, "first_seen_at": first, "last_seen_at": last, "port": port, "target": target, "target_url": page,
			"url": baseURL + "/companies/delta-data.example/issues/" + issueType + "/", "recommendation": nil,
		}
	}
	return []any{
		finding(cookie, "952fa421-91be-5612-acdd-e6e5985471a3", "2026-01-07T06:30:00Z", "2026-01-10T09:30:00Z", nil, host, page),
		finding(cookie, "952fa423-f7be-5612-acdd-e6e59855e18c", "2026-01-21T15:30:00Z", "2026-02-08T03:30:00Z", nil, host, page),
		finding(cookie, "952fa426-71be-5612-acdd-e6e598576a11", "2026-02-14T04:30:00Z", "2026-03-06T09:30:00Z", nil, host, page),
		finding(dmarc, "9b479499-0cef-5068-93ce-f0fcec734832", "2026-02-24T21:30:00Z", "2026-03-06T23:30:00Z", nil, "delta-data.example", nil),
		finding(ssh, "20649223-b2ea-5930-85c5-bc57fb004cc6", "2026-01-09T09:30:00Z", "2026-01-14T15:30:00Z", 2124, "192.0.2.217", nil),
		finding(ssh, "20649226-34ea-5930-85c5-bc57fb01df23", "2026-03-12T22:30:00Z", "2026-03-18T05:30:00Z", 3625, "192.0.2.22", nil),
		finding(ssh, "20649228-9aea-5930-85c5-bc57fb034f0c", "2026-03-27T07:30:00Z", "2026-04-15T23:30:00Z", 1970, "192.0.2.171", nil),
		finding(ssh, "2064922b-14ea-5930-85c5-bc57fb04d791", "2026-01-26T12:30:00Z", "2026-01-28T01:30:00Z", 535, "192.0.2.8", nil),
	}
}

// notScored is the finding for a company that has no scorecard yet.
var notScored = map[string]any{
	"source": "securityscorecard", "subject": "jasmine-labs.example", "type": "not_scored", "status": "unknown", "severity": "unknown",
	"title":         "The company has no scorecard yet: its findings are not known",
	"first_seen_at": nil, "last_seen_at": nil, "url": nil, "issue_id": nil, "factor": nil, "port": nil, "target": nil, "target_url": nil,
	"recommendation": nil,
}

func TestFindingsDataSource(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	terraformTestOver(t, systems, "findings", `
data "vendorrisk_securityscorecard_findings" "test" {
  domains = ["https://jasmine-labs.example/", "Delta-Data.example", "delta-data.example."]
}`,
		map[string]any{
			"findings": append(deltaFindings(systems.SecurityScorecard.BaseURL), notScored),
			"counts":   map[string]any{"high": 3, "medium": 4, "low": 1, "unknown": 1},
			"total":    9,
			// A company without a scorecard was not read.
			"covered_subjects": []any{"delta-data.example"},
		},
		map[string]int{
			"/metadata/issue-types":                       1,
			"/companies/delta-data.example/factors":       1,
			"/companies/delta-data.example/active-issues": 1,
			"/companies/jasmine-labs.example/factors":     1,
		})
}

func TestFindingsDataSource_arguments(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		given arguments
		// want is "subject type" of each finding.
		want     []string
		requests map[string]int
	}{
		"a portfolio and a domain in it": {
			given: arguments{
				"portfolio_ids":    acctest.Strings(world.DefaultPortfolioID),
				"domains":          acctest.Strings("kestrel-health.example"),
				"minimum_severity": acctest.String("high"),
			},
			want: []string{
				"jasmine-labs.example not_scored",
				"kestrel-health.example cookie_missing_secure_attribute", "kestrel-health.example cookie_missing_secure_attribute",
				"kestrel-health.example ransomware_association",
			},
			requests: map[string]int{
				"/metadata/issue-types": 1, "/portfolios/*/companies": 1, "/companies/*/factors": 2,
				"/companies/kestrel-health.example/active-issues": 1,
			},
		},
		"a severity that nothing active has": {
			given: arguments{
				"domains":          acctest.Strings("aurora-payments.example"),
				"minimum_severity": acctest.String("low"),
			},
			requests: map[string]int{"/metadata/issue-types": 1, "/companies/*/factors": 1},
		},
		"excluded types": {
			given: arguments{
				"domains":              acctest.Strings("delta-data.example"),
				"excluded_issue_types": acctest.Strings("ssh_weak_cipher", "cookie_missing_http_only"),
			},
			want:     []string{"delta-data.example dmarc_record_missing"},
			requests: map[string]int{"/metadata/issue-types": 1, "/companies/*/factors": 1, "/companies/*/active-issues": 1},
		},
		"chosen types need no discovery": {
			given: arguments{
				"domains":     acctest.Strings("delta-data.example"),
				"issue_types": acctest.Strings("dmarc_record_missing", "typosquat"),
			},
			want:     []string{"delta-data.example dmarc_record_missing"},
			requests: map[string]int{"/metadata/issue-types": 1, "/companies/*/active-issues": 1},
		},
		"chosen types that are not active": {
			given: arguments{
				"domains":     acctest.Strings("delta-data.example"),
				"issue_types": acctest.Strings("typosquat"),
			},
			requests: map[string]int{
				"/metadata/issue-types": 1, "/companies/*/active-issues": 1,
				// Only this request tells whether the company is scored.
				"/companies/*/factors": 1,
			},
		},
		"chosen types that are excluded": {
			given: arguments{
				"portfolio_ids":        acctest.Strings(world.CriticalVendorsID),
				"issue_types":          acctest.Strings("typosquat", "open_port"),
				"excluded_issue_types": acctest.Strings("typosquat"),
				"minimum_severity":     acctest.String("low"),
			},
			requests: map[string]int{"/metadata/issue-types": 1, "/portfolios/*/companies": 1},
		},
		"chosen types of a company that is not scored": {
			given: arguments{
				"domains":     acctest.Strings("jasmine-labs.example"),
				"issue_types": acctest.Strings("typosquat"),
			},
			want: []string{"jasmine-labs.example not_scored"},
			requests: map[string]int{
				"/metadata/issue-types": 1, "/companies/*/active-issues": 1, "/companies/*/factors": 1,
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			state := read(t, acctest.NewSandboxServer(t, systems), "findings", test.given)
			got := []string{}
			for i, subject := range acctest.Column(t, state["findings"], "subject") {
				got = append(got, subject.(string)+" "+acctest.Column(t, state["findings"], "type")[i].(string)) //nolint:forcetypeassert // a test may panic
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("findings: got %q, want %q", got, test.want)
			}
			acctest.Equal(t, "total", state["total"], any(len(test.want)))
			acctest.Equal(t, "requests", acctest.DiffRequests(systems, test.requests), "")
		})
	}
}

// The issues of a company with thirty-two active types are read with at most
// ten types per request, and each type is requested once.
func TestFindingsDataSource_batches(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	state := read(t, acctest.NewSandboxServer(t, systems), "findings", arguments{"domains": acctest.Strings("ember-energy.example")})
	acctest.Equal(t, "counts", state["counts"], any(map[string]any{
		"critical": 3, "high": 15, "medium": 19, "low": 25, "info": 9, "positive": 9,
	}))
	acctest.Equal(t, "total", state["total"], any(80))
	asked := []string{}
	requests := systems.Requests.Matching(sandbox.Path("/companies/*/active-issues"))
	for _, request := range requests {
		types := request.Query["issue_types"]
		if len(types) > 10 {
			t.Errorf("one request asks for %d types", len(types))
		}
		asked = append(asked, types...)
	}
	slices.Sort(asked)
	if len(requests) != 4 || len(asked) != 32 || len(slices.Compact(asked)) != 32 {
		t.Errorf("%d requests ask for %d types, want 4 for 32 different ones", len(requests), len(asked))
	}
}

// Closed findings are in the list but not in the counts. The parts of a target
// that may contain a secret are removed.
func TestFindingsDataSource_issueFields(t *testing.T) {
	t.Parallel()
	w := world.Default()
	seen := time.Date(2026, time.March, 1, 23, 59, 59, 0, time.UTC)
	w.SetIssues("delta-data.example", world.Active{Type: "csp_no_policy", Issues: []world.Issue{
		{ID: "c", Count: 1, Status: "departed", Target: "c.example"},
		{ID: "b", Count: 1, Status: "resolved", Domain: "b.example"},
		{ID: "a", Count: 1, Status: "active", FirstSeen: seen, LastSeen: seen.Add(time.Second), Port: 8443, Target: "a.example/login?token=secret#top"},
		{ID: "d", Count: 1},
		{ID: "e", Count: 1, URL: "https://robin:secret@e.example:8443/login?token=secret", Hostname: "www.e.example"}, //nolint:gosec // made up, to see it removed
		{ID: "f", Count: 1, DstIP: "192.0.2.1", DstPort: 22},
		{ID: "g", Count: 1, Observations: []world.Observation{{IP: "192.0.2.2", Port: 25}}},
	}})
	state := read(t, acctest.NewSandboxServer(t, acctest.StartWorld(t, w)), "findings", arguments{"domains": acctest.Strings("delta-data.example")})
	for name, want := range map[string][]any{
		"issue_id":      {"a", "b", "c", "d", "e", "f", "g"},
		"status":        {"open", "closed", "closed", "open", "open", "open", "open"},
		"target":        {"a.example/login", "b.example", "c.example", nil, "www.e.example", "192.0.2.1", "192.0.2.2"},
		"target_url":    {nil, nil, nil, nil, "https://e.example:8443/login", nil, nil},
		"port":          {8443, nil, nil, nil, 8443, 22, 25},
		"first_seen_at": {"2026-03-01T23:59:59Z", nil, nil, nil, nil, nil, nil},
		"last_seen_at":  {"2026-03-02T00:00:00Z", nil, nil, nil, nil, nil, nil},
	} {
		acctest.Equal(t, name, acctest.Column(t, state["findings"], name), want)
	}
	acctest.Equal(t, "counts", state["counts"], any(map[string]any{"low": 5}))
	acctest.Equal(t, "total", state["total"], any(7))
}

func TestFindingsDataSource_unknownIssueTypes(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	failure := readError(t, acctest.NewSandboxServer(t, systems), "findings", arguments{
		"domains":     acctest.Strings("delta-data.example"),
		"issue_types": acctest.Strings("no_such_type", "typosquat", "csp_no_polcy"),
	})
	acctest.WantText(t, failure, "Unknown SecurityScorecard Issue Type", "csp_no_polcy, no_such_type", "none of the companies", "vendorrisk_securityscorecard_issue_types")
	acctest.WantAttribute(t, failure, "issue_types")
	acctest.Equal(t, "requests", acctest.DiffRequests(systems, map[string]int{
		"/metadata/issue-types": 1, "/companies/delta-data.example/factors": 1,
	}), "")
}

// A finding with an unknown severity is never filtered out: it may be critical.
func TestFindingsDataSource_unknownSeverity(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithQuirks(quirks.Quirks{
		Severities: map[string]string{"dmarc_record_missing": "catastrophic"},
	}))
	state := read(t, acctest.NewSandboxServer(t, systems), "findings", arguments{
		"domains":          acctest.Strings("delta-data.example"),
		"minimum_severity": acctest.String("critical"),
	})
	acctest.Equal(t, "severities", acctest.Column(t, state["findings"], "severity"), []any{"catastrophic"})
	acctest.Equal(t, "counts", state["counts"], any(map[string]any{"catastrophic": 1}))
}

// "Nothing active" is a 200 with a 404 inside. If the factors count issues, the
// list has a finding with an unknown status instead of none.
func TestFindingsDataSource_countedButNotGiven(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	systems.Faults.Add(fault.Rule{Path: "/companies/*/active-issues", Effect: fault.Respond(
		http.StatusOK, nil, `{"error":{"message":"no active issues found","statusCode":404}}`)})
	server := acctest.NewSandboxServer(t, systems)

	state := read(t, server, "findings", arguments{"domains": acctest.Strings("delta-data.example")})
	acctest.Equal(t, "statuses", acctest.Column(t, state["findings"], "status"), []any{"unknown", "unknown", "unknown"})
	acctest.Equal(t, "titles", acctest.Column(t, state["findings"], "title"), []any{
		"Session Cookie Missing 'HttpOnly' Attribute (3 counted, none could be read)",
		"DMARC Record Missing (1 counted, none could be read)",
		"SSH Supports Weak Cipher (4 counted, none could be read)",
	})
	acctest.Equal(t, "covered subjects", state["covered_subjects"], any([]any{}))

	// Types without an impact on the score too, but for positive ones.
	state = read(t, server, "findings", arguments{"domains": acctest.Strings("aurora-payments.example")})
	acctest.Equal(t, "titles", acctest.Column(t, state["findings"], "title"), []any{
		"Open Port Discovered (30 counted, none could be read)",
		"Possible Typosquat Domains Detected (12 counted, none could be read)",
	})
	acctest.Equal(t, "covered subjects", state["covered_subjects"], any([]any{}))
}

// A company without findings is covered, one without a scorecard is not; and
// nothing is covered by filters that leave nothing to read.
func TestFindingsDataSource_coveredSubjects(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		given arguments
		want  []any
	}{
		"a portfolio": {arguments{"portfolio_ids": acctest.Strings(world.DefaultPortfolioID)}, []any{"kestrel-health.example"}},
		"a spelling":  {arguments{"domains": acctest.Strings("HTTPS://Delta-Data.example/")}, []any{"delta-data.example"}},
		"a type that is not active": {
			arguments{"domains": acctest.Strings("delta-data.example", "jasmine-labs.example"), "issue_types": acctest.Strings("typosquat")},
			[]any{"delta-data.example"},
		},
		"no type": {
			arguments{"domains": acctest.Strings("delta-data.example"), "issue_types": acctest.Strings("typosquat"), "excluded_issue_types": acctest.Strings("typosquat")},
			[]any{},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state := read(t, acctest.NewSandboxServer(t, acctest.StartSandbox(t)), "findings", test.given)
			acctest.Equal(t, "covered subjects", state["covered_subjects"], any(test.want))
		})
	}
}
