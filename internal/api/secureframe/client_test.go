// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	system "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestRegions(t *testing.T) {
	t.Parallel()
	hosts := map[string]string{"us": "https://api.secureframe.com", "uk": "https://api-uk.secureframe.com"}
	sandboxtest.Equal(t, "regions", secureframe.Regions(), []string{"us", "uk"})
	for _, region := range secureframe.Regions() {
		p := newPeer(system.Quirks{})
		client, err := secureframe.New(key, secret, region, rest.Config{UserAgent: "test/1", Transport: p})
		if err != nil || len(p.received()) > 0 {
			t.Fatalf("got %v, and %d requests", err, len(p.received()))
		}
		mustPush(t, client, records(scorecards, "a"))
		sandboxtest.Equal(t, "URL", p.received()[0].url, hosts[region]+"/custom_connections/"+world.ScorecardsConnectionID+"/data")
		sandboxtest.Equal(t, "base URL", secureframe.BaseURL(region), hosts[region])
		sandboxtest.Equal(t, "headers", p.received()[0].header, http.Header{
			"Accept":        {"application/json"},
			"Authorization": {key + " " + secret},
			"Content-Type":  {"application/json"},
			"User-Agent":    {"test/1"},
		})
	}
}

func TestNew_refuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ region, baseURL, want string }{
		"unknown region":       {"eu", "", `"eu" is not a region: it must be one of [us uk]`},
		"region in upper case": {"US", "", `"US" is not a region: it must be one of [us uk]`},
		"no region":            {"", "", `"" is not a region: it must be one of [us uk]`},
		"plain HTTP":           {"us", "http://api.secureframe.com", "must be https, or http on a loopback address such as http://127.0.0.1:8080"},
		"user in the URL":      {"us", "https://user:pass@api.secureframe.com", "must have no user or password: remove what is before the @"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(system.Quirks{})
			client, err := secureframe.New(key, secret, test.region, rest.Config{BaseURL: test.baseURL, Transport: p})
			if client != nil || err == nil || err.Error() != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
			if len(p.received()) > 0 {
				t.Error("something was sent")
			}
		})
	}
}

func TestBaseURL_overridesTheRegion(t *testing.T) {
	t.Parallel()
	p := newPeer(system.Quirks{})
	client, err := secureframe.New(key, secret, "uk", rest.Config{BaseURL: "http://[::1]:8080/proxy/", Transport: p})
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.Push(t.Context(), records(secureframe.Destination{ConnectionID: "a/../b?c"}, "a"))
	sandboxtest.Equal(t, "status", asError(t, err).Status, http.StatusNotFound)
	sandboxtest.Equal(t, "URL", p.received()[0].url, "http://[::1]:8080/proxy/custom_connections/a%2F..%2Fb%3Fc/data")
}

// A redirect is not followed: the key pair and the records stay with the host.
func TestRedirect_isAnError(t *testing.T) {
	t.Parallel()
	p := newPeer(system.Quirks{RedirectToHTTPS: true})
	_, err := newClient(t, p).Push(t.Context(), records(scorecards, "a"))
	sandboxtest.Equal(t, "status", asError(t, err).Status, http.StatusMovedPermanently)
	sandboxtest.Equal(t, "requests", len(p.received()), 1)
}

// A key pair that cannot be in a header is neither sent nor shown.
func TestKeyPair_thatIsNoHeader(t *testing.T) {
	t.Parallel()
	client, err := secureframe.New(key, secret+"\nX: y", "us", rest.Config{BaseURL: "http://127.0.0.1:1"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.Push(t.Context(), records(scorecards, "a"))
	if text := err.Error(); asError(t, err).Status != 0 || !strings.Contains(text, "invalid header field value") {
		t.Errorf("got %s", text)
	}
}

func TestLog_hasNoSecretAndNoRecord(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var mutex sync.Mutex
		var logged []string
		p := newPeer(system.Quirks{})
		p.faults.Add(
			fault.Rule{Times: 1, Effect: fault.DropConnection()},
			fault.Rule{Times: 1, Effect: fault.GatewayPage()},
			fault.Rule{Skip: 1, Effect: fault.EchoAuthorization(http.StatusUnauthorized)})
		client := newClient(t, p, func(config *rest.Config) {
			config.Log = func(_ context.Context, attempt rest.Attempt) {
				mutex.Lock()
				defer mutex.Unlock()
				attempt.Duration = 0
				logged = append(logged, attempt.String())
			}
		})
		mustPush(t, client, records(scorecards, "record-one"))
		_, err := client.Push(t.Context(), records(scorecards, "record-two"))
		sandboxtest.Equal(t, "status", asError(t, err).Status, http.StatusUnauthorized)
		request := "Secureframe POST " + dataPath(scorecards)
		sandboxtest.Equal(t, "log", logged, []string{
			request + " failed in 0 ms, attempt 1: EOF",
			request + " 503 in 0 ms, attempt 2",
			request + " 202 in 0 ms, attempt 3",
			request + " 401 in 0 ms, attempt 1",
		})
		text := strings.Join(logged, "\n")
		sandboxtest.NoSecrets(t, secrets, text)
		if strings.Contains(text, "record-") {
			t.Errorf("a record is in %s", text)
		}
	})
}
