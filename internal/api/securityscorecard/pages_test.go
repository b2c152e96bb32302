// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
)

// announcedPage is one page of a list: entries by their place in the list, and
// the total that the page names; a negative one is not named.
type announcedPage struct{ first, end, total int }

// randomPages splits a list of portfolios at random into pages that may overlap,
// and may leave entries out. A page names any total, or none.
func randomPages(random *rand.Rand) (pages []announcedPage, came, announced int) {
	places, end := map[int]bool{}, 0
	for range 1 + random.IntN(4) {
		page := announcedPage{first: max(0, end+random.IntN(3)-1), total: -1}
		page.end = page.first + random.IntN(4)
		for place := page.first; place < page.end; place++ {
			places[place] = true
		}
		pages, end = append(pages, page), page.end
	}
	for i := range pages {
		if random.IntN(3) > 0 {
			pages[i].total = max(0, len(places)+random.IntN(5)-3)
			announced = max(announced, pages[i].total)
		}
	}
	return pages, len(places), announced
}

// servePages answers every request with a page of portfolios, and a link to
// the next one.
func servePages(pages []announcedPage) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		number, _ := strconv.Atoi(r.URL.Query().Get("page"))
		if number+1 < len(pages) {
			w.Header().Set("Link", fmt.Sprintf(`</portfolios?page=%d>; rel="next"`, number+1))
		}
		entries := []string{}
		for place := pages[number].first; place < pages[number].end; place++ {
			entries = append(entries, fmt.Sprintf(`{"id":"%d","name":"n"}`, place))
		}
		total := ""
		if pages[number].total >= 0 {
			total = fmt.Sprintf(`,"total":%d`, pages[number].total)
		}
		// No two pages are the same, also where they have the same entries.
		_, _ = fmt.Fprintf(w, `{"entries":[%s],"page":%d%s}`, strings.Join(entries, ","), number, total)
	})
}

// However a list is split, and whichever page names which total, it comes whole
// or is an error: one that any page says is longer than the different entries
// that came.
func TestListsInPages_wholeOrAnError(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		pages, came, announced := randomPages(random)
		server := httptest.NewServer(servePages(pages))
		client, err := securityscorecard.New("token", rest.Config{BaseURL: server.URL})
		if err != nil {
			t.Fatal(err)
		}
		portfolios, err := client.Portfolios(t.Context())
		server.Close()
		if isShort := announced > came; isShort != (err != nil) {
			t.Errorf("%v: error %v", pages, err)
		}
		if err == nil && len(portfolios) != came {
			t.Errorf("%v: %d of %d portfolios", pages, len(portfolios), came)
		}
	}
}

// One identity with two values is an error in every list, and never the first
// or the last of them. Equal entries are one.
func TestLists_oneEntryTwice(t *testing.T) {
	t.Parallel()
	const cameTwice = " came twice with different values: the list may have changed while it was read"
	for name, test := range map[string]struct {
		path, entry, different, problem string
		read                            func(*testing.T, *securityscorecard.Client) (int, error)
	}{
		"portfolios": {"/portfolios", `{"id":"p","name":"A"}`, `{"id":"p","name":"B"}`, `portfolio "p"` + cameTwice, func(t *testing.T, client *securityscorecard.Client) (int, error) {
			portfolios, err := client.Portfolios(t.Context())
			return len(portfolios), err
		}},
		"issue types": {"/metadata/issue-types", `{"key":"t","severity":"high"}`, `{"key":"t","severity":"info"}`, `issue type "t"` + cameTwice, func(t *testing.T, client *securityscorecard.Client) (int, error) {
			issueTypes, err := client.IssueTypes(t.Context())
			return len(issueTypes), err
		}},
		"companies": {portfolioPath(own), `{"domain":"a.example","grade":"F"}`, `{"domain":"A.example","grade":"A"}`, "a.example is in portfolio " + own + ", twice, with different values: grade F, then grade A", func(t *testing.T, client *securityscorecard.Client) (int, error) {
			companies, err := client.Companies(t.Context(), securityscorecard.CompaniesQuery{PortfolioIDs: []string{own}})
			return len(companies), err
		}},
		"factors": {factorsPath("jasmine-labs.example"), `{"name":"f","grade":"F"}`, `{"name":"f","grade":"A"}`, `factor "f"` + cameTwice, func(t *testing.T, client *securityscorecard.Client) (int, error) {
			company, _, err := client.Company(t.Context(), "jasmine-labs.example")
			return len(company.Factors), err
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(answer(test.path, `{"entries":[`+test.entry+`,`+test.entry+`]}`))
			if number, err := test.read(t, newClient(t, s)); number != 1 || err != nil {
				t.Errorf("equal: got %d entries, %v", number, err)
			}
			s = start(t)
			s.Faults.Add(answer(test.path, `{"entries":[`+test.entry+`,`+test.different+`]}`))
			number, err := test.read(t, newClient(t, s))
			if _ = asError(t, s, err); number != 0 || !strings.HasSuffix(err.Error(), test.problem) {
				t.Errorf("different: got %d entries, %v", number, err)
			}
			s = start(t)
			s.Faults.Add(answer(test.path, `{"entries":[`+test.entry+`,`+test.entry+`],"total":2}`))
			number, err = test.read(t, newClient(t, s))
			if _ = asError(t, s, err); number != 0 || !strings.Contains(err.Error(), "it announces 2 entries, and has 1 different ones") {
				t.Errorf("one of two announced: got %d entries, %v", number, err)
			}
		})
	}
}

// An issue type without a key could be one that the findings ask for.
func TestIssueTypes_withoutKey(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(answer("/metadata/issue-types", `{"entries":[{"key":"t"},{"severity":"high"}]}`))
	issueTypes, err := newClient(t, s).IssueTypes(t.Context())
	if _ = asError(t, s, err); issueTypes != nil || !strings.HasSuffix(err.Error(), `issue type 2 has no "key"`) {
		t.Errorf("got %v, %v", issueTypes, err)
	}
}
