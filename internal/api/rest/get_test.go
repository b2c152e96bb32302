// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// got is what one of several callers got.
type got struct {
	value map[string]any
	err   error
}

// getAtOnce lets n callers get the same document at the same time.
func getAtOnce(ctx context.Context, client *rest.Client, n int) []got {
	results := make(chan got, n)
	for range n {
		go func() {
			value, err := rest.Get(ctx, client, read, object)
			results <- got{value, err}
		}()
	}
	all := make([]got, n)
	for i := range all {
		all[i] = <-results
	}
	return all
}

func TestGet_coalesces(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer := newPeer(slow(time.Second, ok(`{"a":1}`)))
		client, began := newClient(t, peer), time.Now()
		for range 2 {
			for _, result := range getAtOnce(t.Context(), client, 50) {
				if result.err != nil || result.value["a"] != 1.0 {
					t.Fatalf("got %v, %v", result.value, result.err)
				}
			}
		}
		if peer.count() != 1 || time.Since(began) != time.Second {
			t.Errorf("%d requests in %s, want one in 1s", peer.count(), time.Since(began))
		}
	})
}

// What is forgotten is read anew, and nothing else is. A read that is under way
// ends as it began, and is not kept.
func TestForget(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer := newPeer(slow(time.Second, ok(`{"a":1}`)))
		client := newClient(t, peer)
		other := rest.Request{Path: "/other"}
		get := func(request rest.Request) {
			if value, err := rest.Get(t.Context(), client, request, object); err != nil || value["a"] != 1.0 {
				t.Errorf("got %v, %v", value, err)
			}
		}
		get(read)
		get(other)
		client.Forget(read)
		get(other)
		if peer.count() != 2 {
			t.Fatalf("%d requests, want two", peer.count())
		}
		ended := make(chan struct{})
		go func() {
			get(read)
			close(ended)
		}()
		synctest.Wait()
		client.Forget(read)
		<-ended
		get(read)
		get(read)
		if peer.count() != 4 {
			t.Errorf("%d requests, want four", peer.count())
		}
	})
}

func TestForgetBelow(t *testing.T) {
	t.Parallel()
	peer := newPeer(ok(`{"a":1}`))
	client := newClient(t, peer)
	requests := []rest.Request{
		{Path: "/lists"},
		{Path: "/lists", Query: url.Values{"cursor": {"2"}}},
		{Path: "/lists/1/items"},
		{Path: "/lists2"},
		{Path: "/other"},
	}
	for _, want := range []int{5, 3} {
		before := peer.count()
		for _, request := range requests {
			if _, err := rest.Get(t.Context(), client, request, object); err != nil {
				t.Fatal(err)
			}
		}
		if got := peer.count() - before; got != want {
			t.Errorf("%d requests, want %d", got, want)
		}
		client.ForgetBelow("/lists")
	}
}

func TestGet_tellsDocumentsApart(t *testing.T) {
	t.Parallel()
	peer := newPeer(ok(`{"a":1}`))
	client := newClient(t, peer)
	requests := []rest.Request{
		{Path: "/thing"},
		{Path: "/things"},
		{Path: "/thing", Query: url.Values{"a": {"1"}}},
		{Path: "/thing", Query: url.Values{"a": {"2"}}},
		{Path: "/thing", Query: url.Values{"a": {"1", "2"}}},
		{Path: "/thing", Query: url.Values{"a": {"2", "1"}}},
		{Path: "/th%2Fing"},
		{Path: "/th/ing"},
	}
	for range 2 {
		for _, request := range requests {
			if _, err := rest.Get(t.Context(), client, request, object); err != nil {
				t.Fatal(err)
			}
		}
	}
	if peer.count() != len(requests) {
		t.Errorf("requested %v, want %d", peer.urls(), len(requests))
	}
}

// One URL read as two types is two documents.
func TestGet_tellsTypesApart(t *testing.T) {
	t.Parallel()
	peer := newPeer(ok(`{"a":1}`))
	client := newClient(t, peer)
	for range 2 {
		asObject, err := rest.Get(t.Context(), client, read, object)
		if err != nil || asObject["a"] != 1.0 {
			t.Errorf("got %v, %v", asObject, err)
		}
		asText, err := rest.Get(t.Context(), client, read, text)
		if err != nil || asText != `{"a":1}` {
			t.Errorf("got %v, %v", asText, err)
		}
	}
	if peer.count() != 2 {
		t.Errorf("%d requests, want one for each type", peer.count())
	}
}

