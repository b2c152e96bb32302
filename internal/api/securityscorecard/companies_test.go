// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	cloud    = world.CloudServicesID
	critical = world.CriticalVendorsID
	own      = world.DefaultPortfolioID
)

// everyCompany is what the default world's portfolios hold.
func everyCompany() []posture.Company {
	row := func(domain, name string, grade posture.Grade, score, change int64, industry, size string, portfolioIDs ...string) posture.Company {
		return posture.Company{
			Domain: domain, Name: name, Grade: grade, Score: &score, ScoreChange30d: &change,
			Industry: industry, Size: size, IsCustom: new(false), PortfolioIDs: portfolioIDs,
		}
	}
	return []posture.Company{
		row("aurora-payments.example", "Aurora Payments", "A", 97, 1, "financial_services", "size_1001_to_5000", critical),
		row("borealis-cloud.example", "Borealis Cloud", "A", 91, 0, "technology", "size_more_than_10000", critical, cloud),
		row("cobalt-logistics.example", "Cobalt Logistics", "B", 84, -2, "transportation", "size_501_to_1000", critical),
		row("delta-data.example", "Delta Data", "C", 74, -6, "information_services", "size_201_to_500", critical),
		row("ember-energy.example", "Ember Energy", "D", 65, 0, "energy", "size_5001_to_10000", critical),
		row("foxtrot-freight.example", "Foxtrot Freight", "F", 49, -18, "transportation", "size_51_to_200", critical),
		row("granite-hosting.example", "Granite Hosting", "B", 88, 3, "technology", "size_1001_to_5000", cloud),
		row("harbor-mail.example", "Harbor Mail", "C", 77, 0, "technology", "size_51_to_200", cloud),
		row("ivory-systems.example", "Ivory | <b>Systems</b> `v2` @everyone", "D", 63, -12, "technology", "size_1_to_10", cloud),
		{Domain: "jasmine-labs.example", Name: "Jasmine Labs", Industry: "unknown", Size: "unknown", IsCustom: new(false), PortfolioIDs: []string{own}},
		row("kestrel-health.example", "Kestrel Health", "F", 58, -4, "healthcare", "size_201_to_500", own),
		row("xn--bcher-kva.example", "Bücher Verlag", "B", 81, -1, "media", "size_11_to_50", cloud),
	}
}

func domains(companies []posture.Company) []string {
	domains := []string{}
	for _, company := range companies {
		domains = append(domains, company.Domain)
	}
	return domains
}

func TestCompanies(t *testing.T) {
	t.Parallel()
	inEachForm(t, listQuirks, func(t *testing.T, variant peer.Quirks) {
		s := start(t, quirks(variant))
		client := newClient(t, s)
		for range 2 {
			companies, err := client.Companies(t.Context(), securityscorecard.CompaniesQuery{})
			if err != nil {
				t.Fatal(err)
			}
			sandboxtest.Equal(t, "companies", companies, everyCompany())
		}
		if variant.CompanyPageSize == 0 {
			mustRequest(t, s, "/portfolios", portfolioPath(cloud), portfolioPath(critical), portfolioPath(own))
		}
	})
}

func portfolioPath(id string) string { return "/portfolios/" + id + "/companies" }

// Every page is requested once.
func TestCompanies_inPages(t *testing.T) {
	t.Parallel()
	s := start(t, quirks(peer.Quirks{CompanyPageSize: 2}))
	client := newClient(t, s)
	for range 3 {
		companies, err := client.Companies(t.Context(), securityscorecard.CompaniesQuery{PortfolioIDs: []string{cloud}})
		if err != nil || len(companies) != 5 {
			t.Fatalf("got %v, %v, want 5 companies", domains(companies), err)
		}
	}
	path := portfolioPath(cloud)
	mustRequest(t, s, path, path+"?cursor=1", path+"?cursor=2")
}

