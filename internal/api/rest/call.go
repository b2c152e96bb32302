// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"time"
)

// call is what is known of a call while it is under way: its attempts come one
// after the other.
type call struct {
	// logPath is the path for the log, if it is not that of the URL.
	logPath  string
	attempts int
	// refusals are the answers with status 429, the first of them at refusedAt. The
	// last was to the turn refused.
	refusals  int
	refusedAt time.Time
	refused   *turn
}

type callKey struct{}

func withCall(ctx context.Context, call *call) context.Context {
	return context.WithValue(ctx, callKey{}, call)
}

// callOf returns the call that an attempt belongs to.
func callOf(ctx context.Context) *call {
	if found, ok := ctx.Value(callKey{}).(*call); ok {
		return found
	}
	return &call{}
}
