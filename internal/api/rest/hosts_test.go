// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

const labURL = "https://lab.example.com"

// Two hosts of a system keep to one limit, and each is sent its credentials.
func TestAt_sharesTheLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		system := newPeer(slow(time.Second, ok(`"x"`)))
		api := newClient(t, system, maxConcurrency(2))
		lab, err := api.At(labURL)
		if err != nil {
			t.Fatal(err)
		}
		var group errgroup.Group
		for _, path := range []string{"/1", "/2", "/3", "/4"} {
			for _, client := range []*rest.Client{api, lab} {
				group.Go(send(t.Context(), client, rest.Request{Operation: "try", Path: path}))
			}
		}
		if err := group.Wait(); err != nil {
			t.Fatal(err)
		}
		if system.most != 2 {
			t.Errorf("%d requests were in flight at once, want 2", system.most)
		}
		urls := slices.Sorted(slices.Values(system.urls()))
		if want := []string{
			baseURL + "/1", baseURL + "/2", baseURL + "/3", baseURL + "/4", labURL + "/1", labURL + "/2", labURL + "/3", labURL + "/4",
		}; !slices.Equal(urls, want) {
			t.Errorf("got %q", urls)
		}
		for _, request := range system.requests {
			if request.Header.Get("Authorization") == "" {
				t.Errorf("%s was sent no credentials", request.URL)
			}
		}
	})
}

// A 429 of one host holds back the other.
func TestAt_sharesPauses(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		system := newPeer(respond(http.StatusTooManyRequests, "", "Retry-After", "60"), ok(`"x"`))
		api := newClient(t, system, maxRetries(0))
		lab, err := api.At(labURL)
		if err != nil {
			t.Fatal(err)
		}
		if err := send(t.Context(), api, rest.Request{Operation: "try", Path: "/1"})(); err == nil {
			t.Fatal("got an answer, want a 429")
		}
		if err := send(t.Context(), lab, rest.Request{Operation: "try", Path: "/2"})(); err != nil {
			t.Fatal(err)
		}
		if waits := system.waits(); len(waits) != 1 || waits[0] < time.Minute {
			t.Errorf("waited %v, want a minute", waits)
		}
	})
}

func TestAt_refusesWhatNewRefuses(t *testing.T) {
	t.Parallel()
	if _, err := newClient(t, newPeer(ok(""))).At("http://lab.example.com"); err == nil {
		t.Error("the credentials would be sent in the clear")
	}
}

// Reads that are POSTs are told apart by their bodies.
func TestGet_tellsBodiesApart(t *testing.T) {
	t.Parallel()
	system := newPeer(func(request *http.Request) (*http.Response, error) {
		return ok(map[int64]string{1: "first", 2: "second"}[request.ContentLength])(request)
	})
	client := newClient(t, system)
	for range 2 {
		for body, want := range map[string]string{"a": "first", "bb": "second"} {
			request := rest.Request{Operation: "ask", Method: http.MethodPost, Path: "/query", Body: []byte(body), Idempotent: true}
			got, err := rest.Get(t.Context(), client, request, text)
			if err != nil || got != want {
				t.Errorf("%s: got %q, %v", body, got, err)
			}
		}
	}
	bodies := slices.Sorted(slices.Values(system.bodies))
	if !slices.Equal(bodies, []string{"a", "bb"}) {
		t.Errorf("sent %q, want each once", bodies)
	}
}