func TestCompaniesQuery(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		query    securityscorecard.CompaniesQuery
		want     []string
		requests []string
	}{
		"by id": {
			securityscorecard.CompaniesQuery{PortfolioIDs: []string{own}},
			[]string{"jasmine-labs.example", "kestrel-health.example"},
			[]string{portfolioPath(own)},
		},
		"by name": {
			securityscorecard.CompaniesQuery{PortfolioNames: []string{"robin@customer.example"}},
			[]string{"jasmine-labs.example", "kestrel-health.example"},
			[]string{"/portfolios", portfolioPath(own)},
		},
		"the same one three times": {
			securityscorecard.CompaniesQuery{PortfolioIDs: []string{own, own}, PortfolioNames: []string{"robin@customer.example"}},
			[]string{"jasmine-labs.example", "kestrel-health.example"},
			[]string{"/portfolios", portfolioPath(own)},
		},
		"by grade": {
			securityscorecard.CompaniesQuery{PortfolioIDs: []string{own, cloud}, Grades: []posture.Grade{"D", "F"}},
			[]string{"ivory-systems.example", "kestrel-health.example"},
			[]string{portfolioPath(own), portfolioPath(cloud)},
		},
		"without a grade": {
			securityscorecard.CompaniesQuery{PortfolioIDs: []string{own, cloud}, Grades: []posture.Grade{posture.UnknownGrade}},
			[]string{"jasmine-labs.example"},
			[]string{portfolioPath(own), portfolioPath(cloud)},
		},
		"by industry, in any case": {
			securityscorecard.CompaniesQuery{PortfolioIDs: []string{critical}, Industries: []string{"TRANSPORTATION", "Energy"}},
			[]string{"cobalt-logistics.example", "ember-energy.example", "foxtrot-freight.example"},
			[]string{portfolioPath(critical)},
		},
		"by both": {
			securityscorecard.CompaniesQuery{
				PortfolioIDs: []string{critical}, Industries: []string{"transportation"}, Grades: []posture.Grade{"F"},
			},
			[]string{"foxtrot-freight.example"},
			[]string{portfolioPath(critical)},
		},
		"none fits": {
			securityscorecard.CompaniesQuery{PortfolioIDs: []string{own}, Grades: []posture.Grade{"A"}},
			[]string{},
			[]string{portfolioPath(own)},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			companies, err := newClient(t, s).Companies(t.Context(), test.query)
			if err != nil {
				t.Fatal(err)
			}
			sandboxtest.Equal(t, "domains", domains(companies), test.want)
			mustRequest(t, s, test.requests...)
		})
	}
}

// Filters are applied here, so that reads which choose differently share the
// requests.
func TestCompanies_shareRequests(t *testing.T) {
	t.Parallel()
	s := start(t)
	client := newClient(t, s)
	queries := []securityscorecard.CompaniesQuery{
		{PortfolioIDs: []string{own}},
		{PortfolioIDs: []string{own}, Grades: []posture.Grade{"F"}},
		{PortfolioIDs: []string{own}, Industries: []string{"healthcare"}},
		{PortfolioIDs: []string{own}, IncludeFactors: true},
		{PortfolioNames: []string{"robin@customer.example"}},
	}
	failures := make(chan error, 50)
	for i := range cap(failures) {
		go func() {
			_, err := client.Companies(t.Context(), queries[i%len(queries)])
			failures <- err
		}()
	}
	for range cap(failures) {
		if err := <-failures; err != nil {
			t.Error(err)
		}
	}
	mustRequest(t, s, "/portfolios", portfolioPath(own), factorsPath("jasmine-labs.example"), factorsPath("kestrel-health.example"))
}

func factorsPath(domain string) string { return "/companies/" + domain + "/factors" }

func TestCompanies_ofNobody(t *testing.T) {
	t.Parallel()
	s := startWith(t, world.Generate(1, world.Size{Portfolios: 2}))
	companies, err := newClient(t, s).Companies(t.Context(), securityscorecard.CompaniesQuery{IncludeFactors: true})
	if err != nil || companies == nil || len(companies) != 0 {
		t.Errorf("got %v, %v, want an empty list", companies, err)
	}
}

