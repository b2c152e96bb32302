// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"net/http"
	"net/url"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

func TestParseBaseURL(t *testing.T) {
	t.Parallel()
	const (
		noScheme = "has no scheme: it must look like https://api.example.com"
		noURL    = "is not a URL: it must look like https://api.example.com"
		noHost   = "names no host: it must look like https://api.example.com"
		noUser   = "must have no user or password: remove what is before the @"
		noQuery  = "must have no query: remove the ? and what follows"
		noFrag   = "must have no fragment: remove the # and what follows"
		noHTTP   = "must be https, or http on a loopback address such as http://127.0.0.1:8080"
	)
	tests := map[string]string{
		"https://api.example.com":           "",
		"HTTPS://api.example.com":           "",
		"https://api.example.com/":          "",
		"https://api.example.com:8443/api/": "",
		"https://192.0.2.1":                 "",
		"https://[2001:db8::1]:8443":        "",
		"http://127.0.0.1":                  "",
		"http://127.0.0.1:8080":             "",
		"http://127.1.2.3:8080":             "",
		"http://[::1]:8080":                 "",
		"http://localhost:8080":             "",
		"http://LocalHost:8080":             "",

		"http://api.example.com":            noHTTP,
		"http://localhost.example.com":      noHTTP,
		"http://127.0.0.1.example.com":      noHTTP,
		"http://0.0.0.0:8080":               noHTTP,
		"http://192.168.0.1":                noHTTP,
		"http://[::]:8080":                  noHTTP,
		"ftp://api.example.com":             noHTTP,
		"//api.example.com":                 noHTTP,
		"":                                  noScheme,
		"https://":                          noHost,
		"https://:8443":                     noHost,
		"https:///path":                     noHost,
		"https:api.example.com":             noScheme,
		"api.example.com":                   noScheme,
		"api.example.com/path":              noScheme,
		"localhost":                         noScheme,
		"localhost:8080":                    noScheme,
		"https://user@api.example.com":      noUser,
		"https://user:word@api.example.com": noUser,
		"https://api.example.com?token=a":   noQuery,
		"https://api.example.com/?":         noQuery,
		"https://api.example.com/#top":      noFrag,
		"https://api.example.com/#":         noFrag,
		"http://127.0.0.1@api.example.com":  noUser,
		" https://api.example.com":          noURL,
		"https://api.example.com:port":      noURL,
		"https://api.example.com\n":         noURL,
		"https://api example.com":           noURL,
		"https://api.example.com/%zz":       noURL,
		"https://[::1":                      noURL,
		"127.0.0.1:8080":                    noScheme,
	}
	for value, want := range tests {
		t.Run(value, func(t *testing.T) {
			t.Parallel()
			parsed, err := rest.ParseBaseURL(value)
			_, newErr := rest.New(rest.Config{BaseURL: value})
			if want == "" {
				if err != nil || newErr != nil || parsed == nil {
					t.Errorf("refused: %v, %v", err, newErr)
				}
				return
			}
			if err == nil || newErr == nil || err.Error() != want || newErr.Error() != want {
				t.Errorf("got %v, %v, want %s", err, newErr, want)
			}
		})
	}
}

func TestRequestURL(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		base, path string
		query      url.Values
		want       string
	}{
		"plain":              {"https://h.example", "/a/b", nil, "https://h.example/a/b"},
		"base with a slash":  {"https://h.example/", "/a", nil, "https://h.example/a"},
		"base with a path":   {"https://h.example/x/y", "/a", nil, "https://h.example/x/y/a"},
		"both":               {"https://h.example:8443/x/y/", "/a", nil, "https://h.example:8443/x/y/a"},
		"base that escapes":  {"https://h.example/x%2Fy/", "/a", nil, "https://h.example/x%2Fy/a"},
		"slash in a part":    {"https://h.example", "/a/" + url.PathEscape("b/c"), nil, "https://h.example/a/b%2Fc"},
		"slash everywhere":   {"https://h.example/x%2Fy", "/a%2Fb", nil, "https://h.example/x%2Fy/a%2Fb"},
		"query in a part":    {"https://h.example", "/a/" + url.PathEscape("b?c=d#e"), nil, "https://h.example/a/b%3Fc=d%23e"},
		"percent in a part":  {"https://h.example", "/a/" + url.PathEscape("50%"), nil, "https://h.example/a/50%25"},
		"percent in percent": {"https://h.example", "/a/" + url.PathEscape("%2F"), nil, "https://h.example/a/%252F"},
		"letters in a part":  {"https://h.example", "/a/" + url.PathEscape("bü ch"), nil, "https://h.example/a/b%C3%BC%20ch"},
		"lines in a part":    {"https://h.example", "/a/" + url.PathEscape("b\r\nX: y"), nil, "https://h.example/a/b%0D%0AX:%20y"},
		// A mistake of ours, which must not ask for something else.
		"not escaped": {"https://h.example", "/a/50%", nil, "https://h.example/a/50%25"},
		"query": {
			"https://h.example/x/", "/a",
			url.Values{"b": {"2", "1&c=3"}, "a": {"ü"}},
			"https://h.example/x/a?a=%C3%BC&b=2&b=1%26c%3D3",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			peer := newPeer(ok(""))
			client := newClient(t, peer, func(config *rest.Config) { config.BaseURL = test.base })
			if _, err := client.Send(t.Context(), rest.Request{Path: test.path, Query: test.query}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{test.want}, peer.urls()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Every attempt has the request's headers and one set of credentials.
func TestRequestHeaders(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		given, want http.Header
	}{
		"none": {nil, http.Header{
			"Accept": {"application/json"}, "User-Agent": {"test/1"}, "Authorization": {"Token " + secret},
		}},
		"some": {
			http.Header{"Accept": {"text/csv"}, "Content-Type": {"text/plain"}, "User-Agent": {"another"}},
			http.Header{
				"Accept": {"text/csv"}, "Content-Type": {"text/plain"}, "User-Agent": {"test/1"}, "Authorization": {"Token " + secret},
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				peer := newPeer(fail(errReset), respond(429, ""), ok(""))
				given := test.given.Clone()
				request := rest.Request{Method: http.MethodPut, Path: "/thing", Header: given, Body: []byte("payload"), Idempotent: true}
				if _, err := newClient(t, peer).Send(t.Context(), request); err != nil {
					t.Fatal(err)
				}
				for i, sent := range peer.requests {
					if diff := cmp.Diff(test.want, sent.Header); diff != "" || sent.ContentLength != 7 || sent.Method != http.MethodPut {
						t.Errorf("attempt %d, %s with %d bytes (-want +got):\n%s", i+1, sent.Method, sent.ContentLength, diff)
					}
				}
				if diff := cmp.Diff(test.given, given); diff != "" {
					t.Errorf("the caller's header was changed (-want +got):\n%s", diff)
				}
			})
		})
	}
}

func TestResponse(t *testing.T) {
	t.Parallel()
	peer := newPeer(respond(http.StatusAccepted, "later", "X-Job", "7"))
	response, err := newClient(t, peer).Send(t.Context(), rest.Request{Method: http.MethodPost, Path: "/jobs"})
	if err != nil {
		t.Fatal(err)
	}
	want := &rest.Response{Status: 202, Header: http.Header{"X-Job": {"7"}}, Body: []byte("later")}
	if diff := cmp.Diff(want, response); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if peer.requests[0].Context().Err() == nil {
		t.Error("the attempt's timeout runs on")
	}
}
