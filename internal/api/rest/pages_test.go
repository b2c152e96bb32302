// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// next is a Link header to the next page.
func next(target string) []string { return []string{"Link", "<" + target + `>; rel="next"`} }

// collect reads all pages.
func collect(t *testing.T, client *rest.Client) ([]string, error) {
	t.Helper()
	pages := []string{}
	for page, err := range rest.Pages(t.Context(), client, read, text) {
		if err != nil {
			return pages, err
		}
		pages = append(pages, page)
	}
	return pages, nil
}

func TestPages(t *testing.T) {
	t.Parallel()
	peer := newPeer(ok("1", next("?page=2")...), ok("2", next(baseURL+"/thing?page=3")...), ok("3"))
	client := newClient(t, peer)
	for range 2 {
		// The second time, nothing is requested.
		pages, err := collect(t, client)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"1", "2", "3"}, pages); diff != "" {
			t.Errorf("pages (-want +got):\n%s", diff)
		}
	}
	want := []string{baseURL + "/thing", baseURL + "/thing?page=2", baseURL + "/thing?page=3"}
	if diff := cmp.Diff(want, peer.urls()); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
	for address, credentials := range peer.credentials() {
		if len(credentials) != 1 {
			t.Errorf("%s was asked for with the credentials %v", address, credentials)
		}
	}
}

func TestPages_stopWithTheConsumer(t *testing.T) {
	t.Parallel()
	peer := newPeer(ok("1", next("?page=2")...), ok("2", next("?page=3")...), ok("3"))
	for page, err := range rest.Pages(t.Context(), newClient(t, peer), read, text) {
		if page == "2" || err != nil {
			break
		}
	}
	if peer.count() != 2 {
		t.Errorf("%d requests, want 2", peer.count())
	}
}

// What comes before the error is given; nothing comes after it.
func TestPages_endWithAnError(t *testing.T) {
	t.Parallel()
	const twice = "the answer is not what was asked for: the same page came twice"
	const elsewhere = "the answer is not what was asked for: the next page is on another host, where credentials are not sent"
	tests := map[string]struct {
		answers  []answer
		before   []string
		want     string
		requests int
	}{
		"refused":                {[]answer{respond(403, "no")}, nil, "no", 1},
		"second page refused":    {[]answer{ok("1", next("?page=2")...), respond(403, "no"), ok("2")}, []string{"1"}, "no", 2},
		"page that names itself": {[]answer{ok("1", next("/thing")...)}, nil, twice, 1},
		"empty target":           {[]answer{ok("1", next("")...)}, nil, twice, 1},
		"back to the first page": {[]answer{ok("1", next("?page=2")...), ok("2", next("/thing")...)}, []string{"1"}, twice, 2},
		"same page under a new cursor": {
			[]answer{ok("1", next("?cursor=a")...), ok("1", next("?cursor=b")...), ok("1", next("?cursor=c")...)},
			[]string{"1"},
			twice, 2,
		},
		"earlier page under a new cursor": {
			[]answer{ok("1", next("?cursor=a")...), ok("2", next("?cursor=b")...), ok("1", next("?cursor=c")...)},
			[]string{"1", "2"},
			twice, 3,
		},
		"other host":       {[]answer{ok("1", next("https://evil.example/thing?page=2")...)}, nil, elsewhere, 1},
		"other port":       {[]answer{ok("1", next("https://api.example.com:444/thing?page=2")...)}, nil, elsewhere, 1},
		"other scheme":     {[]answer{ok("1", next("http://api.example.com/thing?page=2")...)}, nil, elsewhere, 1},
		"without a scheme": {[]answer{ok("1", next("//evil.example/thing?page=2")...)}, nil, elsewhere, 1},
		"no host":          {[]answer{ok("1", next("javascript:alert(1)")...)}, nil, elsewhere, 1},
		"misleading user":  {[]answer{ok("1", next("https://api.example.com@evil.example/")...)}, nil, elsewhere, 1},
		"no URL": {
			[]answer{ok("1", next("https://[::1")...)},
			nil,
			"the answer is not what was asked for: the link to the next page cannot be read", 1,
		},
		"second page elsewhere": {
			[]answer{ok("1", next("?page=2")...), ok("2", next("https://evil.example/thing?page=3")...)},
			[]string{"1"},
			elsewhere, 2,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			peer := newPeer(test.answers...)
			var pages []string
			var failures []error
			for page, err := range rest.Pages(t.Context(), newClient(t, peer), read, text) {
				if err != nil {
					failures = append(failures, err)
					continue
				}
				pages = append(pages, page)
			}
			if diff := cmp.Diff(test.before, pages); diff != "" {
				t.Errorf("pages (-want +got):\n%s", diff)
			}
			if len(failures) != 1 || asError(t, failures[0]).Message != test.want {
				t.Errorf("got %v, want one error that says %s", failures, test.want)
			}
			if peer.count() != test.requests {
				t.Errorf("requested %v, want %d", peer.urls(), test.requests)
			}
		})
	}
}