func TestCompanies_ofAnUnknownPortfolio(t *testing.T) {
	t.Parallel()
	s := start(t)
	companies, err := newClient(t, s).Companies(t.Context(), securityscorecard.CompaniesQuery{PortfolioIDs: []string{own, "no/such?id"}})
	_ = asError(t, s, err)
	want := "SecurityScorecard: could not list the companies of portfolio no/such?id: HTTP 404 Not Found: portfolio not found"
	if companies != nil || !errors.Is(err, rest.ErrNotFound) || err.Error() != want {
		t.Errorf("got  %v, %v\nwant %s", companies, err, want)
	}
}

// A list that is not whole, or never ends, is an error and no list.
func TestCompanies_thatAreNotWhole(t *testing.T) {
	t.Parallel()
	const wrong = "the answer is not what was asked for: "
	const short = "it announces 5 entries, and has 4 different ones: the list may have changed while it was read"
	tests := map[string]struct {
		quirks peer.Quirks
		want   string
	}{
		"a company slid past":    {peer.Quirks{CompanyPageSize: 3, Shift: -1, LaterTotalSurplus: -1}, short},
		"a company came twice":   {peer.Quirks{CompanyPageSize: 3, Shift: 2}, short},
		"truncated":              {peer.Quirks{TruncateCompanies: 4}, short},
		"truncated, count":       {peer.Quirks{TruncateCompanies: 4, CompanyCounter: peer.CounterCount}, short},
		"truncated, in pages":    {peer.Quirks{TruncateCompanies: 4, CompanyPageSize: 3}, short},
		"page that names itself": {peer.Quirks{CompanyPageSize: 2, Link: peer.LinkToItself}, "the same page came twice"},
		"back to the first page": {peer.Quirks{CompanyPageSize: 2, Link: peer.LinkToSeenPage}, "the same page came twice"},
		"same page again":        {peer.Quirks{CompanyPageSize: 2, Link: peer.LinkToSameData}, "the same page came twice"},
		"next page elsewhere": {
			peer.Quirks{CompanyPageSize: 2, LinkOrigin: "https://other.example"},
			"the next page is on another host, where credentials are not sent",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, quirks(test.quirks))
			companies, err := newClient(t, s).Companies(t.Context(), securityscorecard.CompaniesQuery{PortfolioIDs: []string{cloud}})
			if failure := asError(t, s, err); companies != nil || failure.Message != wrong+test.want || failure.Status != http.StatusOK {
				t.Errorf("got  %v, %v\nwant %s", companies, err, test.want)
			}
			if number := len(s.Requests.All()); number > 4 {
				t.Errorf("%d requests", number)
			}
		})
	}
}

func TestCompanies_withFactors(t *testing.T) {
	t.Parallel()
	inEachForm(t, listQuirks, func(t *testing.T, variant peer.Quirks) {
		s := start(t, quirks(variant))
		companies, err := newClient(t, s).Companies(t.Context(), securityscorecard.CompaniesQuery{
			PortfolioIDs: []string{own, critical}, Grades: []posture.Grade{"F", posture.UnknownGrade}, IncludeFactors: true,
		})
		if err != nil {
			t.Fatal(err)
		}
		sandboxtest.Equal(t, "domains", domains(companies), []string{"foxtrot-freight.example", "jasmine-labs.example", "kestrel-health.example"})
		sandboxtest.Equal(t, "finding counts of the first", companies[0].FindingCounts, map[posture.Severity]int64{posture.Critical: 2, posture.High: 9, posture.Medium: 2})
		sandboxtest.Equal(t, "finding counts of the third", companies[2].FindingCounts, map[posture.Severity]int64{posture.High: 3, posture.Medium: 2})
		if len(companies[0].Factors) != 10 {
			t.Errorf("got the factors %v, want ten", companies[0].Factors)
		}
		sandboxtest.Equal(t, "patching cadence", companies[0].Factors["patching_cadence"], posture.Factor{Grade: "F", Score: new(int64(29))})
		// The company that is being calculated has no counts: not none.
		if companies[1].FindingCounts != nil || companies[1].Factors != nil {
			t.Errorf("got %+v, want neither factors nor counts", companies[1])
		}
		asked := s.Requests.Count(sandbox.Path("/companies/*/factors"))
		if variant.ListPageSize == 0 && asked != 3 {
			t.Errorf("%d requests for factors, want one for each company that is left", asked)
		}
		mustHaveNoSecret(t, s, companies)
	})
}

