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

// announcedPage is one page of a list, and the total that it names; a negative
// one is not named.
type announcedPage struct{ entries, total int }

// randomPages splits a list of portfolios at random. A page names the list's
// size, a larger one, or none.
func randomPages(random *rand.Rand) (pages []announcedPage, size, announced int) {
	for range 1 + random.IntN(4) {
		pages = append(pages, announcedPage{entries: random.IntN(4), total: -1})
		size += pages[len(pages)-1].entries
	}
	announced = -1
	for i := range pages {
		if random.IntN(3) > 0 {
			pages[i].total = size + max(0, random.IntN(6)-3)
			announced = max(announced, pages[i].total)
		}
	}
	return pages, size, announced
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
		for i := range pages[number].entries {
			entries = append(entries, fmt.Sprintf(`{"id":"%d-%d","name":"n"}`, number, i))
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
// or is an error: one that any page says is longer than what came.
func TestListsInPages_wholeOrAnError(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		pages, size, announced := randomPages(random)
		server := httptest.NewServer(servePages(pages))
		client, err := securityscorecard.New("token", rest.Config{BaseURL: server.URL})
		if err != nil {
			t.Fatal(err)
		}
		portfolios, err := client.Portfolios(t.Context())
		server.Close()
		if isShort := announced > size; isShort != (err != nil) {
			t.Errorf("%v: error %v", pages, err)
		}
		if err == nil && len(portfolios) != size {
			t.Errorf("%v: %d of %d portfolios", pages, len(portfolios), size)
		}
	}
}
