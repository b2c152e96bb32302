// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"sync/atomic"
)

// Tally counts what the calls of one operation needed. It is safe for concurrent
// use.
type Tally struct{ requests, retries, coalesced atomic.Int64 }

type tallyKey struct{}

// WithTally returns a context whose calls are counted.
func WithTally(ctx context.Context) (context.Context, *Tally) {
	tally := &Tally{}
	return context.WithValue(ctx, tallyKey{}, tally), tally
}

// tallyOf returns the tally of a context, or one that no one reads.
func tallyOf(ctx context.Context) *Tally {
	if tally, ok := ctx.Value(tallyKey{}).(*Tally); ok {
		return tally
	}
	return &Tally{}
}

// count counts an attempt of a call.
func (t *Tally) count(call *call) {
	t.requests.Add(1)
	if call.attempts > 1 {
		t.retries.Add(1)
	}
}

// Requests is the number of requests that were sent, retries included.
func (t *Tally) Requests() int64 { return t.requests.Load() }

// Retries is the number of requests that were sent again.
func (t *Tally) Retries() int64 { return t.retries.Load() }

// Coalesced is the number of reads that needed no request, because another one has
// read the same, or is about to.
func (t *Tally) Coalesced() int64 { return t.coalesced.Load() }
