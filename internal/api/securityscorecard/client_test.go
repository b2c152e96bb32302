// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
)

// inMemory answers every request in the same way.
type inMemory func(*http.Request) string

func (f inMemory) RoundTrip(request *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusOK, ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{},
		Body: io.NopCloser(strings.NewReader(f(request))), Request: request,
	}, nil
}

func TestNew(t *testing.T) {
	t.Parallel()
	var sent *http.Request
	client, err := securityscorecard.New("the-token", rest.Config{
		UserAgent: "test/1",
		Transport: inMemory(func(request *http.Request) string {
			sent = request
			return `{"email":"robin@customer.example"}`
		}),
	})
	if err != nil || sent != nil {
		t.Fatalf("got %v, and sent %v", err, sent)
	}
	if _, err := client.Account(t.Context()); err != nil {
		t.Fatal(err)
	}
	sandboxtest.Equal(t, "URL", sent.URL.String(), "https://api.securityscorecard.io/me")
	sandboxtest.Equal(t, "headers", sent.Header, http.Header{
		"Accept": {"application/json"}, "Authorization": {"Token the-token"}, "User-Agent": {"test/1"},
	})

	if _, err := securityscorecard.New("the-token", rest.Config{BaseURL: "http://api.example.com"}); err == nil {
		t.Error("the token would be sent in the clear")
	}
}

func TestAccount(t *testing.T) {
	t.Parallel()
	s := start(t)
	account, err := newClient(t, s).Account(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	sandboxtest.Equal(t, "account", account, securityscorecard.Account{Email: "robin@customer.example", Username: "robin"})
	mustRequest(t, s, "/me")
}

func TestAccount_isNotKnownEverywhere(t *testing.T) {
	t.Parallel()
	s := start(t, quirks(peer.Quirks{NoMe: true}))
	if _, err := newClient(t, s).Account(t.Context()); !errors.Is(err, rest.ErrNotFound) {
		t.Errorf("got %v, want a 404", err)
	}
}

func TestAccountByUsername(t *testing.T) {
	t.Parallel()
	s := start(t)
	account, err := newClient(t, s).AccountByUsername(t.Context(), "robin")
	if err != nil {
		t.Fatal(err)
	}
	known := s.World.Account()
	sandboxtest.Equal(t, "account", account, securityscorecard.Account{
		Email: "robin@customer.example", Username: "robin", Bot: new(false), Roles: []string{"read_only"}, OrganizationID: known.OrganizationID,
	})
	mustRequest(t, s, "/v2/users/by-username/robin")
	if _, err := newClient(t, s).AccountByUsername(t.Context(), "no/body"); !errors.Is(err, rest.ErrNotFound) {
		t.Errorf("got %v, want a 404", err)
	}
}

func TestAccountByUsername_ofAnother(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"username":"ROBIN","is_bot":"yes","roles":"all","customer_id":7}`: "",
		`{"username":"sam","email":"robin@customer.example"}`:               "it describes another user",
		`{"email":"robin@customer.example"}`:                                "it describes another user",
		`{"username":["robin"]}`:                                            "it cannot be read: username is a list, not a string",
		`{}`:                                                                `it has neither "email" nor "username"`,
	} {
		s := start(t)
		s.Faults.Add(answer("/v2/users/by-username/robin", body))
		account, err := newClient(t, s).AccountByUsername(t.Context(), "robin")
		if want == "" {
			sandboxtest.Equal(t, "account", account, securityscorecard.Account{Username: "ROBIN"})
		} else if failure := asError(t, s, err); !strings.HasSuffix(failure.Message, ": "+want) {
			t.Errorf("%s: got %v, want %s", body, err, want)
		}
	}
}

// A run may spend the hour's budget, and not one request more. What comes then
// is refused before it is sent.
func TestBudget_ofAnHour(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var requests atomic.Int32
		client, err := securityscorecard.New("the-token", rest.Config{
			Transport: inMemory(func(request *http.Request) string {
				requests.Add(1)
				domain := strings.Split(request.URL.Path, "/")[2]
				return fmt.Sprintf(`{"domain":%q,"entries":[{"name":"f","grade":"A"}]}`, domain)
			}),
		})
		if err != nil {
			t.Fatal(err)
		}
		// Two requests for each company.
		for i := range 2500 {
			if _, _, err = client.Company(t.Context(), fmt.Sprintf("vendor-%d.example", i)); err != nil {
				break
			}
		}
		if !errors.Is(err, rest.ErrTooManyRequests) || requests.Load() > 5000 || requests.Load() < 4990 {
			t.Errorf("got %v after %d requests, want a refusal at the limit of 5000", err, requests.Load())
		}
		var failure *rest.Error
		if !errors.As(err, &failure) || failure.RetryAfter <= 0 || failure.RetryAfter > time.Hour {
			t.Errorf("got %v, want it to say when to come back", err)
		}
		// What was read is there without a request.
		if _, _, err := client.Company(t.Context(), "vendor-0.example"); err != nil {
			t.Error(err)
		}
	})
}

// The API's own limit, when others use it up.
func TestBudget_spentByOthers(t *testing.T) {
	t.Parallel()
	s := start(t, sandbox.WithBudget(sandbox.SecurityScorecard, 1, time.Hour))
	client := newClient(t, s)
	if _, err := client.Account(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		_, err := client.Portfolios(t.Context())
		if failure := asError(t, s, err); !errors.Is(err, rest.ErrTooManyRequests) || failure.RetryAfter < 59*time.Minute {
			t.Errorf("got %v, want a 429 that says to wait about an hour", err)
		}
	}
	// The second call knew, and did not ask.
	mustRequest(t, s, "/me", "/portfolios")
}
