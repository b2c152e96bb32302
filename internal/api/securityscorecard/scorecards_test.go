// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
)

// A custom scorecard is beside its company's, or has no domain at all. Each is a
// company to judge.
func TestScorecards_areRowsOfTheirOwn(t *testing.T) {
	t.Parallel()
	custom := func(company posture.Company) posture.Company {
		company.IsCustom = new(true)
		return company
	}
	a := posture.Company{Domain: "a.example", Grade: "A", PortfolioIDs: []string{own}}
	f := posture.Company{Domain: "a.example", Grade: "F", PortfolioIDs: []string{own}}
	with := func(company posture.Company, domain, uuid, name string) posture.Company {
		company.Domain, company.UUID, company.Name = domain, uuid, name
		return company
	}
	for name, test := range map[string]struct {
		entries string
		want    []posture.Company
	}{
		"another uuid": {
			`{"domain":"a.example","grade":"A","uuid":"u1"},{"domain":"A.example","grade":"F","uuid":"u2"}`,
			[]posture.Company{with(a, "a.example", "u1", ""), with(f, "a.example", "u2", "")},
		},
		"one without a uuid": {
			`{"domain":"a.example","grade":"F","uuid":"u2"},{"domain":"a.example","grade":"A"}`,
			[]posture.Company{a, with(f, "a.example", "u2", "")},
		},
		"custom, without a uuid": {
			`{"domain":"a.example","grade":"A"},{"domain":"a.example","grade":"F","is_custom_vendor":true}`,
			[]posture.Company{a, custom(f)},
		},
		"no domain": {
			`{"domain":"a.example","grade":"A"},{"uuid":"u3","name":"Custom","grade":"F","is_custom_vendor":true}`,
			[]posture.Company{a, custom(with(f, "scorecard u3", "u3", "Custom"))},
		},
		"a domain for a name": {
			`{"domain":"a.example","grade":"A"},{"domain":"","name":"//a.example","grade":"F"},{"domain":null,"name":"a.example","grade":"F"}`,
			[]posture.Company{a, with(f, "scorecard //a.example", "", "//a.example"), with(f, "scorecard a.example", "", "a.example")},
		},
		"two of one name": {
			`{"name":"Custom","grade":"A"},{"name":"Custom","grade":"F"},{"name":"Custom","grade":"A"}`,
			[]posture.Company{with(a, "scorecard Custom", "", "Custom"), with(f, "scorecard Custom", "", "Custom")},
		},
		"the same twice": {
			`{"domain":"a.example","grade":"A","uuid":"u1"},{"domain":"a.example","grade":"A","uuid":"u1"}`,
			[]posture.Company{with(a, "a.example", "u1", "")},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(answer(portfolioPath(own), `{"entries":[`+test.entries+`]}`))
			companies, err := newClient(t, s).Companies(t.Context(), securityscorecard.CompaniesQuery{PortfolioIDs: []string{own}})
			if err != nil {
				t.Fatal(err)
			}
			sandboxtest.Equal(t, "companies", companies, test.want)
		})
	}
}

// What is said differently about one scorecard is not known.
func TestScorecards_thatContradictEachOther(t *testing.T) {
	t.Parallel()
	const wrong = "the answer is not what was asked for: "
	const places = "a.example is in portfolio " + cloud + " and in portfolio " + own + ", with different values: "
	for name, test := range map[string]struct{ before, now, want string }{
		"grade and score": {
			`{"domain":"a.example","grade":"A","score":95}`, `{"domain":"a.example","grade":"F","score":40}`,
			places + "grade A, then grade F; score 95, then score 40",
		},
		"the other way round": {
			`{"domain":"a.example","grade":"F"}`, `{"domain":"a.example","grade":"A"}`, places + "grade F, then grade A",
		},
		"a grade that one lacks": {
			`{"domain":"a.example","grade":"A","score":95}`, `{"domain":"a.example","score":95}`, places + "grade A, then grade unknown",
		},
		"change": {
			`{"domain":"a.example","last30days_score_change":0}`, `{"domain":"a.example","last30days_score_change":-18}`,
			places + "30-day score change 0, then 30-day score change -18",
		},
		"industry": {
			`{"domain":"a.example","uuid":"u1","industry":"energy"}`, `{"domain":"a.example","uuid":"u1","industry":"retail"}`,
			places + "industry energy, then industry retail",
		},
		"whether it is final": {
			`{"domain":"a.example","provisional":true}`, `{"domain":"a.example","provisional":false}`,
			places + "provisional true, then provisional false",
		},
		"tags": {
			`{"domain":"a.example","tags":["bank"]}`, `{"domain":"a.example","tags":[]}`, places + `tags ["bank"], then tags []`,
		},
		"twice in one list": {
			`{"domain":"a.example","grade":"A"},{"domain":"a.example","grade":"F"}`, `{"domain":"a.example","grade":"A"}`,
			"a.example is in portfolio " + cloud + ", twice, with different values: grade A, then grade F",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(
				answer(portfolioPath(cloud), `{"entries":[`+test.before+`]}`),
				answer(portfolioPath(own), `{"entries":[`+test.now+`]}`),
			)
			companies, err := newClient(t, s).Companies(t.Context(), securityscorecard.CompaniesQuery{PortfolioIDs: []string{own, cloud}})
			if failure := asError(t, s, err); companies != nil || failure.Message != wrong+test.want {
				t.Errorf("got  %v, %v\nwant %s", companies, err, test.want)
			}
		})
	}
}

