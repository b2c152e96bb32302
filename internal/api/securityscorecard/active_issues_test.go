// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const activeIssuesPath = "/companies/*/active-issues"

// notScored is the finding for a company whose findings are not known.
func notScored(domain string) securityscorecard.Finding {
	return securityscorecard.Finding{Finding: posture.Finding{
		Source: "securityscorecard", Subject: domain, Type: "not_scored",
		Title:    "The company has no scorecard yet: its findings are not known",
		Severity: "unknown", Status: posture.Unknown,
	}}
}

func TestFindings_ofAnUnscoredCompany(t *testing.T) {
	t.Parallel()
	const domain = "jasmine-labs.example"
	queries := map[string]securityscorecard.FindingsQuery{
		"discovered":                 {Domains: []string{domain}},
		"discovered, severe":         {Domains: []string{domain}, MinimumSeverity: posture.Critical},
		"discovered, in a portfolio": {PortfolioIDs: []string{own}, ExcludedIssueTypes: []string{"not_scored"}},
		"chosen":                     {Domains: []string{domain}, IssueTypes: []string{"open_port"}},
		"chosen, in a portfolio":     {PortfolioIDs: []string{own}, IssueTypes: []string{"open_port"}},
		"chosen, none is wanted":     {Domains: []string{domain}, IssueTypes: []string{"open_port"}, ExcludedIssueTypes: []string{"open_port"}},
	}
	for name, query := range queries {
		for form, variant := range listQuirks {
			t.Run(name+", "+form, func(t *testing.T) {
				t.Parallel()
				s := start(t, quirks(variant))
				findings, err := newClient(t, s).Findings(t.Context(), query)
				if err != nil {
					t.Fatal(err)
				}
				findings = slices.DeleteFunc(findings, func(finding securityscorecard.Finding) bool { return finding.Subject != domain })
				sandboxtest.Equal(t, "findings", findings, []securityscorecard.Finding{notScored(domain)})
			})
		}
	}
}

// "None of these types" is a 200 with a 404 inside. It is believed of a
// company that is known to be in scope and scored.
func TestActiveIssues_none(t *testing.T) {
	t.Parallel()
	const domain = "aurora-payments.example"
	chosen := []string{"malware_infection", "service_rdp"}
	tests := map[string]struct {
		query    securityscorecard.FindingsQuery
		requests []string
	}{
		"scored in its portfolio": {
			securityscorecard.FindingsQuery{PortfolioIDs: []string{"1"}, IssueTypes: chosen},
			[]string{"/metadata/issue-types", portfolioPath("1"), activePath(domain, chosen...)},
		},
		"by domain": {
			securityscorecard.FindingsQuery{Domains: []string{domain}, IssueTypes: chosen},
			[]string{"/metadata/issue-types", activePath(domain, chosen...), factorsPath(domain)},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := world.Default()
			w.AddPortfolio(world.Portfolio{ID: "1", Name: "One", Domains: []string{domain}})
			s := startWith(t, w)
			findings, err := newClient(t, s).Findings(t.Context(), test.query)
			if err != nil || len(findings) != 0 {
				t.Errorf("got %v, %v, want none", findings, err)
			}
			mustRequest(t, s, test.requests...)
		})
	}
}

