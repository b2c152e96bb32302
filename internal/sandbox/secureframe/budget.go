// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"sync"
	"time"
)

// budget allows a number of requests in any window of time.
type budget struct {
	limit  int
	window time.Duration
	now    func() time.Time

	mu    sync.Mutex
	spent []time.Time
}

func newBudget(limit int, window time.Duration, now func() time.Time) *budget {
	if limit == 0 {
		limit = defaultBudget
	}
	if window == 0 {
		window = defaultWindow
	}
	if now == nil {
		now = time.Now
	}
	return &budget{limit: limit, window: window, now: now}
}

// spend takes one request from the budget, or says how long until there is
// one. A request that is refused costs nothing.
func (b *budget) spend() (wait time.Duration, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	for len(b.spent) > 0 && !b.spent[0].Add(b.window).After(now) {
		b.spent = b.spent[1:]
	}
	if len(b.spent) >= b.limit {
		return b.spent[0].Add(b.window).Sub(now), false
	}
	b.spent = append(b.spent, now)
	return 0, true
}
