// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// The waits between attempts when the system names none.
const (
	minBackoff = 500 * time.Millisecond
	maxBackoff = 30 * time.Second
)

// retryPolicy decides over the attempts of one call. Failures are repeated up to
// MaxRetries times. Refusals (HTTP 429) are repeated for as long as MaxWait: how
// many there are depends on what else is sent, and all wait for the same system.
type retryPolicy struct {
	config     *Config
	pacer      *pacer
	call       *call
	idempotent bool
	final      []int
	retries    int
	waited     time.Duration
	next       time.Duration
}

// check has retryablehttp's CheckRetry signature. The error that it returns is
// never the attempt's: an answer goes back as it is.
func (p *retryPolicy) check(ctx context.Context, response *http.Response, failure error) (bool, error) {
	isRefused := failure == nil && response.StatusCode == http.StatusTooManyRequests
	if isRefused {
		p.heed(ctx, response)
	}
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if !p.mayRepeat(ctx, response, failure) {
		return false, nil
	}
	if isRefused {
		return p.repeatRefused(), nil
	}
	return p.repeatFailed(ctx, response), nil
}

// heed lets all pause when the call was refused.
func (p *retryPolicy) heed(ctx context.Context, response *http.Response) {
	asked, hasAsked := retryAfter(response.Header, time.Now())
	why := p.config.System + " refused a request (HTTP 429)"
	if hasAsked {
		why = p.config.System + " asked for it"
	}
	if pause := p.pacer.pace.refused(p.call.refused, asked, hasAsked); pause <= p.config.MaxWait {
		p.config.noteWait(ctx, pause, why)
	}
}

// repeatRefused reports whether a refused call is repeated. It waits for its turn
// in the pacer, together with all others.
func (p *retryPolicy) repeatRefused() bool {
	now := time.Now()
	if p.call.refusals++; p.call.refusals == 1 {
		p.call.refusedAt = now
	}
	p.next = 0
	return *p.config.MaxRetries > 0 && now.Sub(p.call.refusedAt)+p.pacer.pace.pause() <= p.config.MaxWait
}

// repeatFailed reports whether a failed call is repeated.
func (p *retryPolicy) repeatFailed(ctx context.Context, response *http.Response) bool {
	p.next = p.wait(response)
	if p.retries == *p.config.MaxRetries || p.waited+p.next > p.config.MaxWait {
		return false
	}
	p.waited += p.next
	p.retries++
	why := "no answer came"
	if response != nil {
		why = fmt.Sprintf("%s answered %d", p.config.System, response.StatusCode)
	}
	p.config.noteWait(ctx, p.next, why)
	return true
}

func (p *retryPolicy) mayRepeat(ctx context.Context, response *http.Response, failure error) bool {
	if failure != nil {
		return p.mayRepeatFailure(ctx, failure)
	}
	if slices.Contains(p.final, response.StatusCode) {
		return false
	}
	if response.StatusCode == http.StatusTooManyRequests {
		return true
	}
	return p.idempotent && slices.Contains([]int{
		http.StatusInternalServerError,
		http.StatusBadGateway,
		http.StatusServiceUnavailable,
		http.StatusGatewayTimeout,
	}, response.StatusCode)
}

func (p *retryPolicy) mayRepeatFailure(ctx context.Context, failure error) bool {
	var limit *Error
	if errors.As(failure, &limit) || errors.Is(failure, errTooLarge) || WillNotConnect(failure) {
		return false
	}
	// A connection that was never made has delivered nothing.
	if !p.idempotent && !neverConnected(failure) {
		return false
	}
	// The library knows other failures that do not pass: schemes, headers.
	repeat, _ := retryablehttp.DefaultRetryPolicy(ctx, nil, failure)
	return repeat
}

// backoff has retryablehttp's Backoff signature.
func (p *retryPolicy) backoff(time.Duration, time.Duration, int, *http.Response) time.Duration {
	return p.next
}

// wait is what the answer asks for plus a little, so that not all come back at
// once, or else the back-off.
func (p *retryPolicy) wait(response *http.Response) time.Duration {
	if response != nil {
		if asked, ok := retryAfter(response.Header, time.Now()); ok {
			return asked + jitter(minBackoff/2)
		}
	}
	return backoff(p.retries)
}

// backoff is a wait that doubles with every attempt, half of it by chance.
func backoff(attempts int) time.Duration {
	full := min(minBackoff<<min(attempts, 16), maxBackoff)
	return full/2 + jitter(full/2)
}

func jitter(most time.Duration) time.Duration {
	return rand.N(most) //nolint:gosec // chance spreads requests here, it guards nothing
}

// retryAfter reads a Retry-After header, in seconds or as a date. A wait
// beyond a day is cut to a day.
func retryAfter(header http.Header, now time.Time) (time.Duration, bool) {
	value := header.Get("Retry-After")
	const longest = 24 * time.Hour
	if seconds, err := strconv.ParseInt(value, 10, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		if seconds < 0 {
			return 0, false
		}
		return time.Duration(min(seconds, int64(longest/time.Second))) * time.Second, true
	}
	date, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	return min(max(date.Sub(now), 0), longest), true
}

// numberAttempt has retryablehttp's RequestLogHook signature.
func (p *retryPolicy) numberAttempt(_ retryablehttp.Logger, _ *http.Request, retry int) {
	p.call.attempts = retry + 1
}