// All who wait share an error; who comes later asks anew.
func TestGet_keepsNoErrors(t *testing.T) {
	t.Parallel()
	for name, failure := range map[string]answer{
		"refused":         slow(time.Second, respond(403, "no")),
		"another shape":   slow(time.Second, ok("[]")),
		"no answer":       slow(time.Second, fail(errReset)),
		"a timeout below": slow(time.Second, fail(fmt.Errorf("dial tcp: i/o timeout: %w", context.DeadlineExceeded))),
		"a cancel below":  slow(time.Second, fail(fmt.Errorf("operation was canceled: %w", context.Canceled))),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				peer := newPeer(failure, failure, ok(`{"a":1}`))
				client := newClient(t, peer, maxRetries(0))
				for range 2 {
					for _, result := range getAtOnce(t.Context(), client, 10) {
						if _ = asError(t, result.err); result.value != nil {
							t.Errorf("got %v beside an error", result.value)
						}
					}
				}
				if peer.count() != 2 {
					t.Errorf("%d requests, want one for each ten callers", peer.count())
				}
				if value, err := rest.Get(t.Context(), client, read, object); err != nil || value["a"] != 1.0 {
					t.Errorf("got %v, %v, want the document", value, err)
				}
			})
		})
	}
}

// The caller who reads for all may go away: one of the others reads anew.
func TestGet_outlivesItsReader(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer := newPeer(slow(10*time.Second, ok(`{"a":1}`)))
		client, began := newClient(t, peer), time.Now()
		ctx, cancel := context.WithCancel(t.Context())
		leader := make(chan error, 1)
		go func() {
			_, err := rest.Get(ctx, client, read, object)
			leader <- err
		}()
		synctest.Wait()
		time.AfterFunc(3*time.Second, cancel)
		for _, result := range getAtOnce(t.Context(), client, 20) {
			if result.err != nil || result.value["a"] != 1.0 {
				t.Errorf("got %v, %v", result.value, result.err)
			}
		}
		if err := <-leader; !errors.Is(err, context.Canceled) {
			t.Errorf("the one who went away got %v", err)
		}
		if peer.count() != 2 || time.Since(began) != 13*time.Second {
			t.Errorf("%d requests in %s, want 2 in 13s", peer.count(), time.Since(began))
		}
	})
}

// Who goes away while another reads does not disturb.
func TestGet_outlivesItsWaiters(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer := newPeer(slow(10*time.Second, ok(`{"a":1}`)))
		client := newClient(t, peer)
		leader := make(chan got, 1)
		go func() {
			value, err := rest.Get(t.Context(), client, read, object)
			leader <- got{value, err}
		}()
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		for _, result := range getAtOnce(ctx, client, 5) {
			if !errors.Is(result.err, context.DeadlineExceeded) {
				t.Errorf("got %v, want the end of the deadline", result.err)
			}
		}
		if result := <-leader; result.err != nil || peer.count() != 1 {
			t.Errorf("got %v after %d requests, want the document after one", result.err, peer.count())
		}
	})
}

func TestGet_saysWhatWasNotAskedFor(t *testing.T) {
	t.Parallel()
	refusal := &rest.Error{Status: 403, Message: "not yours", RetryAfter: time.Minute}
	tests := map[string]struct {
		body   string
		decode func([]byte) (map[string]any, error)
		want   string
	}{
		"another shape": {"[1]", object, "HTTP 200 OK: the answer is not what was asked for: it is no object"},
		"HTML": {
			" <html><p>raw", object,
			"HTTP 200 OK: the answer is not what was asked for: the body is an HTML page, not JSON: it is no object",
		},
		"a refusal inside": {
			"{}", func([]byte) (map[string]any, error) { return nil, refusal },
			"HTTP 403 Forbidden: not yours (try again in 1m0s)",
		},
		"a refusal inside, wrapped": {
			"{}", func([]byte) (map[string]any, error) { return nil, fmt.Errorf("wrapped: %w", refusal) },
			"HTTP 403 Forbidden: not yours (try again in 1m0s)",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := rest.Get(t.Context(), newClient(t, newPeer(ok(test.body))), read, test.decode)
			if want := "Example: could not read the thing: " + test.want; err == nil || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		})
	}
	t.Cleanup(func() {
		if refusal.System != "" || refusal.Operation != "" {
			t.Errorf("the decoder's own error was changed: %+v", refusal)
		}
	})
}

// The header is decode's to read, a Link to another page too; the answer is
// kept, and errors are not.
func TestGetResponse(t *testing.T) {
	t.Parallel()
	peer := newPeer(ok(`{}`), ok(`{"a":1}`, "X-Total-Count", "7", "Link", `<https://elsewhere.example/>; rel="next"`))
	client := newClient(t, peer)
	total := func(response *rest.Response) (string, error) {
		if response.Header.Get("X-Total-Count") == "" {
			return "", errors.New("it has no total")
		}
		return response.Header.Get("X-Total-Count"), nil
	}
	if got, err := rest.GetResponse(t.Context(), client, read, total); err == nil || got != "" || !strings.Contains(err.Error(), "not what was asked for: it has no total") {
		t.Errorf("got %q, %v", got, err)
	}
	for range 2 {
		if got, err := rest.GetResponse(t.Context(), client, read, total); err != nil || got != "7" {
			t.Errorf("got %q, %v", got, err)
		}
	}
	if peer.count() != 2 {
		t.Errorf("%d requests, want one more after the error", peer.count())
	}
}
