// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/time/rate"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
)

// latency is how long an answer takes.
const latency = 20 * time.Millisecond

// limited answers as many requests as the budget allows, and refuses all others
// without saying for how long.
func limited(spend *budget.Budget) answer {
	return slow(latency, func(request *http.Request) (*http.Response, error) {
		if _, allowed := spend.Spend(); !allowed {
			return respond(http.StatusTooManyRequests, "")(request)
		}
		return ok("{}")(request)
	})
}

// refusing refuses the requests of some numbers, and answers all others.
func refusing(numbers ...int) *peer {
	refuse, answers := respond(http.StatusTooManyRequests, ""), []answer{}
	for number := range slices.Max(numbers) + 1 {
		if slices.Contains(numbers, number) {
			answers = append(answers, slow(latency, refuse))
		} else {
			answers = append(answers, slow(latency, ok("{}")))
		}
	}
	return newPeer(append(answers, slow(latency, ok("{}")))...)
}

// readMany reads a number of things, and returns how long that takes.
func readMany(t *testing.T, client *rest.Client, number int) (time.Duration, error) {
	t.Helper()
	began := time.Now()
	_, err := rest.Map(t.Context(), client, "things", make([]int, number), func(ctx context.Context, _ int) (int, error) {
		_, err := client.Send(ctx, read)
		return 0, err
	})
	return time.Since(began), err
}

// A system that allows requests in a window, and says neither how many nor for how
// long it refuses others, is read at its own pace.
func TestPace_isThatOfTheSystem(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		allowed                  int
		window                   time.Duration
		requests, concurrency    int
		longest                  time.Duration
		refusedAtMost, sentAtOne int
	}{
		{allowed: 20, window: 10 * time.Second, requests: 60, concurrency: 8, longest: time.Minute, refusedAtMost: 30},
		{allowed: 20, window: 10 * time.Second, requests: 1000, concurrency: 8, longest: 12 * time.Minute, refusedAtMost: 150},
		{allowed: 20, window: 10 * time.Second, requests: 200, concurrency: 50, longest: 150 * time.Second, refusedAtMost: 150},
		{allowed: 5, window: 10 * time.Second, requests: 60, concurrency: 8, longest: 3 * time.Minute, refusedAtMost: 60},
		{allowed: 100, window: time.Second, requests: 3000, concurrency: 8, longest: time.Minute, refusedAtMost: 400},
		{allowed: 500, window: time.Minute, requests: 3000, concurrency: 8, longest: 8 * time.Minute, refusedAtMost: 150},
		{allowed: 1, window: 2 * time.Second, requests: 60, concurrency: 8, longest: 4 * time.Minute, refusedAtMost: 120},
	} {
		t.Run(fmt.Sprintf("%d requests, %d each %s, %d at a time", test.requests, test.allowed, test.window, test.concurrency), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				peer := newPeer(limited(budget.New(test.allowed, test.window)))
				took, err := readMany(t, newClient(t, peer, maxConcurrency(test.concurrency)), test.requests)
				if err != nil {
					t.Fatal(err)
				}
				if refused := peer.count() - test.requests; took > test.longest || refused > test.refusedAtMost {
					t.Errorf("took %s, with %d refused; want %s at most, and %d", took, refused, test.longest, test.refusedAtMost)
				}
			})
		})
	}
}

// The budget counts every attempt, and the pace does not let more go than it has.
func TestPace_keepsToTheBudget(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer := newPeer(limited(budget.New(20, 10*time.Second)))
		limiter := rate.NewLimiter(rate.Every(time.Hour), 100)
		client := newClient(t, peer, func(config *rest.Config) { config.Limiter = limiter })
		if _, err := readMany(t, client, 60); err != nil {
			t.Fatal(err)
		}
		if left := int(limiter.Tokens()); left != 100-peer.count() {
			t.Errorf("%d are left of the budget after %d attempts", left, peer.count())
		}
		if err := client.Afford("read", make([]rest.Request, 40)); err == nil {
			t.Error("the budget pays for what the refused attempts have spent")
		}
	})
}

