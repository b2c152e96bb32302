// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"fmt"
	"net/http"
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

// pacer gives every attempt its turn: a number in flight, the pace that the
// system allows, and a budget over time.
type pacer struct {
	slots *semaphore.Weighted
	// queue lets one wait for the pace at a time, in the order in which they came.
	queue   *semaphore.Weighted
	limiter *rate.Limiter
	pace    *pace
	config  *Config
}

func newPacer(config *Config) *pacer {
	return &pacer{
		slots:   semaphore.NewWeighted(int64(config.MaxConcurrency)),
		queue:   semaphore.NewWeighted(1),
		limiter: config.Limiter,
		pace:    newPace(config.MaxConcurrency, config.BlockedWait),
		config:  config,
	}
}

// A turn is the leave to send one attempt.
type turn struct {
	slots *semaphore.Weighted
	// began is when the attempt was let go.
	began time.Time
	// isProbe says that the others wait for what comes of this attempt.
	isProbe bool
	// isPaced says that it has waited for the pace.
	isPaced bool
}

func (t *turn) end() { t.slots.Release(1) }

// wait returns when the attempt may be sent. since is when its call was first
// refused, or zero. The turn must end.
func (p *pacer) wait(ctx context.Context, since time.Time) (*turn, error) {
	if err := p.slots.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	taken := &turn{slots: p.slots}
	err := p.waitForPace(ctx, since, taken)
	if err == nil {
		err = p.spend(ctx)
	}
	if err != nil {
		p.pace.answered(taken, false)
		taken.end()
		return nil, err
	}
	taken.began = time.Now()
	return taken, nil
}

// waitForPace waits until the system takes a request, as far as that is known.
func (p *pacer) waitForPace(ctx context.Context, since time.Time, taken *turn) error {
	if since.IsZero() {
		since = time.Now()
	}
	if err := p.queue.Acquire(ctx, 1); err != nil {
		return err
	}
	defer p.queue.Release(1)
	for {
		step := p.pace.next(time.Now())
		if step.mayGo {
			taken.isProbe = step.isProbe
			return nil
		}
		taken.isPaced = step.isPace
		if step.wait > p.config.MaxWait {
			return p.usedUp(step.wait)
		}
		if waited := min(time.Since(since), time.Since(step.refusedSince)); step.isRefused && waited+step.wait > p.config.MaxWait {
			return p.refusesAll(waited)
		}
		if err := sleep(ctx, step.wait, step.changed); err != nil {
			return err
		}
	}
}

// spend takes a request from the budget, or waits until there is one.
func (p *pacer) spend(ctx context.Context) error {
	if p.limiter == nil {
		return nil
	}
	reserved := p.limiter.Reserve()
	wait := reserved.Delay()
	if wait > p.config.MaxWait {
		reserved.Cancel()
		return p.usedUp(wait)
	}
	p.config.noteWait(ctx, wait, "this run keeps to the request budget of "+p.config.System)
	if err := sleep(ctx, wait, nil); err != nil {
		reserved.Cancel()
		return err
	}
	return nil
}

// usedUp is the error of a wait that is too long, as if the system had answered
// 429.
func (p *pacer) usedUp(wait time.Duration) error {
	return &Error{
		Status: http.StatusTooManyRequests,
		Message: fmt.Sprintf("the request limit is used up: the next request may be sent in %s, and this run waits %s at most",
			wait.Round(time.Second), p.config.MaxWait),
		RetryAfter: wait,
	}
}

// refusesAll is the error of an attempt whose turn never came.
func (p *pacer) refusesAll(waited time.Duration) error {
	return &Error{
		Status: http.StatusTooManyRequests,
		Message: fmt.Sprintf("the system has refused every request for %s, and this run waits %s at most",
			waited.Round(time.Second), p.config.MaxWait),
	}
}

// sleep waits, at most until changed is closed. nil never is.
func sleep(ctx context.Context, wait time.Duration, changed <-chan struct{}) error {
	if wait <= 0 {
		return nil
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-changed:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
