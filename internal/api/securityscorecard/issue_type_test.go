// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func issueTypePath(name string) string { return "/metadata/issue-types/" + name }

func TestIssueType(t *testing.T) {
	t.Parallel()
	s := start(t)
	client := newClient(t, s)
	for range 2 {
		issueType, err := client.IssueType(t.Context(), "open_port")
		if err != nil {
			t.Fatal(err)
		}
		sandboxtest.Equal(t, "issue type", issueType, securityscorecard.IssueTypeDetails{
			IssueType:        securityscorecard.IssueType{Type: "open_port", Title: "Open Port Discovered", Severity: "info", Factor: "network_security"},
			ShortDescription: "Open Port Discovered.",
			LongDescription:  "This was found: Open Port Discovered. It lets an attacker go further.",
			Recommendation:   "- Find the assets of open_port.\n- Change their configuration.",
		})
	}
	mustRequest(t, s, issueTypePath("open_port"))
	if _, err := client.IssueType(t.Context(), "../portfolios"); !errors.Is(err, rest.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestIssueType_answers(t *testing.T) {
	t.Parallel()
	const wrong = "the answer is not what was asked for: "
	for name, test := range map[string]struct{ body, want string }{
		"another type": {`{"key":"typosquat","title":"T"}`, wrong + "it describes another issue type: typosquat"},
		"a list":       {`{"entries":[]}`, wrong + `it has no "key"`},
		"error inside": {`{"error":{"statusCode":500,"message":"oops"}}`, "with an error inside: oops"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(answer(issueTypePath("open_port"), test.body))
			issueType, err := newClient(t, s).IssueType(t.Context(), "open_port")
			if failure := asError(t, s, err); !strings.HasSuffix(failure.Message, test.want) || issueType.Type != "" {
				t.Errorf("got %v, %v", issueType, err)
			}
		})
	}
	s := start(t)
	s.Faults.Add(answer(issueTypePath("open_port"), `{"key":"open_port","severity":3,"recommendation":["- A"],"long_description":null}`))
	issueType, err := newClient(t, s).IssueType(t.Context(), "open_port")
	if err != nil {
		t.Fatal(err)
	}
	sandboxtest.Equal(t, "issue type", issueType, securityscorecard.IssueTypeDetails{IssueType: securityscorecard.IssueType{Type: "open_port", Severity: "unknown"}})
}

// Each type is read once, however many companies have it. A type that is not in
// the metadata, and a finding of no type of theirs, has no recommendation.
func TestFindings_withRecommendations(t *testing.T) {
	t.Parallel()
	const domain, signal = "harbor-mail.example", "acme.breach_notice"
	s := start(t)
	s.Faults.Add(answer(factorsPath(domain), `{"entries":[{"name":"cubit_score","grade":"C","issue_summary":[{"type":"`+signal+`","severity":"info","count":2}]}]}`))
	query := securityscorecard.FindingsQuery{
		Domains: []string{"delta-data.example", "foxtrot-freight.example", "jasmine-labs.example", domain}, IncludeRecommendations: true,
	}
	client := newClient(t, s)
	for range 2 {
		findings, err := client.Findings(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		with := map[bool]int{}
		for _, finding := range findings {
			want := ""
			if finding.Type != signal && finding.Type != "not_scored" {
				want = "- Find the assets of " + finding.Type + ".\n- Change their configuration."
			}
			with[want != ""]++
			if finding.Recommendation != want {
				t.Errorf("%s of %s has the recommendation %q, want %q", finding.Type, finding.Subject, finding.Recommendation, want)
			}
		}
		if with[true] < 10 || with[false] < 2 {
			t.Errorf("%d findings have a recommendation, and %d have none", with[true], with[false])
		}
	}
	seen := map[string]int{}
	for _, request := range requested(s) {
		if strings.HasPrefix(request, issueTypePath("")) {
			seen[request]++
		}
	}
	if len(seen) < 5 || seen[issueTypePath("ssh_weak_cipher")] != 1 || seen[issueTypePath(signal)] != 0 {
		t.Errorf("requests for types: %v", seen)
	}
}

// A recommendation that cannot be read is an error, and nothing is asked for that
// the budget does not allow.
func TestFindings_withoutTheirRecommendations(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(fault.Rule{Path: issueTypePath("ssh_weak_cipher"), Effect: sandboxtest.RespondJSON(http.StatusForbidden, `{}`)})
	query := securityscorecard.FindingsQuery{Domains: []string{"delta-data.example"}, IncludeRecommendations: true}
	findings, err := newClient(t, s).Findings(t.Context(), query)
	if _ = asError(t, s, err); !errors.Is(err, rest.ErrForbidden) || findings != nil {
		t.Errorf("got %v, %v", findings, err)
	}
	s = startWith(t, world.Default())
	scarce := newClient(t, s, func(config *rest.Config) { config.Limiter = rate.NewLimiter(rate.Every(time.Hour), 5) })
	findings, err = scarce.Findings(t.Context(), query)
	if !errors.Is(err, rest.ErrBudget) || findings != nil || !strings.Contains(err.Error(), "recommendation") {
		t.Errorf("got %v, %v", findings, err)
	}
	for _, request := range requested(s) {
		if strings.HasPrefix(request, issueTypePath("")) {
			t.Errorf("%s was requested", request)
		}
	}
}
