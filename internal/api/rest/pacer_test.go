// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/time/rate"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// inTurn gives each request the answer of its path.
func inTurn(answers map[string]answer) answer {
	return func(request *http.Request) (*http.Response, error) {
		return answers[request.URL.Path](request)
	}
}

// once gives the first answer to the first request, then the second one.
func once(first, then answer) answer {
	asked := false
	return func(request *http.Request) (*http.Response, error) {
		if asked {
			return then(request)
		}
		asked = true
		return first(request)
	}
}

// arrivals are when each path was asked for, in whole seconds from began.
func (p *peer) arrivals(began time.Time) map[string][]int {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	arrivals := map[string][]int{}
	for i, request := range p.requests {
		arrivals[request.URL.Path] = append(arrivals[request.URL.Path], int(p.times[i].Sub(began).Round(time.Second).Seconds()))
	}
	return arrivals
}

// Whoever comes while the system asks for a pause waits for its end, and those
// who are on their way arrive.
func TestPacer_tooManyRequestsPausesAll(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer := newPeer(inTurn(map[string]answer{
			"/refused":   once(respond(429, "", "Retry-After", "10"), ok("")),
			"/under-way": slow(5*time.Second, ok("")),
			"/later":     ok(""),
		}))
		client, began := newClient(t, peer), time.Now()
		underWay := send(t.Context(), client, rest.Request{Path: "/under-way"})
		synctest.Wait()
		refused := send(t.Context(), client, rest.Request{Path: "/refused"})
		pass(3 * time.Second)
		later := send(t.Context(), client, rest.Request{Path: "/later"})
		for _, wait := range []func() error{underWay, refused, later} {
			if err := wait(); err != nil {
				t.Error(err)
			}
		}
		want := map[string][]int{"/under-way": {0}, "/refused": {0, 10}, "/later": {10}}
		if diff := cmp.Diff(want, peer.arrivals(began)); diff != "" {
			t.Errorf("arrivals (-want +got):\n%s", diff)
		}
	})
}

// The pause is as long as the longest that was asked for, also for those who
// already wait.
func TestPacer_prolongsThePause(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer := newPeer(inTurn(map[string]answer{
			"/first":  once(respond(429, "", "Retry-After", "10"), ok("")),
			"/second": once(slow(5*time.Second, respond(429, "", "Retry-After", "60")), ok("")),
			"/third":  once(slow(6*time.Second, respond(429, "", "Retry-After", "1")), ok("")),
			"/waits":  ok(""),
		}))
		client, began := newClient(t, peer), time.Now()
		ends := []func() error{}
		for _, path := range []string{"/second", "/third", "/first"} {
			ends = append(ends, send(t.Context(), client, rest.Request{Path: path}))
			synctest.Wait()
		}
		ends = append(ends, send(t.Context(), client, rest.Request{Path: "/waits"}))
		for _, end := range ends {
			if err := end(); err != nil {
				t.Error(err)
			}
		}
		want := map[string][]int{"/first": {0, 65}, "/second": {0, 65}, "/third": {0, 65}, "/waits": {65}}
		if diff := cmp.Diff(want, peer.arrivals(began)); diff != "" {
			t.Errorf("arrivals (-want +got):\n%s", diff)
		}
	})
}

// A pause that is longer than a run waits ends every call at once, and not
// only the one that met it.
func TestPacer_pauseBeyondMaxWaitRefusesAll(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer := newPeer(respond(429, "", "Retry-After", "3600"))
		client, began := newClient(t, peer), time.Now()
		_, first := client.Send(t.Context(), read)
		_, second := client.Send(t.Context(), rest.Request{Operation: "read another", Path: "/another"})
		if asError(t, first).RetryAfter != time.Hour {
			t.Errorf("got %v", first)
		}
		want := "Example: could not read another: HTTP 429 Too Many Requests: " +
			"the request limit is used up: the next request may be sent in 1h0m0s, and this run waits 5m0s at most (try again in 1h0m0s)"
		if second == nil || second.Error() != want {
			t.Errorf("got  %v\nwant %s", second, want)
		}
		if peer.count() != 1 || time.Since(began) != 0 {
			t.Errorf("%d requests in %s, want one at once", peer.count(), time.Since(began))
		}
	})
}