// A job that the budget cannot pay for is not begun, and what was read costs
// nothing.
func TestFactors_beyondTheBudget(t *testing.T) {
	t.Parallel()
	s := start(t)
	limited := func(requests int) *securityscorecard.Client {
		return newClient(t, s, func(config *rest.Config) { config.Limiter = rate.NewLimiter(rate.Every(time.Hour), requests) })
	}
	query := securityscorecard.CompaniesQuery{PortfolioIDs: []string{critical}, IncludeFactors: true}
	companies, err := limited(6).Companies(t.Context(), query)
	_ = asError(t, s, err)
	want := "SecurityScorecard: could not read the factors of every company: " +
		"it takes at least 6 requests more, and this run has 5 left of what the system allows: it is not begun"
	if companies != nil || !errors.Is(err, rest.ErrBudget) || err.Error() != want {
		t.Errorf("got  %v, %v\nwant %s", domains(companies), err, want)
	}
	mustRequest(t, s, portfolioPath(critical))

	client := limited(7)
	for range 3 {
		if companies, err := client.Companies(t.Context(), query); err != nil || len(companies) != 6 {
			t.Errorf("got %v, %v, want the six companies", domains(companies), err)
		}
	}
}

// One company's failure is the list's failure.
func TestFactors_ofOneCompanyFail(t *testing.T) {
	t.Parallel()
	w := world.Generate(1, world.Size{Portfolios: 1, Companies: 40})
	s := startWith(t, w)
	s.Faults.Add(answer("/companies/vendor-00020.example/factors", `{}`))
	companies, err := newClient(t, s).Companies(t.Context(), securityscorecard.CompaniesQuery{IncludeFactors: true})
	_ = asError(t, s, err)
	if want := "could not read the factors of company vendor-00020.example"; companies != nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %d companies, %v", len(companies), err)
	}
}

// Companies and portfolios are read at the same time, under one limit.
func TestConcurrency(t *testing.T) {
	t.Parallel()
	w := world.Generate(7, world.Size{Portfolios: 12, Companies: 120, IssueTypesPerCompany: 3, IssuesPerType: 2})
	s := startWith(t, w, sandbox.WithLatency(2*time.Millisecond))
	client := newClient(t, s, func(config *rest.Config) { config.MaxConcurrency = 4 })
	ends := make(chan error, 2)
	go func() {
		companies, err := client.Companies(t.Context(), securityscorecard.CompaniesQuery{IncludeFactors: true})
		if err == nil && (len(companies) != 120 || !slices.IsSorted(domains(companies))) {
			err = fmt.Errorf("got the companies %v", domains(companies))
		}
		ends <- err
	}()
	go func() {
		_, err := client.Findings(t.Context(), securityscorecard.FindingsQuery{PortfolioIDs: portfolioIDs(w)})
		ends <- err
	}()
	for range cap(ends) {
		if err := <-ends; err != nil {
			t.Error(err)
		}
	}
	if most := s.Requests.MaxInFlight(); most < 2 || most > 4 {
		t.Errorf("%d requests in flight, want several, and 4 at most", most)
	}
	// The list, the portfolios, the factors, the metadata, the issues.
	if number, want := len(s.Requests.All()), 1+12+120+1+120; number != want {
		t.Errorf("%d requests, want %d", number, want)
	}
}

func portfolioIDs(w *world.World) []string {
	ids := []string{}
	for _, portfolio := range w.Portfolios() {
		ids = append(ids, portfolio.ID)
	}
	return ids
}
