// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"net/http"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
)

// How one entry of a portfolio's list is read, or refused.
func TestCompanyEntries(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		entry string
		want  posture.Company
	}{
		"domain alone":         {`{"domain":"a.example"}`, posture.Company{}},
		"all null":             {`{"domain":"a.example","name":null,"grade":null,"score":null,"industry":null,"size":null,"last30days_score_change":null}`, posture.Company{}},
		"domain to normalise":  {`{"domain":"HTTPS://A.Example./"}`, posture.Company{}},
		"being calculated":     {`{"domain":"a.example","grade":"?"}`, posture.Company{}},
		"no such grade":        {`{"domain":"a.example","grade":"E"}`, posture.Company{}},
		"lower case":           {`{"domain":"a.example","grade":"a"}`, posture.Company{}},
		"grade without score":  {`{"domain":"a.example","grade":"A"}`, posture.Company{Grade: "A"}},
		"score without grade":  {`{"domain":"a.example","score":97}`, posture.Company{Score: new(int64(97))}},
		"score of zero":        {`{"domain":"a.example","grade":"F","score":0}`, posture.Company{Grade: "F", Score: new(int64(0))}},
		"score rounds down":    {`{"domain":"a.example","score":79.99}`, posture.Company{Score: new(int64(79))}},
		"list's change":        {`{"domain":"a.example","last30days_score_change":-3}`, posture.Company{ScoreChange30d: new(int64(-3))}},
		"summary's change":     {`{"domain":"a.example","last30day_score_change":-3}`, posture.Company{ScoreChange30d: new(int64(-3))}},
		"second version's":     {`{"domain":"a.example","last_month_score_change":-3}`, posture.Company{ScoreChange30d: new(int64(-3))}},
		"no change":            {`{"domain":"a.example","last30days_score_change":0}`, posture.Company{ScoreChange30d: new(int64(0))}},
		"change rounds down":   {`{"domain":"a.example","last30days_score_change":-2.5}`, posture.Company{ScoreChange30d: new(int64(-3))}},
		"first known spelling": {`{"domain":"a.example","last30days_score_change":null,"last30day_score_change":4}`, posture.Company{ScoreChange30d: new(int64(4))}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(answer(portfolioPath(own), `{"entries":[`+test.entry+`],"total":1}`))
			companies, err := newClient(t, s).Companies(t.Context(), securityscorecard.CompaniesQuery{PortfolioIDs: []string{own}})
			if err != nil {
				t.Fatal(err)
			}
			test.want.Domain, test.want.PortfolioIDs = "a.example", []string{own}
			sandboxtest.Equal(t, "companies", companies, []posture.Company{test.want})
		})
	}
	for name, entry := range map[string]string{
		"no domain":          `{"name":"A"}`,
		"empty domain":       `{"domain":"","name":"A"}`,
		"blank domain":       `{"domain":" ","name":"A"}`,
		"score of words":     `{"domain":"a.example","score":"high"}`,
		"score out of range": `{"domain":"a.example","score":1e300}`,
		"grade is a number":  `{"domain":"a.example","grade":1}`,
		"no object":          `"a.example"`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(answer(portfolioPath(own), `{"entries":[{"domain":"b.example"},`+entry+`],"total":2}`))
			companies, err := newClient(t, s).Companies(t.Context(), securityscorecard.CompaniesQuery{PortfolioIDs: []string{own}})
			if asError(t, s, err).Status != http.StatusOK || companies != nil {
				t.Errorf("got %v, %v, want an error", companies, err)
			}
		})
	}
}

// A custom scorecard may have a name instead of a domain. It must not vanish,
// and what it is called must not lead elsewhere.
func TestCompanyEntries_withoutADomainName(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(answer(portfolioPath(own), `{"entries":[{"domain":"Own Scorecard/../x?y\n","grade":"B"}]}`))
	client := newClient(t, s)
	companies, err := client.Companies(t.Context(), securityscorecard.CompaniesQuery{PortfolioIDs: []string{own}})
	if err != nil {
		t.Fatal(err)
	}
	sandboxtest.Equal(t, "companies", companies, []posture.Company{{Domain: "own scorecard/../x?y", Grade: "B", PortfolioIDs: []string{own}}})
	_, err = client.Companies(t.Context(), securityscorecard.CompaniesQuery{PortfolioIDs: []string{own}, IncludeFactors: true})
	_ = asError(t, s, err)
	_, err = client.Findings(t.Context(), securityscorecard.FindingsQuery{PortfolioIDs: []string{own}, IssueTypes: []string{"open_port"}})
	_ = asError(t, s, err)
	mustRequest(t, s, portfolioPath(own), "/companies/own scorecard/../x?y/factors", "/metadata/issue-types",
		"/companies/own scorecard/../x?y/active-issues?issue_types=open_port")
}

// Two spellings of a domain are one company.
func TestCompanies_areMergedByDomain(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(
		answer(portfolioPath(cloud), `{"entries":[{"domain":"B\u00dccher.example","grade":"A"},{"domain":"xn--bcher-kva.example","grade":"A"}]}`),
		answer(portfolioPath(own), `{"entries":[{"domain":"bücher.example.","grade":"A"}]}`),
	)
	companies, err := newClient(t, s).Companies(t.Context(), securityscorecard.CompaniesQuery{PortfolioIDs: []string{own, cloud}})
	if err != nil {
		t.Fatal(err)
	}
	sandboxtest.Equal(t, "companies", companies, []posture.Company{{Domain: "xn--bcher-kva.example", Grade: "A", PortfolioIDs: []string{cloud, own}}})
}