// The factors and the findings are those of the scorecard that the domain
// names. Those of another are not known.
func TestScorecards_thatNoRequestNames(t *testing.T) {
	t.Parallel()
	noDomain := func(name string) securityscorecard.Finding {
		return securityscorecard.Finding{Finding: posture.Finding{
			Source: "securityscorecard", Subject: name, Type: "no_domain", Severity: "unknown", Status: posture.Unknown,
			Title: "The scorecard has no domain of its own: its findings are not known",
		}}
	}
	const domain = "harbor-mail.example"
	for name, test := range map[string]struct {
		entries string
		read    int // the row with factors, or -1
		missing []string
	}{
		"alone":            {`{"domain":"` + domain + `","is_custom_vendor":true}`, 0, nil},
		"beside a custom":  {`{"domain":"` + domain + `","uuid":"2","is_custom_vendor":true},{"domain":"` + domain + `","uuid":"1"}`, 0, []string{domain}},
		"two of one kind":  {`{"domain":"` + domain + `","uuid":"1"},{"domain":"` + domain + `","uuid":"2"}`, -1, []string{domain, domain}},
		"without a domain": {`{"uuid":"9","grade":"A"}`, -1, []string{"scorecard 9"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(answer(portfolioPath(own), `{"entries":[`+test.entries+`]}`))
			client := newClient(t, s)
			companies, err := client.Companies(t.Context(), securityscorecard.CompaniesQuery{PortfolioIDs: []string{own}, IncludeFactors: true})
			if err != nil {
				t.Fatal(err)
			}
			for i, company := range companies {
				if known := i == test.read; known != (company.Factors != nil) || known != (company.FindingCounts != nil) {
					t.Errorf("the factors of row %d are %v, and its counts %v", i, company.Factors, company.FindingCounts)
				}
			}
			findings, err := client.Findings(t.Context(), securityscorecard.FindingsQuery{PortfolioIDs: []string{own}, ExcludedIssueTypes: []string{"no_domain"}})
			if err != nil {
				t.Fatal(err)
			}
			want, unknown := []securityscorecard.Finding{}, []securityscorecard.Finding{}
			for _, name := range test.missing {
				want = append(want, noDomain(name))
			}
			for _, finding := range findings {
				if finding.Status == posture.Unknown {
					unknown = append(unknown, finding)
				}
			}
			sandboxtest.Equal(t, "unknown findings", unknown, want)
			requests := []string{portfolioPath(own), "/metadata/issue-types"}
			if test.read >= 0 {
				requests = append(requests, factorsPath(domain), activePath(domain, "dkim_record_detected", "spf_record_wildcard"))
			}
			mustRequest(t, s, requests...)
		})
	}
}

// Lists that say two things about one entry.
func TestLists_thatContradictThemselves(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(
		answer("/metadata/issue-types", `{"entries":[{"key":"a","severity":"high"},{"key":"b","severity":"low"},{"key":"a","severity":"info"}]}`),
		answer("/portfolios", `{"entries":[{"id":"1","name":"Vendors"},{"id":"1","name":"Others"}]}`),
	)
	client := newClient(t, s)
	const wrong = "the answer is not what was asked for: "
	issueTypes, err := client.IssueTypes(t.Context())
	want := wrong + `issue type "a" came twice with different values: the list may have changed while it was read`
	if failure := asError(t, s, err); issueTypes != nil || failure.Message != want {
		t.Errorf("got %v, %v", issueTypes, err)
	}
	portfolios, err := client.Portfolios(t.Context())
	want = wrong + `portfolio "1" came twice with different values: the list may have changed while it was read`
	if failure := asError(t, s, err); portfolios != nil || failure.Message != want {
		t.Errorf("got %v, %v", portfolios, err)
	}
}

// An odd value says nothing, and hides nothing else.
func TestLists_withOddValues(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(
		answer("/metadata/issue-types", "\ufeff"+`{"entries":[{"key":"a","severity":3,"title":[],"factor":{}},{"key":"a","severity":3,"title":[],"factor":{}}]}`),
		answer("/portfolios", `{"entries":[{"id":"1","name":"Vendors","description":7,"privacy":["shared"],"read_only":"perhaps"}]}`),
	)
	client := newClient(t, s)
	issueTypes, err := client.IssueTypes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	sandboxtest.Equal(t, "issue types", issueTypes, []securityscorecard.IssueType{{Type: "a", Severity: "unknown"}})
	portfolios, err := client.Portfolios(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	sandboxtest.Equal(t, "portfolios", portfolios, []securityscorecard.Portfolio{{ID: "1", Name: "Vendors"}})
}
