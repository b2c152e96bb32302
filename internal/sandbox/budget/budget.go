// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package budget is the rate limit of a system.
package budget

import (
	"math"
	"strconv"
	"sync"
	"time"
)

// Budget allows a number of requests in any window of time. It is safe for
// concurrent use.
type Budget struct {
	limit  int
	window time.Duration

	mu    sync.Mutex
	spent []time.Time
}

// New returns an unspent budget.
func New(limit int, window time.Duration) *Budget {
	return &Budget{limit: limit, window: window}
}

// Spend takes one request from the budget, or returns the time until one is
// available. A refused request does not count. A nil budget has no limit.
func (b *Budget) Spend() (wait time.Duration, ok bool) {
	if b == nil {
		return 0, true
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	now := time.Now()
	for len(b.spent) > 0 && !b.spent[0].Add(b.window).After(now) {
		b.spent = b.spent[1:]
	}
	if len(b.spent) >= b.limit {
		return b.spent[0].Add(b.window).Sub(now), false
	}
	b.spent = append(b.spent, now)
	return 0, true
}

// Seconds returns a wait in the form of Retry-After. It rounds up, so that a
// client that waits that long is not refused again.
func Seconds(wait time.Duration) string {
	return strconv.Itoa(int(math.Ceil(wait.Seconds())))
}
