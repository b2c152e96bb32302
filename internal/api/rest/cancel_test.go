// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/time/rate"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// A call ends when its context does, wherever it waits, and nothing of it is
// left: the bubble would notice.
func TestCancellation(t *testing.T) {
	t.Parallel()
	get := func(ctx context.Context, client *rest.Client) error {
		_, err := client.Send(ctx, read)
		return err
	}
	tests := map[string]struct {
		answers  []answer
		limited  bool
		before   func(ctx context.Context, client *rest.Client)
		call     func(ctx context.Context, client *rest.Client) error
		requests int
	}{
		"for a slot": {
			answers: []answer{hang},
			before: func(ctx context.Context, client *rest.Client) {
				send(ctx, client, rest.Request{Path: "/other"})
				synctest.Wait()
			},
			call: get, requests: 1,
		},
		"for the end of a pause": {
			answers: []answer{respond(429, "", "Retry-After", "100")},
			before: func(ctx context.Context, client *rest.Client) {
				_, _ = client.Send(ctx, rest.Request{Path: "/other"})
			},
			call: get, requests: 1,
		},
		"for the limiter": {
			answers: []answer{ok("")},
			limited: true,
			before: func(ctx context.Context, client *rest.Client) {
				_, _ = client.Send(ctx, rest.Request{Path: "/other"})
			},
			call: get, requests: 1,
		},
		"for the next attempt":      {answers: []answer{respond(503, "", "Retry-After", "100")}, call: get, requests: 1},
		"for the answer":            {answers: []answer{hang}, call: get, requests: 1},
		"for the rest of an answer": {answers: []answer{stall}, call: get, requests: 1},
		"for another's read": {
			answers: []answer{hang},
			before: func(ctx context.Context, client *rest.Client) {
				go func() { _, _ = rest.Get(ctx, client, read, text) }()
				synctest.Wait()
			},
			call: func(ctx context.Context, client *rest.Client) error {
				_, err := rest.Get(ctx, client, read, text)
				return err
			},
			requests: 1,
		},
		"in a map": {
			answers: []answer{hang},
			call: func(ctx context.Context, client *rest.Client) error {
				_, err := rest.Map(ctx, client, "items", make([]int, 10), func(ctx context.Context, _ int) (int, error) { return 0, get(ctx, client) })
				return err
			},
			requests: 1,
		},
		"in pages": {
			answers: []answer{hang},
			call: func(ctx context.Context, client *rest.Client) error {
				for _, err := range rest.Pages(ctx, client, read, text) {
					return err
				}
				return nil
			},
			requests: 1,
		},
	}
	causes := map[string]error{"canceled": context.Canceled, "deadline": context.DeadlineExceeded}
	for name, test := range tests {
		for cause, want := range causes {
			t.Run(cause+" waiting "+name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					peer, retries := newPeer(test.answers...), rest.DefaultMaxRetries
					if test.before != nil {
						retries = 0
					}
					client := newClient(t, peer, maxConcurrency(1), maxRetries(retries), func(config *rest.Config) {
						if test.limited {
							config.Limiter = rate.NewLimiter(rate.Every(time.Minute), 1)
						}
					})
					others, endOthers := context.WithCancel(t.Context())
					if test.before != nil {
						test.before(others, client)
					}
					began := time.Now()
					ctx, cancel := ending(t.Context(), want, 10*time.Second)
					defer cancel()
					// It is the context's error as it is, and no failure of the system.
					if err := test.call(ctx, client); !errors.Is(err, want) || err.Error() != want.Error() || time.Since(began) != 10*time.Second {
						t.Errorf("got %v after %s, want %v after 10s", err, time.Since(began), want)
					}
					endOthers()
					synctest.Wait()
					if peer.count() != test.requests {
						t.Errorf("%d requests, want %d", peer.count(), test.requests)
					}
				})
			})
		}
	}
}

// ending is a context that ends as want says.
func ending(parent context.Context, want error, after time.Duration) (context.Context, context.CancelFunc) {
	if errors.Is(want, context.DeadlineExceeded) {
		return context.WithTimeout(parent, after)
	}
	ctx, cancel := context.WithCancel(parent)
	time.AfterFunc(after, cancel)
	return ctx, cancel
}

func TestCancellation_beforehandSendsNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer := newPeer(ok("{}"))
		client := newClient(t, peer)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			if _, err := client.Send(ctx, rest.Request{Method: method, Path: "/thing"}); !errors.Is(err, context.Canceled) {
				t.Errorf("%s: got %v", method, err)
			}
		}
		if _, err := rest.Map(ctx, client, "items", []int{1}, func(context.Context, int) (int, error) { return 1, nil }); !errors.Is(err, context.Canceled) {
			t.Errorf("Map: got %v", err)
		}
		if peer.count() != 0 {
			t.Errorf("%d requests", peer.count())
		}
	})
}
