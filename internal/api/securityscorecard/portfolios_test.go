// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

var (
	cloudServices = securityscorecard.Portfolio{
		ID: world.CloudServicesID, Name: "Cloud Services", Privacy: "team", ReadOnly: new(false),
	}
	criticalVendors = securityscorecard.Portfolio{
		ID: world.CriticalVendorsID, Name: "Critical Vendors", Privacy: "shared", ReadOnly: new(false),
		Description: "Vendors that the business stops without",
	}
	ownPortfolio = securityscorecard.Portfolio{
		ID: world.DefaultPortfolioID, Name: "robin@customer.example", Privacy: "private", ReadOnly: new(true),
	}
)

// listQuirks are the ways to write a list that say the same.
var listQuirks = map[string]peer.Quirks{
	"as recorded":        {},
	"count":              {PortfolioCounter: peer.CounterCount, CompanyCounter: peer.CounterCount},
	"no counter":         {PortfolioCounter: peer.CounterAbsent, CompanyCounter: peer.CounterAbsent},
	"pages of one":       {ListPageSize: 1, CompanyPageSize: 1},
	"pages of two":       {ListPageSize: 2, CompanyPageSize: 2},
	"read-only as text":  {ReadOnlyAsString: true},
	"unknown fields":     {ExtraFields: true},
	"last month":         {LastMonthScoreChange: true},
	"no empty summaries": {OmitEmptyIssueSummary: true},
	"times with a space": {Timestamps: peer.TimestampsSpace},
	"keys in errors":     {ErrorKey: true},
	"unscored as null":   {Unscored: peer.UnscoredAsNull},
	"unscored as absent": {Unscored: peer.UnscoredAsAbsent},
}

// inEachForm runs a test with each of the quirks.
func inEachForm(t *testing.T, forms map[string]peer.Quirks, test func(t *testing.T, variant peer.Quirks)) {
	t.Helper()
	for name, variant := range forms {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, variant)
		})
	}
}

func TestPortfolios(t *testing.T) {
	t.Parallel()
	inEachForm(t, listQuirks, func(t *testing.T, variant peer.Quirks) {
		s := start(t, quirks(variant))
		portfolios, err := newClient(t, s).Portfolios(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		sandboxtest.Equal(t, "portfolios", portfolios, []securityscorecard.Portfolio{cloudServices, criticalVendors, ownPortfolio})
	})
}

func TestPortfolios_areSortedByNameThenID(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(answer("/portfolios", `{"entries":[
		{"id":"3","name":"b"},{"id":"2","name":"b","read_only":null},{"id":"1","name":"c"},{"id":"4","name":"a"}]}`))
	portfolios, err := newClient(t, s).Portfolios(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// What the API does not say about them is not made up.
	sandboxtest.Equal(t, "portfolios", portfolios, []securityscorecard.Portfolio{
		{ID: "4", Name: "a"}, {ID: "2", Name: "b"}, {ID: "3", Name: "b"}, {ID: "1", Name: "c"},
	})
}

func TestPortfolio_byIDAndName(t *testing.T) {
	t.Parallel()
	s := start(t)
	client := newClient(t, s)
	byID, err := client.PortfolioByID(t.Context(), world.CriticalVendorsID)
	if err != nil {
		t.Fatal(err)
	}
	byName, err := client.PortfolioByName(t.Context(), "Cloud Services")
	if err != nil {
		t.Fatal(err)
	}
	sandboxtest.Equal(t, "by ID", byID, criticalVendors)
	sandboxtest.Equal(t, "by name", byName, cloudServices)
	mustRequest(t, s, "/portfolios")
}

// The error lists what there is, but not the user's email address, which is
// the name of the default portfolio.
func TestPortfolio_notFound(t *testing.T) {
	t.Parallel()
	s := start(t)
	client := newClient(t, s)
	lookups := map[string]func(string) (securityscorecard.Portfolio, error){
		"id": func(id string) (securityscorecard.Portfolio, error) { return client.PortfolioByID(t.Context(), id) },
		"name": func(name string) (securityscorecard.Portfolio, error) {
			return client.PortfolioByName(t.Context(), name)
		},
	}
	for kind, lookup := range lookups {
		// Names are compared exactly, case-sensitive.
		for _, wanted := range []string{"cloud services", "Cloud", ""} {
			portfolio, err := lookup(wanted)
			var missing *securityscorecard.PortfolioNotFoundError
			if !errors.As(err, &missing) || missing.Wanted != wanted || len(missing.Visible) != 3 {
				t.Fatalf("%s %q: got %v, %v", kind, wanted, portfolio, err)
			}
			want := `no portfolio that the API token sees is "` + wanted + `"; it sees "Cloud Services" (` + world.CloudServicesID +
				`), "Critical Vendors" (` + world.CriticalVendorsID + `), 1 more`
			sandboxtest.Equal(t, "error", err.Error(), want)
		}
	}
}

func TestPortfolioNotFoundError_isBounded(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		visible []securityscorecard.Portfolio
		want    string
	}{
		"none":         {nil, "it sees 0 by other names"},
		"only private": {[]securityscorecard.Portfolio{ownPortfolio}, "it sees 1 by other names"},
		"many":         {make([]securityscorecard.Portfolio, 500), ", 480 more"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := &securityscorecard.PortfolioNotFoundError{Wanted: "x", Visible: test.visible}
			if got := err.Error(); !strings.HasSuffix(got, test.want) || strings.Contains(got, "@") || len(got) > 1000 {
				t.Errorf("got %q, want it to end with %q", got, test.want)
			}
		})
	}
}

func TestPortfolio_ambiguous(t *testing.T) {
	t.Parallel()
	w := world.Default()
	w.AddPortfolio(world.Portfolio{ID: "0-another", Name: "Cloud Services", Privacy: "private"})
	s := startWith(t, w)
	client := newClient(t, s)
	_, err := client.PortfolioByName(t.Context(), "Cloud Services")
	want := `2 portfolios have the name "Cloud Services", with the ids 0-another, ` + world.CloudServicesID
	var ambiguous *securityscorecard.AmbiguousPortfolioError
	if !errors.As(err, &ambiguous) || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	companies, err := client.Companies(t.Context(), securityscorecard.CompaniesQuery{PortfolioNames: []string{"Cloud Services"}})
	if !errors.As(err, &ambiguous) || companies != nil {
		t.Errorf("got %v, %v, want the same error", companies, err)
	}
	if found, err := client.PortfolioByID(t.Context(), "0-another"); err != nil || found.ID != "0-another" {
		t.Errorf("got %v, %v", found, err)
	}
}

func TestPortfolios_withoutID(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(answer("/portfolios", `{"entries":[{"id":"1","name":"a"},{"name":"b"}]}`))
	portfolios, err := newClient(t, s).Portfolios(t.Context())
	_ = asError(t, s, err)
	want := `SecurityScorecard: could not list portfolios: HTTP 200 OK: the answer is not what was asked for: portfolio 2 has no "id"`
	if portfolios != nil || err.Error() != want {
		t.Errorf("got  %v, %v\nwant %s", portfolios, err, want)
	}
}
