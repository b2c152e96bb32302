// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
	"golang.org/x/time/rate"
)

// NewLimiter returns the limiter of a budget: half of the requests can go at
// once, the other half comes back over the period, so that no period has more.
func NewLimiter(requests int, period time.Duration) *rate.Limiter {
	back := max(requests/2, 1)
	return rate.NewLimiter(rate.Every(period/time.Duration(back)), max(requests-back, 1))
}

// pacer gives every attempt its turn: a number in flight, a budget over time,
// and a pause for all when the system asks for one.
type pacer struct {
	slots   *semaphore.Weighted
	limiter *rate.Limiter
	maxWait time.Duration

	mutex       sync.Mutex
	pausedUntil time.Time
}

func newPacer(limiter *rate.Limiter, concurrency int, maxWait time.Duration) *pacer {
	return &pacer{slots: semaphore.NewWeighted(int64(concurrency)), limiter: limiter, maxWait: maxWait}
}

// wait returns when the attempt may be sent; done gives the slot back.
func (p *pacer) wait(ctx context.Context) (done func(), err error) {
	if err := p.slots.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	done = func() { p.slots.Release(1) }
	if err := p.waitForTurn(ctx); err != nil {
		done()
		return nil, err
	}
	return done, nil
}

func (p *pacer) waitForTurn(ctx context.Context) error {
	// A pause may be prolonged while it is waited for.
	for pause := p.pause(); pause > 0; pause = p.pause() {
		if err := p.sleep(ctx, pause); err != nil {
			return err
		}
	}
	if p.limiter == nil {
		return nil
	}
	turn := p.limiter.Reserve()
	if err := p.sleep(ctx, turn.Delay()); err != nil {
		turn.Cancel()
		return err
	}
	return nil
}

// sleep waits. A wait beyond maxWait fails as if the system had answered 429.
func (p *pacer) sleep(ctx context.Context, wait time.Duration) error {
	if wait > p.maxWait {
		return &Error{
			Status: http.StatusTooManyRequests,
			Message: fmt.Sprintf("the request limit is used up: the next request may be sent in %s, and this run waits %s at most",
				wait.Round(time.Second), p.maxWait),
			RetryAfter: wait,
		}
	}
	if wait <= 0 {
		return nil
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (p *pacer) pause() time.Duration {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return time.Until(p.pausedUntil)
}

// pauseFor holds every attempt back for at least the given time.
func (p *pacer) pauseFor(wait time.Duration) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if until := time.Now().Add(wait); until.After(p.pausedUntil) {
		p.pausedUntil = until
	}
}
