// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"errors"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

const withheld = "the message is not shown because it contains a credential"

func TestRedact(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ secret, text, want string }{
		"one letter inside words":  {"x", "example.com exceeded its maximum", "example.com exceeded its maximum"},
		"one letter, hyphenated":   {"x", "the header x-api-key is missing", "the header x-api-key is missing"},
		"an echo of a letter":      {"x", "bad header: Token x", withheld},
		"an echo before a stop":    {"abc123", "no such token abc123.", withheld},
		"an echo in quotes":        {"abc123", `{"token":"abc123"}`, withheld},
		"an echo in a query":       {"abc123", "GET /me?key=abc123&page=1", withheld},
		"an echo after a word":     {"aa", "aaa aa", withheld},
		"a repeated letter":        {"aa", "aaaa aaa", "aaaa aaa"},
		"part of a number":         {"12", "it took 1200 ms", "it took 1200 ms"},
		"part of a letter":         {"\u00fc", "b\u00fccher", "b\u00fccher"},
		"seven characters":         {"1234567", "x1234567x", "x1234567x"},
		"eight characters":         {"12345678", "x12345678x", "x(redacted)x"},
		"seven letters of 2 bytes": {"äöüäöüä", "xäöüäöüäx", "xäöüäöüäx"},
		"eight letters of 2 bytes": {"äöüäöüäö", "xäöüäöüäöx", "x(redacted)x"},
		"nothing":                  {"", "all of it", "all of it"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := rest.Redact(test.text, []string{"another-secret", test.secret}); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// A short token leaves our own words as they are, in every error and in the log.
// A server's echo of it is not shown.
func TestError_withAShortToken(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		token  string
		answer answer
		decode func([]byte) (string, error)
		want   string
	}{
		"a letter":         {"e", respond(401, "says nobody is there"), text, "Example: could not read example.com: HTTP 401 Unauthorized: nobody is there"},
		"an echo":          {"abc123", respond(401, "bad token abc123"), text, "Example: could not read example.com: HTTP 401 Unauthorized: " + withheld},
		"our words":        {"could", fail(errRefused), text, "Example: could not read example.com: no answer: dial tcp: connection refused"},
		"words like ours":  {"refused", fail(errRefused), text, "Example: could not read example.com: no answer: dial tcp: connection refused"},
		"a broken answer":  {"abc123", fail(errors.New(`malformed HTTP response "abc123"`)), text, "Example: could not read example.com: no answer: " + withheld},
		"a bad document":   {"abc123", ok(""), func([]byte) (string, error) { return "", errors.New("it says abc123") }, "Example: could not read example.com: HTTP 200 OK: the answer is not what was asked for: " + withheld},
		"a failed success": {"abc123", ok(""), func([]byte) (string, error) { return "", &rest.Error{Status: 403, Message: "no abc123"} }, "Example: could not read example.com: HTTP 403 Forbidden: " + withheld},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := newClient(t, newPeer(test.answer), maxRetries(0), func(config *rest.Config) { config.Secrets = []string{test.token} })
			_, err := rest.Get(t.Context(), client, rest.Request{Operation: "read example.com", Path: "/thing"}, test.decode)
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
			if got := client.Clean("token " + test.token); got != withheld {
				t.Errorf("cleaned to %q", got)
			}
		})
	}
}
