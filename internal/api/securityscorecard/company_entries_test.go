// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"net/http"
	"strings"
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
		"three that agree":     {`{"domain":"a.example","last30days_score_change":4,"last30day_score_change":4,"last_month_score_change":4}`, posture.Company{ScoreChange30d: new(int64(4))}},
		"two that differ":      {`{"domain":"a.example","last30days_score_change":0,"last30day_score_change":-18}`, posture.Company{}},
		"change off the scale": {`{"domain":"a.example","last30days_score_change":101}`, posture.Company{}},
		"change of words":      {`{"domain":"a.example","last30days_score_change":"0"}`, posture.Company{}},
		"score of words":       {`{"domain":"a.example","grade":"F","score":"high"}`, posture.Company{Grade: "F"}},
		"score out of range":   {`{"domain":"a.example","score":1e300}`, posture.Company{}},
		"score off the scale":  {`{"domain":"a.example","grade":"A","score":9500}`, posture.Company{Grade: "A"}},
		"negative score":       {`{"domain":"a.example","grade":"A","score":-1}`, posture.Company{Grade: "A"}},
		"grade is a number":    {`{"domain":"a.example","grade":1,"score":97}`, posture.Company{Score: new(int64(97))}},
		"grade with a sign":    {`{"domain":"a.example","grade":"A+"}`, posture.Company{}},
		"grade with a blank":   {`{"domain":"a.example","grade":"A "}`, posture.Company{}},
		"words of other types": {`{"domain":"a.example","name":["A"],"industry":{"slug":"energy"},"size":51,"is_custom_vendor":"perhaps"}`, posture.Company{}},
		"uuid":                 {`{"domain":"a.example","uuid":"u1"}`, posture.Company{UUID: "u1"}},
		"provisional":          {`{"domain":"a.example","provisional":true}`, posture.Company{Provisional: new(true)}},
		"final":                {`{"domain":"a.example","provisional":false}`, posture.Company{Provisional: new(false)}},
		"final, as a string":   {`{"domain":"a.example","provisional":"false"}`, posture.Company{Provisional: new(false)}},
		"not said to be final": {`{"domain":"a.example","provisional":null}`, posture.Company{}},
		"perhaps provisional":  {`{"domain":"a.example","provisional":0}`, posture.Company{Provisional: new(true)}},
		"custom, in a list":    {`{"domain":"a.example","is_custom_vendor":true}`, posture.Company{IsCustom: new(true)}},
		"custom, in a summary": {`{"domain":"a.example","is_custom_vendor":false,"is_custom":true}`, posture.Company{IsCustom: new(true)}},
		"not custom":           {`{"domain":"a.example","is_custom":false}`, posture.Company{IsCustom: new(false)}},
		"tags":                 {`{"domain":"a.example","tags":["retail","bank","retail"]}`, posture.Company{Tags: []string{"bank", "retail"}}},
		"tags with ids":        {`{"domain":"a.example","tags":[{"id":"t1","name":"bank"}]}`, posture.Company{Tags: []string{"bank"}}},
		"no tags":              {`{"domain":"a.example","tags":[]}`, posture.Company{Tags: []string{}}},
		"a tag without a name": {`{"domain":"a.example","tags":["bank",{"id":"t1"}]}`, posture.Company{}},
		"tags of another type": {`{"domain":"a.example","tags":"bank"}`, posture.Company{}},
		"tags are null":        {`{"domain":"a.example","tags":null}`, posture.Company{}},
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
	for entry, want := range map[string]string{
		`{"grade":"A"}`:                     `company 2 has no "domain"`,
		`{"domain":" ","uuid":"","name":7}`: `company 2 has no "domain"`,
		`null`:                              `company 2 has no "domain"`,
		`"a.example"`:                       "entries[1] is a string, not an object",
		`{"domain":7,"name":"A"}`:           "entries[1].domain is a number, not a string",
		`{"domain":"a.example","uuid":{}}`:  "entries[1].uuid is an object, not a string",
	} {
		t.Run(entry, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(answer(portfolioPath(own), `{"entries":[{"domain":"b.example"},`+entry+`],"total":2}`))
			companies, err := newClient(t, s).Companies(t.Context(), securityscorecard.CompaniesQuery{PortfolioIDs: []string{own}})
			if failure := asError(t, s, err); failure.Status != http.StatusOK || companies != nil || !strings.HasSuffix(failure.Message, want) {
				t.Errorf("got %v, %v, want %s", companies, err, want)
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

// A company whose industry is not known may be in any: a filter keeps it.
func TestCompanies_ofAnUnknownIndustry(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(answer(portfolioPath(own), `{"entries":[{"domain":"a.example","industry":{"slug":"energy"}},{"domain":"b.example"},{"domain":"c.example","industry":"retail"}]}`))
	companies, err := newClient(t, s).Companies(t.Context(), securityscorecard.CompaniesQuery{PortfolioIDs: []string{own}, Industries: []string{"energy"}})
	if err != nil {
		t.Fatal(err)
	}
	sandboxtest.Equal(t, "domains", domains(companies), []string{"a.example", "b.example"})
}
