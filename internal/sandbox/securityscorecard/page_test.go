// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
)

var linkHeader = regexp.MustCompile(`^<([^>]+)>; rel="next"$`)

// next is the address in the Link header, empty when there is none.
func (r reply) next(t *testing.T) string {
	t.Helper()
	header := r.header.Get("Link")
	if header == "" {
		return ""
	}
	found := linkHeader.FindStringSubmatch(header)
	if found == nil {
		t.Fatalf("Link %q", header)
	}
	return found[1]
}

// walk follows links for as many pages as are given, and returns the addresses
// and what is on each page.
func walk(t *testing.T, served api, path string, pages int) (addresses []string, grades []string) {
	t.Helper()
	address := served.url + path
	for range pages {
		got := served.get(strings.TrimPrefix(address, served.url))
		addresses = append(addresses, address)
		grades = append(grades, strings.Join(got.pluck("grade", "entries"), ""))
		if got.at("total") != nil && got.at("total") != 6.0 {
			t.Errorf("total %v is not that of all pages", got.at("total"))
		}
		if address = got.next(t); address == "" {
			break
		}
		if !strings.HasPrefix(address, served.url) {
			t.Fatalf("the link leads to %s", address)
		}
	}
	return addresses, grades
}

func TestLinks(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		size  int
		link  securityscorecard.Link
		want  []string
		fresh bool // every address is another one
	}{
		"forward":           {4, securityscorecard.LinkForward, []string{"AABC", "DF"}, true},
		"an exact multiple": {3, securityscorecard.LinkForward, []string{"AAB", "CDF"}, true},
		"one page":          {6, securityscorecard.LinkForward, []string{"AABCDF"}, true},
		"no pages":          {0, securityscorecard.LinkForward, []string{"AABCDF"}, true},
		"to itself":         {4, securityscorecard.LinkToItself, []string{"AABC", "AABC", "AABC", "AABC"}, false},
		"to a seen page":    {4, securityscorecard.LinkToSeenPage, []string{"AABC", "DF", "AABC", "DF"}, false},
		"to the same data":  {4, securityscorecard.LinkToSameData, []string{"AABC", "AABC", "AABC", "AABC"}, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			served := serve(t, securityscorecard.Quirks{CompanyPageSize: test.size, Link: test.link})
			addresses, grades := walk(t, served, critical+"?grade=A,B,C,D,F", 4)
			if diff := cmp.Diff(test.want, grades); diff != "" {
				t.Errorf("pages (-want +got):\n%s", diff)
			}
			different := map[string]bool{}
			for _, address := range addresses {
				different[address] = true
			}
			if fresh := len(different) == len(addresses); fresh != test.fresh {
				t.Errorf("addresses %q", addresses)
			}
		})
	}
}

func TestLinksKeepTheQuery(t *testing.T) {
	t.Parallel()
	served := serve(t, securityscorecard.Quirks{CompanyPageSize: 1})
	var grades []string
	for address := critical + "?grade=D,F"; address != ""; {
		got := served.get(address)
		grades = append(grades, got.pluck("grade", "entries")...)
		address = strings.TrimPrefix(got.next(t), served.url)
	}
	if diff := cmp.Diff([]string{"D", "F"}, grades); diff != "" {
		t.Errorf("grades (-want +got):\n%s", diff)
	}
}

func TestLinkToItselfIsTheSameAddress(t *testing.T) {
	t.Parallel()
	served := serve(t, securityscorecard.Quirks{CompanyPageSize: 2, Link: securityscorecard.LinkToItself})
	if got := served.get(critical).next(t); got != served.url+critical {
		t.Errorf("the link of %s leads to %s", served.url+critical, got)
	}
}

func TestLinkToAnotherOrigin(t *testing.T) {
	t.Parallel()
	served := serve(t, securityscorecard.Quirks{CompanyPageSize: 2, LinkOrigin: "https://other.example"})
	if got := served.get(critical).next(t); got != "https://other.example"+critical+"?cursor=1" {
		t.Errorf("the link leads to %s", got)
	}
}

func TestEveryOtherListMayHavePages(t *testing.T) {
	t.Parallel()
	served := serve(t, securityscorecard.Quirks{ListPageSize: 2})
	for path, count := range map[string]int{
		"/portfolios":                                     3,
		"/companies/" + delta + "/factors":                10,
		"/companies/" + delta + "/issues/ssh_weak_cipher": 4,
		"/metadata/factors":                               12,
		"/metadata/issue-types":                           len(served.world.IssueTypes()),
	} {
		total := 0
		for address := path; address != ""; {
			got := served.get(address)
			total += got.length("entries")
			address = strings.TrimPrefix(got.next(t), served.url)
		}
		if total != count {
			t.Errorf("%s: %d entries on all pages, want %d", path, total, count)
		}
	}
	if got := served.get(critical); got.length("entries") != 6 {
		t.Errorf("a portfolio's companies have a page size of their own, got %d", got.length("entries"))
	}
}

func TestCursorsAreChecked(t *testing.T) {
	t.Parallel()
	served := serve(t, securityscorecard.Quirks{CompanyPageSize: 4})
	for _, cursor := range []string{"2", "-1", "x", "0.x"} {
		if got := served.send(http.MethodGet, critical+"?cursor="+cursor); got.status != http.StatusBadRequest {
			t.Errorf("cursor %q: status %d", cursor, got.status)
		}
	}
}
