// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

var redirects = []int{301, 302, 303, 307, 308}

// credentials are the Authorization headers that arrived, by URL.
func (p *peer) credentials() map[string][]string {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	credentials := map[string][]string{}
	for _, request := range p.requests {
		credentials[request.URL.String()] = request.Header.Values("Authorization")
	}
	return credentials
}

func TestRedirects_toTheSameResourceAreFollowed(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ location, want string }{
		"absolute":           {baseURL + "/thing/?a=1&b=2", baseURL + "/thing/?a=1&b=2"},
		"without a host":     {"/thing/?b=2&a=1", baseURL + "/thing/?b=2&a=1"},
		"relative":           {"thing/?a=1&b=2", baseURL + "/thing/?a=1&b=2"},
		"with a port":        {"https://api.example.com:443/thing?a=1&b=2", "https://api.example.com:443/thing?a=1&b=2"},
		"in capital letters": {"HTTPS://API.Example.COM/thing?a=1&b=2", "https://API.Example.COM/thing?a=1&b=2"},
	}
	for name, test := range tests {
		for _, status := range redirects {
			for _, method := range []string{http.MethodGet, http.MethodHead} {
				t.Run(name+" "+method+" "+strconv.Itoa(status), func(t *testing.T) {
					t.Parallel()
					peer := newPeer(respond(status, "", "Location", test.location), ok("good"))
					request := rest.Request{Method: method, Path: "/thing", Query: url.Values{"a": {"1"}, "b": {"2"}}}
					response, err := newClient(t, peer).Send(t.Context(), request)
					if err != nil || string(response.Body) != "good" {
						t.Fatalf("got %v, %v, want good", response, err)
					}
					want := map[string][]string{baseURL + "/thing?a=1&b=2": {"Token " + secret}, test.want: {"Token " + secret}}
					if diff := cmp.Diff(want, peer.credentials()); diff != "" {
						t.Errorf("credentials by URL (-want +got):\n%s", diff)
					}
				})
			}
		}
	}
}

// A list that redirects to an empty document has no entries, and is no good news.
func TestRedirects_toOtherDocumentsAreNotFollowed(t *testing.T) {
	t.Parallel()
	for location, names := range map[string]string{
		"/new?a=1":                "/new",
		"/thing/more?a=1":         "/thing/more",
		"/other/../thing2?a=1":    "/thing2",
		"/Thing?a=1":              "/Thing",
		"/thing//?a=1":            "/thing//",
		"/":                       "/",
		"/thing":                  "/thing",
		"/thing?a=2":              "/thing",
		"/thing?a=1&page=9":       "/thing",
		"/login?back=" + secret:   "/login",
		"/thing%2Fmore?a=1":       "/thing%2Fmore",
		baseURL + ":443/thing/x/": "/thing/x/",
	} {
		for _, status := range redirects {
			t.Run(location+" "+strconv.Itoa(status), func(t *testing.T) {
				t.Parallel()
				peer := newPeer(respond(status, "", "Location", location), ok("[]"))
				_, err := newClient(t, peer).Send(t.Context(), rest.Request{Operation: "list things", Path: "/thing", Query: url.Values{"a": {"1"}}})
				want := "Example: could not list things: HTTP " + strconv.Itoa(status) + " " + http.StatusText(status) +
					": it redirects to another document: " + names
				if err == nil || err.Error() != want || peer.count() != 1 {
					t.Errorf("got  %v\nwant %s\nafter %d requests", err, want, peer.count())
				}
			})
		}
	}
}

func TestRedirects_toOtherOriginsAreNotFollowed(t *testing.T) {
	t.Parallel()
	for name, location := range map[string]string{
		"other host":         "https://evil.example/thing",
		"subdomain":          "https://a.api.example.com/thing",
		"parent":             "https://example.com/thing",
		"other scheme":       "http://api.example.com/thing",
		"other port":         "https://api.example.com:8443/thing",
		"without a scheme":   "//evil.example/thing",
		"user that misleads": "https://api.example.com@evil.example/thing",
		"no host":            "https:/thing",
		"file":               "file:///etc/passwd",
	} {
		for _, status := range redirects {
			t.Run(name+" "+strconv.Itoa(status), func(t *testing.T) {
				t.Parallel()
				peer := newPeer(respond(status, "", "Location", location))
				_, err := newClient(t, peer).Send(t.Context(), read)
				want := "Example: could not read the thing: HTTP " + strconv.Itoa(status) + " " + http.StatusText(status) +
					": it redirects, which is followed for reads, and within one host, only"
				if err == nil || err.Error() != want {
					t.Errorf("got  %v\nwant %s", err, want)
				}
				if peer.count() != 1 {
					t.Errorf("requested %v, want the first alone", peer.urls())
				}
			})
		}
	}
}

func TestRedirects_ofWritesAreNotFollowed(t *testing.T) {
	t.Parallel()
	for _, status := range redirects {
		for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
			t.Run(method+" "+strconv.Itoa(status), func(t *testing.T) {
				t.Parallel()
				peer := newPeer(respond(status, "", "Location", baseURL+"/new"))
				request := rest.Request{Method: method, Path: "/thing", Body: []byte("payload"), Idempotent: true}
				_, err := newClient(t, peer).Send(t.Context(), request)
				if asError(t, err).Status != status || peer.count() != 1 {
					t.Errorf("got %v and requested %v, want the redirect as the answer", err, peer.urls())
				}
			})
		}
	}
}

func TestRedirects_end(t *testing.T) {
	t.Parallel()
	peer := newPeer(respond(302, "", "Location", "/thing"))
	_, err := newClient(t, peer).Send(t.Context(), read)
	if asError(t, err).Status != 302 || peer.count() != 6 {
		t.Errorf("got %v after %d requests, want the redirect after 6", err, peer.count())
	}
}

func TestRedirects_thatLeadNowhere(t *testing.T) {
	t.Parallel()
	for name, headers := range map[string][]string{"no location": nil, "no URL": {"Location", "https://[" + secret}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				peer := newPeer(respond(302, "", headers...))
				_, err := newClient(t, peer, maxRetries(0)).Send(t.Context(), read)
				mustNotHave(t, asError(t, err).Error(), secret)
				if peer.count() != 1 {
					t.Errorf("%d requests, want one", peer.count())
				}
			})
		})
	}
}