// The same answer about a company that the token may not see is no good news,
// and neither are types without issues.
func TestActiveIssues_noneOfACompanyOutOfScope(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"error":{"statusCode":404,"message":"no active issues found"}}`,
		`{"total_active_issues":0,"issue_types":[]}`,
		`{"total_active_issues":0,"issue_types":[{"name":"open_port","issues_count":0,"issues":[]}]}`,
	} {
		s := start(t)
		s.Faults.Add(answer(activeIssuesPath, body))
		findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{
			Domains: []string{world.NotFollowed}, IssueTypes: []string{"open_port"},
		})
		_ = asError(t, s, err)
		want := "SecurityScorecard: could not read the factors of company lantern-legal.example: HTTP 403 Forbidden: " +
			"company must be added to a portfolio first: lantern-legal.example"
		if findings != nil || !errors.Is(err, rest.ErrForbidden) || err.Error() != want {
			t.Errorf("%s: got  %v, %v\nwant %s", body, findings, err, want)
		}
	}
}

// Answers about active issues that say too little, or the wrong thing, with a
// 200.
func TestActiveIssues_wrongAnswers(t *testing.T) {
	t.Parallel()
	const wrong = "the answer is not what was asked for: "
	const inside = "answered as a success, with an error inside: "
	tests := map[string]struct {
		body   string
		status int
		want   string
	}{
		"summary of the company": {`{"domain":"delta-data.example","grade":"A","score":100}`, 200, wrong + `it has no "issue_types"`},
		"list":                   {`{"entries":[],"total":0}`, 200, wrong + `it has no "issue_types"`},
		"nothing":                {`{}`, 200, wrong + `it has no "issue_types"`},
		"no object":              {`null`, 200, wrong + `it has no "issue_types"`},
		"types of null":          {`{"issue_types":null,"total_active_issues":0}`, 200, wrong + `it has no "issue_types"`},
		"403 inside":             {`{"error":{"statusCode":403,"message":"no"}}`, 403, inside + "no"},
		"500 inside":             {`{"error":{"statusCode":500,"message":"no"}}`, 500, inside + "no"},
		"200 inside":             {`{"error":{"statusCode":200,"message":"no"}}`, 200, inside + "no"},
		"no status inside":       {`{"error":{"message":"no"}}`, 200, inside + "no"},
		"404 inside, and types":  {`{"error":{"statusCode":404,"message":"no"},"issue_types":[]}`, 404, inside + "no"},
		"type without issues":    {`{"issue_types":[{"name":"malware_infection"}]}`, 200, wrong + `issue_types[0] (malware_infection) has no issues`},
		"issues of null": {
			`{"issue_types":[{"name":"malware_infection","issues_count":0,"issues":null}]}`, 200,
			wrong + `issue_types[0] (malware_infection) has no issues`,
		},
		"fewer than announced": {
			`{"issue_types":[{"name":"malware_infection","issues_count":3,"issues":[{"issue_id":"1","issue_count":2}]}]}`, 200,
			wrong + "issue_types[0].issues_count of malware_infection announces 3 issues, and 2 came",
		},
		"the same twice": {
			`{"issue_types":[{"name":"malware_infection","issues_count":2,"issues":[{"issue_id":"1"},{"issue_id":"1"}]}]}`, 200,
			wrong + "issue_types[0].issues_count of malware_infection announces 2 issues, and 1 came",
		},
		"fewer than announced in total": {
			`{"total_active_issues":9,"issue_types":[{"name":"malware_infection","issues_count":1,"issues":[{"issue_id":"1","issue_count":1}]}]}`, 200,
			wrong + "total_active_issues announces 9 issues, and 1 came",
		},
		"negative total": {`{"total_active_issues":-1,"issue_types":[]}`, 200, wrong + "total_active_issues is not a number of issues"},
		"half an issue": {
			`{"issue_types":[{"name":"malware_infection","issues_count":0.5,"issues":[]}]}`, 200,
			wrong + "issue_types[0].issues_count of malware_infection is not a number of issues",
		},
		"negative count": {
			`{"issue_types":[{"name":"malware_infection","issues":[{"issue_id":"1"},{"issue_id":"2","issue_count":-7}]}]}`, 200,
			wrong + "issue_types[0].issues[1].issue_count is not a number of issues",
		},
		"count of words": {
			`{"issue_types":[{"name":"malware_infection","issues":[{"issue_id":"1","issue_count":"7"}]}]}`, 200,
			wrong + "it cannot be read: issue_types[0].issues[0].issue_count is a string, not a number",
		},
		"id of numbers": {
			`{"issue_types":[{"name":"malware_infection","issues":[{"issue_id":"1"},{"issue_id":2}]}]}`, 200,
			wrong + "it cannot be read: issue_types[0].issues[1].issue_id is a number, not a string",
		},
		"type twice": {
			`{"issue_types":[{"name":"malware_infection","issues":[{"issue_id":"1"}]},{"name":"malware_infection","issues":[]}]}`, 200,
			wrong + "issue_types[1] is the issue type malware_infection, which came before",
		},
		"no name":      {`{"issue_types":[{"issues":[{"issue_id":"1"}]}]}`, 200, wrong + "issue_types[0] has no name"},
		"name of null": {`{"issue_types":[{"name":null,"issues":[]}]}`, 200, wrong + "issue_types[0] has no name"},
		"null":         {`{"issue_types":[null]}`, 200, wrong + "issue_types[0] has no name"},
		"name in another case": {
			`{"issue_types":[{"name":"Malware_Infection","issues":[]}]}`, 200,
			wrong + "issue_types[0] is the issue type Malware_Infection, which was not asked for",
		},
		"another type": {
			`{"issue_types":[{"name":"typosquat","issues_count":1,"issues":[{"issue_id":"1"}]}]}`, 200,
			wrong + "issue_types[0] is the issue type typosquat, which was not asked for",
		},
		"another type beside it": {
			`{"issue_types":[{"name":"malware_infection","issues":[{"issue_id":"1"}]},{"name":"typosquat","issues":[]}]}`, 200,
			wrong + "issue_types[1] is the issue type typosquat, which was not asked for",
		},
	}
	for name, test := range tests {
		for _, chosen := range [][]string{nil, {"malware_infection"}} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				s := start(t)
				s.Faults.Add(answer(activeIssuesPath, test.body))
				findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{
					Domains: []string{"foxtrot-freight.example"}, IssueTypes: chosen,
				})
				if failure := asError(t, s, err); findings != nil || failure.Status != test.status || failure.Message != test.want {
					t.Errorf("got  %v, %v\nwant %d %s", findings, err, test.status, test.want)
				}
			})
		}
	}
}

// The API may come to allow fewer types in a request: that is its error, told
// as it came.
func TestActiveIssues_askForTooMany(t *testing.T) {
	t.Parallel()
	s := start(t, quirks(peer.Quirks{MaxIssueTypes: 9}))
	findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{Domains: []string{"ember-energy.example"}})
	_ = asError(t, s, err)
	want := "SecurityScorecard: could not read the active issues of company ember-energy.example: HTTP 400 Bad Request: " +
		"The issue_types query parameter must contain at most 9 issue types"
	if findings != nil || err.Error() != want {
		t.Errorf("got  %v, %v\nwant %s", findings, err, want)
	}
}

// A 429 in the middle slows the read, and changes nothing else.
func TestFindings_tooManyRequestsInTheMiddle(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(
		fault.Rule{Path: activeIssuesPath, Skip: 1, Times: 1, Effect: fault.TooManyRequests(0)},
		fault.Rule{Path: "/companies/*/factors", Skip: 1, Times: 1, Effect: fault.TooManyRequestsUntil(time.Now())},
		fault.Rule{Path: "/portfolios/*/companies", Times: 1, Effect: fault.TooManyRequestsWithoutRetryAfter()},
	)
	one := 1
	client := newClient(t, s, func(config *rest.Config) { config.MaxRetries = &one })
	findings, err := client.Findings(t.Context(), securityscorecard.FindingsQuery{PortfolioIDs: []string{critical}})
	if err != nil {
		t.Fatal(err)
	}
	undisturbed, err := newClient(t, start(t)).Findings(t.Context(), securityscorecard.FindingsQuery{PortfolioIDs: []string{critical}})
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range [][]securityscorecard.Finding{findings, undisturbed} {
		for i := range list {
			// The two sandboxes have addresses of their own.
			_, list[i].URL, _ = strings.Cut(list[i].URL, "/companies/")
		}
	}
	sandboxtest.Equal(t, "findings", findings, undisturbed)
	if refused := s.Requests.Count(func(r sandbox.Request) bool { return r.Status == http.StatusTooManyRequests }); refused != 3 {
		t.Errorf("%d requests were refused, want 3", refused)
	}
}