// One refusal costs its pause and little more, wherever it comes.
func TestPace_recovers(t *testing.T) {
	t.Parallel()
	const requests, undisturbed = 3000, 7500 * time.Millisecond
	for name, test := range map[string]struct {
		refused []int
		longest time.Duration
	}{
		"none":         {[]int{requests}, undisturbed},
		"the first":    {[]int{0}, 15 * time.Second},
		"an early one": {[]int{30}, 10 * time.Second},
		"a late one":   {[]int{1000}, undisturbed + time.Second},
		"three":        {[]int{500, 1000, 2000}, undisturbed + 4*time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				took, err := readMany(t, newClient(t, refusing(test.refused...)), requests)
				if err != nil || took > test.longest {
					t.Errorf("took %s, error %v; want %s at most", took, err, test.longest)
				}
			})
		})
	}
}

// A limit that was found goes when the system does not have it any more.
func TestPace_growsWhenTheLimitGoes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		began, allowed := time.Now(), budget.New(20, 10*time.Second)
		tight, free := limited(allowed), slow(latency, ok("{}"))
		client := newClient(t, newPeer(func(request *http.Request) (*http.Response, error) {
			if time.Since(began) < time.Minute {
				return tight(request)
			}
			return free(request)
		}))
		// A tenth of these come in the first minute.
		if took, err := readMany(t, client, 1200); err != nil || took > 2*time.Minute {
			t.Errorf("took %s, error %v; want 2 minutes at most", took, err)
		}
	})
}

// After a pause one request finds out whether the others may follow.
func TestPace_asksWithOneRequest(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		peer := newPeer(func(request *http.Request) (*http.Response, error) {
			if time.Since(began) < 10*time.Second {
				return slow(time.Second, respond(http.StatusTooManyRequests, ""))(request)
			}
			return ok("{}")(request)
		})
		if _, err := readMany(t, newClient(t, peer), 8); err != nil {
			t.Fatal(err)
		}
		first := 0
		for _, at := range peer.times {
			if at.Equal(began) {
				first++
			}
		}
		// The pauses double from half a second: at most five fit into the time.
		if probes := peer.count() - first - 8; first != 8 || probes > 5 {
			t.Errorf("%d requests at first, and then %d refused; want 8, and at most 5", first, probes)
		}
	})
}

// Nothing is accepted: every call ends when a run has waited for as long as it does,
// whether it was sent or not.
func TestPace_endsWithinMaxWait(t *testing.T) {
	t.Parallel()
	for name, header := range map[string]string{"without a time": "", "at once": "0", "in ten seconds": "10"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				peer := newPeer(slow(latency, respond(http.StatusTooManyRequests, "says slow down", "Retry-After", header)))
				client, began := newClient(t, peer, maxConcurrency(4)), time.Now()
				ends := []func() error{}
				for range 8 {
					ends = append(ends, send(t.Context(), client, read))
				}
				for _, end := range ends {
					failure := asError(t, end())
					if failure.Status != http.StatusTooManyRequests || !strings.Contains(failure.Message, "refused ") {
						t.Errorf("got %v", failure)
					}
				}
				if took := time.Since(began); took > 6*time.Minute || peer.count() > 60 {
					t.Errorf("%d requests in %s", peer.count(), took)
				}
			})
		})
	}
}

func TestPace_errorSaysWhatWasTried(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer := newPeer(respond(http.StatusTooManyRequests, "says slow down", "Retry-After", "20"))
		_, err := newClient(t, peer, maxWait(time.Minute)).Send(t.Context(), read)
		want := "Example: could not read the thing: HTTP 429 Too Many Requests: slow down; it refused 3 attempts within 40s (try again in 20s)"
		if got := asError(t, err).Error(); got != want && got != strings.Replace(want, "40s", "41s", 1) {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
}

// Without retries, a refusal is an error at once.
func TestPace_repeatsNothingWithoutRetries(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer, began := newPeer(respond(http.StatusTooManyRequests, "")), time.Now()
		_, err := newClient(t, peer, maxRetries(0)).Send(t.Context(), read)
		if want := "Example: could not read the thing: HTTP 429 Too Many Requests"; asError(t, err).Error() != want || time.Since(began) != 0 {
			t.Errorf("got %v after %s", err, time.Since(began))
		}
	})
}
