// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

type filters = securityscorecard.CompanyFilters

func filtered(ids []string, filters filters) securityscorecard.CompaniesQuery {
	return securityscorecard.CompaniesQuery{PortfolioIDs: ids, CompanyFilters: filters}
}

// filteredAnswer answers the second request for a list: the first is for the
// whole one.
func filteredAnswer(path, body string) fault.Rule {
	return fault.Rule{Path: path, Skip: 1, Effect: sandboxtest.RespondJSON(http.StatusOK, body)}
}

func TestCompanyFilters(t *testing.T) {
	t.Parallel()
	const vulnerability = "?vulnerability=CVE-2024-3094"
	for name, test := range map[string]struct {
		filters  filters
		want     []string
		requests []string // besides the whole list
	}{
		"a CVE":              {filters{Vulnerability: "CVE-2024-3094"}, []string{"delta-data.example", "foxtrot-freight.example"}, []string{vulnerability}},
		"a CVE of no one":    {filters{Vulnerability: "CVE-2020-0001"}, []string{}, []string{"?vulnerability=CVE-2020-0001"}},
		"an issue type":      {filters{IssueType: "ssh_weak_cipher"}, []string{"delta-data.example", "ember-energy.example"}, []string{"?issue_type=ssh_weak_cipher"}},
		"a breach":           {filters{BreachedWithinDays: 90}, []string{"foxtrot-freight.example"}, []string{"?had_breach_within_last_days=90"}},
		"a breach long ago":  {filters{BreachedWithinDays: 59}, []string{}, []string{"?had_breach_within_last_days=59"}},
		"inactive":           {filters{Status: "inactive"}, []string{"cobalt-logistics.example"}, []string{"?status=inactive"}},
		"several, each once": {filters{Vulnerability: "CVE-2024-3094", BreachedWithinDays: 90, Status: "active"}, []string{"foxtrot-freight.example"}, []string{vulnerability, "?had_breach_within_last_days=90", "?status=active"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			client := newClient(t, s)
			companies, err := client.Companies(t.Context(), filtered([]string{critical}, test.filters))
			if err != nil {
				t.Fatal(err)
			}
			sandboxtest.Equal(t, "domains", domains(companies), test.want)
			total, err := client.PortfolioTotal(t.Context(), filtered([]string{critical}, test.filters))
			if err != nil || total != 6 {
				t.Errorf("the total is %d, %v", total, err)
			}
			requests := []string{portfolioPath(critical)}
			for _, query := range test.requests {
				requests = append(requests, portfolioPath(critical)+query)
			}
			mustRequest(t, s, requests...)
		})
	}
}

// A filter that keeps every company is asked again for what no company can be.
func TestCompanyFilters_thatKeepAll(t *testing.T) {
	t.Parallel()
	all := map[string]filters{
		"vulnerability": {Vulnerability: "CVE-2020-0001"}, "issue_type": {IssueType: "tls_weak_protocol"},
		"had_breach_within_last_days": {BreachedWithinDays: 365}, "status": {Status: "active"},
	}
	for parameter, one := range all {
		t.Run(parameter, func(t *testing.T) {
			t.Parallel()
			for _, ids := range [][]string{{own}, {own, cloud}} {
				client := newClient(t, start(t, quirks(peer.Quirks{Filters: peer.FiltersIgnored})))
				companies, err := client.Companies(t.Context(), filtered(ids, one))
				if ignored, ok := errors.AsType[*securityscorecard.FilterIgnoredError](err); !ok || ignored.Parameter != parameter || companies != nil {
					t.Errorf("ignored: got %v, %v", domains(companies), err)
				}
			}
			client := newClient(t, start(t, quirks(peer.Quirks{Filters: peer.FiltersRefused})))
			companies, err := client.Companies(t.Context(), filtered([]string{own}, one))
			if err == nil || companies != nil || !strings.Contains(err.Error(), "list the companies of portfolio "+own+" with "+parameter+"=") {
				t.Errorf("refused: got %v, %v", domains(companies), err)
			}
		})
	}
	s := start(t)
	companies, err := newClient(t, s).Companies(t.Context(), filtered([]string{own}, filters{Status: "active"}))
	if err != nil || len(companies) != 2 {
		t.Errorf("got %v, %v, want both", domains(companies), err)
	}
	mustRequest(t, s, portfolioPath(own), portfolioPath(own)+"?status=active", portfolioPath(own)+"?status=inactive")
	w := world.Default()
	w.AddPortfolio(world.Portfolio{ID: "one", Name: "One", Domains: []string{"delta-data.example"}})
	for _, effect := range []int{0, http.StatusBadRequest} {
		s := startWith(t, w)
		if effect > 0 {
			// The whole list, the filtered one, and the control.
			s.Faults.Add(fault.Rule{Path: portfolioPath("one"), Skip: 2, Effect: sandboxtest.RespondJSON(effect, `{}`)})
		}
		companies, err := newClient(t, s).Companies(t.Context(), filtered([]string{"one"}, filters{Vulnerability: "CVE-2024-3094"}))
		if err != nil || len(companies) != 1 {
			t.Errorf("got %v, %v, want the one company", domains(companies), err)
		}
	}
}

// A filtered list is another scope: it must agree with the whole lists.
func TestCompanyFilters_thatContradictTheWhole(t *testing.T) {
	t.Parallel()
	const wrong = "the answer is not what was asked for: "
	for name, test := range map[string]struct{ inCloud, inCritical, want string }{
		"a company that is not there": {`{"domain":"z.example","grade":"A"}`, ``, "z.example is in the list, and is not in the list without the filter"},
		"another portfolio's":         {`{"domain":"delta-data.example","name":"Delta Data","grade":"C"}`, ``, "is in the list, and is not in portfolio " + cloud + " without the filter"},
		"in one portfolio only":       {`{"domain":"borealis-cloud.example"}`, ``, `and the filter keeps it only in ["` + cloud + `"]`},
		"another grade":               {`{"domain":"harbor-mail.example","grade":"A"}`, ``, "with different values: "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(
				filteredAnswer(portfolioPath(cloud), `{"entries":[`+test.inCloud+`]}`),
				filteredAnswer(portfolioPath(critical), `{"entries":[`+test.inCritical+`]}`),
			)
			companies, err := newClient(t, s).Companies(t.Context(), filtered([]string{critical, cloud}, filters{Vulnerability: "CVE-2024-3094"}))
			if failure := asError(t, s, err); companies != nil || !strings.HasPrefix(failure.Message, wrong) || !strings.Contains(failure.Message, test.want) {
				t.Errorf("got %v, %v", domains(companies), err)
			}
		})
	}
}

// That no company has a misspelled type is not good news.
func TestCompanyFilters_ofUnknownTypes(t *testing.T) {
	t.Parallel()
	_, err := newClient(t, start(t)).Companies(t.Context(), filtered([]string{critical}, filters{IssueType: "opne_port"}))
	if _, ok := errors.AsType[*securityscorecard.UnknownIssueTypesError](err); !ok {
		t.Errorf("got %v", err)
	}
	companies, err := newClient(t, start(t)).Companies(t.Context(), filtered([]string{own}, filters{IssueType: "open_port"}))
	if err != nil || len(companies) != 0 {
		t.Errorf("got %v, %v", domains(companies), err)
	}
}
