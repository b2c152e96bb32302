// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

func mustNotHave(t testing.TB, text, part string) {
	t.Helper()
	if strings.Contains(text, part) {
		t.Errorf("%q has %q", text, part)
	}
}

func TestError_text(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		err  rest.Error
		want string
	}{
		"no answer":      {rest.Error{System: "S", Operation: "read x"}, "S: could not read x"},
		"message":        {rest.Error{System: "S", Operation: "read x", Message: "m"}, "S: could not read x: m"},
		"status":         {rest.Error{System: "S", Operation: "read x", Status: 404}, "S: could not read x: HTTP 404 Not Found"},
		"both":           {rest.Error{System: "S", Operation: "read x", Status: 404, Message: "m"}, "S: could not read x: HTTP 404 Not Found: m"},
		"unknown status": {rest.Error{System: "S", Operation: "read x", Status: 599, Message: "m"}, "S: could not read x: HTTP 599: m"},
		"wait": {
			rest.Error{System: "S", Operation: "read x", Status: 429, RetryAfter: 89*time.Second + 700*time.Millisecond},
			"S: could not read x: HTTP 429 Too Many Requests (try again in 1m30s)",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := test.err.Error(); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestError_isByStatus(t *testing.T) {
	t.Parallel()
	sentinels := map[int]error{
		401: rest.ErrUnauthorized, 403: rest.ErrForbidden, 404: rest.ErrNotFound, 429: rest.ErrTooManyRequests,
	}
	for _, status := range []int{400, 401, 403, 404, 429, 500} {
		peer := newPeer(respond(status, ""))
		_, err := newClient(t, peer, maxRetries(0)).Send(t.Context(), read)
		for other, sentinel := range sentinels {
			if errors.Is(err, sentinel) != (status == other) {
				t.Errorf("status %d: errors.Is with that of %d is %v", status, other, errors.Is(err, sentinel))
			}
		}
	}
}

func TestError_unwrapsToItsCause(t *testing.T) {
	t.Parallel()
	client := newClient(t, newPeer(fail(errReset)), maxRetries(0))
	if _, err := client.Send(t.Context(), read); !errors.Is(err, errReset) {
		t.Errorf("got %v, which is not %v", err, errReset)
	}
	cause := errors.New("no such thing")
	client = newClient(t, newPeer(ok("")))
	_, err := rest.Get(t.Context(), client, read, func([]byte) (int, error) { return 0, cause })
	if !errors.Is(err, cause) {
		t.Errorf("got %v, which is not %v", err, cause)
	}
}

// What a server says is shown without the credentials that it repeats, as one
// line of bounded length.
func TestError_messageIsCleaned(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ says, want string }{
		"plain":             {"no such thing", "no such thing"},
		"secret":            {"bad token " + secret, "bad token (redacted)"},
		"header":            {"got Authorization: Token " + secret + "!", "got Authorization: Token (redacted)!"},
		"secret often":      {secret + secret + " " + secret, "(redacted)(redacted) (redacted)"},
		"secret at the cut": {strings.Repeat("x", 495) + secret, strings.Repeat("x", 495) + "(reda…"},
		"lines":             {"one\r\n\ttwo\v\u2028three ", "one two three"},
		"terminal":          {"\x1b[31mred\x1b[0m \a\x00end", "[31mred [0m end"},
		"direction":         {"abc\u202edef\u200b", "abc def"},
		"no UTF-8":          {"a\xffb\xc3", "a\ufffdb\ufffd"},
		"long":              {strings.Repeat("é", 501), strings.Repeat("é", 500) + "…"},
		"just short enough": {strings.Repeat("é", 500), strings.Repeat("é", 500)},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := newClient(t, newPeer(respond(400, test.says)), func(config *rest.Config) {
				config.Secrets = []string{"", secret}
			})
			_, err := client.Send(t.Context(), read)
			got := asError(t, err).Message
			if got != test.want || !utf8.ValidString(err.Error()) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// Every way by which a server's words come into an error.
func TestError_hidesTheSecret(t *testing.T) {
	t.Parallel()
	echo := errors.New("malformed answer: Authorization: Token " + secret + "\x1b[0m")
	decodes := map[string]func([]byte) (string, error){
		"an error":     func([]byte) (string, error) { return "", echo },
		"a rest.Error": func([]byte) (string, error) { return "", &rest.Error{Status: 403, Message: echo.Error()} },
	}
	for name, answer := range map[string]answer{
		"status":    respond(401, echo.Error()),
		"transport": fail(echo),
		"redirect":  respond(302, "", "Location", "https://["+secret),
		"body": func(request *http.Request) (*http.Response, error) {
			return withBody(request, readerFunc(func([]byte) (int, error) { return 0, echo }))
		},
		"success": ok(echo.Error()),
	} {
		for how, decode := range decodes {
			t.Run(name+" "+how, func(t *testing.T) {
				t.Parallel()
				client := newClient(t, newPeer(answer), maxRetries(0))
				request := rest.Request{Operation: "read thing " + secret + "\x1b[0m", Path: "/thing"}
				_, err := rest.Get(t.Context(), client, request, decode)
				failure := asError(t, err)
				for _, part := range []string{secret, "\x1b"} {
					mustNotHave(t, err.Error(), part)
					mustNotHave(t, failure.Operation+failure.Message, part)
				}
			})
		}
	}
}

// A body that is not understood is not shown.
func TestError_hidesUnreadableBodies(t *testing.T) {
	t.Parallel()
	const body = "raw-body-that-may-hold-anything"
	none := func([]byte) string { return "" }
	tests := map[string]struct {
		body    string
		message func([]byte) string
		want    string
	}{
		"no reader":       {body, nil, ""},
		"nothing read":    {body, none, ""},
		"empty":           {"", none, ""},
		"HTML":            {"\n <!DOCTYPE html><p>" + body, none, "the body is an HTML page, which a proxy or a gateway may have sent"},
		"HTML, no reader": {"<html>" + body, nil, "the body is an HTML page, which a proxy or a gateway may have sent"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := newClient(t, newPeer(respond(503, test.body)), maxRetries(0), func(config *rest.Config) {
				config.ErrorMessage = test.message
			})
			_, err := client.Send(t.Context(), read)
			if got := asError(t, err).Message; got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestLog(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var logged []rest.Attempt
		peer := newPeer(
			fail(errors.New("malformed answer "+secret+"\n")),
			slow(2*time.Second, respond(503, secret, "Retry-After", "1")),
			respond(302, "", "Location", "/thing%2F"+secret+"/?token="+secret),
			ok(secret),
			respond(403, secret),
			hang,
		)
		client := newClient(t, peer, maxRetries(2), func(config *rest.Config) {
			config.Log = func(_ context.Context, attempt rest.Attempt) { logged = append(logged, attempt) }
		})
		request := rest.Request{
			Path: "/thing%2F" + secret, Query: map[string][]string{"token": {secret}},
			Header: http.Header{"X-Secret": {secret}}, Body: []byte(secret),
		}
		for range 2 {
			_, _ = client.Send(t.Context(), request)
		}
		request.Method = http.MethodPost
		_, _ = client.Send(t.Context(), request)

		attempt := rest.Attempt{System: "Example", Method: "GET", Path: "/thing/(redacted)"}
		want := make([]rest.Attempt, 6)
		for i := range want {
			want[i] = attempt
		}
		want[0].Number, want[0].Failure = 1, "malformed answer (redacted)"
		want[1].Number, want[1].Status, want[1].Duration = 2, 503, 2*time.Second
		want[2].Number, want[2].Status = 3, 302
		want[3].Number, want[3].Status, want[3].Path = 3, 200, "/thing/(redacted)/"
		want[4].Number, want[4].Status = 1, 403
		want[5].Number, want[5].Failure, want[5].Duration = 1, "nothing complete within 30s", 30*time.Second
		want[5].Method = "POST"
		if diff := cmp.Diff(want, logged); diff != "" {
			t.Errorf("log (-want +got):\n%s", diff)
		}
	})
}

func TestClean(t *testing.T) {
	t.Parallel()
	if got := newClient(t, newPeer()).Clean("two\nlines of " + secret); got != "two lines of (redacted)" {
		t.Errorf("got %q", got)
	}
}