func TestLinks(t *testing.T) {
	t.Parallel()
	const end = ""
	tests := map[string]struct {
		links []string
		want  string
	}{
		"none":                              {nil, end},
		"empty":                             {[]string{""}, end},
		"quoted":                            {[]string{`</b>; rel="next"`}, "/b"},
		"not quoted":                        {[]string{`</b>; rel=next`}, "/b"},
		"tight":                             {[]string{`</b>;rel=next`}, "/b"},
		"wide":                              {[]string{"  </b>  ;\t rel = \"next\"  "}, "/b"},
		"capital letters":                   {[]string{`</b>; REL="NEXT"`}, "/b"},
		"several relations":                 {[]string{`</b>; rel="prev next"`}, "/b"},
		"several relations, spaces":         {[]string{`</b>; rel="  next   last "`}, "/b"},
		"other parameters":                  {[]string{`</b>; type="text/html"; rel="next"; title=more; crossorigin`}, "/b"},
		"parameter without a value":         {[]string{`</b>; nofollow; rel=next`}, "/b"},
		"empty parameters":                  {[]string{`</b>;; rel=next;`}, "/b"},
		"second link":                       {[]string{`</a>; rel="prev", </b>; rel="next"`}, "/b"},
		"second link, tight":                {[]string{`</a>;rel=prev,</b>;rel=next`}, "/b"},
		"first link":                        {[]string{`</b>; rel="next", </z>; rel="last"`}, "/b"},
		"second header":                     {[]string{`</a>; rel="prev"`, `</b>; rel="next"`}, "/b"},
		"comma and semicolon in the target": {[]string{`</b?ids=1,2;3>; rel="next"`}, "/b?ids=1,2;3"},
		"comma in a title":                  {[]string{`</a>; title="a, <b>; c"; rel="prev", </b>; rel="next"`}, "/b"},
		"quote in a title":                  {[]string{`</b>; title="a \" b"; rel="next"`}, "/b"},
		"absolute":                          {[]string{`<https://api.example.com/b?page=2>; rel="next"`}, "/b?page=2"},
		"with the port":                     {[]string{`<https://api.example.com:443/b>; rel="next"`}, "/b"},
		"in capital letters":                {[]string{`<HTTPS://API.example.com/b>; rel="next"`}, "/b"},
		"query alone":                       {[]string{`<?page=2>; rel="next"`}, "/x/thing?page=2"},
		"relative":                          {[]string{`<b>; rel="next"`}, "/x/b"},
		"upwards":                           {[]string{`<../../b>; rel="next"`}, "/b"},
		"other relation":                    {[]string{`</b>; rel="last"`}, end},
		"longer word":                       {[]string{`</b>; rel="nextpage"`}, end},
		"part of a word":                    {[]string{`</b>; rel="up-next"`}, end},
		"no relation":                       {[]string{`</b>`}, end},
		"empty relation":                    {[]string{`</b>; rel`, `</b>; rel=""`}, end},
		"only the first relation counts":    {[]string{`</b>; rel="prev"; rel="next"`}, end},
		"relation inside a title":           {[]string{`</b>; title="; rel=next "`}, end},
		"relation of another link":          {[]string{`</b>, </c>; rel="prev"; title="rel=next"`}, end},
		"other parameter's value":           {[]string{`</b>; rev="next"; xrel=next`}, end},
		"no brackets":                       {[]string{`/b; rel="next"`}, end},
		"open bracket":                      {[]string{`</b; rel="next"`}, end},
		"open quote":                        {[]string{`</b>; rel="next`}, end},
		"nothing but noise":                 {[]string{"<<<>>>;;;===\"\"\"\\\\,,,\x00\xff"}, end},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			headers := []string{}
			for _, link := range test.links {
				headers = append(headers, "Link", link)
			}
			peer := newPeer(ok("1", headers...), ok("2"))
			client := newClient(t, peer, func(config *rest.Config) { config.BaseURL = baseURL + "/x" })
			if _, err := collect(t, client); err != nil {
				t.Fatal(err)
			}
			got := end
			if urls := peer.urls(); len(urls) > 1 {
				got = strings.Replace(strings.ToLower(urls[1]), ":443", "", 1)
				got = strings.TrimPrefix(got, baseURL)
			}
			if got != test.want {
				t.Errorf("the next page is %q, want %q", got, test.want)
			}
		})
	}
}

// Whatever a Link header says, no request leaves the origin, and a collection
// ends or is an error.
func FuzzLinks(f *testing.F) {
	for _, link := range []string{
		`</b>; rel="next"`, `<https://evil.example/>; rel=next`, `<//evil.example>; rel="prev next"`, `<>; rel=next`,
		`</a>; title="\", <b>; rel=next`, "<\x00>;rel=next", `<https://api.example.com:99999999/>; rel=next`, `<%zz>; rel=next`,
	} {
		f.Add(link)
	}
	f.Fuzz(func(t *testing.T, link string) {
		peer := newPeer(ok("1", "Link", link), ok("2", "Link", link), ok("3"))
		_, err := collect(t, newClient(t, peer, maxRetries(0)))
		var failure *rest.Error
		if err != nil && !errors.As(err, &failure) {
			t.Errorf("got %v (%T)", err, err)
		}
		for _, address := range peer.urls() {
			target, err := url.Parse(address)
			if err != nil || target.Scheme != "https" || !strings.EqualFold(target.Hostname(), "api.example.com") ||
				(target.Port() != "" && target.Port() != "443") {
				t.Errorf("requested %q", address)
			}
		}
	})
}

// A document that goes on elsewhere was not read whole.
func TestGet_refusesPages(t *testing.T) {
	t.Parallel()
	peer := newPeer(ok("1", next("?page=2")...), ok("2"))
	value, err := rest.Get(t.Context(), newClient(t, peer), read, text)
	want := "Example: could not read the thing: HTTP 200 OK: the answer is not what was asked for: it continues on another page"
	if err == nil || err.Error() != want || value != "" || peer.count() != 1 {
		t.Errorf("got %q and %v after %d requests, want %s", value, err, peer.count(), want)
	}
	if errors.Is(err, rest.ErrNotFound) || asError(t, err).Status != http.StatusOK {
		t.Errorf("got the status %d", asError(t, err).Status)
	}
}
