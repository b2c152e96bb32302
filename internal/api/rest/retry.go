// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"errors"
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

// retryPolicy decides over the attempts of one call.
type retryPolicy struct {
	config     *Config
	pacer      *pacer
	idempotent bool
	final      []int
	retries    int
	waited     time.Duration
	next       time.Duration
}

// check has retryablehttp's CheckRetry signature. The error that it returns is
// never the attempt's: an answer goes back as it is.
func (p *retryPolicy) check(ctx context.Context, response *http.Response, failure error) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if !p.mayRepeat(ctx, response, failure) {
		return false, nil
	}
	p.next = p.wait(response)
	if response != nil && response.StatusCode == http.StatusTooManyRequests {
		p.pacer.pauseFor(p.next)
	}
	if p.waited+p.next > p.config.MaxWait {
		return false, nil
	}
	p.waited += p.next
	p.retries++
	return true, nil
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
// once, or else doubles with every attempt, half of it by chance.
func (p *retryPolicy) wait(response *http.Response) time.Duration {
	if response != nil {
		if asked, ok := retryAfter(response.Header, time.Now()); ok {
			return asked + jitter(minBackoff/2)
		}
		if response.StatusCode == http.StatusTooManyRequests && p.config.BlockedWait > 0 {
			return p.config.BlockedWait + jitter(minBackoff/2)
		}
	}
	full := min(minBackoff<<min(p.retries, 16), maxBackoff)
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

type attemptKey struct{}

// numberAttempt has retryablehttp's RequestLogHook signature: it tells the
// transport which attempt it makes.
func (p *retryPolicy) numberAttempt(_ retryablehttp.Logger, request *http.Request, retry int) {
	*request = *request.WithContext(context.WithValue(request.Context(), attemptKey{}, retry+1))
}

func attemptNumber(ctx context.Context) int {
	number, _ := ctx.Value(attemptKey{}).(int)
	return number
}