func TestMaxConcurrency(t *testing.T) {
	t.Parallel()
	for _, limit := range []int{1, 3, rest.DefaultMaxConcurrency} {
		synctest.Test(t, func(t *testing.T) {
			peer, began := newPeer(slow(time.Second, ok(""))), time.Now()
			changes := []func(*rest.Config){}
			if limit != rest.DefaultMaxConcurrency {
				changes = append(changes, maxConcurrency(limit))
			}
			client := newClient(t, peer, changes...)
			ends := []func() error{}
			for range 24 {
				ends = append(ends, send(t.Context(), client, read))
			}
			for _, end := range ends {
				if err := end(); err != nil {
					t.Error(err)
				}
			}
			if peer.most != limit || peer.count() != 24 || time.Since(began) != time.Duration(24/limit)*time.Second {
				t.Errorf("%d requests, %d at a time, in %s; want 24, %d at a time", peer.count(), peer.most, time.Since(began), limit)
			}
		})
	}
}

// Who waits for the next attempt lets others send, and who failed too.
func TestPacer_waitingHoldsNoSlot(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer := newPeer(inTurn(map[string]answer{
			"/unavailable": respond(503, "", "Retry-After", "20"),
			"/broken":      breakOff,
			"/good":        ok(""),
		}))
		client, began := newClient(t, peer, maxConcurrency(1)), time.Now()
		unavailable := send(t.Context(), client, rest.Request{Path: "/unavailable"})
		broken := send(t.Context(), client, rest.Request{Path: "/broken"})
		synctest.Wait()
		if _, err := client.Send(t.Context(), rest.Request{Path: "/good"}); err != nil || time.Since(began) != 0 {
			t.Errorf("got %v after %s, want an answer at once", err, time.Since(began))
		}
		if asError(t, unavailable()).Status != 503 || asError(t, broken()).Status != 0 {
			t.Error("the failures ended otherwise")
		}
		if _, err := client.Send(t.Context(), rest.Request{Path: "/good"}); err != nil {
			t.Error(err)
		}
	})
}

func TestLimiter_pacesEveryAttempt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer, began := newPeer(ok(""), fail(errReset), ok("")), time.Now()
		client := newClient(t, peer, func(config *rest.Config) {
			config.Limiter = rate.NewLimiter(rate.Every(10*time.Second), 2)
		})
		for range 3 {
			if _, err := client.Send(t.Context(), read); err != nil {
				t.Fatal(err)
			}
		}
		// The second attempt of the second call waits for the limiter too.
		if diff := cmp.Diff(map[string][]int{"/thing": {0, 0, 10, 20}}, peer.arrivals(began)); diff != "" {
			t.Errorf("arrivals (-want +got):\n%s", diff)
		}
	})
}

func TestLimiter_exhausted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer := newPeer(ok(""))
		limiter := rate.NewLimiter(rate.Every(time.Hour), 1)
		client := newClient(t, peer, maxConcurrency(1), func(config *rest.Config) { config.Limiter = limiter })
		if _, err := client.Send(t.Context(), read); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			began := time.Now()
			_, err := client.Send(t.Context(), read)
			if got := asError(t, err); got.Status != 429 || got.RetryAfter.Round(time.Second) != time.Hour {
				t.Errorf("got %+v, want a 429 that says to wait an hour", got)
			}
			if peer.count() != 1 || time.Since(began) != 0 {
				t.Errorf("%d requests, the last after %s, want one and no wait", peer.count(), time.Since(began))
			}
		}
		// Being refused costs nothing: after the hour there is a request.
		pass(time.Hour)
		if _, err := client.Send(t.Context(), read); err != nil || peer.count() != 2 {
			t.Errorf("got %v after %d requests, want an answer to the second", err, peer.count())
		}
	})
}

func TestAfford(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer := newPeer(ok("{}"))
		limiter := rate.NewLimiter(rate.Every(time.Hour), 3)
		client := newClient(t, peer, func(config *rest.Config) { config.Limiter = limiter })
		reads := []rest.Request{{Path: "/1"}, {Path: "/2"}, {Path: "/3"}}
		for range 2 {
			if err := client.Afford("read all", reads); err != nil {
				t.Errorf("three of three: %v", err)
			}
		}
		if _, err := rest.Get(t.Context(), client, reads[1], object); err != nil {
			t.Fatal(err)
		}
		if err := client.Afford("read all", reads); err != nil {
			t.Errorf("two of two and one that was read: %v", err)
		}
		err := client.Afford("read all", append(reads, rest.Request{Path: "/4"}))
		want := "Example: could not read all: " +
			"it takes at least 3 requests more, and this run has 2 left of what the system allows: it is not begun"
		if !errors.Is(err, rest.ErrBudget) || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
		if peer.count() != 1 || limiter.Tokens() != 2 {
			t.Errorf("asking took %d requests and left %v tokens", peer.count()-1, limiter.Tokens())
		}
		if err := newClient(t, peer).Afford("read all", make([]rest.Request, 1e5)); err != nil {
			t.Errorf("without a limit: %v", err)
		}
	})
}
